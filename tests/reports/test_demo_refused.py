"""Where the demo must not go."""

import pytest
from django.core.management import CommandError, call_command

from facilities.models import Facility, User
from tests.factories import make_facility

pytestmark = pytest.mark.django_db


def test_other_data_is_left_alone():
    make_facility("Kupang")
    with pytest.raises(CommandError):
        call_command("demo")
    call_command("demo", "--if-empty")
    assert [facility.short_name for facility in Facility.objects.all()] == ["Rutan Kupang"]
    assert User.objects.count() == 0


def test_another_database_gets_the_demo_only_when_asked(settings):
    settings.EMBEDDED_DATABASE = False
    call_command("demo", "--if-empty")
    assert Facility.objects.count() == 0

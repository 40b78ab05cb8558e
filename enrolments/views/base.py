"""What the pages of this app share: the programme above them, and its zone."""

from django.urls import reverse
from django.utils import timezone

from core.views import ObjectPage
from enrolments.apps import is_staff
from programs.models import Program
from programs.views.programs import list_crumb


class ProgramTab(ObjectPage):
    """A tab of a programme that is no list; the programme's key is `parent_pk` in the address."""

    model = Program
    pk_url_kwarg = "parent_pk"

    def narrow(self, rows):
        return rows.select_related("facility")

    def get_breadcrumbs(self):
        return [list_crumb(self.request.user)]

    def get_object(self):
        program = super().get_object()
        # Instructors teach at several facilities; the class's own clock counts.
        timezone.activate(program.facility.zone)
        return program


class ProgramAction:
    """A form that hangs on a programme."""

    parent_model = Program
    parent_field = "program"

    def narrow_parent(self, rows):
        return rows.select_related("facility", "skill_field")

    def get_breadcrumbs(self):
        return [list_crumb(self.request.user), (str(self.parent), self.get_cancel_url())]

    def get_cancel_url(self):
        return reverse("enrolments:participant-list", args=[self.parent.pk])


class NamesOnly:
    """Says to the template whether more than names may be shown."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_staff=is_staff(self.request.user), **kwargs)

"""The demo: what it must hold, loaded once, never into other data."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from certificates.models import Certificate, CertificateStatus
from enrolments.models import Attendance, Enrolment, Result
from facilities.models import Facility, Office, User
from inmates.models import Inmate, SdpImport
from inmates.services import compare, preview_import
from partners.models import Agreement
from programs.models import Program, Session
from reports.dashboard import dashboard_of
from reports.demo.people import DATA
from tests.demo_copy import copied
from tests.reports.counting import differences


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, shared_folder, tmp_path_factory, worker_id):
    """The demo as it is loaded; what a test changes is rolled back."""
    with (
        django_db_blocker.unblock(),
        copied(shared_folder, tmp_path_factory.mktemp("demo") / "files", worker_id),
    ):
        yield


pytestmark = pytest.mark.django_db


def test_five_sites_with_their_people(demo):
    held = {site.code: Inmate.objects.filter(facility=site).count() for site in Facility.objects.all()}
    # One of SoE's is on the way to Ruteng.
    assert held == {"ruteng": 59, "soe": 59, "ambon": 120, "rantau": 60, "sumenep": 60}
    assert Office.objects.get(is_acting=True).facility.code == "rantau"


def test_its_programmes_stand_where_the_stories_say(demo):
    stories = {(p.facility.code, p.state) for p in Program.objects.select_related("facility")}
    assert stories == {
        ("ruteng", "closed"),
        ("ruteng", "running"),
        ("soe", "closed"),
        ("soe", "approved"),
        ("soe", "running"),
        ("ambon", "open"),
        ("rantau", "draft"),
        # The year behind it (reports/demo/history.py).
        *((site, state) for site in ("ambon", "rantau", "sumenep") for state in ("closed", "running")),
    }
    # Forty names; the panel has decided on the ten who want to sew.
    registered = Enrolment.objects.filter(program__facility__code="ambon", program__state="open")
    assert registered.count() == 40
    assert registered.filter(state="proposed").count() == 30


def test_people_stand_at_the_edge_of_eighty_percent(demo):
    edges = {(r.present, r.counted): r.outcome for r in Result.objects.all()}
    assert edges[40, 49] == "passed"
    assert edges[39, 49] == "failed"
    assert edges[32, 40] == "passed"


def test_last_weeks_sessions_wait_to_be_marked(demo):
    meubel = Program.objects.get(state="running", facility__code="ruteng")
    waiting = Session.objects.filter(program=meubel).unrecorded()
    assert waiting.count() >= 2
    assert Attendance.objects.filter(session__in=waiting).recorded().count() == 0


def test_certificates_agreements_and_a_release(demo):
    states = CertificateStatus.objects.values_list("state", flat=True)
    assert (list(states).count("revoked"), list(states).count("replaced")) == (1, 1)
    for issuer in Certificate.objects.values_list("issuer", flat=True).distinct():
        numbers = Certificate.objects.filter(issuer=issuer).order_by("seq").values_list("seq", flat=True)
        assert list(numbers) == list(range(numbers[0], numbers[0] + len(numbers)))
    standings = {agreement.standing for agreement in Agreement.objects.all()}
    assert standings >= {"active", "expiring", "expired", "drafting"}
    assert Agreement.objects.get(facility__code="sumenep").parties.count() == 6
    assert Enrolment.objects.filter(state="released").count() == 1


def test_importing_the_sample_shows_every_group(demo):
    operator = User.objects.get(username="operator.ruteng")
    content = (DATA / "sdp_a_ruteng.xlsx").read_bytes()
    sdp_import = preview_import(
        content=content, filename="daftar.xlsx", facility=operator.membership.facility, by=operator
    )
    found = compare(sdp_import)
    groups = (found.new, found.changed, found.unchanged, found.rejected, found.missing)
    assert [len(group) for group in groups] == [3, 2, 55, 3, 1]
    assert SdpImport.objects.filter(state="waiting").count() == 1


def test_a_second_time_changes_nothing(demo):
    before = (Inmate.objects.count(), Certificate.objects.count(), User.objects.count())
    output = StringIO()
    call_command("demo", stdout=output)
    assert "operator.ruteng" in output.getvalue()
    assert (Inmate.objects.count(), Certificate.objects.count(), User.objects.count()) == before


def test_every_demo_user_signs_in(demo, client):
    users = User.objects.filter(is_demo=True)
    assert users.count() == User.objects.count() == 23
    for user in users:
        assert user.check_password("berdaya-demo")
        assert user.membership is not None


def test_a_year_of_history_gives_every_chart_something_to_say(demo):
    today = timezone.localdate()
    for user in User.objects.filter(username__startswith="head."):
        shown = dashboard_of(user, today)
        assert not [chart.key for chart in shown.charts if chart.is_empty], user
        lines = {line.figure.key: line for _title, lines in shown.groups for line in lines}
        assert lines["certificates"].value > 0
        assert lines["certificates"].course.target > 0
        participants = next(chart for chart in shown.charts if chart.key == "participants")
        assert sum(1 for value in participants.series[0].values if value) >= 6, user


def test_every_figure_is_that_of_its_list(demo, client, settings):
    settings.LANGUAGE_CODE = "en"
    today = timezone.localdate()
    for site in ("ruteng", "sumenep"):
        head = User.objects.get(username=f"head.{site}")
        client.force_login(head)
        year = today.replace(month=1, day=1), today
        assert differences(client, head.membership.facility, year) == {}

"""Who sees which programme, what waits for whom, and how many statements a page costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import registry
from programs.models import Program
from tests.factories import make_agreement, make_partner, make_program, make_session

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def classes(facility_a, facility_b, partner_a, agreement_a, instructor_a, instructor_b):
    """A class that instructor A teaches, one of the same partner, one without partner, one elsewhere."""
    teaches = [instructor_a.membership.instructor]
    made = {
        "own": make_program(
            facility_a,
            partner=partner_a,
            agreement=agreement_a,
            instructors=teaches,
            state="running",
            title="Kelas Sendiri",
            sessions=1,
        ),
        "partners": make_program(facility_a, partner=partner_a, title="Kelas Mitra", sessions=1),
        "other": make_program(facility_a, title="Kelas Lain", sessions=1),
        "elsewhere": make_program(
            facility_b, title="Kelas Ambon", instructors=[instructor_b.membership.instructor], sessions=1
        ),
    }
    return made


def listed(client):
    return {row.title for row in client.get("/programs/").context["table"].data}


def reached(client, programs):
    """Return which programmes' pages open, all of their pages alike."""
    found = set()
    for name, program in programs.items():
        session = program.sessions.first()
        pages = [
            program.get_absolute_url(),
            f"/programs/{program.pk}/tools/",
            f"/programs/{program.pk}/sessions/",
            f"/programs/{program.pk}/modules/",
            session.get_absolute_url(),
            f"/programs/sessions/{session.pk}/tools/",
        ]
        statuses = {client.get(page).status_code for page in pages}
        assert statuses in ({200}, {404}), (name, statuses)
        if statuses == {200}:
            found.add(name)
    return found


@pytest.mark.parametrize(
    ("user", "sees"),
    [
        ("operator_a", {"own", "partners", "other"}),
        ("supervisor_a", {"own", "partners", "other"}),
        ("head_a", {"own", "partners", "other"}),
        ("instructor_a", {"own"}),
        ("coordinator_a", {"own", "partners"}),
        ("head_b", {"elsewhere"}),
        ("instructor_b", {"elsewhere"}),
    ],
)
def test_everybody_sees_their_own_programmes(as_user, request, classes, user, sees):
    client = as_user(request.getfixturevalue(user))
    assert listed(client) == {classes[name].title for name in sees}
    assert reached(client, classes) == sees


@pytest.mark.parametrize("user", ["regional_a", "national", "administrator"])
def test_offices_above_see_no_programme(as_user, request, classes, user):
    client = as_user(request.getfixturevalue(user))
    for page in ("/programs/", classes["own"].get_absolute_url()):
        assert client.get(page).status_code == 403


def test_an_instructor_reads_no_partner_and_changes_nothing(as_user, instructor_a, classes, partner_a):
    client = as_user(instructor_a)
    own = classes["own"]
    page = client.get(own.get_absolute_url())
    text = page.content.decode()
    assert partner_a.name in text
    assert partner_a.get_absolute_url() not in text
    assert own.agreement.get_absolute_url() not in text
    assert (page.context["moves"], page.context["actions"], page.context["missing"]) == ([], [], [])
    for address in ("/partners/", partner_a.get_absolute_url(), "/agreements/", "/instructors/"):
        assert client.get(address).status_code == 403
    for address in ("edit/", "evaluate/", "override/", "instructors/add/", "sessions/plan/", "sessions/add/"):
        assert client.get(f"/programs/{own.pk}/{address}").status_code == 403
    assert client.get("/programs/").context["title"] == "My classes"


def test_an_instructors_shell_begins_with_their_classes(instructor_a, operator_a):
    assert [str(item.label) for item in registry.nav_for(instructor_a)][0] == "My classes"
    labels = [str(item.label) for item in registry.nav_for(instructor_a)]
    assert "Programmes" not in labels
    assert "Partners" not in labels
    assert "My classes" not in [str(item.label) for item in registry.nav_for(operator_a)]


def test_filters_offer_and_find_only_ones_own(as_user, operator_a, classes, partner_a, partner_b):
    client = as_user(operator_a)
    page = client.get("/programs/")
    assert list(page.context["filter"].form.fields["partner"].queryset) == [partner_a]
    by_partner = client.get("/programs/", {"partner": partner_a.pk}).context["table"].data
    assert {row.title for row in by_partner} == {"Kelas Sendiri", "Kelas Mitra"}
    assert {row.title for row in client.get("/programs/", {"q": "lain"}).context["table"].data} == {
        "Kelas Lain"
    }
    running = client.get("/programs/", {"state": "running"}).context["table"].data
    assert {row.title for row in running} == {"Kelas Sendiri"}
    year = classes["own"].starts_on.year
    assert len(client.get("/programs/", {"year": year}).context["table"].data) == 3
    assert len(client.get("/programs/", {"year": year - 1}).context["table"].data) == 0
    theirs = client.get("/programs/", {"partner": partner_b.pk})
    assert theirs.status_code == 200
    assert "Kelas Ambon" not in theirs.content.decode()


def waiting(user, title):
    groups = {str(group.title): items for group, items in registry.work_for(user)}
    return [(item.title.split(",")[0], str(item.action)) for item in groups.get(title, [])]


def test_what_waits_for_whom(facility_a, facility_b, operator_a, supervisor_a, head_a, head_b, coordinator_a):
    for state in ("draft", "submitted", "verified", "approved", "open", "running", "completed", "closed"):
        make_program(facility_a, title=f"Kelas {state}", state=state)
        make_program(facility_b, title=f"Ambon {state}", state=state)
    group = "Programmes waiting for you"
    assert waiting(operator_a, group) == []
    assert waiting(operator_a, "Programmes to go on with") == [
        ("Kelas draft", "Continue"),
        ("Kelas completed", "Write evaluation"),
    ]
    assert waiting(supervisor_a, group) == [("Kelas submitted", "Verify")]
    assert sorted(waiting(head_a, group)) == [
        ("Kelas approved", "Open registration"),
        ("Kelas verified", "Approve"),
    ]
    assert waiting(operator_a, "Seats to fill") == [("Kelas open", "Add candidates")]
    for title in (group, "Seats to fill", "Programmes to go on with"):
        assert waiting(coordinator_a, title) == []
    assert sorted(title for title, _action in waiting(head_b, group)) == ["Ambon approved", "Ambon verified"]


def statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_list_costs_the_same_with_3_and_with_30_rows(as_user, operator_a, facility_a, partner_a):
    client = as_user(operator_a)
    for _ in range(3):
        make_program(facility_a, partner=partner_a)
    few = statements(client, "/programs/?per_page=100")
    for _ in range(27):
        make_program(facility_a, partner=make_partner(facility_a.region))
    many = statements(client, "/programs/?per_page=100")
    assert Program.objects.count() == 30
    assert (few, many) == (many, few)
    assert many <= 10


def test_sessions_cost_the_same_with_3_and_with_30_rows(as_user, operator_a, facility_a):
    client = as_user(operator_a)
    program = make_program(facility_a, sessions=3)
    address = f"/programs/{program.pk}/sessions/?per_page=100"
    few = statements(client, address)
    for extra in range(3, 30):
        make_session(program, program.starts_on + timedelta(days=extra))
    assert statements(client, address) == few <= 10


@pytest.mark.parametrize(
    "state", ["draft", "submitted", "verified", "approved", "open", "running", "completed"]
)
def test_the_overview_keeps_its_budget(as_user, request, facility_a, partner_a, instructor_a, state):
    program = make_program(
        facility_a,
        partner=partner_a,
        agreement=make_agreement(facility_a, partner_a, state="drafting"),
        instructors=[instructor_a.membership.instructor],
        sessions=3,
        state=state,
    )
    for role in ("operator_a", "supervisor_a", "head_a"):
        client = as_user(request.getfixturevalue(role))
        assert statements(client, program.get_absolute_url()) <= 12


@pytest.mark.parametrize(
    "address",
    ["/programs/add/", "/programs/{}/edit/", "/programs/{}/modules/", "/programs/{}/sessions/plan/",
     "/programs/{}/sessions/add/", "/programs/{}/instructors/add/"],
)  # fmt: skip
def test_forms_keep_their_budget(as_user, operator_a, facility_a, partner_a, agreement_a, address):
    program = make_program(facility_a, partner=partner_a, agreement=agreement_a, sessions=3)
    for _ in range(10):
        make_agreement(facility_a, make_partner(facility_a.region))
    assert statements(as_user(operator_a), address.format(program.pk)) <= 12

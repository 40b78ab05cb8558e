"""How long saving takes, sent over HTTP as a browser does."""

from dataclasses import dataclass

from django.urls import reverse

from bench import school as schools
from bench.client import Client
from bench.measuring import summary
from tests.factories import PASSWORD


@dataclass(frozen=True)
class Sizes:
    """How much is saved, and how often."""

    marks: int = 30
    modules: int = 25
    certificates: int = 20
    printed: int = 100
    times: int = 5


MINIATURE = Sizes(marks=3, modules=2, certificates=0, printed=0, times=2)


def measure(host: str, sizes: Sizes) -> list[dict]:
    """Return a line for each kind of saving: "what", "statements", "median" and "p95" in ms, and budgets."""
    school = schools.open_school(max(sizes.marks, sizes.certificates, sizes.printed))
    lines = [_marks(host, school, sizes), _modules(host, school, sizes)]
    if sizes.certificates:
        lines.append(_certificates(host, school, sizes))
    if sizes.printed:
        lines.append(_printing(host, school, sizes))
    return lines


def _as(host, role) -> Client:
    client = Client(host)
    client.sign_in(f"bench.{role}", PASSWORD)
    return client


def _line(what, answers, statements, ms, status=302) -> dict:
    """Return the line of some answers; what was not saved is no measurement."""
    if wrong := [answer.status for answer in answers if answer.status != status]:
        raise RuntimeError(f"{what}: the server answered {wrong[0]}")
    return {
        "what": what,
        "statements": int(max(answer.timing["statements"] for answer in answers)),
        "statements_budget": statements,
        "ms_budget": ms,
        **summary([answer.timing["app"] for answer in answers]),
    }


def _marks(host, school, sizes):
    session = schools.running_class(school, sizes.marks)
    path = reverse("enrolments:attendance-mark", args=[session.pk])
    client, answers = _as(host, "instructor"), []
    keys = list(session.attendances.values_list("enrolment_id", flat=True))
    for number in range(sizes.times + 2):
        # Each time everybody's mark is another one.
        marks = {f"mark-{key}": "HIS"[number % 3] for key in keys}
        answers.append(client.send(path, marks, "journal"))
    return _line(f"attendance of {sizes.marks} in a session", answers[2:], 8, None)


def _modules(host, school, sizes):
    program = schools.planned_class(school, sizes.modules)
    path = reverse("programs:module-list", args=[program.pk])
    client, answers = _as(host, "operator"), []
    for number in range(sizes.times + 2):
        titles = {f"rows-{row}-title": f"Bahan {number}.{row + 1}" for row in range(sizes.modules)}
        answers.append(client.send(path, titles, "rows-0-title"))
    return _line(f"a form with {sizes.modules} rows, each changed", answers[2:], 15, None)


def _certificates(host, school, sizes):
    client, answers = _as(host, "head"), []
    for number in range(sizes.times + 1):
        # The first one starts the two processes that render, and reads the fonts.
        people = sizes.certificates if number else 2
        program = schools.finished_class(school, people)
        path = reverse("certificates:program-certificates", args=[program.pk])
        answers.append(client.send(path, {"issued_on": schools.today()}, "issuer"))
    return _line(f"issuing {sizes.certificates} certificates of two pages", answers[1:], None, 2000)


def _printing(host, school, sizes):
    from certificates.services import issue

    program = schools.finished_class(school, sizes.printed)
    head = schools.User.objects.get(username="bench.head")
    issue(program=program, issuer=school.issuer, by=head, issued_on=schools.timezone.localdate())
    path = reverse("certificates:program-print", args=[program.pk])
    client = _as(host, "head")
    token = {"csrfmiddlewaretoken": client.cookies["csrftoken"]}
    answers = [client.post(path, token) for _time in range(sizes.times)]
    return _line(f"printing {sizes.printed} issued certificates", answers, None, 1000, status=200)

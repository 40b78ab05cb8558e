"""What tests of changed circumstances send to pages, and read from the inbox."""

from django.urls import reverse
from django.utils import timezone

from core.registry import work_for
from enrolments.models import CircumstanceChange
from inmates.models import DisciplineRecord, RiskAssessment, WorkLimit

TODAY = timezone.localdate()


DAY = f"{TODAY:%d/%m/%Y}"


def changes():
    return list(CircumstanceChange.objects.order_by("pk").values_list("enrolment", "kind", "cause", "act"))


def work(user, title="Changed circumstances"):
    found = {str(group.title): items for group, items in work_for(user)}
    return [(item.title, item.text, item.url) for item in found.get(title, [])]


def send(client, name, *keys, **fields):
    response = client.post(reverse(name, args=keys), fields)
    assert response.status_code == 302, response.content.decode()[:3000]
    return response


# What is sent to which page, for each kind of change.
BY_PAGE = {
    "released": ("operator_a", "inmates:inmate-release", {"on": DAY, "reason": ""}),
    "died": ("operator_a", "inmates:inmate-died", {"on": DAY, "reason": ""}),
    "transferred": (
        "operator_a",
        "inmates:inmate-transfer",
        {"on": DAY, "to": "Lapas Lain", "outside": "on", "reason": ""},
    ),
    "leave": ("operator_a", "inmates:inmate-on-leave", {"on": DAY, "until": "", "reason": ""}),
    "disciplined": (
        "supervisor_a",
        "inmates:discipline-add",
        {"number": "F/1", "level": "serious", "starts_on": DAY, "ends_on": ""},
    ),
    "risk": ("supervisor_a", "inmates:risk-add", {"level": "high", "assessed_on": DAY, "review_on": ""}),
    "limited": ("operator_a", "inmates:limit-add", {"limit": "dust", "valid_from": DAY, "valid_until": ""}),
}


CAUSES = {"disciplined": DisciplineRecord, "risk": RiskAssessment, "limited": WorkLimit}


PREFIX = {"disciplined": "discipline", "risk": "risk", "limited": "limit"}


def discipline(client, maria, **more):
    _user, page, fields = BY_PAGE["disciplined"]
    send(client, page, maria.pk, **(fields | more))
    return CircumstanceChange.objects.get(kind="disciplined")

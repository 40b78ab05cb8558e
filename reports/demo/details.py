"""Personal details of the demo: work limits, consents, contacts; at each site a few, the rest as it comes."""

import pghistory

from inmates.models import Consent, ContactDetail, Inmate, WorkLimit
from reports.demo.places import SITES

LIMITS = ("lifting", "dust", "standing", "sight", "machines")
WHOSE = ("ibu", "kakak", "istri", "paman")


def build_details(demo) -> None:
    """Give about every tenth person a work limit and every sixth a consent to contact with a phone number."""
    for site in SITES:
        limits, consents, contacts = [], [], []
        operator = demo.operator(site.code)
        people = list(Inmate.objects.filter(facility=demo.facilities[site.code]).held().order_by("pk"))
        for number, person in enumerate(people):
            if number % 3 == 0:
                consents.append(_consent(person, "training", demo.day(-60)))
            if number % 6 == 1:
                consents.append(consent := _consent(person, "contact", demo.day(-40)))
                contacts.append(
                    ContactDetail(
                        inmate=person,
                        consent=consent,
                        kind="family_phone",
                        value=f"0800 0000 {number:04}",
                        whose=WHOSE[number % len(WHOSE)],
                        since=demo.day(-40),
                    )
                )
            if number % 10 == 4:
                limits.append(
                    WorkLimit(
                        inmate=person,
                        limit=LIMITS[number // 10 % len(LIMITS)],
                        valid_from=demo.day(-50),
                        valid_until=demo.day(-10) if number % 40 == 4 else None,
                        recorded_by=operator,
                    )
                )
        with pghistory.context(user=operator.pk):
            Consent.objects.bulk_create(consents)
            ContactDetail.objects.bulk_create(contacts)
            WorkLimit.objects.bulk_create(limits)


def _consent(person, purpose, day) -> Consent:
    return Consent(inmate=person, purpose=purpose, given_on=day, given_how="written")

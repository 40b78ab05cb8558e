"""Agreements on paper."""

from django.utils import timezone

from core.pdf import render_pdf
from facilities.services.logos import letterhead_of
from facilities.services.officers import head_on


def agreement_summary(agreement, *, lang: str) -> bytes:
    """Return the PDF that sums up an agreement: parties, terms, contributions, activities, seats.

    It is signed by whoever holds the head's office on the day it is printed.
    """
    facility = agreement.facility
    with timezone.override(facility.zone):
        today = timezone.localdate()
        office = head_on(facility.pk, today)
        contributions = list(agreement.contributions.all())
        parties = [
            (party, [row for row in contributions if row.party_id == party.pk])
            for party in agreement.parties.all()
        ]
        context = {
            **letterhead_of(facility),
            "agreement": agreement,
            "facility": facility,
            "parties": parties,
            "own": [row for row in contributions if row.party_id is None],
            "total": sum(row.value for row in contributions),
            "activities": agreement.activities.all(),
            "signer": agreement.office_at_signature(),
            "place": facility.city,
            "today": today,
            "office": office,
        }
        return render_pdf("partners/agreement_summary_pdf.html", context, title=agreement.title, lang=lang)

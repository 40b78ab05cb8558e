"""Spans of time that reports are about."""

from datetime import date

from django.db.models import Min
from django.utils import timezone

from core.report_sections import Period
from partners.models import Agreement, PartnerContact
from programs.models import Program


def year_period(year: int) -> Period:
    """Return the first and the last day of a year, of the present one up to today."""
    return date(year, 1, 1), min(date(year, 12, 31), timezone.localdate())


def whole_period(subject) -> Period:
    """Return the time of working together with a partner: from the first trace of it until today."""
    facility, partner = subject.facility, subject.partner
    today = timezone.localdate()
    contacts = PartnerContact._base_manager.filter(facility=facility, partnership__partner=partner)
    agreements = Agreement._base_manager.filter(facility=facility, parties__partner=partner)
    programs = Program._base_manager.filter(facility=facility, partner=partner)
    days = [
        contacts.aggregate(first=Min("day"))["first"],
        agreements.aggregate(first=Min("starts_on"))["first"],
        programs.aggregate(first=Min("starts_on"))["first"],
    ]
    return min(day for day in (*days, today) if day), today

"""What the tests about agreements share."""

from datetime import timedelta

from django.utils import timezone


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def dmy(day):
    return f"{day:%d/%m/%Y}"

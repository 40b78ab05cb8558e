"""Sign-ins and what else happened to accounts, for the page of who did what (core/trail.py)."""

from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import SignInRecord
from core.trail import Act, Source, Wanted, latest_of_each
from facilities.models import User
from facilities.permissions import Role

SIGN_IN, REFUSED, ACCOUNT = "sign_in", "sign_in_refused", "account"
KINDS = {
    SIGN_IN: _("Signed in"),
    REFUSED: _("Sign-in refused"),
    ACCOUNT: _("Account and sign-out"),
}


def rows(wanted: Wanted):
    """Return the newest records: of everybody for the national office, else of those the reader may see."""
    if wanted.people is not None or wanted.model or wanted.number is not None:
        return None
    if wanted.kinds and not wanted.kinds & set(KINDS):
        return None
    records = SignInRecord.objects.filter(at__gte=wanted.first, at__lt=wanted.before).order_by("-at", "-pk")
    if wanted.kinds:
        records = records.of_kinds(wanted.kinds)
    if wanted.reader.membership.role == Role.NATIONAL and wanted.accounts is None:
        return records[: wanted.most]
    owners = User._base_manager.all()
    if wanted.reader.membership.role != Role.NATIONAL:
        owners = owners.filter(pk__in=SignInRecord.objects.staff_of(wanted.reader))
    if wanted.accounts is not None:
        owners = owners.filter(pk__in=wanted.accounts)
    newest = latest_of_each(owners, records.filter(user=OuterRef("pk")), wanted.most)
    return SignInRecord.objects.filter(pk__in=newest).order_by("-at", "-pk")[: wanted.most]


def acts(wanted: Wanted, records) -> list[Act]:
    return [
        Act(
            at=record.at,
            kind=kind_of(record),
            account=record.user_id,
            what=_words(record),
            private=str(record.device) if record.agent else "",
            refused=not record.success,
        )
        for record in records
    ]


def _words(record) -> str:
    parts = (record.get_event_display(), record.get_reason_display())
    return " · ".join(str(part) for part in parts if part)


def kind_of(record) -> str:
    if not record.success:
        return REFUSED
    return SIGN_IN if record.event == SignInRecord.Event.SIGN_IN else ACCOUNT


SOURCE = Source("sign_ins", KINDS, rows, acts)

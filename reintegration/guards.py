"""What stands in the way of a step, and which words may not be written down."""

import re

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.neutral import telling_word
from core.lifecycle import Refusal
from inmates.models.details import ConsentPurpose

_CONTACT = re.compile(r"@|(?:\d[\s.()/+-]*){7,}")


def validate_no_contact(text: str) -> None:
    """Refuse numbers and e-mail addresses: they stand where consent keeps them, and go with it."""
    if _CONTACT.search(text or ""):
        raise ValidationError(
            gettext_lazy("Telephone numbers and e-mail addresses stand with the contact details only."),
            code="contact",
        )


def validate_neutral_words(text: str) -> None:
    """Refuse what would tell others where the person was (certificates/neutral.py)."""
    if word := telling_word(text):
        raise ValidationError(
            gettext_lazy("“%(word)s” tells where the person was, so it cannot stand on the sheet."),
            params={"word": word},
            code="telling",
        )


def may_contact(inmate) -> bool:
    """Return whether the person agrees to be contacted after release."""
    return inmate.consents.given().filter(purpose=ConsentPurpose.CONTACT).exists()


def goal_is_known(plan, user):
    if not plan.goal:
        yield Refusal(_("The goal after release is missing."), _edit(plan))


def contact_was_asked(plan, user):
    if not may_contact(plan.inmate) and not hasattr(plan.inmate, "contact_refusal"):
        yield Refusal(
            _("Nobody has asked yet whether we may contact the person after release."),
            reverse("reintegration:person", args=[plan.inmate_id]),
        )


def certificates_are_handed_over(plan, user):
    from certificates.models import Certificate

    waiting = Certificate.objects.filter(
        enrolment__inmate=plan.inmate_id, facility=plan.facility_id, status__state__in=("issued", "printed")
    )
    if waiting.exists():
        yield Refusal(
            _("A certificate has not been handed over."),
            reverse("certificates:inmate-certificates", args=[plan.inmate_id]),
        )


def still_agrees(follow_up, user):
    if not may_contact(follow_up.inmate):
        yield Refusal(_("Consent to contact has been withdrawn."))


def _edit(plan):
    return reverse("reintegration:plan-edit", args=[plan.pk])

"""What must be there before an interest assessment is finished."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.lifecycle import Refusal
from inmates.interest import STATEMENTS


def every_statement_is_answered(assessment, user):
    """Refuse while a statement has no answer."""
    missing = STATEMENTS - assessment.answered
    if missing:
        text = ngettext(
            "%(count)d statement has no answer yet.", "%(count)d statements have no answer yet.", missing
        )
        url = reverse("inmates:assessment-statements", args=[assessment.pk])
        yield Refusal(text % {"count": missing}, url)


def choices_are_made(assessment, user):
    """Refuse while no skill field, goal or literacy was said."""
    url = reverse("inmates:assessment-choices", args=[assessment.pk])
    if assessment.first_choice_id is None:
        yield Refusal(_("No skill field has been chosen yet."), url)
    if not assessment.goal:
        yield Refusal(_("The goal after release is missing."), url)
    if not assessment.literacy:
        yield Refusal(_("Say how well the person reads and writes."), url)

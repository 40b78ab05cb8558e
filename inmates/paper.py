"""The interest assessment on paper."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.pdf import render_pdf
from facilities.services.logos import letterhead_of
from inmates.choices import Literacy
from inmates.models import Instrument, InterestAssessment
from skills.models import SkillField


def assessment_forms(facility, people) -> bytes:
    """Return the PDF of a form for each of `people` (with `with_register`), or of a blank one for nobody."""
    context = {
        **letterhead_of(facility),
        "facility": facility,
        "forms": people or [None],
        "statements": list(Instrument.objects.current().statements.all()),
        "fields": list(SkillField.objects.all()),
        "goals": InterestAssessment._meta.get_field("goal").choices,
        "literacies": Literacy.choices,
    }
    with timezone.override(facility.zone):
        return render_pdf(
            "inmates/assessment_form_pdf.html", context, title=_("Interest assessment"), lang=get_language()
        )

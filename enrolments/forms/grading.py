"""How the scores of a programme are counted."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseModelForm
from enrolments.models import Aspect
from facilities.models import GRADING
from programs.models import Program


class GradingForm(BaseModelForm):
    groups = (
        (
            gettext_lazy("Scores"),
            ("score_scheme", "weight_theory", "weight_practice", "weight_attitude"),
        ),
        (gettext_lazy("Grades"), ("very_good_from", "good_from")),
    )

    class Meta:
        model = Program
        fields = GRADING
        help_texts = {
            "weight_theory": gettext_lazy(
                "The three weights add up to 100; they count only where scores are weighted."
            ),
        }

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        weights = {aspect: cleaned[f"weight_{aspect}"] for aspect in Aspect}
        if sum(weights.values()) != 100:
            text = _("The three weights add up to %(sum)s instead of 100.")
            self.add_error("weight_theory", text % {"sum": sum(weights.values())})
        elif cleaned["score_scheme"] == Program.Scheme.WEIGHTED:
            kinds = set(self.instance.modules.values_list("kind", flat=True))
            if kinds and not any(weights[kind] for kind in kinds):
                raise ValidationError(_("With these weights none of the modules would count."))
        return cleaned

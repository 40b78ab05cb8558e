"""How scores become an average and a grade: one set of rules for a facility's defaults and for programmes."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

PERCENT = [MaxValueValidator(100)]


class GradingRules(models.Model):
    """The rules; a subclass takes `GradingRules.Meta.constraints` over.

    "Cukup" begins at the pass mark, which stands beside; below it is "Kurang". Bands differ between places
    (domain.md, section 4).
    """

    class Scheme(models.TextChoices):
        MODULES = "modules", _("One score for each module, all of equal weight")
        WEIGHTED = "weighted", _("One score for each module and one for attitude, by weights")
        PROGRAM = "program", _("Theory, practice and attitude for the whole programme, by weights")

    score_scheme = models.CharField(
        _("scores"), max_length=10, choices=Scheme, default=Scheme.MODULES, help_text=_("What is scored.")
    )
    weight_theory = models.PositiveSmallIntegerField(
        _("weight of theory (%)"), default=30, validators=PERCENT
    )
    weight_practice = models.PositiveSmallIntegerField(
        _("weight of practice (%)"), default=60, validators=PERCENT
    )
    weight_attitude = models.PositiveSmallIntegerField(
        _("weight of attitude (%)"), default=10, validators=PERCENT
    )
    very_good_from = models.PositiveSmallIntegerField(
        _("“very good” from"), default=90, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    good_from = models.PositiveSmallIntegerField(
        _("“good” from"),
        default=75,
        validators=PERCENT,
        help_text=_("“Sufficient” begins at the pass mark; below it the grade is “poor”."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(weight_theory=100 - F("weight_practice") - F("weight_attitude")),
                name="%(class)s_weights",
                violation_error_message=_("The three weights add up to 100."),
            ),
            models.CheckConstraint(
                condition=Q(very_good_from__gt=F("good_from"), very_good_from__lte=100),
                name="%(class)s_bands",
                violation_error_message=_("“Very good” begins above “good”."),
            ),
        ]

    @property
    def weights(self) -> dict[str, int]:
        """The weights in percent, by "theory", "practice" and "attitude"."""
        return {
            "theory": self.weight_theory,
            "practice": self.weight_practice,
            "attitude": self.weight_attitude,
        }

    @property
    def bands(self) -> tuple[int, int]:
        """From which average the grades "very good" and "good" are given."""
        return self.very_good_from, self.good_from


# The fields of the rules, for forms and for programmes that begin with their facility's.
GRADING = (
    "score_scheme",
    "weight_theory",
    "weight_practice",
    "weight_attitude",
    "very_good_from",
    "good_from",
)

"""Who may take part: one set of rules for what partners offer and for programmes (domain.md, section 4).

An empty rule asks for nothing. Rules are facts about a training; whether somebody meets them is asked where
people and programmes meet.
"""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skills import choices
from skills.models.fields import LOWER_LEVEL, Level

YOUNGEST, OLDEST = 10, 99
MOST_MONTHS = 120
AGES = [MinValueValidator(YOUNGEST), MaxValueValidator(OLDEST)]


class Requirements(models.Model):
    """The rules; a subclass has `level` and `skill_field`, and takes `Requirements.Meta.constraints` over."""

    Prerequisite = choices.Prerequisite

    age_from = models.PositiveSmallIntegerField(
        _("age from"), null=True, blank=True, validators=AGES, help_text=_("In years, on the first day.")
    )
    age_to = models.PositiveSmallIntegerField(
        _("age to"),
        null=True,
        blank=True,
        validators=AGES,
        help_text=_("People of exactly this age may take part."),
    )
    minimum_education = models.CharField(
        _("minimum education"), max_length=12, choices=choices.Education, blank=True
    )
    legal_statuses = ArrayField(
        models.CharField(max_length=10, choices=choices.LegalStatus),
        verbose_name=_("legal status"),
        default=list,
        blank=True,
    )
    only_sex = models.CharField(_("sex"), max_length=1, choices=choices.Sex, blank=True)
    clean_months = models.PositiveSmallIntegerField(
        _("months without a discipline record"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
        help_text=_("Commonly 6; leave empty when it is not asked."),
    )
    maximum_risk = models.CharField(
        _("maximum risk level"), max_length=8, choices=choices.RiskLevel, blank=True
    )
    minimum_stage = models.CharField(
        _("minimum stage of the sentence"), max_length=10, choices=choices.SentenceStage, blank=True
    )
    barred_limits = ArrayField(
        models.CharField(max_length=12, choices=choices.WorkLimitKind),
        verbose_name=_("not for people with these work limits"),
        default=list,
        blank=True,
    )
    literacy_needed = models.CharField(
        _("literacy needed"), max_length=8, choices=choices.LiteracyNeeded, blank=True
    )
    sentence_outlasts = models.BooleanField(
        _("the sentence must outlast the last session"),
        default=True,
        help_text=_("Or its end is not known, as with detainees."),
    )
    prerequisite = models.CharField(
        _("prerequisite"),
        max_length=10,
        choices=choices.Prerequisite,
        default=choices.Prerequisite.BY_LEVEL,
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
                name="%(class)s_ages_in_order",
                violation_error_message=_("The highest age is below the lowest."),
            ),
            models.CheckConstraint(
                condition=(Q(age_from=None) | Q(age_from__range=(YOUNGEST, OLDEST)))
                & (Q(age_to=None) | Q(age_to__range=(YOUNGEST, OLDEST))),
                name="%(class)s_ages",
            ),
            models.CheckConstraint(
                condition=Q(clean_months=None) | Q(clean_months__range=(1, MOST_MONTHS)),
                name="%(class)s_clean_months",
            ),
            models.CheckConstraint(
                condition=Q(legal_statuses__contained_by=choices.LegalStatus.values),
                name="%(class)s_legal_statuses",
            ),
            models.CheckConstraint(
                condition=Q(barred_limits__contained_by=choices.WorkLimitKind.values),
                name="%(class)s_barred_limits",
            ),
        ]

    @property
    def required_level(self) -> str | None:
        """The level that people must have passed in the same field, None when anybody may come."""
        return LOWER_LEVEL.get(self.level) if self.prerequisite == self.Prerequisite.BY_LEVEL else None

    @property
    def prerequisite_text(self) -> str:
        """What people must have passed before, in words; an empty string when nothing."""
        if self.required_level is None:
            return ""
        words = {"field": self.skill_field, "level": Level(self.required_level).label}
        return str(_("%(field)s, level %(level)s, passed") % words)

    @property
    def requirement_words(self) -> list[str]:
        """The rules in words, one each; empty when everybody may come."""
        from skills.words import requirement_words

        return requirement_words(self)


# What one set of rules takes over from another.
REQUIREMENTS = tuple(field.name for field in Requirements._meta.fields)

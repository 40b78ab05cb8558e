"""Versions of the interest assessment, which never change: statements, weights and the fields' codes."""

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from inmates.interest import Weights
from inmates.querysets import InstrumentQuerySet
from skills.models import SkillField


class Letter(models.TextChoices):
    """Holland's letters, in the fixed order that breaks ties."""

    R = "R", _("Realistic: working with hands and tools")
    I = "I", _("Investigative: finding out")  # noqa: E741 -- the letter is its name
    A = "A", _("Artistic: making and decorating")
    S = "S", _("Social: helping and teaching")
    E = "E", _("Enterprising: selling and leading")
    C = "C", _("Conventional: keeping in order")


def _percent(label, default):
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )


def _append_only():
    return [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Instrument(models.Model):
    """A version of the interest assessment. The newest is used; the database refuses to change any.

    The weights are per cent (domain.md, section 7): how much the direct choice and the code count, and what a
    first, second and third choice are worth.
    """

    version = models.PositiveSmallIntegerField(_("version"), unique=True)
    choice_weight = _percent(_("weight of the choice (%)"), 60)
    code_weight = _percent(_("weight of the code (%)"), 40)
    first_worth = _percent(_("worth of the first choice (%)"), 100)
    second_worth = _percent(_("worth of the second choice (%)"), 70)
    third_worth = _percent(_("worth of the third choice (%)"), 40)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of the assessment")
        verbose_name_plural = _("versions of the assessment")
        ordering = ["-version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(choice_weight=100 - F("code_weight")),
                name="instrument_weights_make_100",
                violation_error_message=_("Both weights together make 100 %."),
            ),
            models.CheckConstraint(
                condition=Q(first_worth__gte=F("second_worth")) & Q(second_worth__gte=F("third_worth")),
                name="instrument_worths_fall",
                violation_error_message=_("A later choice cannot be worth more than an earlier one."),
            ),
        ]
        triggers = _append_only()

    def __str__(self):
        return str(_("Version %(number)d") % {"number": self.version})

    @cached_property
    def letters(self) -> list[str]:
        """The letter of each statement, in the order of their numbers."""
        return [statement.letter for statement in self.statements.all()]

    @property
    def weights(self) -> Weights:
        return Weights(
            choice=self.choice_weight,
            code=self.code_weight,
            ranks=(self.first_worth, self.second_worth, self.third_worth),
        )


class Statement(models.Model):
    """A short statement about doing something; liking it speaks for its letter."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="statements")
    position = models.PositiveSmallIntegerField(_("number"))
    letter = models.CharField(_("letter"), max_length=1, choices=Letter)
    text_id = models.CharField(_("text in Indonesian"), max_length=120)
    text_en = models.CharField(_("text in English"), max_length=120)
    icon = models.CharField(_("icon"), max_length=40)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["instrument", "position"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "position"], name="statement_position_once"),
            models.CheckConstraint(condition=Q(position__range=(1, 24)), name="statement_position_1_to_24"),
        ]
        triggers = _append_only()

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        return self.text_en if get_language() == "en" else self.text_id


class InstrumentField(models.Model):
    """A skill field's Holland code as it was in a version."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="fields")
    skill_field = models.ForeignKey(SkillField, models.PROTECT, related_name="+")
    holland = models.CharField(_("Holland code"), max_length=3, validators=[RegexValidator(r"^[RIASEC]{3}$")])

    class Meta:
        verbose_name = _("code of a skill field")
        verbose_name_plural = _("codes of skill fields")
        ordering = ["skill_field"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "skill_field"], name="instrument_field_once")
        ]
        triggers = _append_only()

    def __str__(self):
        return f"{self.skill_field}: {self.holland}"

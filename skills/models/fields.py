"""Skill fields and levels, used by interests, partners and programmes alike."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.querysets import ReferenceQuerySet


class Level(models.TextChoices):
    BASIC = "basic", _("Basic")
    ADVANCED = "advanced", _("Advanced")
    EXPERT = "expert", _("Expert")


# The level that must have been passed before one of the right may be followed (domain.md, section 4).
LOWER_LEVEL = {Level.ADVANCED: Level.BASIC, Level.EXPERT: Level.ADVANCED}


class SkillField(models.Model):
    """A field of skill (bidang keterampilan) with its Holland code (domain.md, section 7)."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name_id = models.CharField(_("name in Indonesian"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    holland = models.CharField(_("Holland code"), max_length=3, validators=[RegexValidator(r"^[RIASEC]{3}$")])

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("skill field")
        verbose_name_plural = _("skill fields")
        ordering = ["name_id"]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_id

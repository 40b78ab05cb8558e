"""The rules by name, as an enrolment keeps which were not met; see `enrolments.suitability`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RuleName(models.TextChoices):
    AGE = "age", _("Age on the first day")
    EDUCATION = "education", _("Education")
    STATUS = "status", _("Legal status")
    SEX = "sex", _("Sex")
    LIMITS = "limits", _("Work limits")
    LITERACY = "literacy", _("Reading and writing")
    DISCIPLINE = "discipline", _("Discipline")
    RISK = "risk", _("Risk level")
    STAGE = "stage", _("Stage of the sentence")
    SENTENCE = "sentence", _("Sentence")
    PREREQUISITE = "prerequisite", _("Prerequisite")
    CLASH = "clash", _("Other classes")
    REMOVALS = "removals", _("Earlier removals")
    CONSENT = "consent", _("Consent")

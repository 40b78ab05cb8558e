"""Closed lists of the time after release."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Days after release on which somebody is asked, and how many tries there are.
STEPS = (30, 90, 180, 365)
TRIES = 3
# Beyond this many days nobody is asked for the first time any more.
LAST_DAY = 545
# A plan is begun so many days before the end of a sentence, and is to be ready so many days before.
PLAN_FROM, PLAN_READY = 90, 30


class GrantKind(models.TextChoices):
    KIT = "kit", _("Tools (kit)")
    CAPITAL = "capital", _("Capital")
    BOTH = "both", _("Tools and capital")


class Use(models.TextChoices):
    USED = "used", _("In use")
    PARTLY = "partly", _("Partly in use")
    UNUSED = "unused", _("Not used")
    GONE = "gone", _("Lost, sold or broken")
    UNKNOWN = "unknown", _("Not found out")


class Way(models.TextChoices):
    CALL = "call", _("Phone call")
    MESSAGE = "message", _("Text message")
    EMAIL = "email", _("E-mail")
    LETTER = "letter", _("Letter")
    VISIT = "visit", _("Visit")
    CAME = "came", _("Came by")


class Outcome(models.TextChoices):
    EMPLOYED = "employed", _("Employed")
    BUSINESS = "business", _("Own business")
    STUDYING = "studying", _("Studying")
    LOOKING = "looking", _("Looking for work")
    UNKNOWN = "unknown", _("Unknown")
    RETURNED = "returned", _("In custody again")


# What counts as work in the figures.
WORKING = (Outcome.EMPLOYED, Outcome.BUSINESS)


class FieldUsed(models.TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class Income(models.TextChoices):
    """Income in a month."""

    NONE = "none", _("None")
    TO_1 = "to_1", _("Up to Rp1 million")
    TO_3 = "to_3", _("Rp1 to 3 million")
    TO_5 = "to_5", _("Rp3 to 5 million")
    OVER_5 = "over_5", _("More than Rp5 million")
    UNSAID = "unsaid", _("Not said")


class Help(models.TextChoices):
    WORK = "work", _("Finding work")
    TOOLS = "tools", _("Tools")
    CAPITAL = "capital", _("Capital")
    TRAINING = "training", _("More training")
    PAPERS = "papers", _("Identity papers")
    SALES = "sales", _("Selling products")
    OTHER = "other", _("Something else")


class StopReason(models.TextChoices):
    WITHDRAWN = "withdrawn", _("Consent withdrawn")
    HELD = "held", _("In custody again")
    MISTAKE = "mistake", _("The release was recorded by mistake")

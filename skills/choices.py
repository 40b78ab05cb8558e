"""Closed lists that people and the rules about them share. Codes about people are those of the SDP reader."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalStatus(models.TextChoices):
    DETAINEE = "detainee", _("Detainee")
    CONVICT = "convict", _("Convict")
    JUVENILE = "juvenile", _("Juvenile")


class Sex(models.TextChoices):
    MALE = "M", _("Male")
    FEMALE = "F", _("Female")


class Education(models.TextChoices):
    """What school somebody finished, from the lowest to the highest; SMA and SMK are of one height."""

    NONE = "none", _("No school completed")
    ELEMENTARY = "elementary", _("Elementary school (SD)")
    JUNIOR = "junior", _("Junior high school (SMP)")
    SENIOR = "senior", _("Senior high school (SMA)")
    VOCATIONAL = "vocational", _("Vocational high school (SMK)")
    D1 = "d1", "D1"
    D2 = "d2", "D2"
    D3 = "d3", "D3"
    D4 = "d4", "D4"
    BACHELOR = "bachelor", "S1"
    MASTER = "master", "S2"
    DOCTOR = "doctor", "S3"


class Literacy(models.TextChoices):
    FLUENT = "fluent", _("Reads and writes")
    LITTLE = "little", _("Reads and writes a little")
    NONE = "none", _("Neither reads nor writes")


class RiskLevel(models.TextChoices):
    """From the lowest to the highest."""

    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")
    MAXIMUM = "maximum", _("Maximum")


class WorkLimitKind(models.TextChoices):
    """What somebody must not be given to do. Never why: a diagnosis is not kept."""

    LIFTING = "lifting", _("No heavy lifting")
    STANDING = "standing", _("No long standing")
    BENDING = "bending", _("No long bending or squatting")
    HEIGHTS = "heights", _("No work at heights")
    MACHINES = "machines", _("No work at moving machines")
    SHARP = "sharp", _("No sharp tools")
    HEAT = "heat", _("No work in heat or near fire")
    DUST = "dust", _("No dust or fumes")
    CHEMICALS = "chemicals", _("No paint, glue or other chemicals")
    WATER = "water", _("No wet work")
    FOOD = "food", _("No work with food")
    SIGHT = "sight", _("No work that needs sharp sight")
    NOISE = "noise", _("No noise")
    HOURS = "hours", _("Half days only")


class SentenceStage(models.TextChoices):
    """How far a sentence must have come (domain.md, section 4), from the earliest on."""

    ONE_THIRD = "one_third", _("after 1/3 of the sentence")
    HALF = "half", _("after 1/2 of the sentence")
    TWO_THIRDS = "two_thirds", _("after 2/3 of the sentence")


class LiteracyNeeded(models.TextChoices):
    """What of `Literacy` a training may ask for."""

    LITTLE = "little", _("A little reading and writing")
    FLUENT = "fluent", _("Reading and writing")


class Prerequisite(models.TextChoices):
    BY_LEVEL = "by_level", _("A passed lower level in the same field; none for the basic level")
    NONE = "none", _("None")


class Place(models.TextChoices):
    INSIDE = "inside", _("Inside the facility")
    OUTSIDE = "outside", _("Outside the facility")

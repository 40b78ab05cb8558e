"""Closed lists about people. The codes are those that the SDP reader returns."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Those that rules about people need too stand below this app.
from skills.choices import Education, LegalStatus, Literacy, RiskLevel, Sex  # noqa: F401


class Custody(models.TextChoices):
    """Where somebody is, as the facility that keeps the row knows it.

    ARRIVING: sent here by another facility, not taken in yet. TRANSFERRED: to a place outside Berdaya.
    MERGED: a second entry of somebody else here (`Inmate.merged_into`).
    """

    HELD = "held", _("Held here")
    ON_LEAVE = "on_leave", _("On leave")
    ARRIVING = "arriving", _("Arriving")
    TRANSFERRED = "transferred", _("Transferred")
    RELEASED = "released", _("Released")
    DIED = "died", _("Died")
    MERGED = "merged", _("Merged with another entry")


GONE = (Custody.TRANSFERRED, Custody.RELEASED, Custody.DIED)


class Religion(models.TextChoices):
    ISLAM = "islam", _("Islam")
    PROTESTANT = "protestant", _("Protestant")
    CATHOLIC = "catholic", _("Catholic")
    HINDU = "hindu", _("Hindu")
    BUDDHIST = "buddhist", _("Buddhist")
    CONFUCIAN = "confucian", _("Confucian")
    BELIEF = "belief", _("Belief in God (kepercayaan)")
    OTHER = "other", _("Other")


class MaritalStatus(models.TextChoices):
    SINGLE = "single", _("Single")
    MARRIED = "married", _("Married")
    DIVORCED = "divorced", _("Divorced")
    WIDOWED = "widowed", _("Widowed")


class LifeKind(models.TextChoices):
    """What happened to somebody's custody; the codes of the first three are those of `Custody`."""

    RELEASED = "released", _("Released")
    TRANSFERRED = "transferred", _("Transferred")
    DIED = "died", _("Died")
    LEAVE = "leave", _("Went on leave")
    BACK = "back", _("Came back from leave")
    ARRIVED = "arrived", _("Arrived from another facility")
    ADMITTED = "admitted", _("Admitted again")
    MERGED = "merged", _("Merged")
    UNMERGED = "unmerged", _("Merge undone")


class TransferOutcome(models.TextChoices):
    """How a transfer to another facility of Berdaya goes on."""

    WAITING = "waiting", _("Not taken in there yet")
    RECEIVED = "received", _("Taken in there")
    RETURNED = "returned", _("Sent back: not there")
    TAKEN_BACK = "taken_back", _("Taken back")


class DisciplineLevel(models.TextChoices):
    LIGHT = "light", _("Light")
    MEDIUM = "medium", _("Medium")
    SERIOUS = "serious", _("Serious")

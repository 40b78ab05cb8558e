"""How the net of sales is shared: rules, each sale's shares, members' incentives, and what left the house."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.files.models import StoredFile
from core.history import track
from facilities.models import FacilityOwned
from inmates.models import Inmate
from production.querysets.money import IncentiveQuerySet, MoneyQuerySet, SaleSplitQuerySet


class Method(models.TextChoices):
    """By what the premi of a sale is shared among those who worked for it."""

    HOURS = "hours", _("By hours of work")
    PIECES = "pieces", _("By pieces made")
    EQUAL = "equal", _("Equal parts for the makers")
    CHOSEN = "chosen", _("Equal parts for the people chosen here")


class Undoable(models.Model):
    """Money that left the house by mistake comes back: the row stays, with the day and the reason."""

    undone_on = models.DateField(_("taken back on"), null=True, editable=False)
    undone_reason = models.CharField(_("why taken back"), max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True


def _percent(label):
    return models.PositiveSmallIntegerField(label, validators=[MaxValueValidator(100)])


@track()
class SplitRule(FacilityOwned):
    """From which day on a facility shares the net of its sales how. It never changes; a new one follows."""

    valid_from = models.DateField(_("valid from"))
    premi = _percent(_("premi (%)"))
    capital = _percent(_("working capital (%)"))
    pnbp = _percent(_("PNBP (%)"))
    basis = models.CharField(
        _("legal basis"), max_length=160, blank=True, help_text=_("The decree or letter that says so.")
    )

    objects = MoneyQuerySet.as_manager()

    class Meta:
        verbose_name = _("split rule")
        verbose_name_plural = _("split rules")
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="split_rule_and_facility"),
            models.UniqueConstraint(
                fields=["facility", "valid_from"],
                name="split_rule_once_a_day",
                violation_error_message=_("There is a rule that begins on this day already."),
            ),
            models.CheckConstraint(
                condition=Q(premi=100 - F("capital") - F("pnbp")),
                name="split_rule_is_whole",
                violation_error_message=_("The three parts must add up to 100."),
            ),
        ]

    def __str__(self):
        return f"{self.premi} / {self.capital} / {self.pnbp}"

    def get_absolute_url(self):
        return reverse("production:rule-list")


@track()
class Deposit(Undoable, FacilityOwned):
    """State revenue (PNBP) of several sales, paid in at a bank."""

    day = models.DateField(_("day"))
    account = models.CharField(
        _("account"), max_length=120, help_text=_("The account or billing code it was paid to.")
    )
    reference = models.CharField(
        _("proof number"), max_length=60, help_text=_("NTPN or the number of the bank's slip.")
    )
    amount = models.BigIntegerField(_("amount"), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )

    objects = MoneyQuerySet.as_manager()

    class Meta:
        verbose_name = _("PNBP deposit")
        verbose_name_plural = _("PNBP deposits")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="deposit_and_facility"),
            models.UniqueConstraint(
                fields=["facility", "reference"],
                condition=Q(undone_on=None),
                name="deposit_reference_once",
                violation_error_message=_("A deposit with this proof number is recorded already."),
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="deposit_of_something"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("production:deposit-detail", args=[self.pk])


@track()
class DepositProof(FacilityOwned, StoredFile):
    """The scan of a deposit's slip."""

    folder = "deposits"

    deposit = models.ForeignKey(
        Deposit, models.PROTECT, related_name="proofs", verbose_name=_("PNBP deposit")
    )

    objects = MoneyQuerySet.as_manager()

    class Meta:
        verbose_name = _("proof of a deposit")
        verbose_name_plural = _("proofs of deposits")
        ordering = ["pk"]
        constraints = [
            CompositeForeignKey(
                fields=["deposit", "facility"],
                to="production.Deposit",
                to_fields=["id", "facility"],
                name="deposit_proof_facility",
            )
        ]

    def get_absolute_url(self):
        return reverse("production:deposit-proof", args=[self.pk])


@track()
class SaleSplit(FacilityOwned):
    """The shares of one sale. What the rounding and the premi leave over is part of the capital."""

    sale = models.ForeignKey("production.Sale", models.PROTECT, related_name="splits", verbose_name=_("sale"))
    rule = models.ForeignKey(SplitRule, models.PROTECT, related_name="splits", verbose_name=_("split rule"))
    day = models.DateField(_("day"))
    method = models.CharField(_("premi shared"), max_length=10, choices=Method)
    net = models.BigIntegerField(_("net"))
    premi = models.BigIntegerField(_("premi"))
    capital = models.BigIntegerField(_("working capital"))
    pnbp = models.BigIntegerField(_("PNBP"))
    # What could not be shared evenly among the members: part of `capital`, not of `premi`.
    rest = models.BigIntegerField(_("rest to the capital"), default=0)
    undone = models.BooleanField(_("undone"), default=False)
    deposit = models.ForeignKey(
        Deposit, models.PROTECT, null=True, related_name="splits", verbose_name=_("PNBP deposit")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )

    objects = SaleSplitQuerySet.as_manager()

    class Meta:
        verbose_name = _("split of a sale")
        verbose_name_plural = _("splits of sales")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="sale_split_and_facility"),
            models.UniqueConstraint(fields=["sale"], condition=Q(undone=False), name="sale_split_once"),
            models.CheckConstraint(
                condition=Q(net=F("premi") + F("capital") + F("pnbp")), name="sale_split_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(premi__gte=0, pnbp__gte=0, rest__gte=0, capital__gte=F("rest")),
                name="sale_split_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(undone=False) | Q(deposit=None), name="sale_split_undone_not_deposited"
            ),
            *(
                CompositeForeignKey(
                    fields=[name, "facility"], to=to, to_fields=["id", "facility"], name=f"sale_split_{name}"
                )
                for name, to in (
                    ("sale", "production.Sale"),
                    ("rule", "production.SplitRule"),
                    ("deposit", "production.Deposit"),
                )
            ),
        ]

    def __str__(self):
        return f"{self.sale_id}: {self.net}"

    def get_absolute_url(self):
        return reverse("production:sale-detail", args=[self.sale_id])


@track()
class Payout(Undoable, FacilityOwned):
    """Saved incentives handed to a member, against a receipt that they sign."""

    number = models.CharField(_("number"), max_length=120, editable=False)
    inmate = models.ForeignKey(
        Inmate, models.PROTECT, related_name="payouts", verbose_name=_("member"), editable=False
    )
    name = models.CharField(_("name"), max_length=150, editable=False)
    day = models.DateField(_("day"))
    amount = models.BigIntegerField(_("amount"), editable=False)
    handed_by = models.CharField(
        _("paid out by"), max_length=120, help_text=_("Name with titles, as it stands below the signature.")
    )
    received_by = models.CharField(
        _("received by"),
        max_length=150,
        blank=True,
        help_text=_("Only when somebody else receives it: a relative with a letter of authority."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )

    objects = MoneyQuerySet.as_manager()

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="payout_and_facility"),
            models.UniqueConstraint(fields=["facility", "number"], name="payout_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payout_of_something"),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("production:payout-detail", args=[self.pk])


@track()
class Incentive(FacilityOwned):
    """What one member earned with one sale, with the name as it was; saved until it is paid out."""

    split = models.ForeignKey(
        SaleSplit, models.PROTECT, related_name="incentives", verbose_name=_("split of a sale")
    )
    inmate = models.ForeignKey(Inmate, models.PROTECT, related_name="incentives", verbose_name=_("member"))
    name = models.CharField(_("name"), max_length=150)
    weight = models.DecimalField(_("weight"), max_digits=12, decimal_places=4)
    amount = models.BigIntegerField(_("amount"))
    payout = models.ForeignKey(
        Payout, models.PROTECT, null=True, related_name="incentives", verbose_name=_("payout")
    )

    objects = IncentiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("incentive")
        verbose_name_plural = _("incentives")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["facility", "inmate"], condition=Q(payout=None), name="incentive_unpaid")
        ]
        constraints = [
            models.UniqueConstraint(fields=["split", "inmate"], name="incentive_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="incentive_of_something"),
            *(
                CompositeForeignKey(
                    fields=[name, "facility"], to=to, to_fields=["id", "facility"], name=f"incentive_{name}"
                )
                for name, to in (("split", "production.SaleSplit"), ("payout", "production.Payout"))
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.amount}"

"""Money that leaves the house: payouts to members, and deposits of PNBP."""

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.templatetags.ui import rupiah
from core.views import Action, ActionPage, CreatePage, DetailPage, FilePage, HistoryPage, ListPage, PdfPage
from production.filters.money import DepositFilter, PayoutFilter
from production.forms.money import DepositForm, PayoutForm
from production.forms.sales import ReasonForm
from production.models import Account, Deposit, DepositProof, Incentive, Payout, SaleSplit
from production.paper.receipts import payout_receipt
from production.services.payouts import deposit_pnbp, pay_out, undo_deposit, undo_payout
from production.tables.money import DepositTable, PayoutTable
from production.views.base_money import crumbs


class PayoutList(ListPage):
    model = Payout
    permission = "money.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("Payouts to members")
    table_class = PayoutTable
    filterset_class = PayoutFilter
    empty = gettext_lazy("What members were paid stands here, with the receipts they signed.")

    def get_breadcrumbs(self):
        return crumbs()

    def get_actions(self):
        if not self.request.user.has_perm("money.enter"):
            return []
        return [Action(_("Choose whom to pay"), reverse("production:member-list") + "?open=yes", "coins")]


class PayoutAdd(ActionPage):
    """Pays out what is saved for a member: all of it, or the lines that are ticked."""

    model = Account
    permission = "money.enter"
    persons = "inmate_id"
    shown_as = gettext_lazy("Paying a member")
    form_class = PayoutForm
    template_name = "production/payout_form.html"
    submit_label = gettext_lazy("Pay out and make the receipt")

    def narrow(self, rows):
        return rows.of_members().select_related("facility", "inmate")

    @cached_property
    def waiting(self):
        rows = Incentive.objects.for_user(self.request.user).unpaid()
        rows = rows.filter(inmate=self.subject.inmate_id).select_related("split__sale")
        return list(rows.order_by("split__day", "pk"))

    def get_title(self):
        return _("Pay out to %(name)s") % {"name": self.subject.shown_name}

    def refusal(self):
        return "" if self.waiting else _("Nothing is saved for this person.")

    def get_breadcrumbs(self):
        account = reverse("production:account-detail", args=[self.subject.pk])
        return [*crumbs("member-list"), (str(self.subject.shown_name), account)]

    def get_form_kwargs(self):
        new = Payout(facility=self.subject.facility, inmate=self.subject.inmate)
        return super().get_form_kwargs() | {"account": self.subject, "instance": new}

    def get_context_data(self, **kwargs):
        form = kwargs.get("form")
        bound = form is not None and form.is_bound
        ticked = set(form.data.getlist("incentives")) if bound else {str(row.pk) for row in self.waiting}
        rows = [(row, str(row.pk) in ticked) for row in self.waiting]
        return super().get_context_data(rows=rows, saved=self.subject.saved, **kwargs)

    def accept(self, form):
        made = pay_out(payout=form.instance, incentives=form.cleaned_data["incentives"], by=self.request.user)
        text = _("%(amount)s has been paid out. Print the receipt and have it signed.")
        messages.success(self.request, text % {"amount": rupiah(made.amount)})
        return HttpResponseRedirect(made.get_absolute_url())


def undo_action(page, url_name) -> list[Action]:
    """Return the way to take a payout or deposit back, for who may and while it stands."""
    if page.object.undone_on or not page.request.user.has_perm("money.check"):
        return []
    return [
        Action(_("Take back"), reverse(url_name, args=[page.object.pk]), "refresh", main=False, menu=True)
    ]


class UndoPage(ActionPage):
    """Takes back what left the house by mistake, with a reason; the ledger reverses it."""

    permission = "money.check"
    form_class = ReasonForm
    title = gettext_lazy("Take back")
    lead = gettext_lazy("The ledger reverses it. Number and reason stay.")
    submit_label = gettext_lazy("Take back")

    def refusal(self):
        return _("This has been taken back already.") if self.subject.undone_on else ""

    def undo(self, reason: str):
        """Do it by a service."""
        raise TypeError(f"{type(self).__name__} does not say what it takes back.")

    def accept(self, form):
        self.undo(form.cleaned_data["reason"])
        messages.success(self.request, _("%(name)s has been taken back.") % {"name": self.subject})
        return HttpResponseRedirect(self.subject.get_absolute_url())


class PayoutPart:
    model = Payout
    permission = "money.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("A payout to a member")

    def get_breadcrumbs(self):
        return crumbs("payout-list")


class PayoutDetail(PayoutPart, DetailPage):
    template_name = "production/payout_detail.html"

    def narrow(self, rows):
        return rows.select_related("made_by", "facility")

    def get_actions(self):
        url = reverse("production:payout-receipt", args=[self.object.pk])
        return [Action(_("Receipt"), url, "printer"), *undo_action(self, "production:payout-undo")]

    def get_context_data(self, **kwargs):
        rows = self.object.incentives.select_related("split__sale").order_by("split__day", "pk")
        return super().get_context_data(rows=rows, **kwargs)


class PayoutHistory(PayoutPart, HistoryPage):
    # The number stands above it and no name.
    persons = ""


class PayoutUndo(UndoPage):
    model = Payout

    def get_breadcrumbs(self):
        return crumbs("payout-list", owner=self.subject)

    def undo(self, reason):
        undo_payout(payout=self.subject, by=self.request.user, reason=reason)


class PayoutReceipt(PayoutPart, PdfPage):
    def narrow(self, rows):
        return rows.select_related("facility__region", "made_by")

    def get_pdf(self):
        return payout_receipt(self.object)

    def get_file_name(self):
        return f"payout-{self.object.pk}.pdf"


class DepositList(ListPage):
    model = Deposit
    permission = "money.view"
    table_class = DepositTable
    filterset_class = DepositFilter
    empty = gettext_lazy("What was paid in as state revenue stands here, with its slips.")

    def get_sums(self):
        total = self.object_list.standing().aggregate(n=Sum("amount", default=0))["n"]
        return _("%(amount)s deposited") % {"amount": rupiah(total)}

    def get_breadcrumbs(self):
        return crumbs()

    def get_actions(self):
        if not self.request.user.has_perm("money.enter"):
            return []
        return [Action(_("Record deposit"), reverse("production:deposit-add"))]


class DepositAdd(CreatePage):
    """Records what was paid in, and for which sales."""

    model = Deposit
    permission = "money.enter"
    form_class = DepositForm
    template_name = "production/deposit_form.html"
    title = gettext_lazy("Record PNBP deposit")
    message = gettext_lazy("The deposit %(name)s has been recorded.")

    @cached_property
    def waiting(self):
        rows = SaleSplit.objects.for_user(self.request.user).to_deposit().in_full()
        return list(rows.order_by("day", "pk"))

    def refusal(self):
        return "" if self.waiting else _("There is no PNBP to deposit.")

    def get_breadcrumbs(self):
        return crumbs("deposit-list")

    def get_context_data(self, **kwargs):
        form = kwargs.get("form")
        bound = form is not None and form.is_bound
        ticked = set(form.data.getlist("splits")) if bound else {str(row.pk) for row in self.waiting}
        rows = [(row, str(row.pk) in ticked) for row in self.waiting]
        together = sum(row.pnbp for row, is_ticked in rows if is_ticked)
        return super().get_context_data(rows=rows, together=together, **kwargs)

    def save(self, form):
        data = form.cleaned_data
        return deposit_pnbp(
            deposit=form.instance, splits=data["splits"], proof=data["file"], by=self.request.user
        )


class DepositPart:
    model = Deposit
    permission = "money.view"

    def get_breadcrumbs(self):
        return crumbs("deposit-list")


class DepositDetail(DepositPart, DetailPage):
    template_name = "production/deposit_detail.html"

    def narrow(self, rows):
        return rows.select_related("made_by")

    def get_actions(self):
        return undo_action(self, "production:deposit-undo")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            rows=self.object.splits.select_related("sale").order_by("day", "pk"),
            proofs=self.object.proofs.all(),
            **kwargs,
        )


class DepositHistory(DepositPart, HistoryPage):
    pass


class DepositUndo(UndoPage):
    model = Deposit

    def get_breadcrumbs(self):
        return crumbs("deposit-list", owner=self.subject)

    def undo(self, reason):
        undo_deposit(deposit=self.subject, by=self.request.user, reason=reason)


class DepositProofFile(FilePage):
    model = DepositProof
    permission = "money.view"

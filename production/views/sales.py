"""Sales: the list, recording one, its page, and where its money went."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.lifecycle import AlreadyMoved
from core.templatetags.ui import rupiah
from core.views import Action, ActionPage, CreatePage, DetailPage, HistoryPage, ListPage, MovePage, PdfPage
from production.channels import channel_label
from production.filters.money import SaleFilter
from production.forms.sales import PayForm, ReasonForm, SaleForm
from production.models import Sale, SaleState
from production.paper.receipts import receipt
from production.services.sales import pay_sale, record_sale
from production.services.splits import undo_split
from production.services.tracing import trace
from production.tables.money import SaleTable
from production.views.base_money import crumbs


class SaleList(ListPage):
    """What was sold; the buyer's name is the only one here, and no member's."""

    model = Sale
    permission = "money.view"
    table_class = SaleTable
    filterset_class = SaleFilter
    empty = gettext_lazy("What the groups' works and services bring stands here.")

    def narrow(self, rows):
        return rows.with_lines()

    def get_breadcrumbs(self):
        return crumbs()

    def get_sums(self):
        total = self.object_list.sold().aggregate(n=Sum("total", default=0))["n"]
        return _("%(amount)s of income") % {"amount": rupiah(total)}

    def get_actions(self):
        user = self.request.user
        actions = []
        if user.has_perm("money.enter"):
            actions.append(Action(_("Record sale"), reverse("production:sale-add")))
        if user.has_perm("money.check"):
            actions.append(Action(_("Share out"), reverse("production:split-add"), "coins"))
        actions.append(Action(_("Figures"), reverse("production:figures"), "chart-bar", main=False))
        return actions


class SaleAdd(CreatePage):
    model = Sale
    permission = "money.enter"
    form_class = SaleForm
    template_name = "production/sale_form.html"
    title = gettext_lazy("Record sale")
    submit_label = gettext_lazy("Record")
    message = gettext_lazy("Sale %(name)s has been recorded.")

    def get_breadcrumbs(self):
        return crumbs("sale-list")

    def save(self, form):
        return record_sale(
            sale=form.instance,
            lines=form.lines,
            by=self.request.user,
            paid=form.cleaned_data["paid"] and not form.cleaned_data["ordered"],
            ordered=form.cleaned_data["ordered"],
        )


class SalePart:
    """What the pages of one sale share."""

    model = Sale

    def narrow(self, rows):
        return rows.select_related("outlet", "recorded_by", "facility")

    def get_breadcrumbs(self):
        return crumbs("sale-list")


class SaleDetail(SalePart, DetailPage):
    """What was sold and how its net was shared; the page names no member."""

    permission = "money.view"
    template_name = "production/sale_detail.html"

    def get_actions(self):
        user, sale = self.request.user, self.object
        actions = []
        if sale.state == SaleState.RECORDED and user.has_perm("money.enter"):
            pay = reverse("production:sale-pay", args=[sale.pk])
            actions.append(Action(_("Paid on another day"), pay, "calendar", main=False))
        if sale.state == SaleState.PAID and user.has_perm("money.check"):
            url = reverse("production:split-add") + f"?sale={sale.pk}"
            actions.append(Action(_("Share out"), url, "coins"))
        if sale.state in (SaleState.PAID, SaleState.SPLIT):
            url = reverse("production:sale-receipt", args=[sale.pk])
            actions.append(Action(_("Receipt"), url, "printer", main=False))
        if sale.state == SaleState.SPLIT and user.has_perm("money.check"):
            url = reverse("production:sale-unsplit", args=[sale.pk])
            actions.append(Action(_("Undo the sharing"), url, "refresh", main=False, menu=True))
        return actions

    def get_context_data(self, **kwargs):
        split = self.object.splits.standing().in_full().first()
        return super().get_context_data(
            lines=self.object.lines.all(), split=split, channel=channel_label(self.object.channel), **kwargs
        )


class SaleTrace(SalePart, DetailPage):
    """Every rupiah of a sale: from the buyer to the shares, and to whom they were paid."""

    permission = "money.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("The money of a sale")
    template_name = "production/sale_trace.html"

    def get_context_data(self, **kwargs):
        self.trace = trace(self.object)
        return super().get_context_data(trace=self.trace, **kwargs)

    def get_shown_rows(self, context):
        return self.trace.incentives


class SaleHistory(SalePart, HistoryPage):
    permission = "money.view"


class SaleMove(SalePart, MovePage):
    permission = "money.view"


class SalePay(SalePart, ActionPage):
    """A payment of another day than today."""

    permission = "money.enter"
    form_class = PayForm
    title = gettext_lazy("Record payment")
    submit_label = gettext_lazy("Record payment")

    def refusal(self):
        return "" if self.subject.state == SaleState.RECORDED else _("Nothing is open on this sale.")

    def get_breadcrumbs(self):
        return crumbs("sale-list", owner=self.subject)

    def accept(self, form):
        try:
            pay_sale(sale=self.subject, day=form.cleaned_data["day"], by=self.request.user)
        except AlreadyMoved as error:
            raise ValidationError(str(error)) from error
        messages.success(self.request, _("The payment of %(name)s is recorded.") % {"name": self.subject})
        return HttpResponseRedirect(self.subject.get_absolute_url())


class SaleUnsplit(SalePart, ActionPage):
    """Takes back how a sale was shared, while none of it has left the house."""

    permission = "money.check"
    form_class = ReasonForm
    title = gettext_lazy("Undo the sharing")
    lead = gettext_lazy("The ledger reverses it, and the sale waits to be shared out again.")
    submit_label = gettext_lazy("Undo the sharing")

    def refusal(self):
        return "" if self.subject.state == SaleState.SPLIT else _("This sale is not shared out.")

    def get_breadcrumbs(self):
        return crumbs("sale-list", owner=self.subject)

    def accept(self, form):
        undo_split(sale=self.subject, by=self.request.user, reason=form.cleaned_data["reason"])
        text = _("How %(name)s was shared has been taken back.") % {"name": self.subject}
        messages.success(self.request, text)
        return HttpResponseRedirect(self.subject.get_absolute_url())


class SaleReceipt(PdfPage):
    """The buyer's receipt: it names no member, and the facility only when its catalogue does."""

    model = Sale
    permission = "money.view"

    def narrow(self, rows):
        return rows.exclude(paid_on=None).select_related("facility__region", "outlet", "recorded_by")

    def get_pdf(self):
        return receipt(self.object)

    def get_file_name(self):
        return f"receipt-{self.object.pk}.pdf"

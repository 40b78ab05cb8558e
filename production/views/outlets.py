"""Outlets, and goods on consignment there."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.views import (
    Action,
    ActionPage,
    CreatePage,
    DetailPage,
    EditPage,
    HistoryPage,
    ListPage,
    PdfPage,
)
from production import services
from production.filters.works import ConsignmentFilter, OutletFilter
from production.forms.outlets import ConsignmentForm, LineForm, OutletForm, SoldForm
from production.models import Consignment, ConsignmentChange, ConsignmentLine, Outlet, Stock
from production.paper.delivery import delivery_note
from production.services.consignments import why_nothing_is_brought
from production.tables.works import ConsignmentTable, OutletTable
from production.views.base import StaffOnly, crumbs
from programs.staff import is_staff

MOST_LINES = 60  # products on one form


class OutletList(StaffOnly, ListPage):
    model = Outlet
    table_class = OutletTable
    filterset_class = OutletFilter
    lead = gettext_lazy("Where things are sold, and what lies there.")
    empty = gettext_lazy("Shops, hotels, tourist sites, exhibitions and online shops stand here.")

    def narrow(self, rows):
        return rows.with_stock()

    def get_breadcrumbs(self):
        return crumbs()

    def get_actions(self):
        return self.entering(Action(_("Add outlet"), reverse("production:outlet-add")))


class OutletAdd(StaffOnly, CreatePage):
    model = Outlet
    permission = "sales.enter"
    form_class = OutletForm
    title = gettext_lazy("Add outlet")

    def get_breadcrumbs(self):
        return crumbs("outlet-list")


class OutletDetail(StaffOnly, DetailPage):
    model = Outlet
    template_name = "production/outlet_detail.html"

    def narrow(self, rows):
        return rows.select_related("partner", "facility")

    def get_breadcrumbs(self):
        return crumbs("outlet-list")

    def get_actions(self):
        key = self.object.pk
        actions = [Action(_("Edit"), reverse("production:outlet-edit", args=[key]), "pencil", main=False)]
        if not why_nothing_is_brought(self.object):
            bring = reverse("production:consignment-add", args=[key])
            actions.insert(0, Action(_("Bring goods"), bring, "send"))
        return self.entering(*actions)

    def get_context_data(self, **kwargs):
        user = self.request.user
        lying = Stock.objects.for_user(user).filter(place__outlet=self.object).exclude(quantity=0)
        notes = Consignment.objects.for_user(user).filter(outlet=self.object)
        return super().get_context_data(
            stocks=lying.select_related("product").order_by("product__name", "pk"),
            consignments=notes.with_totals().order_by("-day", "-pk")[:10],
            **kwargs,
        )


class OutletEdit(StaffOnly, EditPage):
    model = Outlet
    permission = "sales.enter"
    form_class = OutletForm

    def narrow(self, rows):
        return rows.select_related("facility")

    def get_breadcrumbs(self):
        return crumbs("outlet-list", owner=self.row)


class OutletHistory(StaffOnly, HistoryPage):
    model = Outlet

    def narrow(self, rows):
        return rows.select_related("facility")

    def get_breadcrumbs(self):
        return crumbs("outlet-list")


class ConsignmentList(ListPage):
    """Delivery notes; a partner's coordinator sees those of the partner's outlets."""

    model = Consignment
    permission = "sales.view"
    table_class = ConsignmentTable
    filterset_class = ConsignmentFilter
    lead = gettext_lazy("Goods that lie at outlets until they are sold or come back.")
    empty = gettext_lazy("No goods have been brought to an outlet yet.")

    def narrow(self, rows):
        return rows.select_related("outlet").with_totals()

    def get_breadcrumbs(self):
        return crumbs()

    def get_actions(self):
        if not self.request.user.has_perm("sales.enter"):
            return []
        return [Action(_("Choose an outlet"), reverse("production:outlet-list"), "building-store")]


class ConsignmentAdd(StaffOnly, CreatePage):
    """Brings goods from the store to an outlet."""

    model = Consignment
    parent_model = Outlet
    parent_field = "outlet"
    permission = "sales.enter"
    form_class = ConsignmentForm
    template_name = "production/consignment_form.html"
    submit_label = gettext_lazy("Make the delivery note")
    message = gettext_lazy("%(name)s has been made; the goods have left the store.")

    def narrow_parent(self, rows):
        return rows.select_related("facility")

    def get_title(self):
        return _("Bring goods to %(outlet)s") % {"outlet": self.parent}

    def refusal(self):
        return why_nothing_is_brought(self.parent)

    def get_breadcrumbs(self):
        return crumbs("outlet-list", owner=self.parent)

    def get_form_kwargs(self):
        lying = Stock.objects.for_user(self.request.user).filter(place__outlet=None, quantity__gt=0)
        lying = lying.select_related("product__group").order_by("product__name", "pk")[:MOST_LINES]
        return super().get_form_kwargs() | {"stocks": lying}

    def save(self, form):
        return services.consign(consignment=form.instance, goods=form.goods, by=self.request.user)


class ConsignmentDetail(DetailPage):
    model = Consignment
    permission = "sales.view"
    template_name = "production/consignment_detail.html"

    def narrow(self, rows):
        return rows.select_related("outlet", "facility", "by").with_totals()

    def get_breadcrumbs(self):
        return crumbs("consignment-list")

    def get_actions(self):
        url = reverse("production:consignment-pdf", args=[self.object.pk])
        return [Action(_("Delivery note"), url, "printer", main=False)]

    def get_context_data(self, **kwargs):
        user, note = self.request.user, self.object
        lines = ConsignmentLine.objects.for_user(user).filter(consignment=note)
        changes = ConsignmentChange.objects.for_user(user).filter(line__consignment=note)
        return super().get_context_data(
            lines=lines.select_related("product").order_by("pk"),
            changes=changes.select_related("line__product", "by").order_by("-day", "-pk")[:50],
            may_enter=user.has_perm("sales.enter"),
            is_staff=is_staff(user),
            **kwargs,
        )


class ConsignmentPdf(PdfPage):
    model = Consignment
    permission = "sales.view"

    def narrow(self, rows):
        return rows.select_related("outlet", "facility__region", "by").prefetch_related("lines__product")

    def get_file_name(self):
        return f"surat-titip-{self.object.sequence:03}-{self.object.year}.pdf"

    def get_pdf(self):
        return delivery_note(self.object, lang=get_language())


class ConsignmentHistory(StaffOnly, HistoryPage):
    model = Consignment

    def narrow(self, rows):
        return rows.select_related("outlet", "facility")

    def get_breadcrumbs(self):
        return crumbs("consignment-list")


class LinePage(StaffOnly, ActionPage):
    """What the pages about one line of a consignment share."""

    model = ConsignmentLine
    permission = "sales.enter"

    def narrow(self, rows):
        return rows.select_related("product", "consignment__outlet", "facility")

    def get_breadcrumbs(self):
        return crumbs("consignment-list", owner=self.subject.consignment)

    def refusal(self):
        return "" if self.subject.remaining else _("Nothing of it is there any more.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"line": self.subject}

    def asked(self, form, *names):
        """Return what the service takes of the form."""
        data = form.cleaned_data
        return {"line": self.subject, "by": self.request.user} | {
            name: data[name] for name in ("quantity", "day", "note", *names)
        }


class LineSold(LinePage):
    form_class = SoldForm

    def get_title(self):
        said = {"product": self.subject.product, "outlet": self.subject.consignment.outlet}
        return _("Sold at %(outlet)s: %(product)s") % said

    def accept(self, form):
        change = services.sell_consigned(**self.asked(form, "price"))
        said = {"count": change.quantity, "product": self.subject.product}
        messages.success(self.request, _("%(count)s of %(product)s: the sale has been recorded.") % said)
        return HttpResponseRedirect(self.subject.get_absolute_url())


class LineReturned(LinePage):
    form_class = LineForm

    def get_title(self):
        said = {"product": self.subject.product, "outlet": self.subject.consignment.outlet}
        return _("Back from %(outlet)s: %(product)s") % said

    def accept(self, form):
        change = services.return_consigned(**self.asked(form))
        said = {"count": change.quantity, "product": self.subject.product}
        messages.success(self.request, _("%(count)s of %(product)s are in the store again.") % said)
        return HttpResponseRedirect(self.subject.get_absolute_url())

"""How many pieces lie where, and what moved them."""

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import Action, ActionPage, ListPage
from production import services
from production.filters.works import MovementFilter, StockFilter
from production.forms.products import StockForm
from production.models import Product, Stock, StockMovement
from production.tables.works import MovementTable, StockTable
from production.views.base import StaffOnly, crumbs


class StockList(StaffOnly, ListPage):
    model = Stock
    table_class = StockTable
    filterset_class = StockFilter
    title = gettext_lazy("Stock")
    live_before = "production/_stock_totals.html"
    empty = gettext_lazy("Nothing lies in the store. What is made goes into it by itself.")

    def narrow(self, rows):
        rows = rows.exclude(quantity=0).select_related("product__group", "place__outlet")
        return rows.annotate(value=F("quantity") * F("product__price"))

    def get_table_kwargs(self):
        return {"editable": self.may_enter}

    def get_breadcrumbs(self):
        return crumbs()

    def get_actions(self):
        return [Action(_("Movements"), reverse("production:movement-list"), "arrows-sort", main=False)]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"totals": self.filterset.qs.totals()}


class MovementList(StaffOnly, ListPage):
    model = StockMovement
    table_class = MovementTable
    filterset_class = MovementFilter
    title = gettext_lazy("Movements of stock")
    lead = gettext_lazy(
        "Every piece that came or went. Nothing here is ever changed; corrections are lines of their own."
    )
    empty = gettext_lazy("Nothing has come or gone yet.")

    def narrow(self, rows):
        return rows.select_related("product", "place__outlet", "by")

    def get_breadcrumbs(self):
        return crumbs("stock-list")


class StockCorrect(StaffOnly, ActionPage):
    """Writes what was counted at a place, or what was lost there."""

    model = Product
    permission = "sales.enter"
    form_class = StockForm
    template_name = "production/stock_form.html"

    def narrow(self, rows):
        return rows.stocked().select_related("facility")

    def get_title(self):
        return _("Correct stock: %(product)s") % {"product": self.subject}

    def get_breadcrumbs(self):
        return crumbs("stock-list", owner=self.subject)

    def get_initial(self):
        place = self.request.GET.get("place", "")
        return {"place": place} if place.isascii() and place.isdecimal() and len(place) < 18 else {}

    def get_context_data(self, **kwargs):
        stocks = self.subject.stocks.select_related("place__outlet").order_by("place_id")
        return super().get_context_data(stocks=stocks, **kwargs)

    def accept(self, form):
        data, product = form.cleaned_data, self.subject
        what = {
            "product": product,
            "place": data["place"] or services.store_of(product.facility),
            "reason": data["reason"],
            "day": data["day"],
            "by": self.request.user,
        }
        if data["what"] == "count":
            moved = services.correct_count(counted=data["pieces"], **what)
        else:
            moved = services.write_off(quantity=data["pieces"], **what)
        if moved:
            messages.success(
                self.request, _("The stock of %(product)s has been corrected.") % {"product": product}
            )
        else:
            messages.info(self.request, _("As many as were counted stand in the books; nothing was changed."))
        return HttpResponseRedirect(reverse("production:stock-list"))

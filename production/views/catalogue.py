"""The catalogue: on the page, and on paper for shops and hotels."""

from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import View

from core.views import Action, EditPage, ListPage, Page, ScopedMixin, pdf_response
from production.catalogue import full_names, printable
from production.filters.works import CatalogueFilter
from production.forms.products import CatalogueForm
from production.models import CatalogueSettings, Product
from production.paper.catalogue import MOST_PRINTED, catalogue_pdf
from production.tables.works import ProductTable
from production.views.base import StaffOnly, crumbs
from programs.staff import is_staff


class Catalogue(ListPage):
    """What is on sale, with photos; a coordinator sees what facilities with an outlet of the partner sell."""

    model = Product
    permission = "sales.view"
    table_class = ProductTable
    filterset_class = CatalogueFilter
    title = gettext_lazy("Catalogue")
    lead = gettext_lazy("What is on sale, as shops and hotels are shown it.")
    template_name = "production/catalogue.html"
    exports = False  # the printed catalogue is its file; the list of products has the figures
    empty = gettext_lazy("Nothing is on sale yet.")

    def narrow(self, rows):
        return rows.on_sale().select_related("group__skill_field").with_photo().order_by("name", "pk")

    def get_template_names(self):
        return ["production/_catalogue.html"] if self.request.htmx else [self.template_name]

    def get_breadcrumbs(self):
        return crumbs()

    def get_actions(self):
        user = self.request.user
        if not is_staff(user):
            return []
        query = self.request.GET.urlencode()
        url = reverse("production:catalogue-pdf")
        actions = [Action(_("PDF for shops and hotels"), f"{url}?{query}" if query else url, "printer")]
        if user.has_perm("sales.enter"):
            settings = reverse("production:catalogue-settings")
            actions.append(Action(_("Settings"), settings, "settings", main=False))
        return actions

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        user = self.request.user
        if is_staff(user):
            own = CatalogueSettings.of(user.membership.facility)
            shown = [row.record for row in context["table"].paginated_rows]
            names = full_names(user.membership.facility)
            context["left_out"] = printable(shown, names, neutral=not own.names_facility)[1]
        return context | {"is_staff": is_staff(user)}


class CataloguePdf(StaffOnly, Page, ScopedMixin, View):
    """The printed catalogue of what is on sale, narrowed by the filters of the page."""

    model = Product

    def get(self, request):
        facility = request.user.membership.facility
        own = CatalogueSettings.of(facility)
        rows = self.get_queryset().on_sale().select_related("group__skill_field", "facility").with_photo()
        found = CatalogueFilter(request.GET, queryset=rows, request=request)
        rows = found.qs if found.is_valid() else rows
        neutral = not own.names_facility
        products = list(rows.order_by("kind", "group__name", "name", "pk")[:MOST_PRINTED])
        shown = printable(products, full_names(facility), neutral=neutral)[0]
        content = catalogue_pdf(own, shown, lang=get_language())
        name = slugify(own.title) or "katalog-karya"
        return pdf_response(content, f"{name}-{timezone.localdate():%Y-%m}.pdf")


class CatalogueEdit(StaffOnly, EditPage):
    """What the catalogue says beside the products: one row a facility, made when it is first saved."""

    model = CatalogueSettings
    permission = "sales.enter"
    form_class = CatalogueForm
    title = gettext_lazy("Catalogue settings")
    message = gettext_lazy("The catalogue's settings have been saved.")

    @property
    def row(self):
        if not hasattr(self, "_row"):
            self._row = CatalogueSettings.of(self.request.user.membership.facility)
        return self._row

    def get_breadcrumbs(self):
        return crumbs("catalogue")

    def accept(self, form):
        # The first save makes the row, so there is none to lock; the database lets one only be made.
        return super().accept(form) if form.instance.pk else super(EditPage, self).accept(form)

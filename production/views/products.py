"""Products, what they are made of, their photos; runs of production."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import (
    Action,
    ActionPage,
    CreatePage,
    DetailPage,
    EditPage,
    FileAddPage,
    FilePage,
    FileRemovePage,
    HistoryPage,
    ListPage,
)
from production import services
from production.filters.works import ProductFilter, RunFilter
from production.forms.groups import PhotosForm
from production.forms.products import MaterialsForm, ProductForm, RunForm, WithdrawForm
from production.models import GroupMember, Product, ProductionRun, ProductPhoto, RunShare
from production.services.materials import save_materials
from production.tables.works import ProductTable, RunTable
from production.views.base import StaffOnly, crumbs

WRITTEN_LATE = timedelta(days=45)  # a run may be written down when a maker has left already


class ProductList(StaffOnly, ListPage):
    model = Product
    table_class = ProductTable
    filterset_class = ProductFilter
    lead = gettext_lazy("Goods, services and produce of the groups.")
    empty = gettext_lazy("What the groups make or do stands here, with its price and what it costs.")

    def narrow(self, rows):
        return rows.select_related("group").with_cost().with_stock()

    def get_breadcrumbs(self):
        return crumbs()

    def get_actions(self):
        return self.entering(Action(_("Add product"), reverse("production:product-add")))


class ProductAdd(StaffOnly, CreatePage):
    model = Product
    permission = "sales.enter"
    form_class = ProductForm
    title = gettext_lazy("Add product")

    def get_breadcrumbs(self):
        return crumbs("product-list")

    def get_initial(self):
        group = self.request.GET.get("group", "")
        return {"group": group} if group.isascii() and group.isdecimal() and len(group) < 18 else {}


class ProductDetail(StaffOnly, DetailPage):
    model = Product
    template_name = "production/product_detail.html"

    def narrow(self, rows):
        return rows.select_related("group__skill_field", "facility").prefetch_related("materials", "photos")

    def get_breadcrumbs(self):
        return crumbs("product-list")

    def get_actions(self):
        key = self.object.pk
        actions = [
            Action(_("Record production"), reverse("production:run-add", args=[key]), "hammer"),
            Action(_("Edit"), reverse("production:product-edit", args=[key]), "pencil", main=False),
        ]
        if self.object.is_stocked:
            url = reverse("production:stock-correct", args=[key])
            actions.append(Action(_("Correct stock"), url, "calculator", main=False, menu=True))
        return self.entering(*actions)

    def get_context_data(self, **kwargs):
        product = self.object
        return super().get_context_data(
            stocks=product.stocks.exclude(quantity=0).select_related("place__outlet").order_by("place_id"),
            runs=product.runs.valid().order_by("-day", "-pk")[:5],
            profit=product.price - product.material_cost,
            may_enter=self.may_enter,
            **kwargs,
        )


class ProductEdit(StaffOnly, EditPage):
    model = Product
    permission = "sales.enter"
    form_class = ProductForm

    def narrow(self, rows):
        return rows.select_related("facility", "group")

    def get_breadcrumbs(self):
        return crumbs("product-list", owner=self.row)


class ProductHistory(StaffOnly, HistoryPage):
    model = Product

    def narrow(self, rows):
        return rows.select_related("facility", "group")

    def get_breadcrumbs(self):
        return crumbs("product-list")


class ProductMaterials(StaffOnly, ActionPage):
    """What one piece takes, in one table."""

    model = Product
    permission = "sales.enter"
    form_class = MaterialsForm
    template_name = "production/materials_form.html"
    lead = gettext_lazy("What one piece takes, and what that costs in whole rupiah.")

    def narrow(self, rows):
        return rows.select_related("facility").prefetch_related("materials")

    def get_title(self):
        return _("Materials of %(product)s") % {"product": self.subject}

    def get_breadcrumbs(self):
        return crumbs("product-list", owner=self.subject)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rows": self.subject.materials.all()}

    def accept(self, form):
        save_materials(product=self.subject, by=self.request.user, table=form.table)
        messages.success(self.request, _("The materials have been saved."))
        return HttpResponseRedirect(self.subject.get_absolute_url())


class ProductPhotoAdd(StaffOnly, FileAddPage):
    model = Product
    permission = "sales.enter"
    form_class = PhotosForm
    title = gettext_lazy("Add photos")
    lead = gettext_lazy("Show the work alone: no faces, and nothing that tells where it was made.")

    def narrow(self, rows):
        return rows.select_related("facility")

    def get_breadcrumbs(self):
        return crumbs("product-list", owner=self.subject)

    def keep(self, form):
        product = self.lock(Product, self.subject.pk)
        return services.add_pictures(
            model=ProductPhoto,
            uploads=form.cleaned_data["photos"],
            by=self.request.user,
            facility_id=product.facility_id,
            product=product,
        )


class ProductPhotoShow(FilePage):
    """A product's photo; a coordinator sees those of the catalogue."""

    model = ProductPhoto
    permission = "sales.view"


class ProductPhotoRemove(StaffOnly, FileRemovePage):
    model = ProductPhoto
    permission = "sales.enter"
    owner = "product"


class RunList(StaffOnly, ListPage):
    model = ProductionRun
    table_class = RunTable
    filterset_class = RunFilter
    title = gettext_lazy("Production")
    lead = gettext_lazy("What was made, day by day. To record more, open the product.")
    empty = gettext_lazy("What was made stands here. Open a product to record it.")

    def narrow(self, rows):
        return rows.select_related("product__group")

    def get_breadcrumbs(self):
        return crumbs()

    def get_actions(self):
        return self.entering(Action(_("Choose a product"), reverse("production:product-list"), "package"))


class RunAdd(StaffOnly, CreatePage):
    """Records what was made of a product on a day, and by whom."""

    model = ProductionRun
    parent_model = Product
    parent_field = "product"
    permission = "sales.enter"
    persons = "inmate_id"
    shown_as = gettext_lazy("Makers of a product")
    form_class = RunForm
    template_name = "production/run_form.html"
    message = gettext_lazy("%(name)s: the production has been recorded.")

    def narrow_parent(self, rows):
        return rows.select_related("facility", "group")

    def get_title(self):
        return _("Record production: %(product)s") % {"product": self.parent}

    def get_breadcrumbs(self):
        return crumbs("product-list", owner=self.parent)

    def get_members(self):
        """Return who is in the group, or left it a short while ago."""
        rows = GroupMember.objects.for_user(self.request.user).filter(group=self.parent.group_id)
        rows = rows.filter(Q(ended_on=None) | Q(ended_on__gte=timezone.localdate() - WRITTEN_LATE))
        return rows.select_related("inmate").order_by("inmate__full_name", "pk")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"members": self.get_members()}

    def get_shown_rows(self, context):
        return context["form"].members if "form" in context else []

    def save(self, form):
        return services.record_run(run=form.instance, shares=form.shares, by=self.request.user)


class RunDetail(StaffOnly, DetailPage):
    model = ProductionRun
    persons = "inmate_id"
    shown_as = gettext_lazy("Makers of a run")
    template_name = "production/run_detail.html"

    def narrow(self, rows):
        return rows.select_related("product__group", "facility", "by", "withdrawn_by")

    def get_breadcrumbs(self):
        return crumbs("run-list")

    def get_shares(self):
        rows = RunShare.objects.for_user(self.request.user).filter(run=self.object)
        return list(rows.select_related("member__inmate").order_by("member__inmate__full_name", "pk"))

    def get_shown_rows(self, context):
        return [share.member for share in context["shares"]]

    def get_context_data(self, **kwargs):
        return super().get_context_data(shares=self.get_shares(), **kwargs)

    def get_actions(self):
        if self.object.withdrawn_on:
            return []
        url = reverse("production:run-withdraw", args=[self.object.pk])
        return self.entering(Action(_("Withdraw the run"), url, "trash", main=False))


class RunWithdraw(StaffOnly, ActionPage):
    """Takes a run back that was recorded wrongly."""

    model = ProductionRun
    permission = "sales.enter"
    form_class = WithdrawForm
    submit_label = gettext_lazy("Withdraw the run")
    lead = gettext_lazy(
        "Its pieces leave the store again, and its makers' shares do not count. Record it anew after."
    )

    def narrow(self, rows):
        return rows.select_related("product", "facility")

    def get_title(self):
        return _("Withdraw: %(run)s") % {"run": self.subject}

    def refusal(self):
        return _("This run has been withdrawn already.") if self.subject.withdrawn_on else ""

    def get_breadcrumbs(self):
        return crumbs("run-list", owner=self.subject)

    def accept(self, form):
        run = services.withdraw_run(
            run=self.subject, reason=form.cleaned_data["reason"], by=self.request.user
        )
        messages.success(self.request, _("%(run)s has been withdrawn.") % {"run": run})
        return HttpResponseRedirect(run.get_absolute_url())


class RunHistory(StaffOnly, HistoryPage):
    model = ProductionRun

    def narrow(self, rows):
        return rows.select_related("product", "facility")

    def get_breadcrumbs(self):
        return crumbs("run-list")

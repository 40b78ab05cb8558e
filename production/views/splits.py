"""Sharing paid sales out, and the rules by which it is done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView

from core.lifecycle import AlreadyMoved
from core.shown import people_of
from core.views import Action, CreatePage, ListPage, OnceMixin, Page, RemovePage, ScopedMixin
from production.filters.money import RuleFilter
from production.forms.money import MOST_AT_ONCE, RuleForm, SplitForm, members_to_choose
from production.models import Method, Sale, SplitRule
from production.services.splits import plan_splits, split_sales
from production.tables.money import RuleTable
from production.views.base_money import crumbs


class SplitAdd(OnceMixin, Page, ScopedMixin, FormView):
    """Paid sales and how they would be shared; nothing is saved before the second button."""

    model = Sale
    permission = "money.check"
    persons = "inmate_id"
    shown_as = gettext_lazy("Sharing sales out")
    form_class = SplitForm
    template_name = "production/split_form.html"
    title = gettext_lazy("Share out")
    lead = gettext_lazy(
        "Each sale is shared by the rule of its day. What rounding leaves goes to the capital."
    )
    plans = ()

    def narrow(self, rows):
        return rows.to_split().with_lines().order_by("day", "pk")

    @cached_property
    def waiting(self):
        wanted = self.request.GET.get("sale", "")
        rows = self.get_queryset()
        if wanted.isdecimal():
            rows = rows.filter(pk=int(wanted[:18]))
        return list(rows[:MOST_AT_ONCE])

    @cached_property
    def members(self):
        return members_to_choose(self.request.user)

    def get_breadcrumbs(self):
        return crumbs("sale-list")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"members": self.members}

    def form_valid(self, form):
        if "show" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)

    def accept(self, form):
        data = form.cleaned_data
        try:
            plans = split_sales(
                sales=data["sales"], method=data["method"], members=form.chosen, by=self.request.user
            )
        except AlreadyMoved as error:
            raise ValidationError(str(error)) from error
        done = [plan for plan in plans if not plan.problem]
        text = ngettext(
            "%(count)s sale has been shared out.", "%(count)s sales have been shared out.", len(done)
        )
        messages.success(self.request, text % {"count": len(done)})
        for plan in plans:
            if plan.problem:
                messages.warning(self.request, f"{plan.sale}: {plan.problem}")
        single = plans[0].sale if len(plans) == 1 else None
        url = (
            reverse("production:sale-trace", args=[single.pk]) if single else reverse("production:sale-list")
        )
        return HttpResponseRedirect(url)

    def get_context_data(self, **kwargs):
        form = kwargs.get("form") or self.get_form()
        bound = form.is_bound
        method = form.data.get("method") if bound else Method.HOURS
        chosen = (
            [form.people[key] for key in form.data.getlist("members") if key in form.people] if bound else []
        )
        ticked = set(form.data.getlist("sales")) if bound else {str(sale.pk) for sale in self.waiting}
        if method not in Method.values or method == Method.CHOSEN and not chosen:
            self.plans = []
        else:
            self.plans = plan_splits(self.waiting, method, chosen)
        shown = {plan.sale.pk: plan for plan in self.plans}
        rows = [(sale, shown.get(sale.pk), str(sale.pk) in ticked) for sale in self.waiting]
        return super().get_context_data(**kwargs | {"form": form, "rows": rows})

    def get_shown_people(self, context):
        parts = [part for plan in self.plans for part in plan.parts]
        facility = self.request.user.membership.facility_id
        named = dict.fromkeys(people_of(parts, "inmate_id"), facility)
        return named | {member.inmate_id: facility for member in self.members}


class RuleList(ListPage):
    model = SplitRule
    permission = "money.view"
    table_class = RuleTable
    filterset_class = RuleFilter
    exports = False  # a few lines that stand in a decree anyway
    lead = gettext_lazy("A sale is shared by the rule that is in force on its day. Rules never change.")
    empty = gettext_lazy("Write down how the net of a sale is shared before the first one is.")

    def narrow(self, rows):
        return rows.with_use()

    def get_table_kwargs(self):
        return super().get_table_kwargs() | {"may_remove": self.request.user.has_perm("money.approve")}

    def get_breadcrumbs(self):
        return crumbs()

    def get_actions(self):
        if not self.request.user.has_perm("money.approve"):
            return []
        return [Action(_("Add rule"), reverse("production:rule-add"))]


class RuleAdd(CreatePage):
    model = SplitRule
    permission = "money.approve"
    form_class = RuleForm
    title = gettext_lazy("Add split rule")

    def get_breadcrumbs(self):
        return crumbs("rule-list")


class RuleRemove(RemovePage):
    """Takes away a rule by which nothing has been shared."""

    model = SplitRule
    permission = "money.approve"

    def get_breadcrumbs(self):
        return crumbs("rule-list")

"""The ledger: a facility's book, one account, one entry; and what members earned."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import Action, DetailPage, ListPage, TabListPage
from inmates.models import Inmate
from production.filters.money import EntryFilter, IncentiveFilter, MemberFilter
from production.models import Account, Entry, Incentive
from production.services.books import account_page, book
from production.tables.money import EntryTable, IncentiveTable, MemberTable
from production.views.base_money import crumbs


class Ledger(ListPage):
    """The balances of all accounts, and every entry."""

    model = Entry
    permission = "money.view"
    table_class = EntryTable
    filterset_class = EntryFilter
    template_name = "production/ledger.html"
    title = gettext_lazy("Ledger")
    lead = gettext_lazy(
        "Double entry: both sides are always equal. What was wrong is reversed, never changed."
    )
    empty = gettext_lazy("The first sale opens the book.")

    def narrow(self, rows):
        return rows.select_related("sale", "payout", "deposit").with_amounts().order_by("-day", "-pk")

    def get_breadcrumbs(self):
        return crumbs()

    def get_context_data(self, **kwargs):
        return super().get_context_data(book=book(Account.objects.for_user(self.request.user)), **kwargs)


class EntryDetail(DetailPage):
    model = Entry
    permission = "money.view"
    template_name = "production/entry_detail.html"

    def narrow(self, rows):
        return rows.select_related("sale", "payout", "deposit", "reverses", "reversed_by", "made_by")

    def get_breadcrumbs(self):
        return crumbs("ledger")

    def get_context_data(self, **kwargs):
        return super().get_context_data(postings=self.object.postings.select_related("account"), **kwargs)


class AccountDetail(DetailPage):
    """One account, line by line, with what stands on it after each; that of a member names them."""

    model = Account
    permission = "money.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("A member's account")
    template_name = "production/account_detail.html"

    def narrow(self, rows):
        return rows.with_balances()

    def get_title(self):
        return self.page.title

    def get_breadcrumbs(self):
        return crumbs("member-list" if self.object.inmate_id else "ledger")

    def get_actions(self):
        if not (self.page.unpaid and self.request.user.has_perm("money.enter")):
            return []
        return [Action(_("Pay out"), reverse("production:payout-add", args=[self.object.pk]), "coins")]

    @property
    def page(self):
        if not hasattr(self, "_page"):
            self._page = account_page(self.object, self.request.GET.get("page", ""))
        return self._page

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, **kwargs)


class MemberList(ListPage):
    """What each member has earned, was paid, and has saved here; also of those who left."""

    model = Account
    permission = "money.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("Members' earnings")
    table_class = MemberTable
    filterset_class = MemberFilter
    title = gettext_lazy("Members' earnings")
    empty = gettext_lazy("As soon as the first sale is shared out, its members stand here.")

    def narrow(self, rows):
        return rows.of_members().order_by("shown_name", "pk")

    def get_breadcrumbs(self):
        return crumbs()


class InmateEarnings(TabListPage):
    """What somebody who is here has earned at this facility, as a tab of their page."""

    model = Incentive
    parent_model = Inmate
    parent_field = "inmate"
    permission = "money.view"
    persons = "pk"
    shown_as = gettext_lazy("A person's earnings")
    exports = False  # a few lines about one person: the page prints well
    table_class = IncentiveTable
    filterset_class = IncentiveFilter
    empty = gettext_lazy("This person has earned nothing here yet.")

    def of_parent(self, rows):
        return rows.of_member(self.parent).standing()

    def narrow(self, rows):
        return rows.select_related("split__sale", "payout").order_by("-split__day", "-pk")

    def get_shown_rows(self, context):
        return [self.parent]

    def get_breadcrumbs(self):
        return [(_("Inmates"), reverse("inmates:inmate-list"))]

    def get_actions(self):
        accounts = Account.objects.for_user(self.request.user).of_members().filter(inmate=self.parent)
        account = accounts.first()
        if account is None:
            return []
        actions = []
        if account.saved and self.request.user.has_perm("money.enter"):
            actions.append(Action(_("Pay out"), reverse("production:payout-add", args=[account.pk]), "coins"))
        url = reverse("production:account-detail", args=[account.pk])
        return [*actions, Action(_("Account"), url, "notes", main=False)]

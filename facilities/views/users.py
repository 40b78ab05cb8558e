"""Users: who may sign in, in which roles and how long."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm
from core.views import Action, ActionPage, DetailPage, EditPage, HistoryPage, ListPage, TabListPage
from facilities.filters import UserFilter
from facilities.forms.users import MembershipForm, NameForm, RolesForm, UserAddForm
from facilities.models import AccessLink, Facility, Membership, User
from facilities.services import accounts, links, rules
from facilities.tables import UserTable
from facilities.views.base import FacilityCrumbs
from facilities.views.links import ShowsLink
from facilities.views.start import settings_crumb


def user_crumbs() -> list[tuple[str, str]]:
    return [settings_crumb(), (_("Users"), reverse("facilities:user-list"))]


class UserList(ListPage):
    model = User
    permission = "users.view"
    table_class = UserTable
    filterset_class = UserFilter
    empty = gettext_lazy("Who may sign in stands here.")

    def narrow(self, rows):
        return rows.with_memberships(self.request.user).order_by("full_name", "pk")

    def get_breadcrumbs(self):
        return [settings_crumb()]

    def get_actions(self):
        return [Action(_("Add user"), reverse("facilities:user-add"), "user-plus")]


class FacilityUserList(FacilityCrumbs, TabListPage):
    """The users of one facility, as a tab of its page."""

    model = User
    parent_model = Facility
    parent_field = "memberships__facility"
    permission = "users.view"
    table_class = UserTable
    filterset_class = UserFilter
    empty = gettext_lazy("Who may sign in stands here.")

    def narrow(self, rows):
        return rows.distinct().with_memberships(self.request.user).order_by("full_name", "pk")

    def get_actions(self):
        url = f"{reverse('facilities:user-add')}?facility={self.parent.code}"
        return [Action(_("Add user"), url, "user-plus")]


class UserAdd(ShowsLink, ActionPage):
    model = User
    permission = "users.enter"
    form_class = UserAddForm
    title = gettext_lazy("Add user")
    lead = gettext_lazy("After saving, a link is shown once with which the person sets a password.")

    def get_breadcrumbs(self):
        return user_crumbs()

    def get_initial(self):
        return {"facility": self.request.GET.get("facility", "")[:20]}

    def accept(self, form):
        user, link, token = accounts.add_user(by=self.request.user, **form.wanted())
        return self.hand_over(user, link, token)


class UserPart:
    """Crumbs of the pages below a user's page."""

    def get_breadcrumbs(self):
        account = self.get_account()
        return [*user_crumbs(), (str(account), account.get_absolute_url())]

    def get_account(self):
        return self.subject


class UserDetail(DetailPage):
    model = User
    permission = "users.view"
    template_name = "facilities/user_detail.html"

    def narrow(self, rows):
        return rows.with_memberships(self.request.user)

    def get_breadcrumbs(self):
        return user_crumbs()

    def get_context_data(self, **kwargs):
        account, by = self.object, self.request.user
        made = AccessLink.objects.for_user(by).filter(user=account).select_related("made_by")[:5]
        held = [
            (membership, not rules.why_membership_stands(membership, by))
            for membership in account.known_memberships
        ]
        return super().get_context_data(
            why=rules.why_account_stands(account, by),
            own=account.pk == by.pk,
            held=held,
            links=made,
            invited=not account.has_usable_password(),
            **kwargs,
        )


class UserHistory(HistoryPage):
    model = User
    permission = "users.view"

    def get_breadcrumbs(self):
        return user_crumbs()


class UserEdit(EditPage):
    model = User
    permission = "users.enter"
    form_class = NameForm

    def refusal(self):
        by = self.request.user
        return "" if self.row.pk == by.pk else rules.why_account_stands(self.row, by)

    def get_breadcrumbs(self):
        return [*user_crumbs(), (str(self.row), self.row.get_absolute_url())]


class AccountAction(UserPart, ActionPage):
    """Asks, then does something to an account."""

    model = User
    permission = "users.enter"
    form_class = BaseForm
    template_name = "facilities/user_action.html"
    what = ""
    done = ""
    color = "primary"

    def get_title(self):
        return f"{self.title}: {self.subject}"

    def refusal(self):
        return rules.why_account_stands(self.subject, self.request.user)

    def act(self, account):
        raise TypeError(f"{type(self).__name__} does not say what it does.")

    def accept(self, form):
        self.act(self.subject)
        messages.success(self.request, self.done % {"name": self.subject})
        return HttpResponseRedirect(self.subject.get_absolute_url())

    def get_context_data(self, **kwargs):
        return super().get_context_data(what=self.what, color=self.color, **kwargs)


class UserLink(ShowsLink, AccountAction):
    title = gettext_lazy("One-time link")
    what = gettext_lazy(
        "A link will be shown once. Hand it to the person: whoever opens it within 72 hours sets the "
        "password. Earlier links end."
    )
    submit_label = gettext_lazy("Make a link")

    def refusal(self):
        if not self.subject.is_active:
            return _("This account is closed. Open it again first.")
        return super().refusal()

    def accept(self, form):
        return self.hand_over(self.subject, *links.make_link(user=self.subject, by=self.request.user))


class UserClose(AccountAction):
    title = gettext_lazy("Close account")
    what = gettext_lazy("Nobody can sign in with this account any more; open sessions end at once.")
    done = gettext_lazy("%(name)s can no longer sign in.")
    submit_label = gettext_lazy("Close account")
    color = "danger"

    def act(self, account):
        accounts.close_account(user=account, by=self.request.user)


class UserOpen(AccountAction):
    title = gettext_lazy("Open account again")
    what = gettext_lazy("The person can sign in again with the password as it was.")
    done = gettext_lazy("%(name)s can sign in again.")
    submit_label = gettext_lazy("Open account again")

    def act(self, account):
        accounts.open_account(user=account, by=self.request.user)


class UserSignOut(AccountAction):
    title = gettext_lazy("Sign out everywhere")
    what = gettext_lazy(
        "All web sessions of this person end at once, on every device; what is typed there and not saved is "
        "lost. One-time links that wait are withdrawn."
    )
    done = gettext_lazy("%(name)s has been signed out everywhere.")
    submit_label = gettext_lazy("Sign out everywhere")
    color = "danger"

    def act(self, account):
        accounts.sign_out_everywhere(user=account, by=self.request.user)


class MembershipAdd(UserPart, ActionPage):
    model = Membership
    parent_model = User
    parent_field = "user"
    permission = "users.enter"
    form_class = RolesForm
    title = gettext_lazy("Add role")

    def get_account(self):
        return self.parent

    def refusal(self):
        if self.parent.pk == self.request.user.pk:
            return _("These are your own rights: somebody else has to change them.")
        return ""

    def accept(self, form):
        made = accounts.add_memberships(user=self.parent, by=self.request.user, **form.wanted())
        for membership in made:
            text = _("%(name)s now has the role “%(role)s”.")
            messages.success(self.request, text % {"name": self.parent, "role": membership})
        return HttpResponseRedirect(self.parent.get_absolute_url())


class MembershipEdit(UserPart, EditPage):
    model = Membership
    permission = "users.enter"
    form_class = MembershipForm
    lead = gettext_lazy("The role and the place stay: for others, end this one and add another.")

    def narrow(self, rows):
        return rows.select_related("user", "facility", "region")

    def get_account(self):
        return self.row.user

    def refusal(self):
        return rules.why_membership_stands(self.row, self.request.user)

    def lock_owner(self, row):
        """In the order of the services, which lock the same."""
        rules.lock_administrators()
        self.lock(User, row.user_id)

    def save(self, form):
        names = ("starts_on", "ends_on", "is_acting")
        wanted = {name: form.cleaned_data[name] for name in names}
        return accounts.change_membership(membership=self.row, by=self.request.user, **wanted)


class MembershipHistory(UserPart, HistoryPage):
    model = Membership
    permission = "users.view"

    def narrow(self, rows):
        return rows.select_related("user", "facility", "region")

    def get_account(self):
        return self.object.user

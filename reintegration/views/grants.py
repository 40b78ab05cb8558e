"""Grants: recorded by staff and by the partner's coordinator, with minutes and check-ups."""

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.templatetags.ui import rupiah
from core.views import Action, CreatePage, DetailPage, EditPage, HistoryPage, ListPage, PdfPage, TabListPage
from facilities.permissions import Role
from inmates.models import Inmate
from partners.models import Partner
from programs.models import Program
from reintegration import paper, services
from reintegration.filters import GrantFilter
from reintegration.forms import GrantCheckForm, GrantForm
from reintegration.models import Grant, GrantCheck
from reintegration.tables import GrantTable
from reintegration.views.parts import crumbs, of_person


class _GrantSums:
    """Says above a list what its grants are worth together."""

    def get_sums(self):
        value = self.object_list.aggregate(value=Sum("value"))["value"] or 0
        return _("%(value)s together") % {"value": rupiah(value)}


class GrantList(_GrantSums, ListPage):
    model = Grant
    permission = "grants.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("List of grants")
    table_class = GrantTable
    filterset_class = GrantFilter
    lead = gettext_lazy("Tools and capital that partners gave after a training.")
    empty = gettext_lazy("A grant is recorded on the page of a class or of a person.")

    def narrow(self, rows):
        return rows.select_related("partner", "program")

    def get_breadcrumbs(self):
        return crumbs(self.request.user)


class ProgramGrants(_GrantSums, TabListPage):
    """What was given after one class."""

    model = Grant
    parent_model = Program
    parent_field = "program"
    permission = "grants.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("Grants of a class")
    table_class = GrantTable
    filterset_class = GrantFilter
    empty = gettext_lazy("Nothing has been given after this training yet.")

    def narrow(self, rows):
        return rows.select_related("partner", "program")

    def get_breadcrumbs(self):
        return [(_("Programmes"), reverse("programs:program-list"))]

    def get_actions(self):
        if not self.request.user.has_perm("grants.enter"):
            return []
        return [Action(_("Record grant"), reverse("reintegration:grant-add", args=[self.parent.pk]), "coins")]


class _GrantSave:
    """Saves by the service, which takes the number and checks the scope."""

    form_class = GrantForm

    def save(self, form):
        items = form.cleaned_data["items"]
        return services.save_grant(grant=form.instance, items=items, by=self.request.user)


class GrantAdd(_GrantSave, CreatePage):
    """A grant to somebody of a class."""

    model = Grant
    parent_model = Program
    parent_field = "program"
    permission = "grants.enter"
    title = gettext_lazy("Record grant")
    persons = "inmate_id"
    shown_as = gettext_lazy("A new grant")
    lead = gettext_lazy("The minutes take the next number of handover minutes.")

    def narrow_parent(self, rows):
        return rows.select_related("facility")

    def get_breadcrumbs(self):
        return [(str(self.parent), reverse("reintegration:program-grants", args=[self.parent.pk]))]

    def get_defaults(self):
        own = self.request.user.membership.role == Role.COORDINATOR
        partner = Partner.objects.for_user(self.request.user).first() if own else self.parent.partner
        return super().get_defaults() | ({"partner": partner} if partner else {})

    def get_shown_rows(self, context):
        field = context["form"].fields.get("participant") if "form" in context else None
        return list(field.queryset) if field else []


class PersonGrantAdd(_GrantSave, CreatePage):
    """A grant to one person, by staff."""

    model = Grant
    parent_model = Inmate
    parent_field = "inmate"
    permission = "grants.enter"
    title = gettext_lazy("Record grant")
    persons = "pk"
    shown_as = gettext_lazy("A new grant")
    lead = GrantAdd.lead

    def narrow_parent(self, rows):
        return rows.select_related("facility")

    def get_breadcrumbs(self):
        return of_person(self.parent)


class _GrantPart:
    model = Grant
    persons = "inmate_id"
    shown_as = gettext_lazy("A grant")

    def narrow(self, rows):
        return rows.select_related("partner", "program", "facility__region", "inmate", "recorded_by")

    def get_breadcrumbs(self):
        return crumbs(self.request.user, "grant-list")


class GrantDetail(_GrantPart, DetailPage):
    permission = "grants.view"
    template_name = "reintegration/grant_detail.html"

    def get_actions(self):
        user, pk = self.request.user, self.object.pk
        minutes = reverse("reintegration:grant-minutes", args=[pk])
        actions = [Action(_("Minutes"), minutes, "printer", main=False)]
        if user.has_perm("inmates.view"):
            actions.append(Action(_("Minutes for our files"), f"{minutes}?named=1", "printer", menu=True))
        if user.has_perm("grants.enter"):
            check = reverse("reintegration:grant-check", args=[pk])
            actions.insert(0, Action(_("Record check-up"), check, "check"))
            edit = reverse("reintegration:grant-edit", args=[pk])
            actions.insert(1, Action(_("Edit"), edit, "pencil", main=False))
        return actions

    def get_context_data(self, **kwargs):
        row, user = self.object, self.request.user
        people = Inmate.objects.for_user(user).filter(pk=row.inmate_id)
        return super().get_context_data(
            items=list(row.items.all()),
            checks=list(row.checks.select_related("checked_by")),
            opens_person=user.has_perm("inmates.view") and people.exists(),
            **kwargs,
        )


class GrantEdit(_GrantSave, _GrantPart, EditPage):
    """What was given and when; to whom and from whom stays."""

    permission = "grants.enter"

    def get_breadcrumbs(self):
        return [*crumbs(self.request.user, "grant-list"), (str(self.row), self.row.get_absolute_url())]


class GrantHistory(_GrantPart, HistoryPage):
    permission = "grants.view"


class GrantCheckAdd(CreatePage):
    model = GrantCheck
    parent_model = Grant
    parent_field = "grant"
    permission = "grants.enter"
    persons = "inmate_id"
    shown_as = gettext_lazy("A check-up on a grant")
    form_class = GrantCheckForm
    title = gettext_lazy("Record check-up")

    def narrow_parent(self, rows):
        return rows.select_related("facility")

    def get_breadcrumbs(self):
        return [*crumbs(self.request.user, "grant-list"), (str(self.parent), self.parent.get_absolute_url())]

    def save(self, form):
        next_check_on = form.cleaned_data["next_check_on"]
        return services.check_grant(check=form.instance, next_check_on=next_check_on, by=self.request.user)

    def get_message(self):
        return _("The check-up has been recorded.")


class GrantMinutes(_GrantPart, PdfPage):
    """The minutes of the handover; a copy for our own files names the facility."""

    permission = "grants.view"
    shown_as = gettext_lazy("Minutes of a grant")

    def get_pdf(self):
        user = self.request.user
        named = bool(self.request.GET.get("named")) and user.has_perm("inmates.view")
        return paper.minutes(self.object, named=named)

    def get_file_name(self):
        return f"berita-acara-{self.object.pk}.pdf"

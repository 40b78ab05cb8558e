"""Issuers: in whose name certificates are issued."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.filters import IssuerFilter
from certificates.forms import IssuerForm
from certificates.models import Issuer
from certificates.tables import IssuerTable
from core.numbers import format_number
from core.views import Action, CreatePage, DetailPage, EditPage, HistoryPage, ListPage


def crumbs():
    return [
        (_("Certificates"), reverse("certificates:certificate-list")),
        (_("Issuers"), reverse("certificates:issuer-list")),
    ]


class IssuerList(ListPage):
    model = Issuer
    permission = "certificates.view"
    table_class = IssuerTable
    filterset_class = IssuerFilter
    lead = gettext_lazy("An issuer speaks for a partner; the facility is not named on the certificate.")
    empty = gettext_lazy("Set up an issuer before the first certificates are issued.")

    def narrow(self, rows):
        return rows.select_related("partner")

    def get_breadcrumbs(self):
        return crumbs()[:1]

    def get_actions(self):
        if not self.request.user.has_perm("certificates.enter"):
            return []
        return [Action(_("Add issuer"), reverse("certificates:issuer-add"))]


class IssuerAdd(CreatePage):
    model = Issuer
    permission = "certificates.enter"
    form_class = IssuerForm

    def get_breadcrumbs(self):
        return crumbs()


class IssuerDetail(DetailPage):
    model = Issuer
    permission = "certificates.view"
    template_name = "certificates/issuer_detail.html"

    def narrow(self, rows):
        return rows.select_related("partner", "agreement")

    def get_breadcrumbs(self):
        return crumbs()

    def get_actions(self):
        if not self.request.user.has_perm("certificates.enter"):
            return []
        return [Action(_("Edit"), reverse("certificates:issuer-edit", args=[self.object.pk]), "pencil")]

    def get_context_data(self, **kwargs):
        issuer, today = self.object, timezone.localdate()
        counter = issuer.counters.filter(year=today.year).first()
        upcoming = counter.last + 1 if counter else issuer.first_number
        example = format_number(issuer.number_pattern, seq=upcoming, code=issuer.code, day=today)
        return super().get_context_data(example=example, **kwargs)


class IssuerEdit(EditPage):
    model = Issuer
    permission = "certificates.enter"
    form_class = IssuerForm


class IssuerHistory(HistoryPage):
    model = Issuer
    permission = "certificates.view"

"""What one person holds: certificates, competency, and the record to carry along."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates import services
from certificates.filters import CertificateFilter
from certificates.models import Certificate
from certificates.record import competency_held, training_record
from certificates.tables import PersonCertificateTable
from core.views import Action, PdfPage, TabListPage
from inmates.models import Inmate


class InmateCertificates(TabListPage):
    """The certificates of one person, as a tab of their page."""

    model = Certificate
    parent_model = Inmate
    parent_field = "enrolment__inmate"
    permission = "certificates.view"
    persons = "pk"
    shown_as = gettext_lazy("A person's certificates")
    exports = False  # a few lines about one person: the page prints well
    table_class = PersonCertificateTable
    filterset_class = CertificateFilter
    template_name = "certificates/inmate_certificates.html"
    empty = gettext_lazy("This person has no certificate yet.")

    def in_scope(self):
        # Also those of other facilities, view-only (domain.md, section 5).
        return services.certificates_of(self.parent, self.request.user)

    def of_parent(self, rows):
        return rows

    def narrow(self, rows):
        return rows.select_related("program", "status", "facility")

    def get_table_kwargs(self):
        return super().get_table_kwargs() | {"here": self.request.user.membership.facility_id}

    def get_shown_rows(self, context):
        return [self.parent]

    def get_breadcrumbs(self):
        return [(_("Inmates"), reverse("inmates:inmate-list"))]

    def get_actions(self):
        pk = self.parent.pk
        record = reverse("certificates:inmate-record", args=[pk])
        actions = [
            Action(_("Training record"), record, "printer", main=False),
            Action(_("Training record with the facility"), f"{record}?named=1", "printer", menu=True),
        ]
        if self.request.user.has_perm("certificates.enter"):
            add = reverse("certificates:competency-add", args=[pk])
            actions.insert(0, Action(_("Add competency certificate"), add))
        return actions

    def get_context_data(self, **kwargs):
        user = self.request.user
        competency = competency_held(self.parent, user)
        return super().get_context_data(competency=competency, here=user.membership.facility_id, **kwargs)


class InmateRecord(PdfPage):
    """What somebody has learnt, as a paper to carry along; it names the facility only when asked to."""

    model = Inmate
    permission = "certificates.view"
    persons = "pk"
    shown_as = gettext_lazy("A person's training record")

    def narrow(self, rows):
        return rows.select_related("facility__region")

    def get_pdf(self):
        if self.request.GET.get("named", "") not in ("", "1"):
            raise Http404
        return training_record(self.object, self.request.user, named="named" in self.request.GET)

    def get_file_name(self):
        return "training-record.pdf"

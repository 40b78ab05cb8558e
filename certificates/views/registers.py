"""The register of certificates (buku register): every number of an issuer, a year at a time."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from certificates.filters import RegisterFilter
from certificates.logos import logo_name
from certificates.models import Certificate, Issuer
from certificates.tables import RegisterTable
from core.exports import records
from core.pdf import media_url, render_pdf
from core.views import TabListPage


class IssuerRegister(TabListPage):
    """All numbers that an issuer gave out, also void ones, in their order."""

    model = Certificate
    parent_model = Issuer
    parent_field = "issuer"
    permission = "certificates.view"
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("Register of certificates")
    table_class = RegisterTable
    filterset_class = RegisterFilter
    empty = gettext_lazy("Numbers stand here once certificates have been issued.")

    def narrow_parent(self, rows):
        return rows.select_related("partner", "facility")

    def narrow(self, rows):
        return rows.select_related(
            "status", "enrolment", "handover_line__handover", "replacement__certificate", "facility"
        ).order_by("-year", "seq")

    def get_breadcrumbs(self):
        return [
            (_("Certificates"), reverse("certificates:certificate-list")),
            (_("Issuers"), reverse("certificates:issuer-list")),
        ]

    def get_file(self, table):
        if self.request.GET["export"] != "pdf":
            return super().get_file(table)
        issuer, year = self.parent, self.request.GET.get("year", "")
        rows = [record for chunk in records(table) for record in chunk]
        title = _("Register of certificates")
        context = {
            # The issuer's own paper: the book may go to the partner.
            "letterhead": [issuer.name, *filter(None, map(str.strip, issuer.letterhead.splitlines()))],
            "logo": media_url(logo_name(issuer)) if issuer.shows_logo else "",
            "title": title,
            "issuer": issuer,
            "year": year if year.isdecimal() else "",
            "rows": rows,
            "now": timezone.now(),
            "wide": True,
        }
        content = render_pdf("certificates/register_pdf.html", context, title=title, lang=get_language())
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = 'attachment; filename="register.pdf"'
        response["Cache-Control"] = "private, no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response

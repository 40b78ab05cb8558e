"""Issuers: in whose name certificates are issued, how they look, their numbers and their register."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from certificates.filters import IssuerFilter
from certificates.forms import IssuerForm, IssuerLogoForm, NamingForm
from certificates.logos import LOGOS
from certificates.models import Issuer, Naming
from certificates.samples import numbers_of, sample_of, sketch_of
from certificates.services import issuer_obstacles
from certificates.services.issuing import SAMPLE
from certificates.tables import IssuerTable
from core.views import (
    Action,
    CreatePage,
    DetailPage,
    EditPage,
    FilePage,
    HistoryPage,
    ListPage,
    Page,
    PdfPage,
    ScopedMixin,
    pdf_response,
)
from facilities.views.base import SettingEdit


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
    empty = gettext_lazy("Set up an issuer before the first certificates are issued.")
    template_name = "certificates/issuer_list.html"

    def narrow(self, rows):
        return rows.select_related("partner")

    def get_breadcrumbs(self):
        return crumbs()[:1]

    def get_actions(self):
        if not self.request.user.has_perm("certificates.enter"):
            return []
        return [Action(_("Add issuer"), reverse("certificates:issuer-add"))]

    def get_context_data(self, **kwargs):
        facility = self.request.user.membership.facility
        naming = Naming.objects.for_user(self.request.user).first() if facility else None
        return super().get_context_data(facility=facility, naming=naming, **kwargs)


class IssuerFormPage:
    """The form of an issuer beside a sketch of what certificates will look like."""

    model = Issuer
    permission = "certificates.enter"
    form_class = IssuerForm
    template_name = "certificates/issuer_form.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        issuer = context["form"].instance
        return context | {"issuer": issuer, "sketch": sketch_of(issuer), "numbers": numbers_of(issuer)}


class IssuerAdd(IssuerFormPage, CreatePage):
    def get_breadcrumbs(self):
        return crumbs()


class IssuerEdit(IssuerFormPage, EditPage):
    def narrow(self, rows):
        return rows.select_related("partner", "facility")


class IssuerTry(Page, ScopedMixin, View):
    """What has been typed of an issuer, tried out: a sketch and its numbers, or a sample as a PDF.

    Nothing is saved; what cannot be yet is left out.
    """

    model = Issuer
    http_method_names = ["post"]
    permission = "certificates.enter"

    def narrow(self, rows):
        return rows.select_related("partner", "facility")

    def post(self, request):
        if known := request.POST.get("issuer", ""):
            row = get_object_or_404(self.get_queryset(), pk=int(known) if known.isdecimal() else 0)
        else:
            row = Issuer(facility=request.user.membership.facility)
        form = IssuerForm(request.POST, instance=row, user=request.user)
        form.is_valid()
        if "sample" in request.POST:
            return pdf_response(sample_of(form.instance, SAMPLE), "sample.pdf")
        context = {
            "sketch": sketch_of(form.instance),
            "numbers": numbers_of(form.instance),
            "wrong": form.errors.get("number_pattern"),
        }
        return render(request, "certificates/_issuer_sketch.html", context)


class IssuerDetail(DetailPage):
    model = Issuer
    permission = "certificates.view"
    template_name = "certificates/issuer_detail.html"

    def narrow(self, rows):
        return rows.select_related("partner", "agreement__facility", "facility")

    def get_breadcrumbs(self):
        return crumbs()

    def get_actions(self):
        pk = self.object.pk
        sample = Action(
            _("Sample as PDF"), reverse("certificates:issuer-sample", args=[pk]), "eye", main=False
        )
        if not self.request.user.has_perm("certificates.enter"):
            return [sample]
        return [
            Action(_("Edit"), reverse("certificates:issuer-edit", args=[pk]), "pencil"),
            sample,
            Action(_("Logo"), reverse("certificates:issuer-logo", args=[pk]), "upload", main=False),
        ]

    def get_context_data(self, **kwargs):
        issuer = self.object
        return super().get_context_data(
            sketch=sketch_of(issuer),
            numbers=numbers_of(issuer, most=1),
            refusals=issuer_obstacles(issuer),
            **kwargs,
        )


class IssuerSample(PdfPage):
    """What certificates of an issuer look like, with an invented person."""

    model = Issuer
    permission = "certificates.view"

    def narrow(self, rows):
        return rows.select_related("partner", "facility")

    def get_pdf(self):
        return sample_of(self.object, SAMPLE)

    def get_file_name(self):
        return "sample.pdf"


class IssuerLogo(EditPage):
    model = Issuer
    permission = "certificates.enter"
    form_class = IssuerLogoForm
    title = gettext_lazy("Logo on certificates")
    lead = gettext_lazy("Without one of its own, the issuer prints the partner's logo.")
    submit_label = gettext_lazy("Use this logo")


class IssuerLogoImage(FilePage):
    model = Issuer
    permission = "certificates.view"

    def get_file(self):
        return LOGOS.of(self.object)

    def get_file_name(self):
        return "logo"


class IssuerHistory(HistoryPage):
    model = Issuer
    permission = "certificates.view"


class NamingEdit(SettingEdit):
    """The head decides whether certificates may name the facility."""

    model = Naming
    permission = "certificates.approve"
    form_class = NamingForm
    parent_model = None
    title = gettext_lazy("Naming the facility on certificates")
    lead = gettext_lazy(
        "Usually the partner is the issuer and nobody who reads a certificate learns where its holder was. "
        "What has been issued stays as it is."
    )

    def find(self):
        row = Naming.objects.for_user(self.request.user).first()
        return row or Naming(facility=self.request.user.membership.facility)

    def get_breadcrumbs(self):
        return crumbs()

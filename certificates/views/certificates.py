"""Issuing, printing and looking up certificates."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certificates import services
from certificates.files import FileDamaged
from certificates.filters import CertificateFilter
from certificates.forms import IssueForm, ReplaceForm
from certificates.jobs import AT_ONCE, start_issuing
from certificates.models import Certificate, CertificateStatus
from certificates.tables import CertificateTable, PersonCertificateTable
from core.shown import PRINT, people_of
from core.views import (
    Action,
    ActionPage,
    DetailPage,
    HistoryPage,
    ListPage,
    MovePage,
    PostPage,
    TabActionPage,
    TabListPage,
    pdf_response,
)
from inmates.models import Inmate
from programs.models import Program


class CertificateList(ListPage):
    model = Certificate
    permission = "certificates.view"
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("List of certificates")
    table_class = CertificateTable
    filterset_class = CertificateFilter
    empty = gettext_lazy("Certificates stand here once a class with approved results has been certified.")

    def narrow(self, rows):
        return rows.select_related("program", "status", "enrolment")

    def get_actions(self):
        return [Action(_("Issuers"), reverse("certificates:issuer-list"), "settings", main=False)]


class CertificateDetail(DetailPage):
    model = Certificate
    permission = "certificates.view"
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("A certificate")
    template_name = "certificates/certificate_detail.html"

    def narrow(self, rows):
        return rows.select_related("program", "issuer", "issued_by", "status__replaces", "enrolment")

    def get_breadcrumbs(self):
        return [(_("Certificates"), reverse("certificates:certificate-list"))]

    @property
    def subject(self):
        return self.object.status

    def get_context_data(self, **kwargs):
        certificate = self.object
        return super().get_context_data(
            status=certificate.status,
            snapshot=certificate.snapshot,
            replacement=getattr(certificate, "replacement", None),
            prints=certificate.prints.select_related("printed_by"),
            check_url=reverse("certificates:check", args=[certificate.code]),
            **kwargs,
        )


class StatusHistory(HistoryPage):
    model = CertificateStatus
    permission = "certificates.view"

    def narrow(self, rows):
        return rows.select_related("certificate")


class StatusMove(MovePage):
    model = CertificateStatus
    permission = "certificates.view"

    def narrow(self, rows):
        return rows.select_related("certificate")


class CertificateReplace(ActionPage):
    model = Certificate
    permission = "certificates.approve"
    form_class = ReplaceForm
    submit_label = gettext_lazy("Issue a replacement")
    lead = gettext_lazy("The old number stays void; the new certificate is made from today's data.")

    def get_title(self):
        return _("Replace %(number)s") % {"number": self.subject.number}

    def get_breadcrumbs(self):
        return [(str(self.subject), self.subject.get_absolute_url())]

    def narrow(self, rows):
        return rows.select_related("program", "issuer")

    def accept(self, form):
        new = services.replace(
            certificate=self.subject,
            by=self.request.user,
            reason=form.cleaned_data["reason"],
            issued_on=form.cleaned_data["issued_on"],
        )
        done = _("%(new)s replaces %(old)s.") % {"new": new.number, "old": self.subject.number}
        messages.success(self.request, done)
        return HttpResponseRedirect(new.get_absolute_url())


class ProgramCertificates(TabActionPage):
    """A class on one page: who gets a certificate and why, one button to issue, one to print."""

    model = Program
    permission = "certificates.view"
    post_permission = "certificates.approve"
    persons = "inmate_id"
    shown_as = gettext_lazy("Who of a class gets a certificate")
    form_class = IssueForm
    template_name = "certificates/program_certificates.html"

    def narrow(self, rows):
        return rows.select_related("partner", "facility", "skill_field")

    def get_shown_rows(self, context):
        return [candidate.result.enrolment for candidate in context["review"]]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"program": self.subject}

    def get_context_data(self, **kwargs):
        review = services.review(self.subject)
        issuable = [candidate for candidate in review if candidate.can_be_issued]
        issued = [candidate for candidate in review if candidate.certificate]
        form = kwargs.pop("form", None) or self.get_form()
        wanted = issuable or not review
        return super().get_context_data(
            review=review,
            issuable=len(issuable),
            issued=len(issued),
            refusals=services.obstacles(self.subject, form.fields["issuer"].initial) if wanted else [],
            form=form,
            **kwargs,
        )

    def accept(self, form):
        wanted = {
            "program": self.subject,
            "issuer": form.cleaned_data["issuer"],
            "by": self.request.user,
            "issued_on": form.cleaned_data["issued_on"],
        }
        count = sum(candidate.can_be_issued for candidate in services.review(self.subject))
        if count > AT_ONCE:
            return HttpResponseRedirect(start_issuing(**wanted, count=count).get_absolute_url())
        issued = services.issue(**wanted)
        done = ngettext(
            "%(count)s certificate issued for %(program)s.",
            "%(count)s certificates issued for %(program)s.",
            len(issued),
        )
        messages.success(self.request, done % {"count": len(issued), "program": self.subject})
        return HttpResponseRedirect(self.request.path)


class PrintMixin:
    """Answers a POST with the stored PDFs as one file, and logs the print."""

    permission = "certificates.approve"
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("Certificates on paper")

    def respond(self, certificates, file_name, back):
        certificates = list(certificates.select_related("enrolment"))
        if not certificates:
            messages.warning(self.request, _("There is no valid certificate to print."))
            return HttpResponseRedirect(back)
        try:
            content = services.print_certificates(certificates=certificates, by=self.request.user)
        except FileDamaged:
            messages.error(
                self.request,
                _("A stored certificate is damaged or gone. Nothing was printed: tell the administrator."),
            )
            return HttpResponseRedirect(back)
        self.tell_shown(people_of(certificates, self.persons), kind=PRINT)
        return pdf_response(content, file_name)


class ProgramPrint(PrintMixin, PostPage):
    model = Program

    def act(self, program):
        rows = Certificate.objects.for_user(self.request.user).valid().filter(program=program)
        back = reverse("certificates:program-certificates", args=[program.pk])
        return self.respond(rows.order_by("year", "seq"), f"certificates-{program.pk}.pdf", back)


class CertificatePrint(PrintMixin, PostPage):
    model = Certificate

    def act(self, certificate):
        rows = Certificate.objects.for_user(self.request.user).valid().filter(pk=certificate.pk)
        return self.respond(rows, f"certificate-{certificate.pk}.pdf", certificate.get_absolute_url())


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

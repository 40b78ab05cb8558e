"""Issuing, printing and looking up certificates."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certificates import services
from certificates.files import FileDamaged
from certificates.filters import CertificateFilter
from certificates.forms import IssueForm, PreviewForm, PrintForm, ReplaceForm
from certificates.jobs import AT_ONCE, start_issuing
from certificates.models import Certificate, CertificateState, CertificateStatus, Handover
from certificates.tables import CertificateTable
from core.shown import PRINT, people_of
from core.views import (
    Action,
    ActionPage,
    DetailPage,
    HistoryPage,
    ListPage,
    MovePage,
    PdfPage,
    PostPage,
    TabActionPage,
    pdf_response,
)
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
        actions = [Action(_("Issuers"), reverse("certificates:issuer-list"), "settings", main=False)]
        if self.request.user.membership.facility_id:
            actions = [
                Action(
                    _("Competency certificates"), reverse("certificates:competency-list"), "award", main=False
                ),
                Action(
                    _("Competency tests"), reverse("certificates:test-list"), "clipboard-check", main=False
                ),
                *actions,
            ]
        return actions


class CertificateDetail(DetailPage):
    model = Certificate
    permission = "certificates.view"
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("A certificate")
    template_name = "certificates/certificate_detail.html"

    def narrow(self, rows):
        return rows.select_related(
            "program", "issuer", "issued_by", "status__replaces", "enrolment", "handover_line__handover"
        )

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
            handover=self._handover(certificate),
            check_url=reverse("certificates:check", args=[certificate.code]),
            **kwargs,
        )

    def _handover(self, certificate):
        """Return the minutes in which it stands; they are the facility's own."""
        line = getattr(certificate, "handover_line", None)
        return line.handover if line and self.request.user.membership.facility_id else None


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
        form = kwargs.pop("form", None) or self.get_form()
        issuer = form.fields["issuer"].initial
        review = services.review(self.subject, issuer)
        issuable = [candidate for candidate in review if candidate.can_be_issued]
        issued = [candidate for candidate in review if candidate.certificate]
        wanted = issuable or not review
        handovers = Handover.objects.for_user(self.request.user).filter(program=self.subject)
        return super().get_context_data(
            review=review,
            issuer=issuer,
            issuable=len(issuable),
            lacking=sum(bool(candidate.missing) for candidate in review),
            issued=len(issued),
            to_hand_over=sum(c.certificate.status.state == CertificateState.PRINTED for c in issued),
            handovers=handovers,
            sides=PrintForm.SIDES,
            refusals=services.obstacles(self.subject, issuer) if wanted else [],
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

    def respond(self, certificates, file_name, back, *, fronts_first=False):
        certificates = list(certificates.select_related("enrolment"))
        if not certificates:
            messages.warning(self.request, _("There is no valid certificate to print."))
            return HttpResponseRedirect(back)
        try:
            content = services.print_certificates(
                certificates=certificates, by=self.request.user, fronts_first=fronts_first
            )
        except FileDamaged:
            messages.error(
                self.request,
                _("A stored certificate is damaged or gone. Nothing was printed: tell the administrator."),
            )
            return HttpResponseRedirect(back)
        self.tell_shown(people_of(certificates, self.persons), kind=PRINT)
        return pdf_response(content, file_name)


class ProgramPrint(PrintMixin, PostPage):
    """The class, or whom was ticked, in the order of the list."""

    model = Program

    def act(self, program):
        back = reverse("certificates:program-certificates", args=[program.pk])
        form = PrintForm(self.request.POST, program=program, user=self.request.user)
        if not form.is_valid():
            messages.warning(self.request, _("The list has changed meanwhile. Look again."))
            return HttpResponseRedirect(back)
        rows = Certificate.objects.for_user(self.request.user).valid().filter(program=program)
        if chosen := form.cleaned_data["certificates"]:
            rows = rows.filter(pk__in=[row.pk for row in chosen])
        return self.respond(
            rows.order_by("enrolment__inmate__full_name", "enrolment_id"),
            f"certificates-{program.pk}.pdf",
            back,
            fronts_first=form.cleaned_data["sides"] == "fronts",
        )


class ProgramPreview(PdfPage):
    """The first certificate of a class as it would be printed today, marked as a sample."""

    model = Program
    permission = "certificates.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("A certificate before it is issued")

    def narrow(self, rows):
        return rows.select_related("facility", "skill_field")

    def get_pdf(self):
        form = PreviewForm(self.request.GET, user=self.request.user)
        if not form.is_valid():
            raise Http404
        issuer, today = form.cleaned_data["issuer"], timezone.localdate()
        content = services.preview(program=self.object, issuer=issuer, day=today)
        if content is None:
            raise Http404
        return content

    def get_shown_rows(self, context):
        first = next((c for c in services.review(self.object) if c.can_be_issued), None)
        return [first.result.enrolment] if first else []

    def get_file_name(self):
        return "sample.pdf"


class CertificatePrint(PrintMixin, PostPage):
    model = Certificate

    def act(self, certificate):
        rows = Certificate.objects.for_user(self.request.user).valid().filter(pk=certificate.pk)
        return self.respond(rows, f"certificate-{certificate.pk}.pdf", certificate.get_absolute_url())

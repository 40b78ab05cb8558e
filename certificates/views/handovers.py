"""Handing certificates over, with minutes."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from certificates import services
from certificates.forms import HandoverForm
from certificates.models import Handover
from core.pdf import render_pdf
from core.views import ActionPage, PdfPage
from facilities.services.logos import letterhead_of
from programs.models import Program


class ProgramHandover(ActionPage):
    """Who of a class receives the certificate today; the minutes are the paper that they sign."""

    model = Program
    permission = "certificates.enter"
    persons = "inmate_id"
    shown_as = gettext_lazy("Certificates to hand over")
    form_class = HandoverForm
    template_name = "certificates/handover_form.html"
    title = gettext_lazy("Hand over certificates")
    lead = gettext_lazy("The minutes take the next number of their kind. Handing over cannot be taken back.")
    submit_label = gettext_lazy("Record and make the minutes")

    def narrow(self, rows):
        return rows.select_related("facility")

    @cached_property
    def waiting(self):
        return list(services.waiting_for_handover(self.subject, self.request.user))

    def refusal(self):
        return "" if self.waiting else _("No certificate of this class is printed and not handed over.")

    def get_breadcrumbs(self):
        return [
            (str(self.subject), reverse("certificates:program-certificates", args=[self.subject.pk])),
        ]

    def get_shown_rows(self, context):
        return [row.enrolment for row in self.waiting]

    def get_form_kwargs(self):
        new = Handover(program=self.subject, facility=self.subject.facility)
        return super().get_form_kwargs() | {"program": self.subject, "instance": new}

    def get_context_data(self, **kwargs):
        form = kwargs.get("form")
        if form is not None and form.is_bound:
            ticked = set(form.data.getlist("certificates"))
        elif wanted := self.request.GET.get("certificate"):
            ticked = {wanted}
        else:
            ticked = {str(row.pk) for row in self.waiting}
        rows = [(row, str(row.pk) in ticked) for row in self.waiting]
        return super().get_context_data(rows=rows, **kwargs)

    def accept(self, form):
        made = services.hand_over(
            handover=form.instance, certificates=form.cleaned_data["certificates"], by=self.request.user
        )
        count = len(made.content["people"])
        done = ngettext(
            "%(count)s certificate handed over. The minutes are %(number)s.",
            "%(count)s certificates handed over. The minutes are %(number)s.",
            count,
        )
        messages.success(self.request, done % {"count": count, "number": made.number})
        return HttpResponseRedirect(self.get_cancel_url())


class HandoverPdf(PdfPage):
    """The minutes, as often as they are needed, in the words that were kept."""

    model = Handover
    permission = "certificates.view"
    persons = "certificate__enrolment__inmate_id"
    shown_as = gettext_lazy("Minutes of a handover")

    def narrow(self, rows):
        return rows.select_related("facility__region", "program")

    def get_pdf(self):
        handover = self.object
        context = {
            **letterhead_of(handover.facility),
            "number": handover.number,
            "handover": handover,
            "content": handover.content,
            "title": _("Minutes of handing over certificates"),
        }
        return render_pdf(
            "certificates/handover_pdf.html", context, title=handover.number, lang=get_language()
        )

    def get_shown_rows(self, context):
        return self.object.lines.select_related("certificate__enrolment")

    def get_file_name(self):
        return f"handover-{self.object.pk}.pdf"

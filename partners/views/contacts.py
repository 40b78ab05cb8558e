"""Contacts: list, page, form, what came of a step, files, report."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import (
    Action,
    ActionPage,
    CreatePage,
    DetailPage,
    EditPage,
    FileAddPage,
    FilePage,
    FileRemovePage,
    HistoryPage,
    ListPage,
    PdfPage,
    RemovePage,
    TabListPage,
)
from partners import paper
from partners.filters import ContactFilter
from partners.forms import ContactFilesForm, ContactForm, ReportForm, StepForm
from partners.models import ContactFile, NextStep, Partner, PartnerContact, Partnership
from partners.services import contacts
from partners.tables import ContactTable
from partners.views.base import crumbs, partner_crumbs

NUMBERED = gettext_lazy(
    "The report of this contact bears a number, so its text stays as it is. Record what came later as a new "
    "contact."
)


def contact_crumbs(contact):
    """Return breadcrumbs of what belongs to a contact."""
    partner = contact.partnership.partner
    return [
        *partner_crumbs(partner),
        (str(_("Contacts")), reverse("partners:partner-contacts", args=[partner.pk])),
        (str(contact), contact.get_absolute_url()),
    ]


class _ContactRows:
    model = PartnerContact
    table_class = ContactTable
    filterset_class = ContactFilter
    permission = "contacts.view"

    def narrow(self, rows):
        return rows.select_related("partnership__partner", "step")

    def get_breadcrumbs(self):
        return crumbs("partner-list")


class ContactList(_ContactRows, ListPage):
    """All contacts of the facility."""

    empty = gettext_lazy("Visits, audiences, calls and letters stand here. Record one on a partner's page.")

    def get_actions(self):
        return [Action(_("Partner mapping"), reverse("partners:mapping"), "map-pin", main=False)]


class PartnerContacts(_ContactRows, TabListPage):
    """The facility's contacts with one partner."""

    parent_model = Partner
    parent_field = "partnership__partner"
    empty = gettext_lazy("What was said with this partner stands here. Other facilities do not see it.")

    def get_table_kwargs(self):
        return {"exclude": ["partner"]}

    def get_actions(self):
        if not self.request.user.has_perm("contacts.enter"):
            return []
        return [Action(_("Record contact"), reverse("partners:contact-add", args=[self.parent.pk]))]


class ContactAdd(CreatePage):
    """Records a contact with a partner; `?step=` names the step that it settles."""

    model = PartnerContact
    permission = "contacts.enter"
    form_class = ContactForm
    parent_model = Partner
    parent_field = "partnership__partner"
    title = gettext_lazy("Record contact")

    def get_breadcrumbs(self):
        return partner_crumbs(self.parent)

    def get_defaults(self):
        return {"facility": self.request.user.membership.facility}

    def get_form_kwargs(self):
        step = self.request.GET.get("step", "")[:18]
        rows = Partnership.objects.for_user(self.request.user)
        return super().get_form_kwargs() | {
            "partner": self.parent,
            "stage": rows.filter(partner=self.parent).values_list("state", flat=True).first() or "",
            "settles": int(step) if step.isdecimal() else None,
        }

    def save(self, form):
        return contacts.record_contact(
            contact=form.instance,
            partner=self.parent,
            facility=form.instance.facility,
            by=self.request.user,
            attendees=form.attendees,
            step=form.next,
            settles=form.cleaned_data.get("settles") or (),
            stage=form.cleaned_data["stage"],
        )


class _ContactPage:
    model = PartnerContact

    def narrow(self, rows):
        return rows.select_related("partnership__partner", "facility__region", "step__responsible")


class ContactDetail(_ContactPage, DetailPage):
    permission = "contacts.view"
    template_name = "partners/contact_detail.html"

    def narrow(self, rows):
        rows = super().narrow(rows).select_related("recorded_by", "reported_by", "step__settled_by")
        return rows.prefetch_related("participants", "files")

    def get_breadcrumbs(self):
        return contact_crumbs(self.object)[:-1]

    def get_actions(self):
        key = [self.object.pk]
        report = Action(
            _("Report (PDF)"), reverse("partners:contact-report", args=key), "printer", main=False
        )
        if not self.request.user.has_perm("contacts.enter"):
            return [report]
        actions = [Action(_("Add files"), reverse("partners:contact-files", args=key), "camera"), report]
        if not self.object.is_numbered:
            actions[1:1] = [
                Action(_("Edit"), reverse("partners:contact-edit", args=key), "pencil", main=False)
            ]
            number = reverse("partners:contact-number", args=key)
            actions.append(Action(_("Number the report"), number, "file-text", main=False))
            remove = reverse("partners:contact-remove", args=key)
            actions.append(Action(_("Remove"), remove, "trash", main=False))
        return actions

    def get_context_data(self, **kwargs):
        step = getattr(self.object, "step", None)
        told = contacts.step_story(step) if step else []
        return super().get_context_data(step=step, step_story=told, **kwargs)


class ContactEdit(_ContactPage, EditPage):
    permission = "contacts.enter"
    form_class = ContactForm

    def refusal(self):
        return NUMBERED if self.row.is_numbered else ""

    def get_breadcrumbs(self):
        return contact_crumbs(self.row)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"partner": self.row.partnership.partner}

    def save(self, form):
        return contacts.change_contact(
            contact=form.instance, by=self.request.user, attendees=form.attendees, step=form.next
        )


class ContactRemove(_ContactPage, RemovePage):
    permission = "contacts.enter"
    lead = gettext_lazy("Its files and its next step go with it; the stage of the partner stays.")

    def refusal(self):
        return NUMBERED if self.subject.is_numbered else ""

    def get_breadcrumbs(self):
        return contact_crumbs(self.subject)

    def get_cancel_url(self):
        return reverse("partners:partner-contacts", args=[self.subject.partnership.partner_id])


class ContactHistory(_ContactPage, HistoryPage):
    permission = "contacts.view"

    def get_breadcrumbs(self):
        return contact_crumbs(self.object)[:-1]


class StepSettle(ActionPage):
    """What came of a next step: a new contact that settles it, done with a note, or a new day."""

    model = NextStep
    permission = "contacts.enter"
    form_class = StepForm
    template_name = "partners/step_settle.html"
    title = gettext_lazy("What came of it")

    def narrow(self, rows):
        return rows.select_related("contact__partnership__partner", "facility", "responsible")

    def refusal(self):
        return "" if self.subject.state == "open" else _("This step has been settled already.")

    def get_breadcrumbs(self):
        return contact_crumbs(self.subject.contact)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"step": self.subject}

    def get_context_data(self, **kwargs):
        return super().get_context_data(step=self.subject, **kwargs)

    def accept(self, form):
        given, by = form.cleaned_data, self.request.user
        if given["outcome"] == "done":
            contacts.finish(step=self.subject, by=by, note=given["note"])
            messages.success(self.request, _("The step has been recorded as done."))
        else:
            contacts.postpone(
                step=self.subject,
                by=by,
                due_on=given["due_on"],
                responsible=form.chosen_officer,
                reason=given["note"],
            )
            messages.success(self.request, _("The step has a new day."))
        return HttpResponseRedirect(self.subject.get_absolute_url())


class ContactFilesAdd(_ContactPage, FileAddPage):
    permission = "contacts.enter"
    form_class = ContactFilesForm
    title = gettext_lazy("Add photos and files")
    lead = gettext_lazy("What is hidden in photos (place, time, camera) is left out.")
    submit_label = gettext_lazy("Add")

    def get_breadcrumbs(self):
        return contact_crumbs(self.subject)

    def keep(self, form):
        return contacts.add_files(contact=self.subject, uploads=form.uploads, by=self.request.user)


class ContactFileShow(FilePage):
    """A photo or a document of a contact."""

    model = ContactFile
    permission = "contacts.view"


class ContactFileRemove(FileRemovePage):
    model = ContactFile
    permission = "contacts.enter"
    owner = "contact"

    def narrow(self, rows):
        return rows.select_related("contact__partnership__partner")

    def get_breadcrumbs(self):
        return contact_crumbs(self.subject.contact)


class ContactNumber(_ContactPage, ActionPage):
    """Gives the contact report its letter number, once."""

    permission = "contacts.enter"
    form_class = ReportForm
    title = gettext_lazy("Number the report")
    lead = gettext_lazy(
        "The next number of the facility's contact reports is taken. From then on the text of the contact "
        "stays as it is; print it first to read it over."
    )
    submit_label = gettext_lazy("Take the number")

    def refusal(self):
        if not self.subject.is_numbered:
            return ""
        return _("The report bears the number %(number)s already.") % {"number": self.subject.report_number}

    def get_breadcrumbs(self):
        return contact_crumbs(self.subject)

    def accept(self, form):
        row = contacts.number_report(contact=self.subject, by=self.request.user, day=form.cleaned_data["day"])
        text = _("The report bears the number %(number)s.") % {"number": row.report_number}
        messages.success(self.request, text)
        return HttpResponseRedirect(row.get_absolute_url())


class ContactReport(_ContactPage, PdfPage):
    """The contact report on paper; without a number as long as none was taken."""

    permission = "contacts.view"

    def narrow(self, rows):
        rows = super().narrow(rows).select_related("reported_by", "recorded_by")
        return rows.prefetch_related("participants", "files")

    def get_pdf(self):
        return paper.contact_report(self.object)

    def get_file_name(self):
        return f"laporan-kunjungan-{self.object.pk}.pdf"

"""Facilities: list, letterhead and logo, office holders, defaults."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.pdf import render_pdf
from core.views import (
    Action,
    CreatePage,
    DetailPage,
    EditPage,
    FilePage,
    HistoryPage,
    ListPage,
    PdfPage,
)
from facilities.filters import FacilityFilter
from facilities.forms.facilities import DefaultsForm, FacilityForm, LogoForm, NewFacilityForm, OfficeForm
from facilities.models import Facility, FacilityDefaults, Office
from facilities.services import logos
from facilities.tables import FacilityTable
from facilities.views.base import FacilityCrumbs, FacilityPartCrumbs, SettingEdit
from facilities.views.start import settings_crumb


class FacilityList(ListPage):
    model = Facility
    permission = "facilities.view"
    table_class = FacilityTable
    filterset_class = FacilityFilter
    empty = gettext_lazy("The facilities of your scope stand here.")

    def narrow(self, rows):
        return rows.select_related("region")

    def get_breadcrumbs(self):
        return [settings_crumb()]

    def get_actions(self):
        if not self.request.user.has_perm("reference.enter"):
            return []
        return [
            Action(_("Add facility"), reverse("facilities:facility-add"), "plus"),
            Action(_("Regional offices"), reverse("facilities:region-list"), "list", main=False),
        ]


class FacilityAdd(FacilityCrumbs, CreatePage):
    """A facility that joins; its head is then let in on the page of its users."""

    model = Facility
    permission = "reference.enter"
    form_class = NewFacilityForm
    title = gettext_lazy("Add facility")


class FacilityDetail(FacilityCrumbs, DetailPage):
    model = Facility
    permission = "facilities.view"
    template_name = "facilities/facility_detail.html"

    def narrow(self, rows):
        return rows.select_related("region")

    def get_actions(self):
        if not self.request.user.has_perm("facilities.enter"):
            return []
        return [
            Action(_("Edit"), reverse("facilities:facility-edit", args=[self.object.pk]), "pencil"),
            Action(
                _("Logo"), reverse("facilities:facility-logo", args=[self.object.pk]), "upload", main=False
            ),
        ]

    def get_context_data(self, **kwargs):
        offices = Office.objects.for_user(self.request.user).filter(facility=self.object)
        today = timezone.localdate()
        return super().get_context_data(offices=offices, in_office=offices.on(today).first(), **kwargs)


class FacilityEdit(FacilityPartCrumbs, EditPage):
    model = Facility
    permission = "facilities.enter"
    form_class = FacilityForm

    def get_facility(self):
        return self.row


class FacilityLogo(FacilityEdit):
    form_class = LogoForm
    title = gettext_lazy("Logo on letters")
    lead = gettext_lazy("What is hidden in the file (place, camera, comments) is left out.")
    submit_label = gettext_lazy("Use this logo")


class LogoImage(FilePage):
    """The logo itself, for whom the facility is there."""

    model = Facility
    permission = "facilities.view"

    def get_file(self):
        return logos.logo_of(self.object)

    def get_file_name(self):
        return "logo"


class LetterheadPdf(PdfPage):
    """An empty letter, to see the letterhead as it is printed."""

    model = Facility
    permission = "facilities.view"

    def narrow(self, rows):
        return rows.select_related("region")

    def get_pdf(self):
        facility, today = self.object, timezone.localdate()
        office = Office.objects.for_user(self.request.user).filter(facility=facility).on(today).first()
        context = {**logos.letterhead_of(facility), "facility": facility, "office": office, "today": today}
        title = _("Example of a letter")
        return render_pdf("facilities/letterhead_pdf.html", context, title=title, lang=get_language())

    def get_file_name(self):
        return "letterhead.pdf"


class FacilityHistory(FacilityCrumbs, HistoryPage):
    model = Facility
    permission = "facilities.view"


class OfficeAdd(FacilityPartCrumbs, CreatePage):
    model = Office
    permission = "facilities.enter"
    form_class = OfficeForm
    parent_model = Facility
    parent_field = "facility"

    def get_success_url(self):
        return self.object.facility.get_absolute_url()

    def get_defaults(self):
        return {"facility": self.parent}


class OfficeEdit(FacilityPartCrumbs, EditPage):
    model = Office
    permission = "facilities.enter"
    form_class = OfficeForm
    owner_field = "facility"

    def narrow(self, rows):
        return rows.select_related("facility")

    def get_facility(self):
        return self.row.facility

    def get_success_url(self):
        return self.object.facility.get_absolute_url()


class OfficeHistory(FacilityPartCrumbs, HistoryPage):
    model = Office
    permission = "facilities.view"

    def narrow(self, rows):
        return rows.select_related("facility")

    def get_facility(self):
        return self.object.facility


class DefaultsDetail(FacilityCrumbs, DetailPage):
    """What new programmes of a facility begin with, and how long instructors may record."""

    model = Facility
    permission = "facilities.view"
    template_name = "facilities/defaults_detail.html"

    def narrow(self, rows):
        return rows.select_related("defaults")

    def get_actions(self):
        if not self.request.user.has_perm("facilities.enter"):
            return []
        return [Action(_("Edit"), reverse("facilities:defaults-edit", args=[self.object.pk]), "pencil")]

    def get_context_data(self, **kwargs):
        return super().get_context_data(defaults=FacilityDefaults.of(self.object), **kwargs)


class DefaultsEdit(SettingEdit):
    model = FacilityDefaults
    form_class = DefaultsForm
    title = gettext_lazy("Defaults")

    def find(self):
        return FacilityDefaults.of(self.parent)

    def narrow_parent(self, rows):
        return rows.select_related("defaults")


class DefaultsHistory(FacilityPartCrumbs, HistoryPage):
    model = FacilityDefaults
    permission = "facilities.view"

    def narrow(self, rows):
        return rows.select_related("facility")

    def get_facility(self):
        return self.object.facility

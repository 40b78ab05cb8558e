from django import forms
from django.utils.translation import gettext_lazy as _

from core.files import logo_form
from core.files.logos import logo_field
from core.forms import BaseModelForm
from facilities.models import GRADING, Facility, FacilityDefaults, Holiday, Office, Region
from facilities.services.logos import LOGOS


class FacilityForm(BaseModelForm):
    groups = (
        (_("Facility"), ["name", "short_name", "kind", "capacity"]),
        (_("Place"), ["city", "address", "phone", "time_zone"]),
        (_("On letters"), ["letterhead_lines"]),
    )

    class Meta:
        model = Facility
        fields = [
            "name",
            "short_name",
            "kind",
            "capacity",
            "city",
            "address",
            "phone",
            "time_zone",
            "letterhead_lines",
        ]
        widgets = {"letterhead_lines": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "time_zone": _(
                "Sessions that are planned keep their moment: with another zone their clock time changes."
            )
        }


class NewFacilityForm(FacilityForm):
    """A facility that joins: what stays as it is later is chosen now."""

    groups = (
        (_("Facility"), ["name", "short_name", "code", "kind", "region", "capacity"]),
        *FacilityForm.groups[1:],
    )

    class Meta(FacilityForm.Meta):
        fields = ["code", "region", *FacilityForm.Meta.fields]
        help_texts = {"code": _("Small letters and digits, for instance ruteng; it never changes.")}


class RegionForm(BaseModelForm):
    class Meta:
        model = Region
        fields = ["name", "code"]


class LogoForm(logo_form.LogoForm):
    logos = LOGOS
    logo = logo_field(
        label=_("Logo"),
        required=False,
        help_text=_("PNG or JPEG, at most 1 MB. It stands at the left of the letterhead."),
    )
    remove = forms.BooleanField(label=_("Print letters without a logo"), required=False)

    class Meta:
        model = Facility
        fields = []


class OfficeForm(BaseModelForm):
    class Meta:
        model = Office
        fields = [
            "position",
            "titles_before",
            "name",
            "titles_after",
            "nip",
            "is_acting",
            "starts_on",
            "ends_on",
        ]


class HolidayForm(BaseModelForm):
    class Meta:
        model = Holiday
        fields = ["day", "name"]
        help_texts = {"day": _("New plans leave this day out. Sessions that are planned stay.")}


class DefaultsForm(BaseModelForm):
    groups = (
        (_("For new programmes"), ["pass_mark", "minimum_attendance", "seats"]),
        (_("Scores and grades"), GRADING),
        (_("Attendance"), ["editing_days"]),
        (_("Panel (TPP)"), ["panel_for"]),
    )

    class Meta:
        model = FacilityDefaults
        fields = ["pass_mark", "minimum_attendance", "seats", *GRADING, "editing_days", "panel_for"]

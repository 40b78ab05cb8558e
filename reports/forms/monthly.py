"""Monthly reports: which month, what is written beside the figures, and photos."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files import IMAGES, UploadField
from core.forms import BaseForm, BaseModelForm
from reports.guards import name_refusal
from reports.models import MonthlyReport
from reports.names import named_people

MONTHS_BACK = 12
SLOTS = range(1, 4)
NO_NAMES = gettext_lazy("Write no names of inmates: the regional office reads this.")


class MonthlyAddForm(BaseModelForm):
    """Begins the report of a month that has none; `month` is what is chosen at first."""

    month = forms.TypedChoiceField(label=gettext_lazy("Month"), coerce=date.fromisoformat)

    class Meta:
        model = MonthlyReport
        fields = ["month"]

    def __init__(self, *args, month="", **kwargs):
        super().__init__(*args, **kwargs)
        first = timezone.localdate().replace(day=1)
        months = [first - relativedelta(months=back) for back in range(MONTHS_BACK + 1)]
        begun = MonthlyReport.objects.for_user(self.user).filter(month__in=months)
        taken = set(begun.values_list("month", flat=True))
        field = self.fields["month"]
        field.choices = [(day.isoformat(), date_format(day, "F Y")) for day in months if day not in taken]
        offered = [value for value, _label in field.choices]
        last = months[1].isoformat()
        self.initial["month"] = next((value for value in (month, last) if value in offered), None)


def refuse_names(text: str, facility_id: int) -> str:
    """Return the text; raises ValidationError when it names people of the facility."""
    if found := named_people(text, facility_id):
        raise ValidationError(name_refusal(found))
    return text


class MonthlyTextForm(BaseModelForm):
    """What staff write beside the figures."""

    class Meta:
        model = MonthlyReport
        fields = ["activities", "problems", "plans"]
        widgets = {name: forms.Textarea(attrs={"rows": 5}) for name in fields}
        help_texts = {name: NO_NAMES for name in fields}

    def _clean(self, name):
        return refuse_names(self.cleaned_data[name], self.instance.facility_id)

    def clean_activities(self):
        return self._clean("activities")

    def clean_problems(self):
        return self._clean("problems")

    def clean_plans(self):
        return self._clean("plans")


class PhotosForm(BaseForm):
    """Up to three photos at once, each with a caption, for the report of `facility`."""

    def __init__(self, *args, facility, **kwargs):
        self.facility = facility
        super().__init__(*args, **kwargs)
        for slot in SLOTS:
            self.fields[f"file_{slot}"] = UploadField(
                label=_("Photo %(number)s") % {"number": slot}, kinds=IMAGES, required=False
            )
            self.fields[f"caption_{slot}"] = forms.CharField(
                label=_("Caption of photo %(number)s") % {"number": slot},
                max_length=200,
                required=False,
                help_text=NO_NAMES,
            )

    def clean(self):
        cleaned = super().clean()
        for slot in SLOTS:
            try:
                refuse_names(cleaned.get(f"caption_{slot}", ""), self.facility)
            except ValidationError as error:
                self.add_error(f"caption_{slot}", error)
        if not self.errors and not self.uploads:
            self.add_error("file_1", _("Choose a photo."))
        return cleaned

    @property
    def uploads(self) -> list:
        """Pairs of an upload and its caption."""
        cleaned = self.cleaned_data
        return [
            (cleaned[f"file_{slot}"], cleaned.get(f"caption_{slot}", ""))
            for slot in SLOTS
            if cleaned.get(f"file_{slot}")
        ]

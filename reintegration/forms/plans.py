"""What is typed about the time after release while somebody is still held."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseModelForm
from inmates.models import InterestAssessment
from reintegration.models import ReleasePlan


class PlanForm(BaseModelForm):
    """A release plan; a new one begins with the goal of the assessment."""

    class Meta:
        model = ReleasePlan
        fields = ["goal", "regency", "partner", "employer", "grant_partner", "grant_asked_on", "next_steps"]
        widgets = {"next_steps": forms.Textarea(attrs={"rows": 4})}

    groups = (
        (gettext_lazy("Where to, and what for"), ["goal", "regency", "partner", "employer"]),
        (gettext_lazy("Grant"), ["grant_partner", "grant_asked_on"]),
        (gettext_lazy("To take along"), ["next_steps"]),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and not self.is_bound:
            known = InterestAssessment.objects.for_user(self.user).filter(inmate=self.instance.inmate_id)
            if last := known.final().first():
                self.initial["goal"] = last.goal

    def clean_grant_asked_on(self):
        day = self.cleaned_data["grant_asked_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

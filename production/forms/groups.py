"""Groups, their members and what they did."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm, BaseModelForm
from enrolments.forms.keys import is_key
from enrolments.forms.participants import KeysField
from enrolments.forms.photos import PhotosField
from facilities.services.officers import office_of, officers_of
from inmates.models import Inmate
from production.catalogue import validate_name
from production.models import EndReason, GroupNote, ProductionGroup
from production.models.group import BY_DEPARTURE

LARGE = {"rows": 4}


class GroupForm(BaseModelForm):
    """A group; its coach is somebody of a partner or an officer."""

    officer_key = forms.TypedChoiceField(
        label=gettext_lazy("Officer as coach"), coerce=int, empty_value=None, required=False
    )
    groups = (
        (gettext_lazy("Creative group"), ("name", "skill_field", "program", "started_on", "ended_on")),
        (gettext_lazy("Coach: one of the two, or none"), ("coach", "officer_key")),
        (gettext_lazy("More"), ("notes",)),
    )

    class Meta:
        model = ProductionGroup
        fields = ["name", "skill_field", "program", "started_on", "ended_on", "coach", "notes"]
        widgets = {"notes": forms.Textarea(attrs=LARGE)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        group = self.instance
        officers = {row.user_id: f"{row.user} ({office_of(row)})" for row in officers_of(group.facility)}
        if group.officer_id and group.officer_id not in officers:
            officers[group.officer_id] = str(group.officer)
        self.fields["officer_key"].choices = [("", "---------"), *officers.items()]
        self.initial["officer_key"] = group.officer_id
        coaches = self.fields["coach"].queryset.select_related("partner")
        self.fields["coach"].queryset = coaches.at_work() | coaches.filter(pk=group.coach_id)
        self.fields["program"].queryset = self.fields["program"].queryset.exclude(state="cancelled")

    def clean_name(self):
        validate_name(self.cleaned_data["name"])
        return self.cleaned_data["name"]

    def clean(self):
        cleaned = super().clean()
        self.instance.officer_id = cleaned.get("officer_key")
        if cleaned.get("coach") and cleaned.get("officer_key"):
            self.add_error("officer_key", _("Choose one coach: somebody of a partner, or an officer."))
        return cleaned

    def rebase(self, row):
        officer = self.instance.officer_id
        super().rebase(row)
        self.instance.officer_id = officer


class MembersForm(BaseForm):
    """Who joins a group, and from which day on."""

    joined_on = forms.DateField(label=gettext_lazy("Members from"), initial=timezone.localdate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["inmates"] = KeysField(
            Inmate.objects.for_user(self.user).held(),
            label=_("People"),
            error_messages={
                "required": _("Tick at least one person."),
                "invalid_choice": _("Somebody is not held here any more. Look at the list again."),
            },
        )

    @property
    def helper(self):
        helper = super().helper
        # The template writes the people itself.
        helper.layout.fields.remove("inmates")
        return helper

    @property
    def ticked(self) -> set[str]:
        """The keys that were ticked, for the list that is shown again."""
        sent = self.data.getlist("inmates") if self.is_bound else ()
        return {key for key in sent if is_key(key)}


class EndForm(BaseForm):
    """When and why somebody left a group."""

    ended_on = forms.DateField(label=gettext_lazy("Last day in the group"), initial=timezone.localdate)
    reason = forms.ChoiceField(
        label=gettext_lazy("Why it ended"),
        choices=[pair for pair in EndReason.choices if pair[0] not in BY_DEPARTURE],
        help_text=gettext_lazy("Who leaves the facility is taken out of the group by itself."),
    )


class NoteForm(BaseModelForm):
    """What a group did on a day; with photos when it is new."""

    class Meta:
        model = GroupNote
        fields = ["day", "text"]
        widgets = {"text": forms.Textarea(attrs=LARGE)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields["photos"] = PhotosField(label=_("Photos of the work"), required=False)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError(_("This day lies in the future."))
        return day


class PhotosForm(BaseForm):
    photos = PhotosField(label=gettext_lazy("Photos"))

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm, BaseModelForm
from programs import services
from programs.clashes import fingerprint
from programs.models import Session

MOST_HOURS = 16


def check_within(program, day):
    """Raise ValidationError when a day lies outside the programme."""
    if day and not program.starts_on <= day <= program.ends_on:
        text = _("The programme lasts from %(first)s to %(last)s.")
        first, last = (date_format(end, "j F Y") for end in (program.starts_on, program.ends_on))
        raise ValidationError(text % {"first": first, "last": last})


class HoursField(forms.IntegerField):
    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", gettext_lazy("One JP is 45 minutes; the end follows from it."))
        super().__init__(min_value=1, max_value=MOST_HOURS, **kwargs)


class ClashMixin(forms.Form):
    """Asks once more when something else goes on at the time: a tick box that counts for what was shown."""

    accept_clashes = forms.BooleanField(
        label=gettext_lazy("I have looked at the list; save all the same"), required=False
    )
    clashes_seen = forms.CharField(required=False, widget=forms.HiddenInput)
    clashes: tuple = ()

    @property
    def helper(self):
        # The tick box stands below the list, where the template puts it.
        helper = super().helper
        helper.layout.fields = [name for name in helper.layout.fields if name != "accept_clashes"]
        return helper

    @property
    def accepted(self) -> str:
        """The fingerprint of the clashes that may stand, empty when nobody ticked the box."""
        return self.cleaned_data["clashes_seen"] if self.cleaned_data["accept_clashes"] else ""

    def ask(self, clashes):
        """Show `clashes` with the box to tick."""
        self.clashes = tuple(clashes)
        self.data = self.data.copy()
        self.data["clashes_seen"] = fingerprint(clashes)
        self.data.pop("accept_clashes", None)


class SessionForm(ClashMixin, BaseModelForm):
    """One session: its day and time are those of the facility's zone."""

    on_day = forms.DateField(label=gettext_lazy("Day"))
    at = forms.TimeField(label=gettext_lazy("Begins at"))
    lesson_hours = HoursField(label=gettext_lazy("JP"))

    class Meta:
        model = Session
        fields = ["lesson_hours", "module", "instructor", "room", "topic"]

    field_order = ["on_day", "at", "lesson_hours", "module", "instructor", "room", "topic"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        session = self.instance
        if session.pk:
            local = timezone.localtime(session.starts_at, session.facility.zone)
            self.initial |= {"on_day": local.date(), "at": local.time()}
        else:
            self.initial["lesson_hours"] = 4
        self.fields["module"].queryset = self.fields["module"].queryset.filter(program=session.program)
        self.fields["at"].help_text = session.facility.get_time_zone_display()

    def _fingerprint(self, row=None):
        # The moment is not a field of the form, yet it is what people look at.
        return f"{super()._fingerprint(row)}{(row or self.instance).starts_at}"

    def clean_on_day(self):
        day = self.cleaned_data["on_day"]
        check_within(self.instance.program, day)
        return day

    def save(self, commit=True):
        data = self.cleaned_data
        starts_at = datetime.combine(data["on_day"], data["at"], tzinfo=self.instance.facility.zone)
        self.instance.hold(starts_at, data["lesson_hours"])
        return services.keep_session(session=self.instance, by=self.user, accepted=self.accepted)


class GenerateForm(ClashMixin, BaseForm):
    """How the sessions of a class are laid out over its days."""

    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Weekdays"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    first = forms.DateField(label=gettext_lazy("From"))
    start = forms.TimeField(label=gettext_lazy("Begins at"))
    hours_each = HoursField(label=gettext_lazy("JP per session"), initial=4)
    on_holidays = forms.BooleanField(label=gettext_lazy("Hold on holidays too"), required=False)
    replace = forms.BooleanField(
        label=gettext_lazy("Plan anew: remove the sessions that stand in the calendar"), required=False
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, program, **kwargs):
        super().__init__(*args, **kwargs)
        self.program = program
        self.fields["first"].initial = program.starts_on
        self.fields["start"].help_text = program.facility.get_time_zone_display()
        if not (program.is_draft and program.planned_sessions):
            del self.fields["replace"]

    def clean_first(self):
        day = self.cleaned_data["first"]
        check_within(self.program, day)
        return day

    @property
    def rule(self) -> dict:
        """What `services.propose_sessions` needs to know."""
        names = ("weekdays", "first", "start", "hours_each", "on_holidays")
        rule = {name: self.cleaned_data[name] for name in names}
        return rule | {"replace": self.cleaned_data.get("replace", False)}

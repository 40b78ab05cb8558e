"""Contacts: what is typed about them, their steps, files and reports."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files import DOCUMENTS, JPEG, PNG, UploadField
from core.forms import BaseForm, BaseModelForm
from facilities.services.officers import office_of, officers_of
from partners.models import ContactPerson, NextStep, PartnerContact
from partners.services import contacts, mapping

MOST_LINES, NAME_LENGTH, OFFICE_LENGTH = 30, 200, 120
SLOTS = range(1, 4)


class NamesField(forms.CharField):
    """People written a line each, "name; office", given as pairs (name, office)."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", gettext_lazy("A line each: name; office."))
        kwargs.setdefault("max_length", 4000)
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 2}), **kwargs)

    def clean(self, value):
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(_("At most %(count)s lines, please.") % {"count": MOST_LINES})
        pairs = []
        for line in lines:
            name, _semicolon, office = (part.strip() for part in line.partition(";"))
            if not name:
                raise ValidationError(_("A name is missing: %(line)s") % {"line": line.strip()[:60]})
            if len(name) > NAME_LENGTH or len(office) > OFFICE_LENGTH:
                raise ValidationError(_("This line is too long: %(line)s…") % {"line": line.strip()[:60]})
            pairs.append((name, office))
        return pairs

    @staticmethod
    def written(pairs) -> str:
        """Return pairs as they are typed."""
        return "\n".join(f"{name}; {office}" if office else name for name, office in pairs)


def officer_choices(officers):
    return [(row.user_id, f"{row.user} ({office_of(row)})") for row in officers]


class ContactForm(BaseModelForm):
    """A contact with who took part, and, for a new one, what follows from it.

    `partner` says with whom, `stage` where the facility stands with them, `settles` which step is meant.
    """

    officers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Our officers"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    our_others = NamesField(label=gettext_lazy("Others of ours"))
    people = forms.ModelMultipleChoiceField(
        ContactPerson.objects.none(),
        label=gettext_lazy("People of the partner"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    their_others = NamesField(label=gettext_lazy("Others of theirs"))
    settles = forms.ModelMultipleChoiceField(
        NextStep.objects.none(),
        label=gettext_lazy("Steps that this settles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    stage = forms.ChoiceField(
        label=gettext_lazy("Stage after it"),
        required=False,
        help_text=gettext_lazy(
            "By itself a call or letter leads to “contacted”, a visit or audience to “visited”, a signing "
            "to “agreed”; never back."
        ),
    )
    next_step = forms.CharField(
        label=gettext_lazy("Next step"), max_length=300, required=False, widget=forms.TextInput
    )
    due_on = forms.DateField(label=gettext_lazy("Until"), required=False)
    responsible = forms.TypedChoiceField(
        label=gettext_lazy("Responsible officer"), coerce=int, empty_value=None, required=False
    )

    class Meta:
        model = PartnerContact
        fields = ["kind", "day", "time", "place", "summary", "promise"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 6}), "promise": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"time": gettext_lazy("May be left empty.")}

    def __init__(self, *args, partner, stage="", settles=None, **kwargs):
        self.partner = partner
        super().__init__(*args, **kwargs)
        self.known_officers = {row.user_id: row for row in officers_of(self.instance.facility)}
        self._load()
        offered = officer_choices(self.known_officers.values())
        gone = [
            (row.user_id, row.name) for row in self.before if row.user_id not in (None, *self.known_officers)
        ]
        self.fields["officers"].choices = offered + gone
        people = self.fields["people"].queryset.filter(partner=partner)
        kept = [row.person_id for row in self.before if row.person_id]
        self.fields["people"].queryset = people.filter(is_former=False) | people.filter(pk__in=kept)
        self._offer_step(offered)
        if self.instance.pk:
            del self.fields["stage"], self.fields["settles"]
        else:
            self._offer_consequences(stage, settles)

    def _load(self):
        """Fill in who took part so far."""
        self.before = list(self.instance.participants.select_related("user")) if self.instance.pk else []
        free = {"ours": [], "theirs": []}
        for row in self.before:
            if not (row.user_id or row.person_id):
                free[row.side].append((row.name, row.office))
        if self.instance.pk:
            self.initial |= {
                "officers": [row.user_id for row in self.before if row.user_id],
                "people": [row.person_id for row in self.before if row.person_id],
                "our_others": NamesField.written(free["ours"]),
                "their_others": NamesField.written(free["theirs"]),
            }
        else:
            self.initial |= {"officers": [self.user.pk], "day": timezone.localdate()}

    def _offer_step(self, officers):
        step = getattr(self.instance, "step", None) if self.instance.pk else None
        if step and step.state != "open":
            for name in ("next_step", "due_on", "responsible"):
                del self.fields[name]
            return
        choices = officers
        if step:
            self.initial |= {
                "next_step": step.text,
                "due_on": step.due_on,
                "responsible": step.responsible_id,
            }
            self.fields["due_on"].disabled = True
            self.fields["due_on"].help_text = _(
                "A new day is given, with its reason, where the step is settled."
            )
            self.fields["next_step"].required = True
            if step.responsible_id not in self.known_officers:
                choices = [*officers, (step.responsible_id, str(step.responsible))]
        else:
            self.initial["responsible"] = self.user.pk
        self.fields["responsible"].choices = choices
        self.step = step

    def _offer_consequences(self, stage, settles):
        words = _("what follows from the kind of contact")
        offered = mapping.open_stages(stage or "identified")
        if stage and stage != "identified":
            offered = [mapping.Stage(stage), *offered]
        self.fields["stage"].choices = [("", words), *((row.value, row.label) for row in offered)]
        steps = self.fields["settles"].queryset.open().filter(contact__partnership__partner=self.partner)
        found = list(steps.values_list("pk", "text"))
        if found:
            self.fields["settles"].queryset = steps
            self.initial["settles"] = [pk for pk, _text in found if pk == settles]
        else:
            del self.fields["settles"]

    @property
    def groups(self):
        """The groups of the form, without what it does not ask."""
        groups = (
            (_("Contact"), ("kind", "day", "time", "place")),
            (_("Who took part"), ("officers", "our_others", "people", "their_others")),
            (_("What was said"), ("summary", "promise")),
            (_("What follows"), ("settles", "stage", "next_step", "due_on", "responsible")),
        )
        asked = ((legend, [name for name in names if name in self.fields]) for legend, names in groups)
        return [(legend, names) for legend, names in asked if names]

    def _fingerprint(self, row=None):
        """Who took part and the step are part of what the form shows."""
        row = row or self.instance
        parts = list(row.participants.order_by("pk").values_list("user", "person", "name")) if row.pk else []
        step = NextStep.objects.for_user(self.user).filter(contact=row.pk).values_list("text", "responsible")
        shown = f"{super()._fingerprint(row)}{parts}{list(step)}"
        return hashlib.sha256(shown.encode()).hexdigest()[:16]

    def clean(self):
        cleaned = super().clean()
        if day := cleaned.get("day"):
            if text := contacts.why_not_then(self.instance.facility, day):
                self.add_error("day", text)
            elif text := contacts.why_not_then(self.instance.facility, day, cleaned.get("time")):
                self.add_error("time", text)
        # What was refused for another reason is not missing.
        named = cleaned.get("officers") or cleaned.get("our_others")
        if not named and not {"officers", "our_others"} & set(self.errors):
            self.add_error("officers", _("Say who of ours took part."))
        self._check_step(cleaned)
        return cleaned

    def _check_step(self, cleaned):
        if "next_step" not in self.fields or {"next_step", "due_on", "responsible"} & set(self.errors):
            return
        if not cleaned.get("next_step"):
            if cleaned.get("due_on"):
                self.add_error("next_step", _("Say what is to be done by then."))
            return
        if not cleaned.get("due_on"):
            self.add_error("due_on", _("Say until when."))
        elif cleaned.get("day") and cleaned["due_on"] < cleaned["day"]:
            self.add_error("due_on", _("The next step cannot be due before the contact itself."))
        if not cleaned.get("responsible"):
            self.add_error("responsible", _("Say who sees to it."))

    @property
    def attendees(self) -> contacts.Attendees:
        """Who took part, as the service wants it."""
        cleaned = self.cleaned_data
        gone = {row.user_id: (row.user, row.office) for row in self.before if row.user_id}
        known = {pk: (row.user, office_of(row)) for pk, row in self.known_officers.items()}
        return contacts.Attendees(
            officers=[(gone | known)[pk] for pk in cleaned["officers"]],
            our_others=cleaned["our_others"],
            people=list(cleaned["people"]),
            their_others=cleaned["their_others"],
        )

    @property
    def next(self) -> contacts.Step | None:
        """The next step, or None."""
        cleaned = self.cleaned_data
        if not cleaned.get("next_step"):
            return None
        row = self.known_officers.get(cleaned["responsible"])
        responsible = row.user if row else self.step.responsible
        return contacts.Step(cleaned["next_step"], cleaned["due_on"], responsible)


class StepForm(BaseForm):
    """What came of a step when no contact settled it: done, or a new day."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it"),
        choices=[("done", gettext_lazy("It is done")), ("postpone", gettext_lazy("It takes longer"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("How it ended, or why it takes longer"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due_on = forms.DateField(
        label=gettext_lazy("New day"), required=False, help_text=gettext_lazy("Only when it takes longer.")
    )
    responsible = forms.TypedChoiceField(
        label=gettext_lazy("Responsible officer"),
        coerce=int,
        help_text=gettext_lazy("Who sees to it until the new day."),
    )

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, **kwargs)
        self.step = step
        self.known_officers = {row.user_id: row.user for row in officers_of(step.facility)}
        self.known_officers.setdefault(step.responsible_id, step.responsible)
        self.fields["responsible"].choices = [(pk, str(user)) for pk, user in self.known_officers.items()]
        self.initial.setdefault("responsible", step.responsible_id)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == "postpone" and "due_on" not in self.errors:
            if not cleaned.get("due_on"):
                self.add_error("due_on", _("Say until when."))
            elif cleaned["due_on"] < timezone.localdate(timezone=self.step.facility.zone):
                self.add_error("due_on", _("The new day has gone by already."))
        return cleaned

    @property
    def chosen_officer(self):
        return self.known_officers[self.cleaned_data["responsible"]]


class ContactFilesForm(BaseForm):
    """Up to three photos or documents at once, each with a caption."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for slot in SLOTS:
            self.fields[f"file_{slot}"] = UploadField(
                label=_("File %(number)s") % {"number": slot}, kinds=(*DOCUMENTS, JPEG, PNG), required=False
            )
            self.fields[f"caption_{slot}"] = forms.CharField(
                label=_("Caption of file %(number)s") % {"number": slot}, max_length=200, required=False
            )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.uploads:
            self.add_error("file_1", _("Choose a file."))
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


class ReportForm(BaseForm):
    day = forms.DateField(label=gettext_lazy("Day of the report"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", timezone.localdate())

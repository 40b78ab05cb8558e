"""What is typed about grants."""

import re
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseModelForm
from enrolments.models import Enrolment
from facilities.permissions import Role
from partners.models import Partner
from programs.models import Program
from reintegration.models import Grant, GrantCheck

MOST_ITEMS, NAME_LENGTH, MOST_VALUE, MOST_PIECES = 30, 120, 10**12, 100_000
# When the first check-up is planned unless somebody says otherwise.
FIRST_CHECK = timedelta(days=90)


def whole_number(text: str) -> int | None:
    """Return a whole number as people type it ("1.250.000", "Rp 1250000"), or None."""
    digits = re.sub(r"^rp\.?\s*", "", text.strip(), flags=re.IGNORECASE).replace(".", "").replace(" ", "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 13 else None


class ItemsField(forms.CharField):
    """Items a line each, "name; quantity; value", given as triples."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Items"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "A line each: item; quantity; value of all together in rupiah. For instance: "
                "Hair clipper; 2; 900.000"
            ),
        )
        super().__init__(
            max_length=6000, widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}), **kwargs
        )

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_ITEMS:
            raise ValidationError(_("At most %(count)s lines, please.") % {"count": MOST_ITEMS})
        return [self._item(line) for line in lines]

    @staticmethod
    def _item(line):
        parts = [part.strip() for part in line.split(";")]
        said = {"line": line[:60]}
        if len(parts) != 3 or not parts[0]:
            raise ValidationError(_("Write item; quantity; value: %(line)s") % said)
        name, quantity, value = parts[0], whole_number(parts[1]), whole_number(parts[2])
        if len(name) > NAME_LENGTH:
            raise ValidationError(_("This line is too long: %(line)s…") % said)
        if not quantity or quantity > MOST_PIECES:
            raise ValidationError(_("The quantity is no number: %(line)s") % said)
        if value is None or value > MOST_VALUE:
            raise ValidationError(_("The value is no number of rupiah: %(line)s") % said)
        return name, quantity, value

    @staticmethod
    def written(items) -> str:
        """Return items as they are typed."""
        return "\n".join(f"{item.name}; {item.quantity}; {item.value}" for item in items)


class GrantForm(BaseModelForm):
    """A grant with its items. `program` or the person stands in `given`; a coordinator's partner is known."""

    items = ItemsField()
    participant = forms.ModelChoiceField(
        queryset=Enrolment.objects.none(), label=gettext_lazy("Recipient"), required=True
    )

    class Meta:
        model = Grant
        fields = [
            "partner",
            "program",
            "kind",
            "given_on",
            "place",
            "given_by",
            "given_by_position",
            "next_check_on",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        grant = self.instance
        self._choose_recipient(grant)
        if self.user.membership.role == Role.COORDINATOR:
            self.fields["partner"].queryset = Partner.objects.for_user(self.user)
            self.fields["partner"].empty_label = None
        if grant.pk:
            self.fields["items"].initial = ItemsField.written(grant.items.all())
            del self.fields["program"], self.fields["partner"]
        elif not self.is_bound:
            today = timezone.localdate()
            self.initial |= {"given_on": today, "next_check_on": today + FIRST_CHECK}

    def _choose_recipient(self, grant):
        """Whose it is: somebody of the class when the page hangs under one, else known already."""
        if grant.pk or grant.inmate_id:
            del self.fields["participant"]
            if not grant.pk:
                mine = Program.objects.for_user(self.user).filter(enrolments__inmate=grant.inmate_id)
                self.fields["program"].queryset = mine.distinct()
            return
        people = Enrolment.objects.for_user(self.user).filter(program=grant.program_id)
        people = people.filter(state__in=("active", "passed", "attended", "released"))
        self.fields["participant"].queryset = people.select_related("inmate").order_by("inmate__full_name")
        self.fields["participant"].label_from_instance = lambda enrolment: enrolment.display_name
        del self.fields["program"]

    @property
    def groups(self):
        shown = [name for name in ("participant", "program", "partner", "kind") if name in self.fields]
        return (
            (_("What and for whom"), [*shown, "items"]),
            (_("Handover"), ["given_on", "place", "given_by", "given_by_position"]),
            (_("Afterwards"), ["next_check_on"]),
        )

    def clean(self):
        data = super().clean()
        if enrolment := data.get("participant"):
            self.instance.inmate = enrolment.inmate
        return data


class GrantCheckForm(BaseModelForm):
    next_check_on = forms.DateField(
        label=gettext_lazy("Next check-up"),
        required=False,
        help_text=gettext_lazy("Leave empty when no more check-up is needed."),
    )

    class Meta:
        model = GrantCheck
        fields = ["day", "use", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["day"] = timezone.localdate()

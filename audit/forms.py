"""What can be looked for in the trail of acts, and of which account a list is wanted."""

from datetime import datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from audit import people
from audit.things import tracked
from audit.trail import account_named, accounts_like
from core.forms import BaseForm
from core.trail import Wanted, sources

USUAL_DAYS, MOST_DAYS = 7, 92
TOO_LONG = ngettext_lazy("At most %(days)d day at a time.", "At most %(days)d days at a time.", "days")


def midnight(day) -> datetime:
    """Return the moment at which a day begins in the page's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def kinds_of_acts() -> list[tuple[str, str]]:
    return [choice for source in sources() for choice in source.kinds.items()]


class TrailForm(BaseForm):
    """Filters of the trail; without days the last week."""

    account = forms.CharField(label=_("Account"), required=False, max_length=120)
    person = forms.CharField(label=_("Name of a person"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("What was done"), required=False)
    model = forms.ChoiceField(label=_("Kind of object"), required=False)
    number = forms.IntegerField(
        label=_("Number of the object"), required=False, min_value=1, max_value=2**63 - 1
    )
    first = forms.DateField(label=_("From day"), required=False)
    last = forms.DateField(label=_("Until day"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["form_key"], self.fields["acting"]
        self.fields["kind"].choices = [("", _("all")), *kinds_of_acts()]
        # Sorted as they are, lazy words would be translated at each comparison.
        words = sorted((str(each.word), label) for label, each in tracked().items())
        self.fields["model"].choices = [("", _("all")), *((label, word) for word, label in words)]
        if self.user.membership.facility_id is None:
            # Looking for a name would tell to whom a number belongs.
            del self.fields["person"]

    def clean(self):
        data = super().clean()
        last = data.get("last") or timezone.localdate()
        first = data.get("first") or last - timedelta(days=USUAL_DAYS - 1)
        if first > last:
            self.add_error("last", _("The last day comes before the first one."))
        elif (last - first).days >= MOST_DAYS:
            self.add_error("first", ValidationError(TOO_LONG, params={"days": MOST_DAYS}))
        if data.get("number") and not data.get("model"):
            self.add_error("model", _("Choose the kind of object that the number belongs to."))
        data["first"], data["last"] = first, last
        return data

    def wanted(self, before: str = "") -> Wanted:
        """Return what is looked for; `before` is the moment at which the page before this one ended."""
        data, reader = self.cleaned_data, self.user
        end = midnight(data["last"] + timedelta(days=1))
        try:
            moment = parse_datetime(before)
        except ValueError:
            moment = None
        if moment and timezone.is_aware(moment):
            end = min(end, moment)
        return Wanted(
            reader=reader,
            first=midnight(data["first"]),
            before=end,
            most=0,
            accounts=accounts_like(reader, data["account"]) if data["account"] else None,
            people=tuple(people.search(reader, data["person"])) if data.get("person") else None,
            model=data["model"],
            number=data["number"],
            kinds=frozenset({data["kind"]} - {""}),
        )


class SeenForm(BaseForm):
    """Which account, and between which moments; all of it in the page's time zone."""

    account = forms.CharField(label=_("User name"), max_length=60)
    first = forms.DateField(label=_("From day"))
    first_hour = forms.TimeField(label=_("From hour"), required=False)
    last = forms.DateField(label=_("Until day"))
    last_hour = forms.TimeField(label=_("Until hour"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["form_key"], self.fields["acting"]

    def clean(self):
        data = super().clean()
        if not {"first", "last", "account"} <= data.keys() or self.errors:
            return data
        first, last = midnight(data["first"]), midnight(data["last"] + timedelta(days=1))
        if data["first_hour"]:
            first = timezone.make_aware(datetime.combine(data["first"], data["first_hour"]))
        if data["last_hour"]:
            last = timezone.make_aware(datetime.combine(data["last"], data["last_hour"]))
            # "Until 10.15" means the whole of that minute.
            last += timedelta(minutes=1)
        if first >= last:
            self.add_error("last", _("The end comes before the beginning."))
        data["since"], data["before"] = first, last
        # Of an account that there is not, a head learns no more than of one that saw nobody here.
        data["user"] = account_named(data["account"])
        return data

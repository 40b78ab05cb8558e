"""Forms about sharing the money, paying it out and depositing it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.files import JPEG, PDF, PNG, UploadField
from core.forms import BaseForm, BaseModelForm
from enrolments.forms.participants import KeysField
from production.models import Deposit, GroupMember, Incentive, Method, Payout, Sale, SaleSplit, SplitRule

STALE = {
    "required": _("Tick at least one line."),
    "invalid_choice": _("The list has changed meanwhile. Look again."),
}
# One page shares at most as many sales at once.
MOST_AT_ONCE = 60


class RuleForm(BaseModelForm):
    groups = (
        (_("Parts of the net"), ["premi", "capital", "pnbp"]),
        (_("Validity"), ["valid_from", "basis"]),
    )

    class Meta:
        model = SplitRule
        fields = ["premi", "capital", "pnbp", "valid_from", "basis"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_from", timezone.localdate())


class SplitForm(BaseForm):
    """Which paid sales are shared, and by what their premi."""

    method = forms.ChoiceField(
        label=_("Premi is shared"), choices=Method.choices, initial=Method.HOURS, widget=forms.RadioSelect
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"] = forms.MultipleChoiceField(
            label=_("People chosen here"),
            choices=[(str(member.inmate_id), member.display_name) for member in members],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Only for equal parts among chosen people, for instance for a service."),
        )
        self.people = {str(member.inmate_id): member.inmate for member in members}
        self.fields["sales"] = KeysField(
            Sale.objects.for_user(self.user).to_split(), label=_("Sales"), error_messages=STALE
        )
        self.groups = ((_("How the premi is shared"), ["method", "members"]),)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("method") == Method.CHOSEN and not cleaned.get("members"):
            self.add_error("members", _("Choose at least one person."))
        if len(cleaned.get("sales", ())) > MOST_AT_ONCE:
            self.add_error("sales", _("At most %(count)s sales at once, please.") % {"count": MOST_AT_ONCE})
        return cleaned

    @property
    def chosen(self) -> list:
        """The people who are ticked, when the method asks for them."""
        if self.cleaned_data["method"] != Method.CHOSEN:
            return []
        return [self.people[key] for key in self.cleaned_data["members"]]


def members_to_choose(user):
    """Return one membership for everybody who is in a group now, by name."""
    rows = GroupMember.objects.for_user(user).present().select_related("inmate")
    people = {row.inmate_id: row for row in rows if row.inmate.facility_id == row.facility_id}
    return sorted(people.values(), key=lambda row: (row.display_name, row.pk))


class PayoutForm(BaseModelForm):
    class Meta:
        model = Payout
        fields = ["day", "handed_by", "received_by", "note"]

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["day"] = timezone.localdate()
        self.initial["handed_by"] = self.user.full_name
        rows = Incentive.objects.for_user(self.user).unpaid().filter(inmate=account.inmate_id)
        self.fields["incentives"] = KeysField(rows, error_messages=STALE)
        self.groups = ((_("Payout"), ["day", "handed_by", "received_by", "note"]),)


class DepositForm(BaseModelForm):
    file = UploadField(label=_("Scan of the slip"), kinds=(PDF, JPEG, PNG))

    class Meta:
        model = Deposit
        fields = ["day", "account", "reference"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["day"] = timezone.localdate()
        rows = SaleSplit.objects.for_user(self.user).to_deposit()
        self.fields["splits"] = KeysField(rows, error_messages=STALE)
        self.groups = ((_("Deposit"), ["day", "account", "reference", "file"]),)


class PeriodForm(BaseForm):
    """From which day to which; this year unless said."""

    first = forms.DateField(label=_("From"))
    last = forms.DateField(label=_("Until"))

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first day."))
        elif first and last and (last - first).days > 3660:
            self.add_error("first", _("At most ten years, please."))
        return cleaned

"""Forms about certificates: issue, replace, print, hand over."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate, Handover, Issuer
from certificates.querysets import VALID_STATES
from core.forms import BaseForm, BaseModelForm
from enrolments.forms.participants import KeysField
from facilities.services.officers import head_on


class IssueForm(BaseForm):
    issuer = forms.ModelChoiceField(label=_("Issuer"), queryset=Issuer.objects.none())
    issued_on = forms.DateField(
        label=_("Date of issue"), help_text=_("Between the last day of the programme and today.")
    )

    def __init__(self, *args, program, **kwargs):
        super().__init__(*args, **kwargs)
        own = self.fields["issuer"].queryset.filter(is_active=True)
        self.fields["issuer"].queryset = own
        self.fields["issued_on"].initial = timezone.localdate
        preferred = own.filter(partner=program.partner_id).first() or own.first()
        self.fields["issuer"].initial = preferred
        self.fields["issuer"].empty_label = None if preferred else "---------"


class ReplaceForm(BaseForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For instance: the name was misspelt. The corrected data must be in the system already."),
    )
    issued_on = forms.DateField(label=_("Date of issue"), initial=timezone.localdate)

    def clean_issued_on(self):
        day = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class PreviewForm(BaseForm):
    """Who would issue, to look at the result first."""

    issuer = forms.ModelChoiceField(queryset=Issuer.objects.none())


class PrintForm(BaseForm):
    """Which certificates of a class are printed, in what order of pages; nobody ticked means all."""

    SIDES = (
        ("both", _("Both sides: page 1 and 2 of each follow each other")),
        ("fronts", _("Single side: all first pages, then all second ones")),
    )

    sides = forms.ChoiceField(choices=SIDES, required=False)

    def __init__(self, *args, program, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["certificates"] = KeysField(
            Certificate.objects.for_user(self.user).filter(program=program, status__state__in=VALID_STATES),
            required=False,
            error_messages={"invalid_choice": _("The list has changed meanwhile. Look again.")},
        )


class HandoverForm(BaseModelForm):
    class Meta:
        model = Handover
        fields = ["day", "place", "handed_by", "handed_by_position", "note"]

    def __init__(self, *args, program, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.initial["day"] = today
        self.initial["place"] = program.room or program.facility.city
        if office := head_on(program.facility_id, today):
            self.initial["handed_by"] = office.signature_name
            self.initial["handed_by_position"] = office.signature_position
        self.fields["certificates"] = KeysField(
            Certificate.objects.for_user(self.user).filter(program=program),
            error_messages={
                "required": _("Tick at least one person."),
                "invalid_choice": _("The list has changed meanwhile. Look again."),
            },
        )
        names = ["day", "place", "handed_by", "handed_by_position", "note"]
        self.groups = ((_("Handover"), names),)

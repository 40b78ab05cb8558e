from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files import UploadField
from core.forms import BaseForm, BaseModelForm
from facilities.models import User
from facilities.nip import validate_nip
from partners.forms.agreements import SCANS
from partners.models import Instructor, InstructorCertificate

USERNAME = User._meta.get_field("username")


class InstructorForm(BaseModelForm):
    nip = forms.CharField(
        label=gettext_lazy("NIP"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("18 digits, for a civil servant. Spaces and dots do not matter."),
    )
    groups = (
        (gettext_lazy("Person"), ("titles_before", "name", "titles_after", "nip", "phone")),
        (gettext_lazy("What they teach"), ("skill_fields",)),
    )

    class Meta:
        model = Instructor
        fields = ["titles_before", "name", "titles_after", "nip", "phone", "skill_fields"]
        help_texts = {"name": gettext_lazy("Without titles.")}
        widgets = {"skill_fields": forms.CheckboxSelectMultiple}

    def clean_nip(self):
        return validate_nip(self.cleaned_data["nip"])


class CertificateForm(BaseModelForm):
    file = UploadField(label=gettext_lazy("Scan"), kinds=SCANS, required=False)

    class Meta:
        model = InstructorCertificate
        fields = ["name", "issuer", "number", "issued_on", "expires_on"]

    def clean_issued_on(self):
        day = self.cleaned_data["issued_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This day lies in the future."))
        return day


class AccountForm(BaseForm):
    """A new account's user name."""

    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=60,
        validators=USERNAME.validators,
        help_text=gettext_lazy("For signing in. Small letters."),
        widget=forms.TextInput(attrs={"autocapitalize": "off", "autocomplete": "off"}),
    )

    def clean_username(self):
        return self.cleaned_data["username"].strip().lower()


class InstructorInviteForm(AccountForm):
    """An account for somebody who teaches; an officer may use the one they have."""

    account = forms.ModelChoiceField(
        label=gettext_lazy("Account they have"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("a new account"),
        help_text=gettext_lazy("An officer signs in once and switches between the roles."),
    )
    field_order = ["account", "username"]

    def __init__(self, *args, instructor, **kwargs):
        super().__init__(*args, **kwargs)
        if instructor.facility_id:
            accounts = self.fields["account"]
            accounts.queryset = accounts.queryset.filter(is_active=True).exclude(pk=self.user.pk)
            self.fields["username"].required = False
            self.fields["username"].help_text = _("For a new account only. Small letters.")
        else:
            del self.fields["account"]
            self.fields["username"].initial = f"instruktur.{slugify(instructor.name).replace('-', '.')}"[:60]

    def clean(self):
        cleaned = super().clean()
        named = cleaned.get("account") or cleaned.get("username") or self.errors
        if "account" in self.fields and not named:
            self.add_error("username", _("Write a user name, or choose the account they have."))
        return cleaned


class CoordinatorInviteForm(AccountForm):
    full_name = forms.CharField(label=gettext_lazy("Full name"), max_length=120)
    field_order = ["full_name", "username"]


class LeaveForm(BaseForm):
    left_on = forms.DateField(label=gettext_lazy("Left on"), initial=timezone.localdate)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_left_on(self):
        if self.cleaned_data["left_on"] > timezone.localdate():
            raise ValidationError(_("This day lies in the future."))
        return self.cleaned_data["left_on"]

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm, BaseModelForm
from facilities.models import Facility, Membership, Region, User
from facilities.permissions import FACILITY_ROLES, Role
from facilities.services.accounts import acting_role
from facilities.services.rules import given_by


class RolesForm(BaseForm):
    """Roles between two days. A head gives them in the own facility; an administrator says where."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )
    is_acting = forms.BooleanField(
        label=gettext_lazy("acting (Plt.)"),
        required=False,
        help_text=gettext_lazy("For a head or a supervisor who stands in for somebody."),
    )
    facility = forms.CharField(
        label=gettext_lazy("Facility"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Its code, as the list of facilities shows it."),
        widget=forms.TextInput(attrs={"autocapitalize": "off", "autocomplete": "off"}),
    )
    region = forms.ModelChoiceField(
        label=gettext_lazy("Region"),
        required=False,
        queryset=Region.objects.none(),
        help_text=gettext_lazy("For a regional office."),
    )
    starts_on = forms.DateField(label=gettext_lazy("From"), initial=timezone.localdate)
    ends_on = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy("The last day. Left empty: no end."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        allowed = given_by(self.user)
        self.fields["roles"].choices = [(role.value, role.label) for role in allowed]
        if self.user.membership.facility_id:
            del self.fields["facility"], self.fields["region"]
            self.fields["roles"].help_text = _("A head is appointed as acting head, until a given day.")

    def clean_facility(self):
        code = self.cleaned_data["facility"].strip().lower()
        if not code:
            return None
        found = Facility.objects.for_user(self.user).filter(code__iexact=code).first()
        if found is None:
            raise ValidationError(_("No facility has this code."))
        return found

    def clean(self):
        cleaned = super().clean()
        roles = cleaned.get("roles") or []
        if self.user.membership.facility_id:
            cleaned |= {"facility": self.user.membership.facility, "region": None}
        self._check_place(roles, cleaned)
        if cleaned.get("is_acting") and roles and acting_role(roles) is None:
            self.add_error("is_acting", _("Only a head or a supervisor can be acting."))
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first day."))
        return cleaned

    def _check_place(self, roles, cleaned):
        if set(roles) & set(FACILITY_ROLES):
            if not cleaned.get("facility") and "facility" not in self.errors:
                self.add_error("facility", _("Say at which facility."))
        elif cleaned.get("facility") and roles and "facility" in self.fields:
            self.add_error("facility", _("These roles belong to no facility."))
        if Role.REGIONAL in roles and not cleaned.get("region"):
            self.add_error("region", _("Say for which region."))

    def wanted(self) -> dict:
        """Return what the service is asked for."""
        hidden = {"form_key", "acting"}
        return {name: value for name, value in self.cleaned_data.items() if name not in hidden}


class UserAddForm(RolesForm):
    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=60,
        validators=User._meta.get_field("username").validators,
        help_text=gettext_lazy("For signing in, for instance operator.ruteng. Small letters."),
        widget=forms.TextInput(attrs={"autocapitalize": "off", "autocomplete": "off"}),
    )
    full_name = forms.CharField(label=gettext_lazy("Full name"), max_length=120)
    groups = (
        (gettext_lazy("Person"), ["username", "full_name"]),
        (gettext_lazy("Rights"), ["roles", "is_acting", "facility", "region", "starts_on", "ends_on"]),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = tuple(
            (legend, [name for name in names if name in self.fields]) for legend, names in self.groups
        )

    def clean_username(self):
        return self.cleaned_data["username"].strip().lower()


class NameForm(BaseModelForm):
    class Meta:
        model = User
        fields = ["full_name"]


class MembershipForm(BaseModelForm):
    class Meta:
        model = Membership
        fields = ["starts_on", "ends_on", "is_acting"]
        help_texts = {"ends_on": gettext_lazy("The last day. To end it at once, write yesterday's date.")}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_acting") and acting_role([self.instance.role]) is None:
            self.add_error("is_acting", _("Only a head or a supervisor can be acting."))
        return cleaned


class PasswordSetForm(forms.Form):
    """A person chooses a password behind a one-time link."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validation.password_validators_help_text_html(),
    )
    again = forms.CharField(
        label=gettext_lazy("Password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, account, **kwargs):
        self.account = account
        super().__init__(*args, **kwargs)

    def clean_password(self):
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, self.account)
        return password

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("The two passwords are not the same."))
        return cleaned

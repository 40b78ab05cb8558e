"""allauth's forms in our look, and the form that ends sessions."""

from allauth.account import forms as account
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from crispy_forms.helper import FormHelper
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from accounts.models import SessionInfo
from core.forms import BaseForm


class LookMixin:
    """No placeholder that stands in for a label; the form tag is the page's."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.helper = FormHelper(self)
        self.helper.form_tag = False


class SignInForm(LookMixin, account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name")


class PasswordForm(LookMixin, account.ChangePasswordForm):
    pass


class AskPasswordForm(LookMixin, account.ReauthenticateForm):
    pass


class SetUpForm(LookMixin, totp.ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The six digits that the app shows")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SwitchOffForm(LookMixin, totp.DeactivateTOTPForm):
    pass


class CodeMixin(LookMixin):
    """A code of the app counts once, also while the neighbouring ones are still accepted."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].help_text = _(
            "Six digits from the app on your phone, or one of your recovery codes."
        )
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True}

    def clean_code(self):
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            accepted_for = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
            digits = "".join(filter(str.isdigit, code))
            if not cache.add(f"second-step:{self.user.pk}:{digits}", "used", accepted_for):
                raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(CodeMixin, base.AuthenticateForm):
    pass


class AskCodeForm(CodeMixin, base.ReauthenticateForm):
    pass


class EndSessionsForm(BaseForm):
    """Which of one's own sessions to end: one of them, or all but the one that asks."""

    session = forms.ModelChoiceField(SessionInfo.objects.none(), required=False)

    def __init__(self, *args, current, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = self.fields["session"].queryset.exclude(session_id=current)

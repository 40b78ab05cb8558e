"""Sign-in: accounts are made by staff, so nobody can sign up."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from crispy_forms.helper import FormHelper
from django.utils.translation import gettext_lazy as _


class ClosedAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.helper = FormHelper(self)
        self.helper.form_tag = False


class PasswordForm(ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

"""The form that gives a row its logo, or takes it away."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.files.logos import Logos, logo_field
from core.forms import BaseModelForm


class LogoForm(BaseModelForm):
    """The logo of one row; what it stands for names its model in `Meta` and its `logos`."""

    logos: Logos
    logo = logo_field(label=_("Logo"), required=False, help_text=_("PNG or JPEG, at most 1 MB."))
    remove = forms.BooleanField(label=_("Remove the logo"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.logo_sha256:
            self.fields["logo"].required = True
            del self.fields["remove"]

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("logo") or cleaned.get("remove") or self.errors):
            self.add_error("logo", _("Choose a file."))
        return cleaned

    def save(self, commit=True):
        self.logos.use(self.instance, self.cleaned_data["logo"])
        return super().save(commit)

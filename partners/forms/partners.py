"""Partners, their people and their logo."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files.logo_form import LogoForm
from core.forms import BaseModelForm
from partners.models import ContactPerson, Partner
from partners.names import alike
from partners.services.logos import LOGOS


class PartnerForm(BaseModelForm):
    """A partner; a name like that of another one must be confirmed."""

    different = forms.BooleanField(
        label=gettext_lazy("This is another partner"), required=False, widget=forms.HiddenInput
    )
    groups = (
        (gettext_lazy("Partner"), ("name", "different", "kind", "skill_fields")),
        (gettext_lazy("Address"), ("regency", "address", "phone", "email")),
    )

    class Meta:
        model = Partner
        fields = [
            "name",
            "kind",
            "skill_fields",
            "regency",
            "address",
            "phone",
            "email",
        ]
        widgets = {"skill_fields": forms.CheckboxSelectMultiple}

    def clean(self):
        super().clean()
        name = self.cleaned_data.get("name")
        if not name or self.cleaned_data.get("different") or "name" not in self.changed_data:
            return
        others = Partner.objects.for_user(self.user).exclude(pk=self.instance.pk).only("name")
        if found := alike(name, others):
            self.fields["different"].widget = forms.CheckboxInput()
            names = ", ".join(other.name for other in found)
            text = _("A partner has a similar name: %(names)s. If yours is another one, tick the box.")
            raise ValidationError({"name": text % {"names": names}})


class PartnerLogoForm(LogoForm):
    logos = LOGOS

    class Meta:
        model = Partner
        fields = []


class ContactPersonForm(BaseModelForm):
    class Meta:
        model = ContactPerson
        fields = ["titles_before", "name", "titles_after", "office", "phone", "email", "is_former"]
        help_texts = {"name": gettext_lazy("Without titles.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["is_former"]

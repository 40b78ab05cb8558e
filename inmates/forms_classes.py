"""The form of a register class."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.forms import BaseModelForm
from inmates.identifiers import class_head
from inmates.models import RegisterClass


class RegisterClassForm(BaseModelForm):
    """The code stands for good: register numbers point at it."""

    class Meta:
        model = RegisterClass
        fields = ["code", "spellings", "name_id", "name_en", "legal_status", "position", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["code"]

    def clean_spellings(self):
        written = [" ".join(text.split()) for text in self.cleaned_data["spellings"].split(",")]
        written = [text for text in written if text]
        if not written or not all(class_head(text) for text in written):
            raise ValidationError(_("A class is written with letters, for instance B IIa."))
        return ", ".join(dict.fromkeys(written))

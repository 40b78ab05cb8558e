from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files import IMAGES, JPEG, UploadField
from core.forms import BaseForm

FRAME = (600, 800)  # 3 x 4, enough for a print of 3 x 4 cm at 500 dots an inch


class PhotoForm(BaseForm):
    """A new photo, or the wish to have none; `photo` is the one there is."""

    photo = UploadField(
        label=gettext_lazy("New photo"), required=False, kinds=IMAGES, into=JPEG, longest=800, frame=FRAME
    )
    remove = forms.BooleanField(label=gettext_lazy("Remove the photo"), required=False)

    def __init__(self, *args, photo=None, **kwargs):
        super().__init__(*args, **kwargs)
        if photo is None:
            self.fields["photo"].required = True
            del self.fields["remove"]

    def clean(self):
        data = super().clean()
        if data.get("photo") and data.get("remove"):
            self.add_error("remove", _("Choose a new photo or remove the old one, not both."))
        elif not (data.get("photo") or data.get("remove") or self.errors):
            self.add_error("photo", _("Choose a file."))
        return data

"""Several photos at once."""

from django import forms

from core.files import IMAGES, JPEG, UploadField


class PhotosInput(forms.FileInput):
    allow_multiple_selected = True


class PhotosField(UploadField):
    """Takes any number of photos and gives a list of `Upload`, each drawn anew as JPEG."""

    widget = PhotosInput

    def __init__(self, **kwargs):
        super().__init__(kinds=IMAGES, into=JPEG, **kwargs)

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [upload for upload in (super(PhotosField, self).clean(file) for file in files) if upload]

"""A person's photo: the picture itself, and the page to upload, replace or remove it."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ActionPage, FilePage
from inmates import services
from inmates.forms import PhotoForm
from inmates.models import Inmate


class _PhotoPage:
    model = Inmate
    persons = "pk"

    def narrow(self, rows):
        return rows.select_related("photo")


class PhotoImage(_PhotoPage, FilePage):
    permission = "identity.view"
    shown_as = gettext_lazy("A person's photo")

    def get_file(self):
        photo = getattr(self.object, "photo", None)
        return photo.stored if photo else None

    def get_file_name(self):
        return "photo"


class PhotoEdit(_PhotoPage, ActionPage):
    permission = "identity.enter"
    shown_as = gettext_lazy("A person's photo, to replace")
    form_class = PhotoForm
    template_name = "inmates/photo_form.html"
    lead = gettext_lazy(
        "It is cut to 3 x 4. What is hidden in the file (place, time, camera) is left out, and the photo "
        "that stood here before is gone for good."
    )

    def get_title(self):
        return _("Photo of %(name)s") % {"name": self.subject}

    def get_breadcrumbs(self):
        return [
            (_("Inmates"), reverse("inmates:inmate-list")),
            (str(self.subject), self.subject.get_absolute_url()),
        ]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"photo": self.photo}

    @property
    def photo(self):
        return getattr(self.subject, "photo", None)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            object=self.subject, photo=self.photo, entries=services.photo_story(self.subject), **kwargs
        )

    def accept(self, form):
        if upload := form.cleaned_data["photo"]:
            services.save_photo(inmate=self.subject, upload=upload, by=self.request.user)
            messages.success(self.request, _("The photo has been saved."))
        else:
            services.remove_photo(inmate=self.subject, by=self.request.user)
            messages.success(self.request, _("The photo has been removed."))
        return HttpResponseRedirect(self.subject.get_absolute_url())

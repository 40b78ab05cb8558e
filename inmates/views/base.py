"""What pages about one person share."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.views import ActionPage
from inmates.models import Inmate


class InmateActionPage(ActionPage):
    """A form about one person. `sources` names the states of custody from which it may be sent."""

    model = Inmate
    permission = "inmates.enter"
    persons = "pk"
    sources = ()

    @cached_property
    def subject(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def narrow(self, rows):
        return rows.select_related("facility")

    def refusal(self):
        if self.subject.custody in self.sources:
            return ""
        # Without the name: the sentence is shown on the next page, which does not tell the log of it.
        text = _("This cannot be recorded: this person is now “%(custody)s”.")
        return text % {"custody": self.subject.get_custody_display()}

    def get_title(self):
        return f"{self.title}: {self.subject}"

    def get_breadcrumbs(self):
        return [
            (_("Inmates"), reverse("inmates:inmate-list")),
            (str(self.subject), self.subject.get_absolute_url()),
        ]

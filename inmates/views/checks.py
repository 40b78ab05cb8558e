"""Data to check: people in whose data something does not fit, is missing or is there twice."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ListPage
from inmates import checks
from inmates.check_list import CheckFilter, CheckTable
from inmates.models import Inmate


class CheckList(ListPage):
    model = Inmate
    permission = "inmates.view"
    persons = "pk"
    shown_as = gettext_lazy("Data to check")
    table_class = CheckTable
    filterset_class = CheckFilter
    title = gettext_lazy("Data to check")
    lead = gettext_lazy("People held here. Whoever has been settled leaves the list by themselves.")
    empty = gettext_lazy(
        "Nothing to check: no NIK that does not fit, no missing birth date, no doubtful date."
    )

    def narrow(self, rows):
        everybody = Inmate.objects.for_user(self.request.user)
        return checks.to_check(rows, everybody).select_related("identity").with_register()

    def get_table_kwargs(self):
        return {"user": self.request.user}

    def get_breadcrumbs(self):
        return [(_("Inmates"), reverse("inmates:inmate-list"))]

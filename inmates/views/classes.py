"""Register classes: reference data that the administrator keeps and staff may read."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import Action, CreatePage, EditPage, HistoryPage, ListPage, RemovePage
from facilities.views.start import settings_crumb
from inmates import services
from inmates.filters import RegisterClassFilter
from inmates.forms_classes import RegisterClassForm
from inmates.models import RegisterClass
from inmates.tables_classes import RegisterClassTable


class RegisterClassList(ListPage):
    model = RegisterClass
    permission = "reference.view"
    table_class = RegisterClassTable
    filterset_class = RegisterClassFilter
    title = gettext_lazy("Register classes")
    lead = gettext_lazy("By how a register number begins, its class and the legal status are recognised.")
    empty = gettext_lazy("Without classes no legal status follows from a register number. Add them.")

    def get_breadcrumbs(self):
        return [settings_crumb()]

    def get_actions(self):
        if not self.request.user.has_perm("reference.enter"):
            return []
        return [Action(_("Add register class"), reverse("inmates:registerclass-add"), "plus")]


class _ClassPage:
    model = RegisterClass
    permission = "reference.enter"

    def get_breadcrumbs(self):
        return [settings_crumb(), (_("Register classes"), reverse("inmates:registerclass-list"))]


class _ClassSave(_ClassPage):
    form_class = RegisterClassForm

    def save(self, form):
        return services.save_register_class(register_class=form.instance, by=self.request.user)


class RegisterClassAdd(_ClassSave, CreatePage):
    title = gettext_lazy("Add register class")


class RegisterClassEdit(_ClassSave, EditPage):
    def get_actions(self):
        key = [self.row.pk]
        return [
            Action(_("Remove"), reverse("inmates:registerclass-remove", args=key), "trash", main=False),
            Action(_("History"), reverse("inmates:registerclass-history", args=key), "history", main=False),
        ]


class RegisterClassRemove(_ClassPage, RemovePage):
    """Takes out a class that no facility's register numbers have."""

    def refusal(self):
        return services.why_class_stays(self.subject)


class RegisterClassHistory(_ClassPage, HistoryPage):
    pass

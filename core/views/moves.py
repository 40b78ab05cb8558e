"""The one page that makes a move of a life cycle."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from core.lifecycle import AlreadyMoved, MoveRefused
from core.views.base import Page, ScopedMixin


class MovePage(Page, ScopedMixin, DetailView):
    """Makes a move of a life cycle: asks for the reason, says what is missing, does it once."""

    template_name = "core/move.html"
    success_tab = ""

    @cached_property
    def move(self):
        try:
            return self.model.lifecycle[self.kwargs["move"]]
        except KeyError as error:
            raise Http404 from error

    @property
    def reason(self) -> str:
        # PostgreSQL keeps no NUL.
        return self.request.POST.get("reason", "").replace("\0", "")

    def get_object(self, queryset=None):
        return self.in_zone_of(super().get_object(queryset))

    def get_shown_rows(self, context):
        return [self.object]

    def get_title(self):
        return f"{self.move.label}: {self.object}"

    def get_breadcrumbs(self):
        return [(str(self.object), self.object.get_absolute_url())]

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        self._check_permission()
        if self.object.state not in self.move.source:
            return self._already(AlreadyMoved(self.object, self.move))
        return self._answer(self.model.lifecycle.refusals(self.object, self.move.name, request.user))

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        self._check_permission()
        try:
            self.object = self.object.perform(self.move.name, by=request.user, reason=self.reason)
        except AlreadyMoved as error:
            return self._already(error)
        except MoveRefused as error:
            return self._answer(error.refusals, status=422)
        messages.success(request, self.get_message())
        return HttpResponseRedirect(self.get_success_url())

    def get_success_url(self):
        return self.object.get_absolute_url()

    def get_message(self) -> str:
        """Return what has happened, in words."""
        state = self.object.get_state_display()
        return _("%(name)s is now “%(state)s”.") % {"name": self.object, "state": state}

    def _check_permission(self):
        if not self.request.user.has_perm(self.move.permission):
            raise PermissionDenied

    def _already(self, error):
        level = messages.INFO if error.arrived else messages.WARNING
        messages.add_message(self.request, level, str(error))
        return HttpResponseRedirect(self.get_success_url())

    def _answer(self, refusals, status=200):
        unsaid = not self.reason.strip()
        missing_reason = status == 422 and self.move.reason and unsaid
        context = self.get_context_data(
            move=self.move,
            refusals=[] if missing_reason else refusals,
            missing_reason=missing_reason,
            reason=self.reason,
            cancel_url=self.object.get_absolute_url(),
        )
        return self.render_to_response(context, status=status)

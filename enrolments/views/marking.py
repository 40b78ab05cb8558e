"""Beside the marking page: photos of the work, verifying one sheet after the other."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core.lifecycle import MoveRefused
from core.views import FilePage, PostPage, RemovePage
from enrolments.marking import next_submitted
from enrolments.models import SessionPhoto
from enrolments.services.attendance import refusals_of_marks
from programs.models import Session


class SessionPhotoShow(FilePage):
    model = SessionPhoto
    permission = "attendance.view"


class SessionPhotoRemove(RemovePage):
    """Takes a photo away, as long as the session's sheet is open to the user."""

    model = SessionPhoto
    permission = "attendance.enter"

    def narrow(self, rows):
        return rows.select_related("session__program__facility__defaults", "facility")

    def refusal(self):
        session = self.subject.session
        return next((str(why.text) for why in refusals_of_marks(session, self.request.user)), "")

    def get_breadcrumbs(self):
        session = self.subject.session
        return [(str(session.program), reverse("enrolments:attendance-mark", args=[session.pk]))]


class AttendanceVerify(PostPage):
    """Verifies a submitted sheet and opens the next one that waits."""

    model = Session
    permission = "attendance.check"

    def narrow(self, rows):
        return rows.select_related("program", "facility")

    def act(self, session):
        here = reverse("enrolments:attendance-mark", args=[session.pk])
        try:
            session.perform("verify", by=self.request.user)
        except MoveRefused as error:
            for refusal in error.refusals:
                messages.warning(self.request, refusal.text)
            return HttpResponseRedirect(here)
        text = _("%(session)s has been verified.")
        messages.success(self.request, text % {"session": f"{session.program}, {session}"})
        following = next_submitted(self.request.user, session)
        if following is None:
            messages.info(self.request, _("Nothing else waits to be verified."))
            return HttpResponseRedirect(reverse("enrolments:attendance-list"))
        return HttpResponseRedirect(reverse("enrolments:attendance-mark", args=[following.pk]))

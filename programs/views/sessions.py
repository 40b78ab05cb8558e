"""Sessions of a class: the list, planning many at once, one by one, moves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views import (
    Action,
    ActionPage,
    CreatePage,
    DetailPage,
    EditPage,
    HistoryPage,
    MovePage,
    TabListPage,
)
from programs import services
from programs.clashes import ClashError
from programs.filters import SessionFilter
from programs.forms import GenerateForm, SessionForm
from programs.guards import why_arrangement_stands
from programs.models import Program, Session
from programs.staff import STAFF, is_staff
from programs.tables import SessionTable
from programs.views.programs import list_crumb, program_crumbs


class SessionList(TabListPage):
    model = Session
    parent_model = Program
    parent_field = "program"
    permission = "programs.view"
    table_class = SessionTable
    filterset_class = SessionFilter
    template_name = "programs/session_list.html"
    empty = gettext_lazy("When the class meets stands here.")

    def narrow(self, rows):
        return rows.select_related("module").with_recorded_at()

    def narrow_parent(self, rows):
        return rows.select_related("facility").with_plan()

    def get_breadcrumbs(self):
        return [list_crumb(self.request.user)]

    def get_context_data(self, **kwargs):
        return super().get_context_data(modules=services.hours_by_module(self.parent), **kwargs)

    def get_actions(self):
        week = f"{reverse('programs:calendar')}?program={self.parent.pk}"
        pages = [*self.changes(), Action(_("Week"), week, "calendar", main=False)]
        if is_staff(self.request.user):
            clashes = reverse("programs:clash-list", args=[self.parent.pk])
            pages.append(Action(_("Clashes"), clashes, "alert-triangle", main=False))
        return pages

    def changes(self):
        if not (self.parent.is_arrangeable and self.request.user.has_perm("programs.enter")):
            return []
        pages = [(_("Plan sessions"), "session-generate", "calendar-event")]
        if self.parent.planned_sessions:
            pages.append((_("Add session"), "session-add", "plus"))
        return [
            Action(label, reverse(f"programs:{name}", args=[self.parent.pk]), icon, main=index == 0)
            for index, (label, name, icon) in enumerate(pages)
        ]


class ClashList(DetailPage):
    """What else goes on at the times of a class's sessions to come."""

    model = Program
    permission = STAFF
    template_name = "programs/clash_list.html"

    def narrow(self, rows):
        return rows.select_related("facility")

    def get_breadcrumbs(self):
        sessions = reverse("programs:session-list", args=[self.object.pk])
        return [*program_crumbs(self.request.user, self.object), (_("Sessions"), sessions)]

    def get_title(self):
        return _("Clashes of %(name)s") % {"name": self.object}

    def get_context_data(self, **kwargs):
        rows = Session.objects.for_user(self.request.user)
        rows = rows.filter(program=self.object, state="scheduled", day__gte=timezone.localdate())
        sessions, clashes = services.standing_clashes(rows)
        return super().get_context_data(clashes=[(sessions[clash.key], clash) for clash in clashes], **kwargs)


class SessionGenerate(ActionPage):
    """Lays out the sessions of a class: first shows the dates, then saves them."""

    model = Session
    parent_model = Program
    parent_field = "program"
    permission = "programs.enter"
    form_class = GenerateForm
    template_name = "programs/session_generate.html"
    title = gettext_lazy("Plan sessions")
    schedule = None

    def narrow_parent(self, rows):
        return rows.select_related("facility").with_plan()

    def refusal(self):
        return why_arrangement_stands(self.parent)

    def get_breadcrumbs(self):
        sessions = reverse("programs:session-list", args=[self.parent.pk])
        return [*program_crumbs(self.request.user, self.parent), (_("Sessions"), sessions)]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"program": self.parent}

    def form_valid(self, form):
        if "save" in self.request.POST:
            return super().form_valid(form)
        if why := self.refusal():
            form.add_error(None, why)
            return self.form_invalid(form)
        return self.show(form)

    def form_invalid(self, form):
        # What was shown has changed: the page shows it as it is now, for a second look.
        if form.has_error("__all__", "changed") or form.has_error("__all__", "clash"):
            return self.show(form)
        return super().form_invalid(form)

    def show(self, form):
        """Answer with the dates that would be saved."""
        try:
            self.schedule = services.propose_sessions(self.parent, **form.rule)
        except ValidationError as error:
            form.add_error(None, error)
            return super().form_invalid(form)
        form.data = form.data.copy()
        form.data["shown"] = self.schedule.fingerprint
        clashes = services.clashes_of_schedule(
            self.parent, self.schedule, replace=form.rule.get("replace", False)
        )
        form.ask(clashes)
        return self.render_to_response(self.get_context_data(form=form))

    def accept(self, form):
        schedule = services.generate_sessions(
            program=self.parent,
            by=self.request.user,
            shown=form.cleaned_data["shown"],
            accepted=form.accepted,
            **form.rule,
        )
        count = len(schedule.meetings)
        text = ngettext(
            "%(count)s session of %(program)s has been planned.",
            "%(count)s sessions of %(program)s have been planned.",
            count,
        )
        messages.success(self.request, text % {"count": count, "program": self.parent})
        return HttpResponseRedirect(self.get_cancel_url())

    def get_context_data(self, **kwargs):
        shown = services.in_words(self.parent, self.schedule) if self.schedule else []
        return super().get_context_data(
            program=self.parent, schedule=self.schedule, meetings=shown, now=timezone.now(), **kwargs
        )


class AskingMixin:
    """Shows what else goes on at the time of a session, and saves it once somebody says so."""

    template_name = "programs/session_form.html"

    def form_invalid(self, form):
        for error in form.errors.as_data().get("__all__", []):
            if isinstance(error, ClashError):
                form.ask(error.clashes)
        return super().form_invalid(form)


class SessionAdd(AskingMixin, CreatePage):
    model = Session
    parent_model = Program
    parent_field = "program"
    permission = "programs.enter"
    form_class = SessionForm
    title = gettext_lazy("Add session")

    def narrow_parent(self, rows):
        return rows.select_related("facility")

    def refusal(self):
        return why_arrangement_stands(self.parent)

    def get_breadcrumbs(self):
        sessions = reverse("programs:session-list", args=[self.parent.pk])
        return [*program_crumbs(self.request.user, self.parent), (_("Sessions"), sessions)]

    def get_success_url(self):
        return self.get_cancel_url()


class SessionDetail(DetailPage):
    model = Session
    permission = "programs.view"
    template_name = "programs/session_detail.html"

    def narrow(self, rows):
        return rows.select_related("program", "module", "instructor", "facility").with_recorded_at()

    def get_breadcrumbs(self):
        return session_crumbs(self.request.user, self.object)

    def get_actions(self):
        session, user = self.object, self.request.user
        movable = session.state == "scheduled" and session.program.is_arrangeable
        if not (movable and user.has_perm("programs.enter")):
            return []
        return [Action(_("Move or edit"), reverse("programs:session-edit", args=[session.pk]), "pencil")]


def session_crumbs(user, session):
    """Return the breadcrumbs of a session's pages: the programme and its sessions."""
    sessions = reverse("programs:session-list", args=[session.program_id])
    return [*program_crumbs(user, session.program), (_("Sessions"), sessions)]


class SessionEdit(AskingMixin, EditPage):
    """Moves or edits a session, as long as nobody has handed in its attendance."""

    model = Session
    permission = "programs.enter"
    form_class = SessionForm
    owner_field = "program"

    def narrow(self, rows):
        return rows.select_related("program", "facility")

    def get_breadcrumbs(self):
        return [*session_crumbs(self.request.user, self.row), (str(self.row), self.row.get_absolute_url())]

    def refusal(self):
        if self.row.state != "scheduled":
            text = _("Only a scheduled session is moved or edited; this one is “%(state)s”.")
            return text % {"state": self.row.get_state_display()}
        return why_arrangement_stands(self.row.program)


class SessionHistory(HistoryPage):
    """What was done and why: for the facility's staff."""

    model = Session
    permission = STAFF

    def narrow(self, rows):
        return rows.select_related("program", "facility")

    def get_breadcrumbs(self):
        return session_crumbs(self.request.user, self.object)


class SessionMove(MovePage):
    model = Session
    permission = "programs.view"

    def narrow(self, rows):
        return rows.select_related("program", "facility")

"""Tools and materials of a class, counted out and in at its sessions."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ActionPage, TabActionPage
from programs import services
from programs.forms import CountsForm, FacilitatorsForm, ToolsForm
from programs.guards import why_arrangement_stands
from programs.models import Program, Session, ToolCount
from programs.services.tools import why_counts_stand
from programs.views.programs import list_crumb, program_crumbs
from programs.views.sessions import session_crumbs


class ToolList(TabActionPage):
    """The tools of a programme in one table; who may not edit them reads it."""

    model = Program
    permission = "programs.view"
    post_permission = "programs.enter"
    form_class = ToolsForm
    template_name = "programs/tool_list.html"

    def narrow(self, rows):
        return rows.select_related("facility").prefetch_related("tools")

    @property
    def editable(self):
        return self.request.user.has_perm("programs.enter") and not why_arrangement_stands(self.subject)

    def get_breadcrumbs(self):
        return [list_crumb(self.request.user)]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rows": self.subject.tools.all()}

    def accept(self, form):
        services.save_tools(program=self.subject, by=self.request.user, table=form.table)
        messages.success(self.request, _("The list of tools has been saved."))
        return HttpResponseRedirect(reverse("programs:tool-list", args=[self.subject.pk]))

    def get_context_data(self, **kwargs):
        questions = (
            ToolCount.objects.for_user(self.request.user).filter(program=self.subject).open_questions()
        )
        return super().get_context_data(
            program=self.subject,
            tools=self.subject.tools.all(),
            questions=questions.select_related("tool", "session").order_by("session__starts_at", "pk")[:20],
            editable=self.editable,
            **kwargs,
        )


class FacilitatorList(ActionPage):
    """The officers who accompany a class, in one table."""

    model = Program
    parent_model = Program
    permission = "programs.enter"
    form_class = FacilitatorsForm
    template_name = "programs/table_form.html"
    title = gettext_lazy("Facilitators")
    lead = gettext_lazy("Officers who accompany the class beside its instructors.")

    def narrow_parent(self, rows):
        return rows.select_related("facility").prefetch_related("facilitators")

    def refusal(self):
        return why_arrangement_stands(self.parent)

    def get_breadcrumbs(self):
        return program_crumbs(self.request.user, self.parent)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rows": self.parent.facilitators.all()}

    def accept(self, form):
        services.save_facilitators(program=self.parent, by=self.request.user, table=form.table)
        return HttpResponseRedirect(self.parent.get_absolute_url())


class SessionTools(TabActionPage):
    """The count of a session: what went out, what came back, who counted."""

    model = Session
    permission = "programs.view"
    post_permission = "programs.enter"
    form_class = CountsForm
    template_name = "programs/session_tools.html"

    def narrow(self, rows):
        return rows.select_related("program", "facility").prefetch_related("program__tools")

    @property
    def editable(self):
        return self.request.user.has_perm("programs.enter") and not why_counts_stand(self.subject)

    def get_breadcrumbs(self):
        return session_crumbs(self.request.user, self.subject)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "session": self.subject,
            "tools": self.subject.program.tools.all(),
        }

    def accept(self, form):
        services.record_counts(
            session=self.subject,
            counts=form.entries,
            by=self.request.user,
            seen=form.cleaned_data["seen_counts"] or None,
        )
        messages.success(
            self.request, _("The count of %(session)s has been saved.") % {"session": self.subject}
        )
        return HttpResponseRedirect(reverse("programs:session-tools", args=[self.subject.pk]))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            session=self.subject,
            editable=self.editable,
            why=why_counts_stand(self.subject),
            **kwargs,
        )

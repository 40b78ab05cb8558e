"""Programmes: list, overview, plan, moves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import (
    Action,
    ActionPage,
    CreatePage,
    DetailPage,
    EditPage,
    HistoryPage,
    ListPage,
    MovePage,
    PostPage,
    RemovePage,
)
from facilities.models import FacilityDefaults
from facilities.permissions import FACILITY_ROLES, Role
from programs import services
from programs.clashes import TEACHERS
from programs.filters import ProgramFilter
from programs.forms import AssignmentForm, EvaluationForm, ModulesForm, OverrideForm, ProgramForm
from programs.guards import why_arrangement_stands, why_plan_stands
from programs.models import Assignment, Program
from programs.staff import STAFF, is_staff
from programs.tables import ProgramTable

# A class usually has this many reserves (domain.md, section 4); staff may say otherwise.
USUAL_RESERVES = 2


def list_crumb(user) -> tuple[str, str]:
    """Return the breadcrumb of the list, as this user's shell calls it."""
    mine = user.membership.role == Role.INSTRUCTOR
    return (_("My classes") if mine else _("Programmes"), reverse("programs:program-list"))


def program_crumbs(user, program) -> list[tuple[str, str]]:
    return [list_crumb(user), (str(program), program.get_absolute_url())]


class ProgramList(ListPage):
    model = Program
    permission = "programs.view"
    table_class = ProgramTable
    filterset_class = ProgramFilter

    def narrow(self, rows):
        return rows.select_related("skill_field", "partner", "facility").with_seats_taken()

    def get_title(self):
        return list_crumb(self.request.user)[0]

    @property
    def empty(self):
        if self.request.user.membership.role == Role.INSTRUCTOR:
            return _("The classes that you teach stand here once an officer has named you.")
        return _("Training programmes stand here, from the first draft to the certificate.")

    def get_table_kwargs(self):
        return {"exclude": ["facility"] if self.request.user.membership.facility_id else []}

    def get_actions(self):
        if not self.request.user.has_perm("programs.enter"):
            return []
        return [Action(_("Add programme"), reverse("programs:program-add"))]


class ProgramAdd(CreatePage):
    model = Program
    permission = "programs.enter"
    form_class = ProgramForm
    template_name = "programs/program_form.html"

    def get_initial(self):
        usual = FacilityDefaults.of(self.request.user.membership.facility)
        given = {name: getattr(usual, name) for name in ("pass_mark", "minimum_attendance", "seats")}
        return given | {"reserves": USUAL_RESERVES} | self.get_asked()

    def get_asked(self) -> dict:
        """Return the skill field and the hours that the address names, as "start one like this" does."""
        asked = {name: self.request.GET.get(name, "")[:9] for name in ("skill_field", "lesson_hours")}
        return {name: int(value) for name, value in asked.items() if value.isdecimal()}

    def save(self, form):
        return services.create_program(program=form.save(commit=False), by=self.request.user)

    def get_breadcrumbs(self):
        return [list_crumb(self.request.user)]


class ProgramDetail(DetailPage):
    model = Program
    permission = "programs.view"
    template_name = "programs/program_detail.html"

    def narrow(self, rows):
        rows = rows.select_related("facility", "skill_field", "partner", "offering", "agreement__facility")
        rows = rows.prefetch_related("modules", "facilitators", TEACHERS)
        return rows.with_plan().with_preparation()

    def get_breadcrumbs(self):
        return [list_crumb(self.request.user)]

    def get_actions(self):
        program, user = self.object, self.request.user
        pages = []
        if user.has_perm("programs.enter"):
            if program.is_draft:
                pages.append((_("Edit"), "program-edit", "pencil", True))
            pages.append((_("Next batch"), "program-copy", "copy", False))
        if program.is_extendable and user.has_perm("programs.approve"):
            pages.append((_("Move the last day"), "program-extend", "calendar-event", False))
        return [
            Action(label, reverse(f"programs:{name}", args=[program.pk]), icon, main)
            for label, name, icon, main in pages
        ]

    def get_context_data(self, **kwargs):
        program, user = self.object, self.request.user
        step = services.next_step(program) if user.membership.role in FACILITY_ROLES else None
        returned = services.last_return(program) if step and program.is_draft else None
        return super().get_context_data(
            step=step,
            missing=program.lifecycle.refusals(program, step.name, user) if step else [],
            returned=returned,
            module_hours=sum(module.lesson_hours for module in program.modules.all()),
            theory_of_modules=program.theory_of_modules,
            staff=is_staff(user),
            **kwargs,
        )


class ProgramEdit(EditPage):
    model = Program
    permission = "programs.enter"
    form_class = ProgramForm
    template_name = "programs/program_form.html"

    def refusal(self):
        return why_plan_stands(self.row)


class ProgramHistory(HistoryPage):
    """What was done and why it was returned: for the facility's staff."""

    model = Program
    permission = STAFF

    def get_breadcrumbs(self):
        return [list_crumb(self.request.user)]


class ProgramMove(MovePage):
    model = Program
    permission = "programs.view"

    def narrow(self, rows):
        return rows.select_related("facility", "partner", "agreement__facility")


class ProgramOverride(EditPage):
    """The head lets a programme be approved without an agreement in force, and says why."""

    model = Program
    permission = "programs.approve"
    form_class = OverrideForm
    title = gettext_lazy("Approve without an agreement")
    lead = gettext_lazy("The reason is kept in the history, with your name.")

    def narrow(self, rows):
        return rows.select_related("partner")

    def refusal(self):
        if self.row.partner_id is None:
            return _("This programme has no partner, so it needs no agreement.")
        return "" if self.row.is_planning else why_plan_stands(self.row)


class ProgramEvaluate(EditPage):
    model = Program
    permission = "programs.enter"
    form_class = EvaluationForm
    title = gettext_lazy("Evaluation of the programme")

    def refusal(self):
        if self.row.state in ("running", "completed"):
            return ""
        if self.row.is_arrangeable or self.row.is_planning:
            return _("The evaluation is written once the programme runs.")
        return why_arrangement_stands(self.row)


class ModuleList(ActionPage):
    """All modules of a programme in one table; who may not edit them reads it."""

    model = Program
    parent_model = Program
    permission = "programs.view"
    post_permission = "programs.enter"
    form_class = ModulesForm
    template_name = "programs/module_list.html"
    title = gettext_lazy("Modules")

    def narrow_parent(self, rows):
        return rows.select_related("facility").prefetch_related("modules")

    @property
    def editable(self):
        return self.parent.is_draft and self.request.user.has_perm("programs.enter")

    def get_breadcrumbs(self):
        return program_crumbs(self.request.user, self.parent)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rows": self.parent.modules.all()}

    def accept(self, form):
        services.save_modules(program=self.parent, by=self.request.user, table=form.table)
        return HttpResponseRedirect(self.parent.get_absolute_url())

    def get_context_data(self, **kwargs):
        modules = self.parent.modules.all()
        return super().get_context_data(
            program=self.parent,
            modules=modules,
            module_hours=sum(module.lesson_hours for module in modules),
            editable=self.editable,
            why=why_plan_stands(self.parent),
            **kwargs,
        )


class AssignmentAdd(CreatePage):
    model = Assignment
    permission = "programs.enter"
    form_class = AssignmentForm
    parent_model = Program
    parent_field = "program"
    title = gettext_lazy("Add instructor")

    def narrow_parent(self, rows):
        return rows.select_related("facility")

    def refusal(self):
        return why_arrangement_stands(self.parent)

    def get_breadcrumbs(self):
        return program_crumbs(self.request.user, self.parent)


class AssignmentRemove(RemovePage):
    model = Assignment
    permission = "programs.enter"
    owner_field = "program"

    def narrow(self, rows):
        return rows.select_related("program", "instructor")

    def refusal(self):
        program = self.subject.program
        if not program.is_draft and program.assignments.count() == 1:
            return _("Somebody has to teach this class: add another instructor first.")
        return why_arrangement_stands(program)

    def get_breadcrumbs(self):
        return program_crumbs(self.request.user, self.subject.program)


class AssignmentLead(PostPage):
    model = Assignment
    permission = "programs.enter"

    def narrow(self, rows):
        return rows.select_related("program")

    def act(self, assignment):
        try:
            services.give_lead(assignment=assignment, by=self.request.user)
        except ValidationError as error:
            messages.warning(self.request, error.message)
        return HttpResponseRedirect(assignment.get_absolute_url())

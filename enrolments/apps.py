from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def is_staff(user) -> bool:
    """Return whether the user is of the facility: partners see names and nothing else of people."""
    return user.has_perm("inmates.view")


class EnrolmentsConfig(AppConfig):
    name = "enrolments"
    verbose_name = _("Enrolments")

    def ready(self):
        self._register_pages()
        self._register_rules()

    def _register_pages(self):
        from core.registry import NavItem, NextStep, Tab, add_nav, add_step, add_tab, add_work
        from enrolments.candidates import propose_step
        from enrolments.work import GROUPS
        from enrolments.work_results import GROUPS as RESULT_GROUPS

        add_nav(
            NavItem(
                _("Participants"),
                "enrolments:enrolment-list",
                "user-check",
                60,
                lambda user: is_staff(user) and user.has_perm("enrolments.view"),
            ),
            NavItem(
                _("Attendance"),
                "enrolments:attendance-list",
                "calendar-check",
                70,
                lambda user: (
                    user.has_perm("attendance.enter") or (is_staff(user) and user.has_perm("attendance.view"))
                ),
            ),
            NavItem(
                _("Scores"),
                "enrolments:result-list",
                "star",
                80,
                lambda user: user.has_perm("scores.enter"),
            ),
        )
        add_nav(NavItem(_("SPPN evidence"), "enrolments:sppn-list", "clipboard-list", 75, is_staff))
        program = "programs.program"
        add_tab(program, Tab(_("Participants"), "enrolments:participant-list", "enrolments.view", 30))
        add_tab(program, Tab(_("Attendance"), "enrolments:attendance-grid", "attendance.view", 40))
        add_tab(program, Tab(_("Results"), "enrolments:result-sheet", "scores.view", 50))
        add_tab(program, Tab(_("Evaluation"), "enrolments:evaluation", "scores.view", 55))
        add_tab("programs.session", Tab(_("Attendance"), "enrolments:attendance-mark", "attendance.view", 20))
        add_tab("inmates.inmate", Tab(_("Trainings"), "enrolments:inmate-trainings", "enrolments.view", 40))
        add_step("inmates.inmate", NextStep(30, propose_step))
        enrolment = "enrolments.enrolment"
        add_tab(enrolment, Tab(_("Participant"), "enrolments:enrolment-detail", "enrolments.view", 10))
        add_tab(enrolment, Tab(_("History"), "enrolments:enrolment-history", "inmates.view", 90))
        for group in (*GROUPS, *RESULT_GROUPS):
            add_work(group)

    def _register_rules(self):
        from enrolments import clashes, guards, services
        from enrolments.models.enrolment import ENROLMENT_LIFECYCLE
        from enrolments.models.result import SHEET_LIFECYCLE
        from inmates.signals import people_left, transfer_undone
        from programs.clashes import add_clash_provider, add_extension_note
        from programs.models.program import PROGRAM_LIFECYCLE
        from programs.models.session import SESSION_LIFECYCLE
        from programs.signals import sessions_changed

        PROGRAM_LIFECYCLE["start"].guards.append(guards.has_a_participant)
        PROGRAM_LIFECYCLE["start"].effects.append(services.begin_class)
        PROGRAM_LIFECYCLE["close"].guards.append(guards.has_approved_results)
        SESSION_LIFECYCLE["submit"].guards.append(guards.everybody_is_marked)
        SESSION_LIFECYCLE["reopen"].guards.append(guards.results_are_not_approved)
        ENROLMENT_LIFECYCLE["approve"].effects.append(services.approve_places)
        SHEET_LIFECYCLE["approve"].effects.append(services.freeze_results)
        SHEET_LIFECYCLE["reopen"].effects.append(services.thaw_results)
        add_clash_provider(clashes.participants_elsewhere)
        add_extension_note(clashes.released_before)
        sessions_changed.connect(on_sessions_changed, dispatch_uid="enrolments.attendance")
        people_left.connect(on_people_left, dispatch_uid="enrolments.names")
        transfer_undone.connect(on_transfer_undone, dispatch_uid="enrolments.names")


def on_sessions_changed(sender, program, **kwargs):
    """Sessions were added, moved, cancelled or removed: the rows of attendance follow."""
    from django.db import transaction

    from enrolments.locks import lock_program
    from enrolments.services import sync_attendance

    with transaction.atomic():
        sync_attendance(lock_program(program.pk))


def on_people_left(sender, inmates, facility, to_facility, **kwargs):
    """Another facility holds them from now on: what stands in classes here stays as it was."""
    from enrolments.services import freeze_names

    if to_facility is not None:
        freeze_names(inmates, facility)


def on_transfer_undone(sender, inmate, facility, **kwargs):
    from enrolments.services import thaw_names

    thaw_names(inmate, facility)

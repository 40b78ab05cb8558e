from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def is_staff(user) -> bool:
    """Return whether the user is of the facility: partners see names and nothing else of people."""
    return user.has_perm("inmates.view")


class EnrolmentsConfig(AppConfig):
    name = "enrolments"
    verbose_name = _("Enrolments")

    def _register_overviews(self):
        from core.figures import add_figure
        from core.registry import add_coming
        from enrolments.coming import KINDS
        from enrolments.figures import FIGURES

        add_coming(*KINDS)
        add_figure(*FIGURES)

    def ready(self):
        self._register_overviews()
        self._register_pages()
        self._register_rules()
        self._register_changes()
        self._register_files()

    def _register_files(self):
        from enrolments.models import SessionPhoto

        SessionPhoto.keep_folder()

    def _register_pages(self):
        from core.registry import NavItem, NextStep, Tab, add_nav, add_step, add_tab, add_work
        from enrolments import work_attendance
        from enrolments.candidates import propose_step
        from enrolments.work import GROUPS
        from enrolments.work_changes import CHANGE_GROUPS
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
        add_nav(
            NavItem(
                _("SPPN evidence"),
                "enrolments:sppn-list",
                "clipboard-list",
                75,
                is_staff,
                group="enrolments:attendance-list",
            )
        )
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
        for group in (*GROUPS, *CHANGE_GROUPS, *work_attendance.GROUPS, *RESULT_GROUPS):
            add_work(group)
        self._register_hearings()
        self._register_lists()

    def _register_hearings(self):
        from core.registry import NavItem, Tab, add_nav, add_tab, add_work
        from enrolments import panel, services
        from enrolments.hearing_work import GROUPS
        from enrolments.models.enrolment import ENROLMENT_LIFECYCLE
        from enrolments.models.hearing import HEARING_LIFECYCLE
        from programs.staff import is_staff

        add_nav(
            NavItem(
                _("Hearings"),
                "enrolments:hearing-list",
                "gavel",
                62,
                is_staff,
                group="enrolments:enrolment-list",
            )
        )
        hearing = "enrolments.hearing"
        add_tab(hearing, Tab(_("Hearing"), "enrolments:hearing-detail", "inmates.view", 10))
        add_tab(hearing, Tab(_("History"), "enrolments:hearing-history", "inmates.view", 90))
        for move, outcome in (("approve", "approved"), ("reject", "rejected"), ("defer", "deferred")):
            ENROLMENT_LIFECYCLE[move].guards.append(panel.said_by_panel(outcome))
        HEARING_LIFECYCLE["hold"].effects.append(services.hearings.keep_as_held)
        HEARING_LIFECYCLE["close"].effects.append(services.hearings.carry_out)
        for group in GROUPS:
            add_work(group)

    def _register_lists(self):
        from core.erasing import add_erasure_kind
        from core.registry import NavItem, Tab, add_nav, add_tab, add_work
        from enrolments import erasure
        from enrolments.registration_work import GROUP

        add_nav(
            NavItem(
                _("Registration lists"),
                "enrolments:registration-list",
                "mail-forward",
                64,
                lambda user: user.has_perm("registrations.view"),
                group="enrolments:enrolment-list",
            )
        )
        program, registration = "programs.program", "enrolments.registrationlist"
        add_tab(program, Tab(_("Registration"), "enrolments:program-registrations", "registrations.view", 35))
        add_tab(registration, Tab(_("List"), "enrolments:registration-detail", "registrations.view", 10))
        add_tab(registration, Tab(_("History"), "enrolments:registration-history", "inmates.view", 90))
        add_erasure_kind(*erasure.KINDS)
        add_work(GROUP)

    def _register_changes(self):
        from core.registry import Chore, NavItem, add_chore, add_nav
        from enrolments.models.enrolment import ENROLMENT_LIFECYCLE, LEAVING
        from enrolments.services.allocating import forget_old_drafts
        from enrolments.services.changing import settle_by_move
        from inmates.signals import circumstances_changed, people_left, transfer_undone

        add_nav(
            NavItem(
                _("Changed circumstances"),
                "enrolments:change-list",
                "alert-circle",
                62,
                is_staff,
                group="enrolments:enrolment-list",
            ),
            NavItem(
                _("Proposed rosters"),
                "enrolments:allocation-list",
                "users-group",
                66,
                is_staff,
                group="enrolments:enrolment-list",
            ),
            NavItem(
                _("Call list"),
                "enrolments:call-list",
                "speakerphone",
                72,
                is_staff,
                group="enrolments:attendance-list",
            ),
        )
        add_chore(Chore("rosters", 60, lambda: f"{forget_old_drafts()} old proposals of rosters discarded"))
        for move in LEAVING:
            ENROLMENT_LIFECYCLE[move].effects.append(settle_by_move)
        people_left.connect(on_departures, dispatch_uid="enrolments.changes")
        transfer_undone.connect(on_transfer_not_made, dispatch_uid="enrolments.changes")
        circumstances_changed.connect(on_circumstances_changed, dispatch_uid="enrolments.changes")

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


def on_departures(sender, inmates, facility, how, on, **kwargs):
    """People left for good: each class they are enrolled in has to be told what follows."""
    from enrolments.services.changing import note_departures

    note_departures(inmates=inmates, facility=facility, how=how, on=on)


def on_transfer_not_made(sender, inmate, facility, by, **kwargs):
    from enrolments.services.changing import note_transfer_undone

    note_transfer_undone(inmate=inmate, facility=facility, by=by)


def on_circumstances_changed(sender, inmates, facility, kind, on, cause, by, **kwargs):
    """Leave, discipline, risk, limits, merging; and what takes one of them back."""
    from enrolments.services import changing

    if kind in changing.TAKEN_BACK:
        changing.note_over(inmates=inmates, facility=facility, kind=kind, by=by)
    else:
        changing.note_change(inmates=inmates, facility=facility, kind=kind, on=on, cause=cause)

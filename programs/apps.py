from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ProgramsConfig(AppConfig):
    name = "programs"
    verbose_name = _("Programs")

    def _register_overviews(self):
        from core.figures import add_figure
        from core.registry import add_coming
        from programs.coming import KINDS
        from programs.figures import FIGURES

        add_coming(*KINDS)
        add_figure(*FIGURES)

    def ready(self):
        self._register_overviews()
        from programs.reference import load_usual_steps

        post_migrate.connect(load_usual_steps, sender=self)
        self._register_pages()
        self._register_trail()
        self._register_work()

    def _register_trail(self):
        from audit.changes import add_members
        from audit.things import name_things
        from programs.models import Program
        from programs.trail import teachers_of

        add_members(teachers_of)
        name_things(
            "programs.program", lambda user: Program.objects.for_user(user).select_related("skill_field")
        )

    def _register_pages(self):
        from core.registry import NavItem, NextStep, Tab, add_nav, add_search, add_step, add_tab
        from facilities.permissions import Role
        from inmates.opportunities import add_opportunities
        from programs.opportunities import offerings_to_use, programs_to_join, use_step
        from programs.search import KIND
        from programs.staff import STAFF

        def teaches(user):
            return bool(user.membership) and user.membership.role == Role.INSTRUCTOR

        def plans(user):
            return user.has_perm("programs.view") and not teaches(user)

        add_opportunities(programs_to_join)
        add_opportunities(offerings_to_use)
        add_step("partners.offering", NextStep(10, use_step))
        add_search(KIND)
        page = "programs:program-list"
        add_nav(
            NavItem(_("My classes"), page, "school", 10, teaches),
            NavItem(_("Programmes"), page, "school", 50, plans),
            NavItem(_("Calendar"), "programs:calendar", "calendar", 52, plans, group="programs:program-list"),
        )
        for label, url_name, permission, order in (
            (_("Overview"), "program-detail", "programs.view", 10),
            (_("Preparation"), "preparation", STAFF, 15),
            (_("Sessions"), "session-list", "programs.view", 20),
            (_("Tools"), "tool-list", "programs.view", 25),
            (_("History"), "program-history", STAFF, 90),
        ):
            add_tab("programs.program", Tab(label, f"programs:{url_name}", permission, order))
        for label, url_name, permission, order in (
            (_("Overview"), "session-detail", "programs.view", 10),
            (_("Tools"), "session-tools", "programs.view", 30),
            (_("History"), "session-history", STAFF, 90),
        ):
            add_tab("programs.session", Tab(label, f"programs:{url_name}", permission, order))
        letters = Tab(_("Assignment letters"), "programs:letter-list", "programs.view", 60)
        add_tab("programs.program", letters)
        classes = Tab(_("Programmes"), "programs:agreement-programs", "programs.view", 30)
        add_tab("partners.agreement", classes)
        add_tab("partners.partner", Tab(_("Programmes"), "programs:partner-programs", "programs.view", 50))

    def _register_work(self):
        from core.registry import add_work
        from programs.work import GROUPS

        for group in GROUPS:
            add_work(group)

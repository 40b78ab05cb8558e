from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgramsConfig(AppConfig):
    name = "programs"
    verbose_name = _("Programs")

    def ready(self):
        from core.registry import NavItem, Tab, WorkGroup, add_nav, add_tab, add_work
        from facilities.permissions import Role
        from inmates.opportunities import add_opportunities
        from programs.opportunities import programs_to_join
        from programs.work import drafts, waiting_programs

        def teaches(user):
            return bool(user.membership) and user.membership.role == Role.INSTRUCTOR

        add_opportunities(programs_to_join)
        page = "programs:program-list"
        add_nav(
            NavItem(_("My classes"), page, "school", 10, teaches),
            NavItem(
                _("Programmes"),
                page,
                "school",
                50,
                lambda user: user.has_perm("programs.view") and not teaches(user),
            ),
        )
        for label, url_name, order in (
            (_("Overview"), "program-detail", 10),
            (_("Sessions"), "session-list", 20),
            (_("History"), "program-history", 90),
        ):
            add_tab("programs.program", Tab(label, f"programs:{url_name}", "programs.view", order))
        for label, url_name, order in (
            (_("Overview"), "session-detail", 10),
            (_("History"), "session-history", 90),
        ):
            add_tab("programs.session", Tab(label, f"programs:{url_name}", "programs.view", order))
        letters = Tab(_("Assignment letters"), "programs:letter-list", "programs.view", 60)
        add_tab("programs.program", letters)
        classes = Tab(_("Programmes"), "programs:agreement-programs", "programs.view", 30)
        add_tab("partners.agreement", classes)
        add_tab("partners.partner", Tab(_("Programmes"), "programs:partner-programs", "programs.view", 50))
        add_work(WorkGroup(_("Programmes waiting for you"), "school", 10, "programs.view", waiting_programs))
        add_work(WorkGroup(_("Drafts of programmes"), "pencil", 20, "programs.enter", drafts))

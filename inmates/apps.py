from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InmatesConfig(AppConfig):
    name = "inmates"
    verbose_name = _("Inmates")

    def ready(self):
        from audit.people import People, register
        from core.registry import Chore, NavItem, Tab, WorkGroup, add_chore, add_nav, add_tab, add_work
        from inmates import lookup, worklist
        from inmates.models import InmatePhoto
        from inmates.models.sdp_import import IMPORT_LIFECYCLE
        from inmates.services import imports

        IMPORT_LIFECYCLE["confirm"].guards.append(imports.rows_still_kept)
        IMPORT_LIFECYCLE["confirm"].effects.append(imports.take_over)
        IMPORT_LIFECYCLE["discard"].effects.append(imports.forget_rows)
        InmatePhoto.keep_folder()
        add_chore(
            Chore("SDP lists", 20, lambda: f"{imports.discard_overdue_imports()} not confirmed, discarded")
        )
        add_nav(
            NavItem(
                label=_("Inmates"),
                url_name="inmates:inmate-list",
                icon="users",
                order=20,
                visible=lambda user: user.has_perm("inmates.view"),
            ),
            NavItem(
                label=_("Assessments"),
                url_name="inmates:assessment-list",
                icon="clipboard-list",
                order=30,
                visible=lambda user: user.has_perm("assessments.view"),
            ),
        )
        add_tab("inmates.inmate", Tab(_("Person"), "inmates:inmate-detail", "inmates.view", 10))
        add_tab("inmates.inmate", Tab(_("History"), "inmates:inmate-history", "inmates.view", 90))
        add_tab("inmates.inmate", Tab(_("Access"), "inmates:inmate-access", "audit.view", 95))
        register(People(named=lookup.people_by_key, search=lookup.keys_by_name))
        add_work(
            WorkGroup(
                title=_("SDP lists to take over"),
                icon="upload",
                order=10,
                permission="inmates.enter",
                items=worklist.waiting_imports,
            )
        )
        add_work(
            WorkGroup(
                title=_("Interest assessments"),
                icon="clipboard-list",
                order=80,
                permission="assessments.enter",
                items=worklist.people_without_assessment,
            )
        )

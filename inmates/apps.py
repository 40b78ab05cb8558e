from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class InmatesConfig(AppConfig):
    name = "inmates"
    verbose_name = _("Inmates")

    def _register_overviews(self):
        from core.figures import add_figure
        from core.registry import add_coming
        from inmates.coming import KINDS
        from inmates.figures import FIGURES

        add_coming(*KINDS)
        add_figure(*FIGURES)

    def ready(self):
        self._register_overviews()
        from audit.people import People, register
        from core.erasing import add_erasure_kind
        from core.registry import (
            Chore,
            NavItem,
            NextStep,
            Tab,
            add_chore,
            add_job_kind,
            add_nav,
            add_search,
            add_step,
            add_tab,
            add_work,
        )
        from facilities.settings_cards import Card, add_card
        from inmates import erasure, jobs, lookup, search, steps, worklist
        from inmates.instrument import load_instrument
        from inmates.models import InmatePhoto
        from inmates.models.sdp_import import IMPORT_LIFECYCLE
        from inmates.register_classes import load_register_classes
        from inmates.services import imports

        post_migrate.connect(load_instrument, sender=self)
        post_migrate.connect(load_register_classes, sender=self)
        IMPORT_LIFECYCLE["confirm"].guards.extend([imports.rows_still_kept, imports.is_compared])
        IMPORT_LIFECYCLE["confirm"].effects.append(imports.take_over)
        IMPORT_LIFECYCLE["discard"].effects.append(imports.forget_rows)
        InmatePhoto.keep_folder()
        add_chore(
            Chore("SDP lists", 20, lambda: f"{imports.discard_overdue_imports()} not confirmed, discarded")
        )
        add_job_kind(jobs.COMPARE_KIND)
        add_job_kind(jobs.CONFIRM_KIND)
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
        add_erasure_kind(*erasure.KINDS)
        add_tab("inmates.inmate", Tab(_("Personal details"), "inmates:details", "identity.view", 15))
        add_tab("inmates.inmate", Tab(_("Discipline and risk"), "inmates:inmate-risk", "risk.view", 60))
        add_step("inmates.inmate", NextStep(10, steps.take_in))
        add_step("inmates.inmate", NextStep(20, steps.assess))
        add_tab("inmates.inmate", Tab(_("History"), "inmates:inmate-history", "inmates.view", 90))
        add_tab("inmates.inmate", Tab(_("Access"), "inmates:inmate-access", "audit.view", 95))
        assessment = "inmates.interestassessment"
        add_tab(assessment, Tab(_("Result"), "inmates:assessment-detail", "assessments.view", 10))
        add_tab(assessment, Tab(_("History"), "inmates:assessment-history", "assessments.view", 90))
        add_search(search.KIND)
        register(People(named=lookup.people_by_key, search=lookup.keys_by_name))
        for group in worklist.GROUPS:
            add_work(group)
        add_card(
            Card(
                _("Register classes"),
                _("How register numbers begin, and which legal status that stands for."),
                "list-numbers",
                45,
                lambda user: reverse("inmates:registerclass-list") if user.has_perm("reference.view") else "",
            )
        )

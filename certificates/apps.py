from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = _("Certificates")

    def _register_overviews(self):
        from certificates.coming import KINDS
        from certificates.figures import FIGURES
        from core.figures import add_figure
        from core.registry import add_coming

        add_coming(*KINDS)
        add_figure(*FIGURES)

    def ready(self):
        self._register_overviews()
        from certificates import checks, files, jobs  # noqa: F401 - checks register themselves
        from certificates.guards import has_no_certificates
        from certificates.logos import LOGOS
        from certificates.models import CompetencyScan
        from certificates.search import KIND as SEARCH
        from certificates.work import (
            class_item,
            classes_to_certify,
            competency_ending,
            competency_item,
            test_item,
            tests_without_results,
        )
        from core import registry
        from programs.models.program import PROGRAM_LIFECYCLE

        PROGRAM_LIFECYCLE["cancel"].guards.append(has_no_certificates)
        registry.add_search(SEARCH)
        registry.add_job_kind(jobs.KIND)
        registry.add_stored_files(registry.StoredFiles(files.FOLDER, files.wanted, sweep=True))

        LOGOS.keep()
        CompetencyScan.keep_folder()

        registry.add_nav(
            registry.NavItem(
                label=_("Certificates"),
                url_name="certificates:certificate-list",
                icon="certificate",
                order=80,
                visible=lambda user: user.has_perm("certificates.view"),
            )
        )
        registry.add_tab(
            "programs.program",
            registry.Tab(_("Certificates"), "certificates:program-certificates", "certificates.view", 60),
        )
        registry.add_tab(
            "inmates.inmate",
            registry.Tab(_("Certificates"), "certificates:inmate-certificates", "certificates.view", 30),
        )
        for label, name, permission, order in (
            (_("Certificate"), "certificates:certificate-detail", "certificates.view", 10),
            (_("History"), "certificates:certificate-history", "certificates.view", 90),
        ):
            registry.add_tab("certificates.certificatestatus", registry.Tab(label, name, permission, order))
        for label, name, order in (
            (_("Issuer"), "certificates:issuer-detail", 10),
            (_("Register"), "certificates:issuer-register", 20),
            (_("History"), "certificates:issuer-history", 90),
        ):
            registry.add_tab("certificates.issuer", registry.Tab(label, name, "certificates.view", order))
        for model, kind, label in (
            ("certificates.competencycertificate", "competency", _("Competency certificate")),
            ("certificates.competencytest", "test", _("Competency test")),
        ):
            for text, name, order in ((label, "detail", 10), (_("History"), "history", 90)):
                tab = registry.Tab(text, f"certificates:{kind}-{name}", "certificates.view", order)
                registry.add_tab(model, tab)
        for title, icon, order, rows, item in (
            (_("Competency tests without results"), "clipboard-check", 62, tests_without_results, test_item),
            (_("Competency certificates that end"), "award", 64, competency_ending, competency_item),
        ):
            registry.add_work(
                registry.WorkGroup(
                    title=title, icon=icon, order=order, permission="certificates.enter", rows=rows, item=item
                )
            )
        registry.add_work(
            registry.WorkGroup(
                title=_("To certify"),
                icon="certificate",
                order=60,
                permission="certificates.approve",
                rows=classes_to_certify,
                item=class_item,
            )
        )

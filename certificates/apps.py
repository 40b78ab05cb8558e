from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = _("Certificates")

    def ready(self):
        from certificates import files, jobs
        from certificates.guards import has_no_certificates
        from certificates.search import KIND as SEARCH
        from certificates.work import class_item, classes_to_certify
        from core import registry
        from programs.models.program import PROGRAM_LIFECYCLE

        PROGRAM_LIFECYCLE["cancel"].guards.append(has_no_certificates)
        registry.add_search(SEARCH)
        registry.add_job_kind(jobs.KIND)
        registry.add_stored_files(registry.StoredFiles(files.FOLDER, files.wanted, sweep=True))

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
            (_("History"), "certificates:issuer-history", 90),
        ):
            registry.add_tab("certificates.issuer", registry.Tab(label, name, "certificates.view", order))
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

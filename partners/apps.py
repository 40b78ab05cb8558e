from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = _("Partners")

    def ready(self):
        from core.registry import NavItem, Tab, WorkGroup, add_nav, add_tab, add_work
        from partners.models import ActivityFile, AgreementFile, CertificateScan
        from partners.work import agreements_ending, certificates_running_out

        for model in (AgreementFile, ActivityFile, CertificateScan):
            model.keep_folder()

        add_nav(
            NavItem(
                label=_("Partners"),
                url_name="partners:partner-list",
                icon="building-community",
                order=40,
                visible=lambda user: user.has_perm("partners.view"),
            )
        )
        for model, area, page in (
            ("partner", "partners", "partner"),
            ("agreement", "agreements", "agreement"),
            ("agreementactivity", "agreements", "activity"),
            ("instructor", "partners", "instructor"),
        ):
            add_tab(f"partners.{model}", Tab(_("Overview"), f"partners:{page}-detail", f"{area}.view", 10))
            add_tab(f"partners.{model}", Tab(_("History"), f"partners:{page}-history", f"{area}.view", 90))
        activities = Tab(_("Activities"), "partners:activity-list", "agreements.view", 40)
        add_tab("partners.agreement", activities)
        add_tab("partners.partner", Tab(_("Accounts"), "partners:access-list", "users.enter", 80))
        add_work(
            WorkGroup(
                title=_("Agreements that end"),
                icon="signature",
                order=60,
                permission="agreements.view",
                items=agreements_ending,
            )
        )
        add_work(
            WorkGroup(
                title=_("Instructors' certificates that run out"),
                icon="certificate",
                order=65,
                permission="partners.enter",
                items=certificates_running_out,
            )
        )

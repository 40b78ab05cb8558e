from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = _("Partners")

    def _register_overviews(self):
        from core.figures import add_figure
        from core.registry import add_coming
        from partners.coming import KINDS
        from partners.figures import FIGURES

        add_coming(*KINDS)
        add_figure(*FIGURES)

    def _register_trail(self):
        from audit.changes import add_members
        from audit.things import name_things
        from partners.models import Agreement, Partner
        from partners.trail import coordinators_of

        add_members(coordinators_of)
        name_things("partners.partner", lambda user: Partner.objects.for_user(user))
        name_things("partners.agreement", lambda user: Agreement.objects.for_user(user))

    def ready(self):
        self._register_overviews()
        self._register_search()
        self._register_trail()
        from core.registry import NavItem, Tab, WorkGroup, add_nav, add_tab, add_work
        from partners import work
        from partners.models import ActivityFile, AgreementFile, CertificateScan, ContactFile
        from partners.models.agreement import AGREEMENT_LIFECYCLE
        from partners.services import logos, mapping

        for model in (AgreementFile, ActivityFile, CertificateScan, ContactFile):
            model.keep_folder()
        logos.keep_logos()
        AGREEMENT_LIFECYCLE["sign"].effects.append(mapping.agreement_signed)

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
            ("offering", "partners", "offering"),
        ):
            add_tab(f"partners.{model}", Tab(_("Overview"), f"partners:{page}-detail", f"{area}.view", 10))
            add_tab(f"partners.{model}", Tab(_("History"), f"partners:{page}-history", f"{area}.view", 90))
        activities = Tab(_("Activities"), "partners:activity-list", "agreements.view", 40)
        add_tab("partners.agreement", activities)
        add_tab("partners.partner", Tab(_("Accounts"), "partners:access-list", "users.enter", 80))
        for label, url_name, permission, order in (
            (_("Contact people"), "person-list", "contacts.view", 20),
            (_("Contacts"), "partner-contacts", "contacts.view", 30),
            (_("Agreements"), "partner-agreements", "agreements.view", 40),
            (_("Offerings"), "partner-offerings", "partners.view", 45),
        ):
            add_tab("partners.partner", Tab(label, f"partners:{url_name}", permission, order))
        add_tab("partners.partnercontact", Tab(_("Overview"), "partners:contact-detail", "contacts.view", 10))
        add_tab("partners.partnercontact", Tab(_("History"), "partners:contact-history", "contacts.view", 90))
        add_work(
            WorkGroup(
                title=_("Next steps with partners"),
                icon="calendar-check",
                order=55,
                permission="contacts.enter",
                rows=work.steps_due,
                item=work.contact_step_item,
            )
        )
        add_work(
            WorkGroup(
                title=_("Agreements that end"),
                icon="signature",
                order=60,
                permission="agreements.view",
                rows=work.agreements_ending,
                item=work.agreement_item,
            )
        )
        add_work(
            WorkGroup(
                title=_("Instructors' certificates that run out"),
                icon="certificate",
                order=65,
                permission="partners.enter",
                rows=work.certificates_running_out,
                item=work.certificate_item,
            )
        )

    def _register_search(self):
        from core.registry import add_search
        from partners.search import KIND

        add_search(KIND)

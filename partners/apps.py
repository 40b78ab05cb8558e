from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = _("Partners")

    def ready(self):
        from core.registry import NavItem, Tab, WorkGroup, add_nav, add_tab, add_work
        from partners.work import agreements_ending

        add_nav(
            NavItem(
                label=_("Partners"),
                url_name="partners:partner-list",
                icon="building-community",
                order=40,
                visible=lambda user: user.has_perm("partners.view"),
            )
        )
        for model, area in (("partner", "partners"), ("agreement", "agreements")):
            add_tab(f"partners.{model}", Tab(_("Overview"), f"partners:{model}-detail", f"{area}.view", 10))
            add_tab(f"partners.{model}", Tab(_("History"), f"partners:{model}-history", f"{area}.view", 90))
        add_work(
            WorkGroup(
                title=_("Agreements that end"),
                icon="signature",
                order=60,
                permission="agreements.view",
                items=agreements_ending,
            )
        )

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")

    def ready(self):
        from core.registry import NavItem, add_nav
        from partners.demand import use_demand
        from reports.demand import partner_needs
        from reports.register import register_reports

        use_demand(partner_needs, "reports:needs")
        register_reports()
        add_nav(
            NavItem(
                label=_("Need analysis"),
                url_name="reports:needs",
                icon="chart-bar",
                order=35,
                visible=lambda user: user.has_perm("needs.view"),
            )
        )

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")

    def ready(self):
        from django.urls import reverse
        from django.utils import timezone

        from core.registry import NavItem, add_nav, set_home
        from facilities.settings_cards import Card, add_card
        from partners.demand import use_demand
        from reports.demand import partner_needs
        from reports.registering.comparison import register_comparison
        from reports.registering.monthly import register_reports

        use_demand(partner_needs, "reports:needs")
        register_reports()
        register_comparison()
        add_nav(
            NavItem(
                label=_("Need analysis"),
                url_name="reports:needs",
                icon="chart-bar",
                order=35,
                visible=lambda user: user.has_perm("needs.view"),
                group="inmates:assessment-list",
            )
        )
        set_home(NavItem(_("Home"), "reports:home", "home", 0, lambda user: True))
        add_nav(
            NavItem(
                _("Figures and charts"),
                "reports:dashboard",
                "chart-bar",
                5,
                lambda user: user.has_perm("targets.view"),
                group="reports:home",
            )
        )
        add_card(
            Card(
                _("Targets"),
                _("What the facility wants to reach this year."),
                "flag",
                55,
                lambda user: (
                    reverse("reports:targets", args=[timezone.localdate().year])
                    if user.has_perm("targets.enter")
                    else ""
                ),
            )
        )

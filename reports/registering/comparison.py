"""What the comparison of facilities hangs into the house."""

from django.utils.translation import gettext_lazy as _

from core.registry import Chore, NavItem, add_chore, add_job_kind, add_nav


def register_comparison() -> None:
    from facilities.readings import Reading, add_reading
    from reports.needs import READING, read_needs
    from reports.services.summaries import KIND, refresh_all

    def offices(user) -> bool:
        return user.has_perm("compare.view")

    add_job_kind(KIND)
    add_reading(Reading(READING, read_needs))
    # After what others keep or forget by the day, so that the figures are those after it.
    add_chore(Chore("summaries", 65, refresh_all))

    def national(user) -> bool:
        return offices(user) and user.membership.region_id is None

    compare, reports = "reports:compare", "reports:monthly-list"
    add_nav(
        NavItem(_("Compare facilities"), compare, "chart-bar", 6, offices),
        NavItem(_("By region"), "reports:compare-regions", "map-pin", 7, national, compare),
        NavItem(_("By skill field"), "reports:compare-fields", "clipboard-list", 7, offices, compare),
        NavItem(_("Why people left"), "reports:compare-leaving", "logout", 8, offices, compare),
        NavItem(_("Who has reported"), "reports:facility-reports", "clipboard-check", 96, offices, reports),
        NavItem(
            _("What works elsewhere"),
            "reports:elsewhere",
            "trophy",
            36,
            lambda user: user.has_perm("elsewhere.view"),
            "programs:program-list",
        ),
    )

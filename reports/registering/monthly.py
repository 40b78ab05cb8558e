"""What the monthly, yearly and partners' reports hang into the house."""

from django.utils.translation import gettext_lazy as _

from core.files import keep_folder
from core.registry import NavItem, Tab, add_nav, add_tab, add_work
from core.report_sections import add_report_section


def register_reports() -> None:
    from reports.models import MONTHLY_LIFECYCLE, ReportPhoto, ReportSubmission
    from reports.models.monthly import LETTERS
    from reports.sections import SECTIONS
    from reports.sections.cooperation import COOPERATION_SECTIONS
    from reports.services.monthly import freeze
    from reports.work import GROUPS

    def letters():
        rows = ReportSubmission._base_manager.order_by().values_list("pdf_sha256", flat=True)
        return ((sha256, "pdf") for sha256 in rows.iterator())

    add_report_section(*SECTIONS, *COOPERATION_SECTIONS)
    MONTHLY_LIFECYCLE["submit"].effects.append(freeze)
    ReportPhoto.keep_folder()
    keep_folder(LETTERS, letters)
    add_nav(
        NavItem(
            label=_("Reports"),
            url_name="reports:monthly-list",
            icon="report-analytics",
            order=95,
            visible=lambda user: user.has_perm("reports.view"),
        )
    )
    tab = Tab(_("Cooperation report"), "reports:partner-report", "contacts.view", 60)
    add_tab("partners.partner", tab)
    for group in GROUPS:
        add_work(group)

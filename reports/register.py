"""What the monthly, yearly and partners' reports hang into the house."""

from core.report_sections import add_report_section


def register_reports() -> None:
    from reports.sections import SECTIONS
    from reports.sections.cooperation import COOPERATION_SECTIONS

    add_report_section(*SECTIONS, *COOPERATION_SECTIONS)

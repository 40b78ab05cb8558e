"""The need analysis, as the map of partners asks for it."""

from partners.demand import Need


def partner_needs(user) -> list[Need]:
    """Return how many people want each field, and how many partners teach it; see `need_analysis`."""
    from reports.needs import need_analysis

    rows = need_analysis(user).rows
    return [Need(str(row.skill_field), people=row.people, partners=row.partners) for row in rows]

from facilities.models.defaults import FacilityDefaults, PanelFor
from facilities.models.facility import Facility, Holiday, Office, Region
from facilities.models.grading import GRADING, GradingRules
from facilities.models.letters import CODES, LetterCounter, LetterKind, LetterNumbering
from facilities.models.links import AccessLink
from facilities.models.owned import FacilityOwned
from facilities.models.readings import OfficeReading
from facilities.models.user import Membership, User

__all__ = [
    "CODES",
    "GRADING",
    "AccessLink",
    "Facility",
    "FacilityDefaults",
    "FacilityOwned",
    "GradingRules",
    "Holiday",
    "LetterCounter",
    "LetterKind",
    "LetterNumbering",
    "Membership",
    "Office",
    "OfficeReading",
    "PanelFor",
    "Region",
    "User",
]

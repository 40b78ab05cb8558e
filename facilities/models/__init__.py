from facilities.models.facility import Facility, Holiday, Office, Region
from facilities.models.owned import FacilityOwned
from facilities.models.user import Membership, User

__all__ = ["Facility", "FacilityOwned", "Holiday", "Membership", "Office", "Region", "User"]

from reintegration.models.followup import Attempt, ContactRefusal, FollowUp
from reintegration.models.grant import Grant, GrantCheck, GrantItem
from reintegration.models.kept import KeptOutcome
from reintegration.models.plan import ReleasePlan

__all__ = [
    "Attempt",
    "ContactRefusal",
    "FollowUp",
    "Grant",
    "GrantCheck",
    "GrantItem",
    "KeptOutcome",
    "ReleasePlan",
]

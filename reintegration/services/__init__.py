from reintegration.services.consent import agree, consent_given, refuse
from reintegration.services.followups import (
    follow_ups_of,
    keep_outcomes,
    last_release,
    plan_follow_ups,
    record_attempt,
    stop_follow_ups,
)
from reintegration.services.grants import check_grant, save_grant
from reintegration.services.plans import close_plans

__all__ = [
    "agree",
    "check_grant",
    "close_plans",
    "consent_given",
    "follow_ups_of",
    "keep_outcomes",
    "last_release",
    "plan_follow_ups",
    "record_attempt",
    "refuse",
    "save_grant",
    "stop_follow_ups",
]

"""The life of a person in custody: leaving, leave, moving to another facility, coming back.

Order of locks: the facilities' registers by key (`lock_register`), then people by key, then what hangs on
them.
"""

from inmates.services.life.admitting import admit_again, receive
from inmates.services.life.away import come_back, go_on_leave
from inmates.services.life.common import (
    before,
    check_staff,
    close_numbers,
    held_with_same_register,
    keep,
    locked,
    reopen,
    valid_numbers,
)
from inmates.services.life.leaving import LeaveReport, leave_facility
from inmates.services.life.transfers import arrival, send_back, settle_arrivals, take_back

__all__ = [
    "LeaveReport",
    "admit_again",
    "arrival",
    "before",
    "check_staff",
    "close_numbers",
    "come_back",
    "go_on_leave",
    "held_with_same_register",
    "keep",
    "leave_facility",
    "locked",
    "receive",
    "reopen",
    "send_back",
    "settle_arrivals",
    "take_back",
    "valid_numbers",
]

from partners.services.agreements import add_files, extend, let_end, renew
from partners.services.instructors import (
    come_back,
    end_coordinator,
    invite_coordinator,
    invite_instructor,
    leave,
    link_anew,
    save_certificate,
)

__all__ = [
    "add_files",
    "come_back",
    "end_coordinator",
    "extend",
    "invite_coordinator",
    "invite_instructor",
    "leave",
    "let_end",
    "link_anew",
    "renew",
    "save_certificate",
]

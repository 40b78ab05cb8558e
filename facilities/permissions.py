"""Who may do what: the one table from role to permission (domain.md, section 6).

A permission reads "area.level", for instance "programs.approve". The levels are view, enter, check and
approve; each of the last three includes view and nothing else. `manage.py permissions` prints the table
to docs/permissions.md.
"""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    NATIONAL = "national", _("National office")
    REGIONAL = "regional", _("Regional office")
    HEAD = "head", _("Head of facility")
    SUPERVISOR = "supervisor", _("Supervisor")
    OPERATOR = "operator", _("Officer")
    COORDINATOR = "coordinator", _("Partner coordinator")
    INSTRUCTOR = "instructor", _("Instructor")
    ADMIN = "admin", _("Administrator")


FACILITY_ROLES = (Role.HEAD, Role.SUPERVISOR, Role.OPERATOR)
PARTNER_ROLES = (Role.COORDINATOR, Role.INSTRUCTOR)

LEVELS = {"V": "view", "E": "enter", "C": "check", "A": "approve"}

# One row an area, one column a role, in the order national, regional, head, supervisor, operator,
# coordinator, instructor, admin. V view, E enter, C check, A approve, - nothing.
_COLUMNS = (
    Role.NATIONAL,
    Role.REGIONAL,
    Role.HEAD,
    Role.SUPERVISOR,
    Role.OPERATOR,
    Role.COORDINATOR,
    Role.INSTRUCTOR,
    Role.ADMIN,
)
_TABLE = """
facilities    E V E V V - - E
users         - - E - - - - E
holidays      V V E V V - - E
reference     V V V V V - - E
inmates       - - V E E - - -
identity      - - V E E - - -
risk          - - V E - - - -
health        - - V E E - - -
assessments   - - V E E - - -
needs         V V V V V - - -
partners      V V A E E V - -
contacts      - - E E E - - -
agreements    V V A C E V - -
programs      - - A C E V V -
enrolments    - - A C E V V -
registrations - - V V E E - -
attendance    - - V C E V E -
scores        - - A C V V E -
certificates  - - A E E V - -
sales         - - A C E V - -
money         - - A C E - - -
grants        - - V E E E - -
followups     - - V E E - - -
targets       - - E V V - - -
reports       V V A C E - - -
acceptance    V E - - - - - -
compare       V V - - - - - -
elsewhere     - - V V V - - -
audit         - - V - - - - -
trail         V - V - - - - -
jobs          E E E E E - - -
"""

PERMISSIONS: dict[str, frozenset[str]] = {role: frozenset() for role in _COLUMNS}
for _line in _TABLE.split("\n"):
    if _line.strip():
        _area, *_letters = _line.split()
        for _role, _letter in zip(_COLUMNS, _letters, strict=True):
            if _letter != "-":
                PERMISSIONS[_role] |= {f"{_area}.view", f"{_area}.{LEVELS[_letter]}"}


def must_have(by, permission: str, facility_id) -> None:
    """Raise PermissionDenied unless `by` has the permission, and at that facility."""
    if not by.has_perm(permission) or by.membership.facility_id != facility_id:
        raise PermissionDenied


def as_markdown() -> str:
    """Return the table of roles and permissions as docs/permissions.md shows it."""
    head = ["area", *(role.value for role in _COLUMNS)]
    lines = [
        "# Who may do what",
        "",
        "Written by `manage.py permissions` from `facilities/permissions.py`; do not edit.",
        "V view, E enter, C check, A approve; E, C and A each include V. Facility roles see their own",
        "facility, instructors their own classes, coordinators what their partner takes part in.",
        "",
        "| " + " | ".join(head) + " |",
        "|" + "---|" * len(head),
    ]
    for line in _TABLE.strip().split("\n"):
        lines.append("| " + " | ".join(line.split()) + " |")
    return "\n".join(lines) + "\n"

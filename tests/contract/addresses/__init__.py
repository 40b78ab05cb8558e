"""Every address of the house and what each role gets there: the expectation of the URL walk, to be read.

One line an address, in the file of its app: its name, what it answers with, and a column for each role, with
an object of the role's own facility. What stands in a column:

    rw  opens it and may send it            r   opens it; there is nothing to send, or not for this role
    w   a button: there is nothing to open, only to send
    .   refused: the role has no business here (403)
    0   not found: pages of this kind are the role's, this object is not (404)

`elsewhere` names who gets the same with an object of another facility; for everybody else it does not exist
or is refused, and it does not change. `-` is nobody; an address without an object has no elsewhere.
Whoever is signed out is led to the sign-in, except at the addresses of `PUBLIC`.
"""

from dataclasses import dataclass
from pathlib import Path

from facilities.permissions import Role

FOLDER = Path(__file__).parent
ROLES = (
    Role.OPERATOR,
    Role.SUPERVISOR,
    Role.HEAD,
    Role.INSTRUCTOR,
    Role.COORDINATOR,
    Role.REGIONAL,
    Role.NATIONAL,
    Role.ADMIN,
)

# Open without a sign-in, each with its reason.
PUBLIC = {
    "set-language": "only sets a cookie",
    "health": "for monitoring; says nothing about anybody",
    "account_login": "the sign-in itself",
    "account_logout": "leads to the sign-in",
    "account_inactive": "says that an account is inactive",
    "mfa_authenticate": "the second step of the sign-in; leads back to it without the first",
    "accounts:idle": "says how long one's own session still lasts",
    "facilities:access-link": "sets a password; found by a secret of 256 bits",
    "certificates:check": "what the QR code opens; found by a secret",
    "enrolments:rate": "questions on a tablet that goes from hand to hand; found by a signed address",
    "enrolments:rate-next": "thanks the one before and waits for the next; found by the same address",
}
# Those of one's own that are there once the second step has been set up (tests/accounts).
SECOND_STEP = {
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
}


@dataclass(frozen=True)
class Expected:
    """A line of the table: `cells` by role, `elsewhere` the roles that reach another facility's object."""

    kind: str
    cells: dict
    elsewhere: frozenset

    @property
    def opener(self) -> Role | None:
        """The first role that opens it."""
        return next((role for role in ROLES if self.cells[role].startswith("r")), None)


def _read() -> dict[str, Expected]:
    lines = {}
    for line in (line for path in sorted(FOLDER.glob("*.txt")) for line in path.read_text().splitlines()):
        if not line.strip() or line.lstrip().startswith(("#", "address ")):
            continue
        name, kind, *cells, elsewhere = line.split()
        if name in lines:
            raise ValueError(f"{name} stands there twice")
        far = frozenset() if elsewhere == "-" else frozenset(Role(role) for role in elsewhere.split(","))
        lines[name] = Expected(kind, dict(zip(ROLES, cells, strict=True)), far)
    return lines


EXPECTED = _read()

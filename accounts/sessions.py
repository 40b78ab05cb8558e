"""Django's database sessions, loaded together with what we know about each.

The row beside a session comes with the statement that loads the session anyway, and writing it never writes
the session's data: two pages at once cannot undo each other's.
"""

from django.contrib.sessions.backends import db
from django.utils import timezone


class SessionStore(db.SessionStore):
    """`info` is the `SessionInfo` of the session, None before the first page of a signed-in user."""

    info = None

    def _get_session_from_db(self):
        rows = self.model.objects.select_related("info")
        session = rows.filter(session_key=self.session_key, expire_date__gt=timezone.now()).first()
        if session is None:
            self._session_key = None
            return None
        self.info = getattr(session, "info", None)
        return session

"""Sessions in the database, whatever a cookie holds."""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """Takes only keys that can be ours: PostgreSQL cannot even be asked for one with a NUL in it."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key) and len(str(key)) >= 8 and str(key).isascii() and str(key).isalnum()

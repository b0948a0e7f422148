"""Sessions: in the database whatever a cookie holds, listed for their owner, ended one by one or together.

A session ends 12 hours after signing in, however much it is used, and earlier when it is ended from the list,
the password changes, a role ends or the person is switched off. Source: OWASP ASVS 4.0, 3.3.2, level 2.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session

from accounts.models import Person, SignIn
from core.problems import NotFound

LASTS: Final = timedelta(hours=12)
#: In the session: the hour in which it was last used, so that the list is written once an hour.
_USED: Final = "used"
_BROWSERS: Final = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS: Final = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("CrOS", "Chromebook"), ("Macintosh", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


class SessionStore(db.SessionStore):
    """Takes only keys that can be ours: PostgreSQL cannot even be asked for one with a NUL in it."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key) and len(str(key)) >= 8 and str(key).isascii() and str(key).isalnum()


@dataclass(frozen=True, slots=True)
class Listed:
    """One session in its owner's list."""

    id: int
    device: str
    begun_at: datetime
    used_at: datetime
    is_this: bool


def device_words(user_agent: str) -> str:
    """ "Firefox, Android": two words of what a browser says of itself; "" where it says nothing known."""
    browser = next((name for sign, name in _BROWSERS if f"{sign}/" in user_agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return ", ".join(filter(None, (browser, system)))


def begin(session: SessionBase, *, person: Person, user_agent: str, at: datetime) -> None:
    """Put a session just begun into its owner's list, and set its end."""
    session.set_expiry(at + LASTS)
    session[_USED] = _hour(at).isoformat()
    session.save()
    SignIn.objects.create(
        person=person,
        session_key=session.session_key or "",
        device=device_words(user_agent)[:60],
        begun_at=at,
        used_at=_hour(at),
        ends_at=at + LASTS,
    )


def was_used(session: SessionBase, *, at: datetime) -> None:
    """Note the hour; writes once in an hour."""
    hour = _hour(at).isoformat()
    if session.get(_USED) != hour:
        session[_USED] = hour
        SignIn.objects.filter(session_key=session.session_key).update(used_at=_hour(at))


def of_person(person: Person, *, this: SessionBase, at: datetime) -> list[Listed]:
    """The person's sessions that have not ended, the latest first."""
    found = SignIn.objects.filter(person=person, ends_at__gt=at).order_by("-begun_at", "-pk")
    return [Listed(s.pk, s.device, s.begun_at, s.used_at, s.session_key == this.session_key) for s in found]


def end_one(sign_in_id: int, *, person: Person) -> None:
    """End one of the person's sessions. Raises NotFound."""
    found = SignIn.objects.filter(pk=sign_in_id, person=person).first()
    if found is None:
        raise NotFound
    _end([found.session_key])


def end_all(person: Person, *, but: SessionBase | None = None) -> None:
    """End all sessions of a person, or all others."""
    keys = SignIn.objects.filter(person=person).values_list("session_key", flat=True)
    _end([key for key in keys if but is None or key != but.session_key])


def leave(session: SessionBase) -> None:
    """Take a session that its owner ends by signing out off the list."""
    SignIn.objects.filter(session_key=session.session_key or "").delete()


def forget_ended(*, at: datetime) -> None:
    """Forget sessions that are over, for housekeeping."""
    Session.objects.filter(expire_date__lt=at).delete()
    SignIn.objects.filter(ends_at__lt=at).delete()


def _end(keys: list[str]) -> None:
    Session.objects.filter(session_key__in=keys).delete()
    SignIn.objects.filter(session_key__in=keys).delete()


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)

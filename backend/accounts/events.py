from dataclasses import dataclass

from core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordLinkMade(Event):
    """Somebody is invited, or asked for a way back in: a link to set their password goes to their address."""

    link_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInAnew(Event):
    """Somebody of the staff signed in on a device that had not been used for it before."""

    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInChanged(Event):
    """The way somebody signs in has changed: their password, or a second step."""

    person_id: int

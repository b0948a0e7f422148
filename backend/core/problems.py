"""Refusals: a rule said no. `config` turns them into RFC 9457 problem documents."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Refusal(Exception):
    """A rule said no.

    type      part of the API; never changes.
    message   a sentence that a resident could read: what happened and what to do.
    field     the part of the request that it is about, as a dotted path, or None.
    extra     further members of the problem document (JSON-able).
    """

    status = 409
    type = "/problems/refused"
    title: Words = _("That can't be done")
    default: Words = _("That can't be done as things stand.")

    def __init__(self, message: Words | None = None, *, field: str | None = None, **extra: Any) -> None:
        self.message = message if message is not None else self.default
        self.field = field
        self.extra = extra
        super().__init__(str(self.message))


class NotFound(Refusal):
    """Missing and hidden look the same."""

    status, type = 404, "/problems/not-found"
    title = _("Not found")
    default = _("There is nothing here, or it is not yours to see.")


class NotAllowed(Refusal):
    """Visible, but not yours to change."""

    status, type = 403, "/problems/not-allowed"
    title = _("Not allowed")
    default = _("You can see this, but your role does not let you do that.")


class SignInFirst(Refusal):
    status, type = 401, "/problems/sign-in"
    title = _("Sign in first")
    default = _("Please sign in to do this.")


class Invalid(Refusal):
    """Something sent is not as it must be."""

    status, type = 422, "/problems/invalid"
    title = _("Something needs changing")
    default = _("Something that was sent is not as it should be.")


class Conflict(Refusal):
    status, type = 409, "/problems/conflict"
    title = _("That is already taken")
    default = _("Something else is already there.")


class MoveRefused(Refusal):
    """A status may not move that way, or not by this role."""

    type = "/problems/move-refused"
    title = _("That can't be done now")
    default = _("It has moved on since you looked. Look again.")


class TooMany(Refusal):
    """Over a limit; `retry_after` says for how many seconds."""

    status, type = 429, "/problems/too-many"
    title = _("Too many at once")
    default = _("That is a lot in a short time. Please try again later.")

    def __init__(self, message: Words | None = None, *, retry_after: int = 60, **extra: Any) -> None:
        super().__init__(message, retry_after=retry_after, **extra)
        self.retry_after = retry_after


class Busy(Refusal):
    """Not now, and not the sender's fault."""

    status, type = 503, "/problems/busy"
    title = _("Please try again")
    default = _("We could not store this just now. It stays on your phone and is sent again.")


class Full(Refusal):
    """The disk guard: nothing is accepted that could not be stored."""

    status, type = 507, "/problems/full"
    title = _("No room left")
    default = _("We have no room left to store this. It stays on your phone; try again later.")


class TooLarge(Refusal):
    """The body of a request is longer than anything that is taken there."""

    status, type = 413, "/problems/too-large"
    title = _("That is too large")
    default = _("That is longer than anything we take here. Nothing of it was stored.")


class LengthNeeded(Refusal):
    """A body that does not say how long it is."""

    status, type = 411, "/problems/length-needed"
    title = _("How long is it?")
    default = _("A request must say how long it is before it is sent. Nothing of it was stored.")


class WrongMethod(Refusal):
    """The address is right, what is asked of it is not."""

    status, type = 405, "/problems/wrong-method"
    title = _("Not possible here")
    default = _("This address does not take that kind of request.")


class Broken(Refusal):
    """A mistake of ours. It is in the log; nothing of it is told."""

    status, type = 500, "/problems/broken"
    title = _("Something went wrong here")
    default = _("That was our fault, not yours. Please try again in a few minutes.")

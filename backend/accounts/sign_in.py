"""Signing in and out: the password, then the second step where there is one; or a passkey, which is both."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, authenticate, login, logout
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from accounts import guessing, second_step, sessions
from accounts.events import SignedInAnew
from accounts.models import Person
from core import events
from core.problems import Invalid, Refusal

#: In the session: whose password was right, until the second step is done.
_PENDING: Final = "second step of"
_PENDING_LASTS: Final = timedelta(minutes=10)
_WRONG_CODES: Final = 5
#: In the session: when its owner last proved who they are; needed to change how they sign in.
_PROVED: Final = "proved at"
PROOF_LASTS: Final = timedelta(minutes=15)
#: In the session: begun with a second step, or with nobody asking for one.
_COMPLETE: Final = "second step done"


class WrongSignIn(Invalid):
    """The address or the password is wrong; which of them is not said."""

    status, type = 401, "/problems/wrong-sign-in"
    title = _("That did not match")
    default = _("That e-mail address and password do not match. Check both and try again.")


class SecondStep(Refusal):
    """The password was right; now the second step. `ways` says which: "code", "passkey"."""

    status, type = 401, "/problems/second-step"
    title = _("One more step")
    default = _("Now the code from your telephone, or your passkey.")


class StepOver(Refusal):
    """The second step without a password before it, or too long after it."""

    status, type = 401, "/problems/step-over"
    title = _("Start again")
    default = _("That took too long, or the code was wrong too often. Start again with your password.")


class ProveFirst(Refusal):
    """Who changes how they sign in shows once more that it is them."""

    status, type = 403, "/problems/prove-first"
    title = _("Is it you?")
    default = _("Type your password, or use your passkey, before you change how you sign in.")


class ByEmail:
    """Finds an active person by e-mail address and checks the password in even time."""

    def authenticate(
        self, request: HttpRequest | None, email: str | None = None, password: str | None = None, **_: object
    ) -> Person | None:
        person = Person.objects.filter(email__iexact=email or "", is_active=True).first()
        if person is None:
            make_password(password)  # as slow as a check, so that an unknown address cannot be told by time
            return None
        return person if person.check_password(password or "") else None

    def get_user(self, user_id: int) -> Person | None:
        return Person.objects.filter(pk=user_id, is_active=True).first()


@dataclass(frozen=True, slots=True)
class Cookie:
    """The device cookie that a browser gets when it has signed in."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, and the cookie by which the browser is known to this account from now on."""

    person: Person
    device: Cookie


def sign_in(request: HttpRequest, *, email: str, password: str, address: str, at: datetime) -> SignedIn:
    """Start a session.

    Raises  WrongSignIn; SecondStep where the account has one; TooMany while a pause lasts (see `guessing`).
    """
    attempt = _attempt(request, email, address)
    person = authenticate(request, email=email, password=password)
    if not isinstance(person, Person):
        guessing.was_wrong(attempt)
        raise WrongSignIn
    guessing.was_right(attempt)
    if second_step.has_one(person):
        ways = second_step.ways_of(person)
        request.session[_PENDING] = {"person": person.pk, "at": at.isoformat(), "wrong": 0}
        if SESSION_KEY not in request.session:  # else it has its own end, which this would move
            request.session.set_expiry(int(_PENDING_LASTS.total_seconds()))
        raise SecondStep(
            ways=[*(["code"] if ways.has_codes else []), *(["passkey"] if ways.passkeys else [])]
        )
    return _begin(request, person, at=at, complete=False)


def finish_with_code(request: HttpRequest, *, code: str, address: str, at: datetime) -> SignedIn:
    """The second step by a code. Raises StepOver, second_step.WrongCode, TooMany."""
    person = _pending(request, at)
    attempt = _attempt(request, f"code {person.email}", address, device_of=person.email)
    try:
        second_step.check_code(person, code)
    except second_step.WrongCode:
        guessing.was_wrong(attempt)
        pending = request.session[_PENDING]
        pending["wrong"] += 1
        request.session.modified = True
        if pending["wrong"] >= _WRONG_CODES:
            del request.session[_PENDING]
            raise StepOver from None
        raise
    guessing.was_right(attempt)
    return _begin(request, person, at=at, complete=True)


def ask_for_passkey(request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    """What the browser needs to ask for a passkey: for the second step, or as the whole of signing in."""
    person = _pending(request, at) if _PENDING in request.session else person_of(request.session)
    if _PENDING not in request.session and person is None:
        request.session.set_expiry(int(_PENDING_LASTS.total_seconds()))
    return second_step.ask_for_passkey(person)


def finish_with_passkey(request: HttpRequest, *, credential: dict[str, Any], at: datetime) -> SignedIn:
    """Sign in by passkey, alone or as the second step; or prove again who is signed in.

    Raises StepOver, second_step.WrongPasskey.
    """
    signed_in = person_of(request.session)
    expected = signed_in or (_pending(request, at) if _PENDING in request.session else None)
    person = second_step.check_passkey(expected, credential)
    if signed_in is not None:
        request.session[_PROVED] = at.isoformat()
        return SignedIn(person, _cookie(person))
    return _begin(request, person, at=at, complete=True)


def prove(request: HttpRequest, *, person: Person, password: str, address: str, at: datetime) -> None:
    """Whoever is signed in types their password once more. Raises WrongSignIn, TooMany."""
    attempt = _attempt(request, person.email, address)
    if not person.check_password(password):
        guessing.was_wrong(attempt)
        raise WrongSignIn(_("That is not your password. Check it and try again."), field="password")
    guessing.was_right(attempt)
    request.session[_PROVED] = at.isoformat()


def has_proved(session: SessionBase, *, at: datetime) -> bool:
    """Whether its owner proved lately who they are."""
    proved = session.get(_PROVED)
    return bool(proved) and at - datetime.fromisoformat(str(proved)) <= PROOF_LASTS


def require_proof(session: SessionBase, *, at: datetime) -> None:
    """Raises ProveFirst."""
    if not has_proved(session, at=at):
        raise ProveFirst


def sign_out(request: HttpRequest) -> None:
    """End the session; nothing happens where there is none."""
    sessions.leave(request.session)
    logout(request)


def person_of(session: SessionBase) -> Person | None:
    """Whose session it is; None for nobody's. A new password ends the old sessions."""
    person = Person.objects.filter(pk=session.get(SESSION_KEY) or 0, is_active=True).first()
    if person is None:
        return None
    stamp = session.get(HASH_SESSION_KEY, "")
    return person if constant_time_compare(stamp, person.get_session_auth_hash()) else None


def lacks_second_step(session: SessionBase, person: Person) -> bool:
    """Whether this session may do nothing yet but set up the second step that a body asks for."""
    if session.get(_COMPLETE) or not second_step.is_asked_of(person):
        return False
    return not second_step.has_one(person)


def has_set_second_step(session: SessionBase) -> None:
    """From now on this session has what was asked for."""
    session[_COMPLETE] = True


def keeps_session(session: SessionBase, person: Person) -> None:
    """The session in which a password was changed goes on; the others have ended."""
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()


def cookie_name(email: str) -> str:
    """A browser that several people sign in on keeps a device cookie for each."""
    return f"{guessing.DEVICE_COOKIE}-{guessing.account_key(email)[-12:]}"


def _attempt(request: HttpRequest, account: str, address: str, *, device_of: str = "") -> guessing.Attempt:
    cookie = request.COOKIES.get(cookie_name(device_of or account), "")
    return guessing.begin(account=account, address=address, device_cookie=cookie, device_of=device_of)


def _pending(request: HttpRequest, at: datetime) -> Person:
    pending = request.session.get(_PENDING)
    if not pending or at - datetime.fromisoformat(pending["at"]) > _PENDING_LASTS:
        raise StepOver
    person = Person.objects.filter(pk=pending["person"], is_active=True).first()
    if person is None:
        raise StepOver
    return person


def _begin(request: HttpRequest, person: Person, *, at: datetime, complete: bool) -> SignedIn:
    is_known = bool(guessing.known_device(request.COOKIES.get(cookie_name(person.email), ""), person.email))
    # Signed in here as somebody else, or as this person already: that session has ended with this.
    sessions.leave(request.session)
    request.session.pop(_PENDING, None)
    with transaction.atomic():
        login(request, person)
        request.session[_PROVED] = at.isoformat()
        request.session[_COMPLETE] = complete
        sessions.begin(
            request.session, person=person, user_agent=request.headers.get("User-Agent", ""), at=at
        )
        if not is_known and not person.is_demo:
            events.publish(SignedInAnew(person_id=person.pk))
    return SignedIn(person, _cookie(person))


def _cookie(person: Person) -> Cookie:
    value = guessing.device_cookie_for(person.email, nonce=secrets.token_urlsafe(16))
    return Cookie(cookie_name(person.email), value)

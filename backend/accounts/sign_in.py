"""Signing in and out. Attempts are limited by address and by account together.

So that nobody can lock another out.
"""

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, authenticate, login, logout
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core import limits
from core.problems import Invalid


class WrongSignIn(Invalid):
    """The address or the password is wrong; which of them is not said."""

    status, type = 401, "/problems/wrong-sign-in"
    title = _("That did not match")
    default = _("That e-mail address and password do not match. Check both and try again.")


class ByEmail:
    """Finds an active person by e-mail address and checks the password in even time."""

    def authenticate(
        self, request: HttpRequest | None, email: str | None = None, password: str | None = None, **_: object
    ) -> Person | None:
        person = Person.objects.filter(email__iexact=email or "", is_active=True).first()
        if person is None:
            make_password(password)  # as slow as a check, so that an unknown address cannot be told by time
            return None
        return person if check_password(password or "", person.password) else None

    def get_user(self, user_id: int) -> Person | None:
        return Person.objects.filter(pk=user_id, is_active=True).first()


def sign_in(request: HttpRequest, *, email: str, password: str, address: str) -> Person:
    """Start a session.

    Raises  WrongSignIn; TooMany after 10 attempts in 15 minutes from one address on one account, or 100 on
            any of them.
    """
    limits.take("sign-in from", address, most=100, seconds=900)
    limits.take("sign-in", f"{address}|{email.lower()}", most=10, seconds=900)
    person = authenticate(request, email=email, password=password)
    if not isinstance(person, Person):
        raise WrongSignIn
    login(request, person)
    return person


def sign_out(request: HttpRequest) -> None:
    """End the session; nothing happens where there is none."""
    logout(request)


def person_of(session: SessionBase) -> Person | None:
    """Whose session it is; None for nobody's. A new password ends the old sessions.

    (`django.contrib.auth.get_user` would do the same, and wants tables of groups that we have not.)
    """
    person = Person.objects.filter(pk=session.get(SESSION_KEY) or 0, is_active=True).first()
    if person is None:
        return None
    stamp = session.get(HASH_SESSION_KEY, "")
    return person if constant_time_compare(stamp, person.get_session_auth_hash()) else None

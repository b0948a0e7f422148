"""Finds out who acts: a signed-in person, or a phone that shows a track token."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor, actor_for
from accounts.models import Person
from core.problems import NotAllowed


def network_address(request: HttpRequest) -> str:
    """The sender's address, behind as many proxies as we were told to trust."""
    proxies: int = settings.TRUSTED_PROXIES
    forwarded = [
        part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
    ]
    if proxies and forwarded:
        return forwarded[-min(proxies, len(forwarded))]
    return str(request.META.get("REMOTE_ADDR", ""))


class WhoActs:
    """Sets `request.actor`.

    A session counts only with its CSRF token on anything that writes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._csrf = CsrfViewMiddleware(lambda request: HttpResponse())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked: Any = request
        asked.actor = SimpleLazyObject(lambda: self._actor(request))
        return self._with_csrf_cookie(request, self.get_response(request))

    def _actor(self, request: HttpRequest) -> Actor:
        token, address = request.headers.get("Track-Token", "")[:200], network_address(request)
        person = _signed_in(request) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        if person is not None:
            self.check_csrf(request)
        return actor_for(person, track_token=token, address=address)

    def _with_csrf_cookie(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        self._csrf.process_response(request, response)
        return response

    def check_csrf(self, request: HttpRequest) -> None:
        """Raises NotAllowed for a write without the token of the cookie. Reads pass."""
        self._csrf.process_request(request)
        if self._csrf.process_view(request, _no_view, (), {}) is not None:
            raise NotAllowed(_("This page is out of date. Load it again and repeat what you did."))


def _signed_in(request: HttpRequest) -> Person | None:
    """Whose session it is. A new password ends the old sessions.

    (`django.contrib.auth.get_user` would do the same, and wants tables of groups that we have not.)
    """
    person = Person.objects.filter(pk=request.session.get(SESSION_KEY) or 0, is_active=True).first()
    if person is None:
        return None
    stamp = request.session.get(HASH_SESSION_KEY, "")
    return person if constant_time_compare(stamp, person.get_session_auth_hash()) else None


def _no_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()

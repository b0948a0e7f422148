"""Finds out who acts: a signed-in person, or a phone that shows a track token."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from accounts import sessions
from accounts.actor import Actor, actor_for
from accounts.sign_in import lacks_second_step, person_of
from core.clock import now
from core.problems import NotAllowed

#: A random word by which limits tell phones behind one address apart. It says nothing else. With a report it
#: is kept for 90 days as a keyed hash, so that whoever sent it can be blocked or trusted.
PHONE_COOKIE = "phone"
PHONE_COOKIE_S = 60 * 60 * 24 * 90


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
        # Made before the answer: what a phone sends first is known to be its own from then on.
        is_new = request.method in {"POST", "PUT"} and not request.COOKIES.get(PHONE_COOKIE)
        new_phone = secrets.token_urlsafe(16) if is_new else ""
        asked.actor = SimpleLazyObject(lambda: self._actor(request, new_phone))
        asked.check_csrf = lambda: self.check_csrf(request)
        return self._with_cookies(request, self.get_response(request), new_phone)

    def _actor(self, request: HttpRequest, new_phone: str) -> Actor:
        token, address = request.headers.get("Track-Token", "")[:200], network_address(request)
        person = person_of(request.session) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        if person is not None:
            self.check_csrf(request)
        phone = request.COOKIES.get(PHONE_COOKIE, "")[:40] or new_phone
        actor = actor_for(person, track_token=token, address=address, phone=phone)
        if person is None:
            return actor
        sessions.was_used(request.session, at=now())
        if lacks_second_step(request.session, person):
            return replace(actor, held=(), watched=frozenset(), lacks_second_step=True)
        return actor

    def _with_cookies(self, request: HttpRequest, response: HttpResponse, new_phone: str) -> HttpResponse:
        self._csrf.process_response(request, response)
        if new_phone:
            response.set_cookie(
                PHONE_COOKIE,
                new_phone,
                max_age=PHONE_COOKIE_S,
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Strict",
            )
        return response

    def check_csrf(self, request: HttpRequest) -> None:
        """Raises NotAllowed for a write without the token of the cookie. Reads pass."""
        self._csrf.process_request(request)
        if self._csrf.process_view(request, _no_view, (), {}) is not None:
            raise NotAllowed(_("This page is out of date. Load it again and repeat what you did."))


def _no_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()

"""Who comes in by the socket: from which page, from which network address, signed in as whom."""

from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.request import validate_host
from django.utils import translation

from accounts.actor import Actor, actor_for
from accounts.sign_in import lacks_second_step, person_of

Scope = dict[str, Any]


def _all(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope.get("headers", ()) if key == name]


def is_our_page(scope: Scope) -> bool:
    """Whether the page that opens the socket is ours. Another's would come with the visitor's cookies.

    A program that is no browser sends no Origin, and has nobody's cookies but its own.
    """
    origins = _all(scope, b"origin")
    if not origins:
        return True
    if len(origins) > 1:
        return False
    try:
        origin, base = urlsplit(origins[0].lower()), urlsplit(settings.BASE_URL.lower())
        name = origin.hostname or ""
    except ValueError:
        return False
    if (origin.scheme, origin.netloc) == (base.scheme, base.netloc):
        return True
    hosts = [host.lower() for host in _all(scope, b"host")]
    return (
        origin.scheme in {"http", "https"}
        and hosts == [origin.netloc]
        and validate_host(name, settings.ALLOWED_HOSTS)
    )


def network_address(scope: Scope) -> str:
    """The client's address, behind as many proxies as we were told to trust."""
    proxies: int = settings.TRUSTED_PROXIES
    forwarded = [
        part.strip() for line in _all(scope, b"x-forwarded-for") for part in line.split(",") if part.strip()
    ]
    if proxies and forwarded:
        return forwarded[-min(proxies, len(forwarded))]
    client = scope.get("client")
    return str(client[0]) if client else ""


def request_of(scope: Scope) -> HttpRequest:
    """The handshake as Django's own functions for sessions and languages want it."""
    request = HttpRequest()
    try:
        cookies = SimpleCookie("; ".join(_all(scope, b"cookie")))
    except CookieError:
        cookies = SimpleCookie()
    request.COOKIES = {name: morsel.value for name, morsel in cookies.items()}
    request.META["HTTP_ACCEPT_LANGUAGE"] = ", ".join(_all(scope, b"accept-language"))
    return request


def is_signed_in(request: HttpRequest) -> bool:
    """Whether the page has a session, of whomever."""
    return bool(request.COOKIES.get(settings.SESSION_COOKIE_NAME))


def language_of(request: HttpRequest) -> str:
    """The language of the page that opened the socket."""
    return translation.get_language_from_request(request)


def actor_of(request: HttpRequest, *, track_token: str, address: str) -> Actor:
    """Who listens. Looks the session up; call it in a thread."""
    person = None
    if key := request.COOKIES.get(settings.SESSION_COOKIE_NAME):
        session = import_module(settings.SESSION_ENGINE).SessionStore(key)
        person = person_of(session)
        if person is not None and lacks_second_step(session, person):
            person = None
    return actor_for(person, track_token=track_token, address=address)

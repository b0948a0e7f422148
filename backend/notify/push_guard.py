"""Push endpoints come from strangers' browsers, so they are hostile: none may reach what only we can reach.

An endpoint is https on port 443 of a name whose every address is public. It is looked up again whenever a
connection is made, which goes to the very address that was checked. PUSH_PRIVATE (for tests) lifts all of it.
"""

import ipaddress
import re
import socket
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.problems import Invalid

MOST_CHARACTERS = 1500
LOOK_UP_S = 3.0

#: Addresses that Python calls global, and that lead somewhere else or to a machine's own keeper.
#: Source: IANA special-purpose registries; 168.63.129.16 is a cloud's door to its own machines.
NOT_PUBLIC = [
    ipaddress.ip_network(text)
    for text in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "168.63.129.16/32",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "2001::/23",
        "2002::/16",
        "3fff::/20",
    )
]
#: Outside this nothing is handed out: NAT64, IPv4-compatible, link-local, unique local, multicast.
_HANDED_OUT = ipaddress.ip_network("2000::/3")

_PLAIN = re.compile(r"[\x21-\x5b\x5d-\x7e]+")  # printable ASCII without the backslash
_HOST = re.compile(r"[0-9A-Za-z.:_-]{1,253}")

#: Hosts found public, so that a second question about one is answered from memory → until when.
_found_public: dict[str, float] = {}
_REMEMBER_S = 60.0
_looking_up = threading.BoundedSemaphore(8)


class EndpointRefused(Invalid):
    """A push endpoint that we must not or cannot send to."""

    type = "/problems/push-endpoint"
    default = _(
        "Your browser gave an address for messages that we can't send to. Turn notices off and on again."
    )

    def __init__(self) -> None:
        super().__init__(field="push.endpoint")


class NoAnswer(Exception):
    """The name could not be looked up just now."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a push message goes: the parts of its endpoint."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """As RFC 8292 wants it in `aud`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"https": 443, "http": 80}[self.scheme]
        return f"{self.scheme}://{host}" + ("" if self.port == usual else f":{self.port}")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet and to nobody special."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip not in _HANDED_OUT:
            return False
    return ip.is_global and not any(ip.version == net.version and ip in net for net in NOT_PUBLIC)


def target_of(endpoint: str) -> Target:
    """The parts of an endpoint whose text may be used. Nothing is looked up. Raises EndpointRefused."""
    if len(endpoint) > MOST_CHARACTERS or not _PLAIN.fullmatch(endpoint):
        raise EndpointRefused
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise EndpointRefused from None
    schemes = {"https": 443, "http": 80} if settings.PUSH_PRIVATE else {"https": 443}
    if parts.scheme not in schemes or not _HOST.fullmatch(host) or parts.fragment or "@" in parts.netloc:
        raise EndpointRefused
    if port not in (None, 443) and not settings.PUSH_PRIVATE:
        raise EndpointRefused
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(scheme=parts.scheme, host=host, port=port or schemes[parts.scheme], path=path)


def public_addresses(target: Target, *, within: float = LOOK_UP_S) -> list[str]:
    """Look the target up and answer its addresses, for connecting to one of them at once.

    Raises  EndpointRefused when any of them is not public; NoAnswer when there is none in `within` seconds.
    """
    addresses = _look_up(target.host, target.port, within)
    if not settings.PUSH_PRIVATE and not all(is_public(address) for address in addresses):
        raise EndpointRefused
    return addresses


def check_endpoint(endpoint: str) -> None:
    """Refuse an endpoint that must not be sent to, when it is first given. Raises EndpointRefused.

    A name that cannot be looked up just now passes: it is checked again whenever something is sent.
    """
    target = target_of(endpoint)
    if _found_public.get(target.host, 0) > time.monotonic():
        return
    try:
        public_addresses(target)
    except NoAnswer:
        return
    if settings.PUSH_PRIVATE:
        return
    if len(_found_public) > 1000:
        _found_public.clear()
    _found_public[target.host] = time.monotonic() + _REMEMBER_S


def _look_up(host: str, port: int, within: float) -> list[str]:
    try:
        return _ask(host, port, socket.AI_NUMERICHOST)
    except OSError:
        pass  # a name, not an address in one of its many spellings
    # The system's resolver has no time limit of its own, and a stranger chose the name server.
    if not _looking_up.acquire(timeout=within):
        raise NoAnswer(host)
    found: list[list[str]] = []

    def ask() -> None:
        try:
            found.append(_ask(host, port, 0))
        except (OSError, UnicodeError):
            pass
        finally:
            _looking_up.release()

    asking = threading.Thread(target=ask, name="look-up", daemon=True)
    asking.start()
    asking.join(within)
    if not found or not found[0]:
        raise NoAnswer(host)
    return found[0]


def _ask(host: str, port: int, flags: int) -> list[str]:
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP, flags=flags)
    return list(dict.fromkeys(str(address[0]) for *_rest, address in answers))

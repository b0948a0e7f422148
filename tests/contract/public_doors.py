"""Every door that opens without sign-in, and what each of them says.

The doors are read off the program itself: a new address or operation that this file does not know fails.
"""

import itertools
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import URLPattern, get_resolver

from config.api import api
from routing.issue_types import ISSUE_TYPES

#: Headers that differ from one answer to the next for everybody.
_PASSING = {"Set-Cookie", "Date"}

#: A form carries a number of its own, made anew each time, so that it counts once however often it is sent.
_MADE_ANEW = re.compile(r'name="(?:id|csrfmiddlewaretoken)" value="[^"]*"')

#: What stands in an address for something of a report; unknown ones are tried too.
NO_REF, NO_ID = "FT-000000", str(uuid.UUID(int=7))


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, whole."""

    status: int
    headers: str
    body: str


#: Ways to ask a list, so that no filter shows more than no filter does.
_ASKED: dict[str, list[dict[str, str]]] = {
    "/api/v1/reports": [
        {"bbox": box, "status": status, "issue_type": kind, "limit": "1000"}
        for box, status, kind in itertools.product(
            ("-2.4,53.3,-2.2,53.5", "-2.351,53.42,-2.349,53.422"), ("", "open", "ended"), ("", *ISSUE_TYPES)
        )
    ],
    "/api/v1/where": [
        {"lat": "53.421", "lon": "-2.35", "issue_type": kind} for kind in ("", "fly_tip", "asb_nuisance")
    ],
    "/api/v1/streets": [{"q": "weir"}, {"lat": "53.421", "lon": "-2.35"}],
}

#: Addresses beside the API, by the pattern that routes them. "" where every answer is made by a random token.
_PAGES: dict[str, list[str]] = {
    "r/<str:ref>": ["/r/{ref}"],
    "r/<str:ref>/wrong": ["/r/{ref}/wrong"],
    "unsubscribe/<str:token>": ["/unsubscribe/" + "x" * 20],
    "privacy": ["/privacy"],
    "accessibility": ["/accessibility"],
    "healthz": ["/healthz"],
    "readyz": ["/readyz"],
    r"^(?!assets/|api/)(?P<path>[^.]*)$": [
        "/", "/report", "/mine", "/settings", "/desk", "/crew", "/ward/weirside", "/metrics",
        "/feeds/reports", "/open-data/reports", "/open311/v2/requests", "/open311/v2/requests.json",
    ],
}  # fmt: skip


def page_patterns() -> set[str]:
    """Every pattern of the program but the API's own."""
    return {
        str(pattern.pattern) for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)
    }


def known_pages() -> set[str]:
    """The patterns that this file reads."""
    return set(_PAGES)


def _reads() -> list[str]:
    """The API's GET addresses, with their parameters in braces."""
    paths = api.get_openapi_schema()["paths"]
    return [path for path, operations in paths.items() if "get" in operations]


def _filled(address: str, known: dict[str, list[str]]) -> Iterator[str]:
    names = re.findall(r"{(\w+)}", address)
    for values in itertools.product(*(known[name] for name in names)):
        yield address.format(**dict(zip(names, values, strict=True)))


def read_everything(known: dict[str, list[str]]) -> dict[str, Said]:
    """What every door says to somebody without token or session.

    known  for each name that an address can hold (ref, photo_id, job_id, …) the values to try.
    """
    client, said = Client(), {}
    addresses = [*_reads(), *(page for pages in _PAGES.values() for page in pages)]
    for address in addresses:
        for filled in _filled(address, known):
            for asked in _ASKED.get(address, [{}]):
                reply = client.get(filled, asked)
                key = filled + "?" + "&".join(f"{name}={value}" for name, value in asked.items())
                said[key] = _said(reply)
    return said


def _said(reply: Any) -> Said:
    headers = sorted(f"{name}: {value}" for name, value in reply.items() if name not in _PASSING)
    body = b"".join(reply.streaming_content) if reply.streaming else reply.content
    text = _MADE_ANEW.sub("", body.decode("utf-8", "backslashreplace"))
    return Said(reply.status_code, "\n".join(headers), text)

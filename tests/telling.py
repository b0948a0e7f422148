"""Telling a phone or an address about the mattresses on Weir Lane."""

import uuid
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from notify import readers, tell
from notify.models import Reader
from push_service import Browser

AT = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)

#: What a message about the mattresses says.
MATTRESSES: dict[str, Any] = {
    "ref": "FT-7K3Q-2M",
    "url": "https://doorstep.example/r/FT-7K3Q-2M",
    "mail_url": "https://doorstep.example/r/FT-7K3Q-2M#track=abc",
    "what": {"en-gb": "Fly-tipping: mattresses", "cy": "Tipio anghyfreithlon: matresi"},
    "where": "Weir Lane",
    "body": {"en-gb": "Exampleton Council", "cy": "Cyngor Exampleton"},
    "department": {"en-gb": "Street cleansing", "cy": "Glanhau strydoedd"},
    "because": "You get this because you follow this report.",
    "aim_at": "2026-11-27T17:00:00+00:00",
    "cleared_at": "2026-11-24T10:30:00+00:00",
    "has_photo": True,
}


def phone(browser: Browser, language: str = "en-gb") -> Reader:
    """The reader behind a browser."""
    return readers.reader_for_phone(endpoint=browser.endpoint, **browser.keys, language=language, at=AT)


def say(template: str, *to: Reader, event_key: uuid.UUID | None = None, **params: Any) -> uuid.UUID:
    """Tell these readers about the mattresses; the event's key."""
    key = event_key or uuid.uuid4()
    with transaction.atomic():
        tell.tell(event_key=key, template=template, params={**MATTRESSES, **params}, readers=to, at=AT)
    return key

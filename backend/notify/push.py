"""Web push (RFC 8030, 8188, 8291, 8292): one encrypted message to one browser."""

import json
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any
from uuid import UUID

from core.outbox import Retry
from notify import keys, push_guard, push_line
from notify.models import PushSubscription
from notify.push_line import Answer

#: A browser that was off hears of it within this time, or not at all.
KEEP_FOR = timedelta(days=3)
#: 4,096 bytes, less the header of the encryption and its tag.
MOST_BYTES = 3993
#: No pause that a push service asks for is longer.
_LONGEST_PAUSE = timedelta(hours=6)
_LATER = {408, 425, 429}


class Gone(Exception):
    """The browser has ended this subscription, or it never was one."""


class Failed(Exception):
    """The push service will not take this message, now or later."""


def send(*, subscription: PushSubscription, message: dict[str, str], key: UUID) -> None:
    """Hand one message to its push service.

    message  {"title", "body", "url", "tag"}; the body is shortened where the whole is over 3,993 bytes.
    key      the same for each attempt: the push service keeps one of several with the same.
    Raises   core.outbox.Retry, Gone or Failed.
    """
    from pywebpush import WebPusher, WebPushException

    try:
        target = push_guard.target_of(subscription.endpoint)
    except push_guard.EndpointRefused:
        raise Failed("endpoint refused") from None
    info = {
        "endpoint": subscription.endpoint,
        "keys": {"p256dh": subscription.p256dh, "auth": subscription.auth},
    }
    try:
        # Only the encryption is pywebpush's: its sending follows redirects and reads answers of any length.
        body: bytes = WebPusher(info).encode(fit(message))["body"]
    except (WebPushException, ValueError) as error:
        raise Failed(f"keys refused: {type(error).__name__}") from None
    headers = {
        "Authorization": keys.authorization(target.origin),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(KEEP_FOR.total_seconds())),
        "Topic": _topic(key),
        "Urgency": "normal",
        "User-Agent": "Doorstep",
    }
    resting.check(target.origin)
    try:
        answer = push_line.post(target, headers, body)
    except push_guard.EndpointRefused:
        raise Failed("endpoint refused") from None
    except (push_guard.NoAnswer, OSError, HTTPException) as error:
        resting.begin(target.origin)
        raise Retry(f"push service out of reach: {type(error).__name__}") from None
    resting.end(target.origin)
    _judge(answer)


def fit(message: dict[str, str]) -> bytes:
    """The message as JSON of at most 3,993 bytes, its body shortened where it must be."""
    encoded = _encode(message)
    if len(encoded) <= MOST_BYTES:
        return encoded
    body = message["body"]
    low, high = 0, len(body)
    while low < high:
        middle = (low + high + 1) // 2
        if len(_encode({**message, "body": body[:middle] + "…"})) <= MOST_BYTES:
            low = middle
        else:
            high = middle - 1
    encoded = _encode({**message, "body": body[:low] + "…"})
    if len(encoded) > MOST_BYTES:
        raise ValueError("a push message is too long without its body")
    return encoded


def _encode(message: dict[str, Any]) -> bytes:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()


def _topic(key: UUID) -> str:
    from base64 import urlsafe_b64encode

    return urlsafe_b64encode(key.bytes).rstrip(b"=").decode()  # 22 characters of the 32 allowed


def _judge(answer: Answer) -> None:
    status = answer.status
    if 200 <= status < 300:
        return
    if status in {404, 410}:
        raise Gone(f"the push service answered {status}")
    if status in _LATER or status >= 500:
        raise Retry(f"the push service answered {status}", pause=_asked_pause(answer.retry_after))
    raise Failed(f"the push service answered {status}")


def _asked_pause(retry_after: str) -> timedelta | None:
    if not retry_after:
        return None
    try:
        if retry_after.isascii() and retry_after.isdigit():
            pause = timedelta(seconds=min(int(retry_after[:9]), 10**8))
        else:
            when = parsedate_to_datetime(retry_after)
            pause = (when if when.tzinfo else when.replace(tzinfo=UTC)) - datetime.now(UTC)
    except (ValueError, OverflowError):
        return None
    return min(max(pause, timedelta(seconds=1)), _LONGEST_PAUSE)


class _Resting:
    """Push services that are out of reach are left alone for a while, and don't hold up the others."""

    _FIRST_S, _LONGEST_S = 2.0, 60.0

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until: dict[str, tuple[float, float]] = {}

    def check(self, origin: str) -> None:
        until, _pause = self._until.get(origin, (0.0, 0.0))
        if time.monotonic() < until:
            raise Retry("the push service rests")

    def begin(self, origin: str) -> None:
        with self._lock:
            if len(self._until) > 1000:
                self._until.clear()
            _before, pause = self._until.get(origin, (0.0, self._FIRST_S / 2))
            pause = min(pause * 2, self._LONGEST_S)
            self._until[origin] = (time.monotonic() + pause, pause)

    def end(self, origin: str) -> None:
        if origin in self._until:
            with self._lock:
                self._until.pop(origin, None)

    def forget(self) -> None:
        """Ask every push service again at once, whatever it did before."""
        self._until.clear()


resting = _Resting()

"""No request body larger than the largest photo reaches a thread."""

from collections.abc import Awaitable, Callable, MutableMapping
from io import BytesIO
from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.utils import translation

from config.problems import from_refusal
from core.problems import LengthNeeded, Refusal, TooLarge
from reports.photo.photo_bytes import MOST_BYTES, PhotoTooLarge

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

#: Everything but a photo is a few kilobytes of JSON.
MOST_JSON = 300_000


class BodyCap:
    """Answers 413 as soon as a body says that it will be, or turns out to be, too large."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_photo = scope["method"] == "PUT" and scope["path"].startswith("/api/v1/photos/")
        most, refusal = (MOST_BYTES, PhotoTooLarge) if is_photo else (MOST_JSON, TooLarge)
        headers = dict(scope["headers"])
        said = headers.get(b"content-length", b"0")
        if b"transfer-encoding" in headers and b"content-length" not in headers:
            # The threads read as much as a request declares, so this one would look empty to them.
            await _refuse(LengthNeeded(), scope, send)
            return
        if not said.isdigit() or int(said) > most:
            await _refuse(refusal(), scope, send)
            return
        got = 0
        over = False

        async def capped() -> Message:
            nonlocal got, over
            message = await receive()
            got += len(message.get("body", b""))
            if got > most:
                over = True
                return {"type": "http.disconnect"}
            return message

        begun = False

        async def once(message: Message) -> None:
            nonlocal begun
            if over and not begun:
                return
            begun = True
            await send(message)

        await self.app(scope, capped, once)
        if over and not begun:
            await _refuse(refusal(), scope, send)


async def _refuse(refusal: Refusal, scope: Scope, send: Send) -> None:
    """The refusal in the reader's language, without reading what is left of the body."""
    request = ASGIRequest(dict(scope), BytesIO())
    with translation.override(translation.get_language_from_request(request)):
        response = from_refusal(refusal)
    headers = [(name.lower().encode(), value.encode()) for name, value in response.items()]
    await send(
        {
            "type": "http.response.start",
            "status": response.status_code,
            "headers": [*headers, (b"connection", b"close")],
        }
    )
    await send({"type": "http.response.body", "body": response.content})

"""No request body larger than the largest photo reaches a thread."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

#: Photos may be 25 MB; everything else is a few kilobytes of JSON.
MOST_PHOTO = 25_000_000
MOST_JSON = 300_000

_TOO_LARGE = json.dumps(
    {
        "type": "/problems/too-large",
        "title": "That is too large",
        "status": 413,
        "detail": "A photo may have up to 25 MB, anything else up to 300 kB. Nothing of it was stored.",
    }
).encode()


class BodyCap:
    """Answers 413 as soon as a body is, or says that it will be, too large."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_photo = scope["method"] == "PUT" and scope["path"].startswith("/api/v1/photos/")
        most = MOST_PHOTO if is_photo else MOST_JSON
        said = dict(scope["headers"]).get(b"content-length", b"0")
        if not said.isdigit() or int(said) > most:
            await _refuse(send)
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
            await _refuse(send)


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"application/problem+json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": _TOO_LARGE})

"""Pages with the live socket open, without a server in between."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, TypeVar

from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.db import connections, transaction

from core.clock import now
from notify import publish
from notify.live import LiveSockets

T = TypeVar("T")

OURS = [(b"host", b"127.0.0.1:8000"), (b"origin", b"http://127.0.0.1:8000")]


class Page:
    """One page with its socket open."""

    def __init__(self, app: LiveSockets, headers: Iterable[tuple[bytes, bytes]] = OURS) -> None:
        scope = {"type": "websocket", "headers": list(headers), "client": ("127.0.0.1", 5000)}
        untyped: Any = ApplicationCommunicator
        self.socket: Any = untyped(app, scope)

    async def open(self) -> bool:
        """Whether it was let in."""
        await self.socket.send_input({"type": "websocket.connect"})
        reply = await self.socket.receive_output(timeout=5)
        return bool(reply["type"] == "websocket.accept")

    async def close(self) -> None:
        """Go away, as when a tab is closed."""
        await self.socket.send_input({"type": "websocket.disconnect", "code": 1001})
        await self.socket.wait(timeout=5)

    async def ask(self, *topics: str, since: int | None = None, token: str | None = None) -> dict[str, Any]:
        """Subscribe; the hello."""
        await self.say({"subscribe": list(topics), "token": token, "since": since})
        return await self.hear()

    async def say(self, message: Any) -> None:
        text = message if isinstance(message, str) else json.dumps(message)
        await self.socket.send_input({"type": "websocket.receive", "text": text})

    async def hear(self) -> dict[str, Any]:
        said = await self.socket.receive_output(timeout=5)
        message: dict[str, Any] = json.loads(said["text"])
        return message

    async def closed_with(self) -> int:
        """Read to the end; the code that the socket was closed with."""
        while True:
            said = await self.socket.receive_output(timeout=5)
            if said["type"] == "websocket.close":
                code: int = said["code"]
                return code


Open = Callable[..., Awaitable[Page]]


@asynccontextmanager
async def pages(sockets: LiveSockets | None = None) -> AsyncIterator[Open]:
    """Opens pages, and closes them all at the end."""
    app = sockets or LiveSockets()
    opened: list[Page] = []

    async def open_page(headers: Iterable[tuple[bytes, bytes]] = OURS) -> Page:
        page = Page(app, headers)
        assert await page.open()
        opened.append(page)
        return page

    try:
        yield open_page
    finally:
        for page in opened:
            await page.close()
        await sync_to_async(app.close)()


async def in_database(do: Callable[[], T]) -> T:
    """What `do` answers, asked in a thread that leaves no connection behind."""

    def ask() -> T:
        try:
            return do()
        finally:
            connections.close_all()

    return await asyncio.to_thread(ask)


async def change(*topics: str, event: str = "Changed", at: datetime | None = None) -> None:
    """Publish, as a worker does."""

    def publish_it() -> None:
        with transaction.atomic():
            publish.publish_live(topics=topics, event=event, at=at or now())

    await in_database(publish_it)


def in_loop(story: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(story(), timeout=30))

"""What runs beside the requests of a web process: worker threads and the fan-out to open sockets."""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings

from config import housekeeping
from core import outbox
from notify import between, live

Message = MutableMapping[str, Any]


@dataclass(slots=True)
class _Running:
    """The threads of this process."""

    workers: list[outbox.Worker] = field(default_factory=list)
    listener: between.Listener | None = None


_running = _Running()


def _begin() -> None:
    outbox.reclaim()
    housekeeping.keep_going()
    _running.listener = between.start()
    _running.workers = outbox.start_workers(settings.WORKERS)


def _end() -> None:
    outbox.end_workers(_running.workers)
    if _running.listener:
        _running.listener.end()


async def lifespan(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """ASGI lifespan: begin before the first request, end after the last."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await sync_to_async(_begin)()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await sync_to_async(_end)()
            live.application.close()
            await send({"type": "lifespan.shutdown.complete"})
            return

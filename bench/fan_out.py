"""A crew's outcome on 1,000 open pages: from the tap on the button to the last page that knows."""

import asyncio
import base64
import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterable
from time import perf_counter
from typing import Any

import httpx
from bench._borough import borough
from bench._figures import at_most, share
from bench.memory import resident_mb, wait_for

from accounts.models import Role
from demo import people
from routing.models import Area
from workqueue.models import Job

PAGES = 1000
_OUTCOMES = 25
_PORT = 18_432
_BASE = f"http://127.0.0.1:{_PORT}"


def run() -> Iterable[dict[str, Any]]:
    """A real server in a process of its own; the desk and all pages in this one, on the same machine."""
    with borough(_OUTCOMES + 5, still_open=1):
        jobs = list(Job.objects.values_list("pk", flat=True))
        wards = [f"ward:{slug}" for slug in Area.objects.filter(kind="ward").values_list("slug", flat=True)]
    env = {**os.environ, "DOORSTEP_DEMO": "yes", "DOORSTEP_BASE_URL": _BASE}
    server = subprocess.Popen([sys.executable, "-m", "config.serve", "--port", str(_PORT)], env=env)
    try:
        wait_for(f"{_BASE}/readyz")
        before = resident_mb(server.pid)
        taken = asyncio.run(_watch(wards, jobs))
        yield at_most(f"live_fan_out_{PAGES}_sockets_ms", share(taken, 0.5), "ms", 100)
        yield at_most(f"live_fan_out_{PAGES}_sockets_p95_ms", share(taken, 0.95), "ms", 250)
        grown = (resident_mb(server.pid) - before) * 1000 / PAGES
        yield at_most("live_memory_of_a_socket", grown, "kB", 60)
    finally:
        server.terminate()
        server.wait(timeout=30)


async def _watch(wards: list[str], jobs: list[int]) -> list[float]:
    round_ = _Round()
    loop = asyncio.get_running_loop()
    for begun in range(0, PAGES, 100):
        await asyncio.gather(
            *(
                loop.create_connection(lambda: _Page(round_, wards), "127.0.0.1", _PORT)
                for _each in range(begun, min(begun + 100, PAGES))
            )
        )
        await round_.all_of(min(begun + 100, PAGES))
        round_.begin(keep=True)
    taken = []
    async with httpx.AsyncClient(base_url=_BASE) as desk:
        await desk.get("/api/v1/session")
        headers = {"X-CSRFToken": desk.cookies["csrftoken"], "Referer": _BASE}
        signed_in = await desk.post("/api/v1/session", json=_desk(), headers=headers)
        signed_in.raise_for_status()
        headers["X-CSRFToken"] = desk.cookies["csrftoken"]
        for job in jobs:
            round_.begin()
            begun_at = perf_counter()
            reply = await desk.post(
                f"/api/v1/jobs/{job}/outcome", json={"outcome": "NFA", "photo_id": None}, headers=headers
            )
            reply.raise_for_status()
            await round_.all_of(PAGES)
            taken.append((round_.last_at - begun_at) * 1000)
    return taken[5:]  # the first warm the server up


def _desk() -> dict[str, str]:
    member = next(member for member in people.MEMBERS if member.role == Role.DESK)
    return {"email": member.email, "password": people.PASSWORD}


class _Round:
    """One change, and how many pages have heard of it."""

    def __init__(self) -> None:
        self.begin()

    def begin(self, *, keep: bool = False) -> None:
        self.heard: set[int] = self.heard if keep else set()
        self.last_at = 0.0
        self._changed = asyncio.Event()

    def hear(self, page: int) -> None:
        if page not in self.heard:
            self.heard.add(page)
            self.last_at = perf_counter()
            self._changed.set()

    async def all_of(self, many: int) -> None:
        async with asyncio.timeout(20):
            while len(self.heard) < many:
                self._changed.clear()
                await self._changed.wait()


class _Page(asyncio.Protocol):
    """As little of a browser's socket as will do, so that this side costs little of what is measured."""

    def __init__(self, round_: _Round, topics: list[str]) -> None:
        self._round, self._topics = round_, topics
        self._is_open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET /live HTTP/1.1\r\nHost: 127.0.0.1:{_PORT}\r\nOrigin: {_BASE}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        if not self._is_open:
            assert b" 101 " in data, data
            self._is_open = True
            self._say(json.dumps({"subscribe": self._topics, "token": None, "since": None}).encode())
        elif b'"topic"' in data or b'"hello"' in data:
            self._round.hear(id(self))

    def _say(self, text: bytes) -> None:
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[n % 4] for n, byte in enumerate(text))
        self._transport.write(struct.pack("!BBH", 0x81, 0x80 | 126, len(text)) + mask + masked)

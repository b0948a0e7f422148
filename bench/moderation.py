"""The desk's list with 50,000 waiting, marks in words, and how long a hidden report can still be read.

Measured at every public door of a real server: the API, the page, the map, the photo, and the socket that
tells open pages to look again.
"""

import asyncio
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Awaitable, Callable, Iterable
from io import BytesIO
from time import perf_counter, process_time
from typing import Any, Final

import httpx
from bench._borough import borough
from bench._figures import at_most, share, times_ms
from bench.memory import wait_for
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from PIL import Image
from websockets.asyncio.client import connect

from accounts.actor import Actor, actor_for
from accounts.models import Department, Membership, Role
from core import outbox
from core.clock import now
from core.models import OutboxRow
from demo import people
from reports.checking import check_list, patterns
from reports.checking.check_models import Check
from reports.models import Photo, Report
from reports.photo import baking, photos
from reports.public_map import cell_of

WAITING: Final = 50_000
HIDDEN: Final = 30
_BATCH: Final = 5000
_NEAR: Final = 0.0005
_PORT: Final = 18_437
_BASE: Final = f"http://127.0.0.1:{_PORT}"
_WORDS: Final = "They live at 22 Finch Terrace, XT4 2QJ, drive AB12 CDE, ring 07700 900123 or x@example.org. "


def run() -> Iterable[dict[str, Any]]:
    """The list and the words in this process, the doors on a server in another."""
    text = (_WORDS * 50)[:4000]
    begun = process_time()
    for _number in range(30):
        patterns.find_marks(text)
    yield at_most("marks_in_4000_characters_cpu", (process_time() - begun) * 1000 / 30, "ms", 20)
    with borough(WAITING, still_open=1):
        _open_checks()
        yield from _the_list()
        hidden = _with_photos()
    env = {**os.environ, "DOORSTEP_DEMO": "yes", "DOORSTEP_BASE_URL": _BASE}
    server = subprocess.Popen([sys.executable, "-m", "config.serve", "--port", str(_PORT)], env=env)
    try:
        wait_for(f"{_BASE}/readyz")
        answered, gone, heard = asyncio.run(_hide_all(hidden))
    finally:
        server.terminate()
        server.wait(timeout=30)
    yield at_most("moderation_decision_p95", share(answered, 0.95), "ms", 1000)
    yield at_most("moderation_decision_to_gone_at_every_door_worst", max(gone), "ms", 1000)
    yield at_most("moderation_decision_to_look_again_worst", max(heard), "ms", 1000)


def _open_checks() -> None:
    at = now()
    for begun in range(0, WAITING, _BATCH):
        batch = list(Report.objects.order_by("pk").only("received_at")[begun : begun + _BATCH])
        with transaction.atomic():
            Check.objects.bulk_create(
                [Check(report=r, kind="words", opened_at=r.received_at, aim_at=at) for r in batch]
            )
            for report in batch:
                report.check_rank, report.check_since = 1, report.received_at
            Report.objects.bulk_update(batch, ["check_rank", "check_since"])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _the_list() -> Iterable[dict[str, Any]]:
    department = Department.objects.get(key="street-cleansing")
    desk = Membership.objects.select_related("person").filter(role=Role.DESK, department=department).first()
    assert desk is not None
    actor = actor_for(desk.person)

    def page(_number: int) -> None:
        check_list.page(department, wanted="all", limit=50, cursor="", actor=actor)

    times_ms(page, 5)
    yield at_most(
        f"moderation_list_of_50_p95_at_{WAITING}_waiting", share(times_ms(page, 40), 0.95), "ms", 20
    )
    with CaptureQueriesContext(connection) as queries:
        page(0)
    yield at_most("moderation_list_queries", len(queries), "queries", 8)


def _with_photos() -> list[tuple[str, str, str]]:
    """References, photos and map cells of reports that everybody sees with a photo of theirs."""
    paper = BytesIO()
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(paper, "JPEG")
    data = paper.getvalue()
    found = []
    for report in Report.objects.order_by("-pk")[:HIDDEN]:
        photo_id = uuid.uuid4()
        photos.receive(photo_id=photo_id, data=data, actor=Actor(), at=now())
        with transaction.atomic():
            photos.claim(report=report, photo_ids=[photo_id], at=now())
        row = OutboxRow.objects.get(task="develop_photo", payload__photo_id=str(photo_id))
        baking.develop(outbox.Errand(row))
        Photo.objects.filter(pk=photo_id).update(release=Photo.Release.PASSED)
        found.append((report.ref, str(photo_id), cell_of(report.morton)))
    return found


async def _hide_all(hidden: list[tuple[str, str, str]]) -> tuple[list[float], list[float], list[float]]:
    answered, gone, heard = [], [], []
    async with httpx.AsyncClient(base_url=_BASE) as desk, httpx.AsyncClient(base_url=_BASE) as public:
        headers = await _sign_in(desk)
        for ref, photo_id, cell in hidden:
            look = (await desk.get(f"/api/v1/reports/{ref}/check")).json()
            assert all([not await is_gone() for is_gone in _doors(public, ref, photo_id)])
            async with connect(f"ws://127.0.0.1:{_PORT}/live", origin=_BASE) as socket:  # type: ignore[arg-type]
                await socket.send(json.dumps({"subscribe": [cell], "token": None, "since": None}))
                await _until_hello(socket)
                begun = perf_counter()
                doors = asyncio.gather(*(_until(is_gone) for is_gone in _doors(public, ref, photo_id)))
                news = asyncio.ensure_future(_until_news(socket))
                reply = await desk.post(
                    f"/api/v1/reports/{ref}/check",
                    json={"version": look["version"], "decision": "hide", "reasons": ["other"]},
                    headers=headers,
                )
                reply.raise_for_status()
                answered.append((perf_counter() - begun) * 1000)
                gone.append((max(await doors) - begun) * 1000)
                heard.append((await news - begun) * 1000)
    return answered[3:], gone[3:], heard[3:]  # the first warm the server up


def _doors(public: httpx.AsyncClient, ref: str, photo_id: str) -> list[Callable[[], Awaitable[bool]]]:
    async def answers_404(path: str) -> bool:
        return (await public.get(path)).status_code == 404

    async def is_off_the_map() -> bool:
        report = Report.objects.only("public_lat", "public_lon")
        place = await report.aget(ref=ref)
        near = 0.0005
        box = (
            place.public_lon - near,
            place.public_lat - near,
            place.public_lon + near,
            place.public_lat + near,
        )
        reply = await public.get("/api/v1/reports", params={"bbox": ",".join(map(str, box)), "limit": 1000})
        return ref not in reply.text

    paths = (f"/api/v1/reports/{ref}", f"/r/{ref}", f"/api/v1/photos/{photo_id}/960")
    return [*(lambda path=path: answers_404(path) for path in paths), is_off_the_map]


async def _until(is_gone: Callable[[], Awaitable[bool]]) -> float:
    async with asyncio.timeout(20):
        while not await is_gone():
            await asyncio.sleep(0.02)
    return perf_counter()


async def _until_hello(socket: Any) -> None:
    async with asyncio.timeout(20):
        while "topic" in json.loads(await socket.recv()):
            pass


async def _until_news(socket: Any) -> float:
    async with asyncio.timeout(20):
        while "topic" not in json.loads(await socket.recv()):
            pass
    return perf_counter()


async def _sign_in(desk: httpx.AsyncClient) -> dict[str, str]:
    member = next(member for member in people.MEMBERS if member.role == Role.DESK)
    await desk.get("/api/v1/session")
    headers = {"X-CSRFToken": desk.cookies["csrftoken"], "Referer": _BASE}
    signed_in = await desk.post(
        "/api/v1/session", json={"email": member.email, "password": people.PASSWORD}, headers=headers
    )
    signed_in.raise_for_status()
    return {**headers, "X-CSRFToken": desk.cookies["csrftoken"]}

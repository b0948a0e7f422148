"""A socket that is slow, wrong, too loud or somebody else's is dealt with, and no other feels it."""

import asyncio
import json

import pytest
from asgiref.sync import sync_to_async
from pytest_django import Settings

from notify import hub, live
from notify.live import LiveSockets
from sockets import OURS, Page, change, in_loop, pages

pytestmark = [
    pytest.mark.django_db(transaction=True, reset_sequences=True),
    pytest.mark.usefixtures("open_topics"),
]


def test_a_slow_socket_holds_up_nobody_and_costs_no_more_than_its_topics() -> None:
    async def story() -> None:
        heard: list[str] = []
        stuck = asyncio.Event()

        async def quick(text: str) -> None:
            heard.append(text)

        async def slow(_text: str) -> None:
            await stuck.wait()

        the_hub = hub.Hub(_nothing)
        the_hub.start(0)
        lines = [hub.Line(quick), hub.Line(slow)]
        running = [asyncio.create_task(line.run()) for line in lines]
        for line in lines:
            the_hub.listen(line, ["a", "b"])
        for seq in range(1, 1001):
            the_hub.give([hub.News(seq, "ab"[seq % 2], "Changed")])
            await asyncio.sleep(0)
        assert json.loads(heard[-1])["seq"] == 1000
        assert len(lines[1]._waiting) <= 2
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    in_loop(story)


async def _nothing(_seq: int) -> list[hub.News]:
    return []


def test_a_socket_that_takes_nothing_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "SLOW_S", 0.05)

    async def story() -> None:
        async def never(_text: str) -> None:
            await asyncio.Event().wait()

        line = hub.Line(never, topics=frozenset({"a"}))
        line.tell(hub.News(1, "a", "Changed"))
        with pytest.raises(hub.TooSlow):
            await line.run()

    in_loop(story)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "hello",
        "[]",
        "{}",
        "null",
        '{"subscribe": "ward:weirside"}',
        '{"subscribe": [1]}',
        '{"subscribe": [], "since": "1"}',
        '{"subscribe": [], "since": -1}',
        '{"subscribe": [], "since": true}',
        '{"subscribe": [], "since": 99999999999999999999}',
        '{"subscribe": [], "token": 5}',
        json.dumps({"subscribe": [f"ward:{n}" for n in range(201)]}),
        json.dumps({"subscribe": ["ward:" + "x" * 100]}),
        "[" * 4000,
    ],
)
def test_a_message_that_cannot_be_understood_is_answered_with_a_problem(message: str) -> None:
    async def story() -> None:
        async with pages() as open_page:
            page = await open_page()
            await page.ask("ward:weirside")
            await page.say(message)
            problem = await page.hear()
            assert (problem["type"], problem["status"]) == ("/problems/live-message", 422)
            await change("ward:weirside")  # what it had asked for goes on
            assert (await page.hear())["topic"] == "ward:weirside"

    in_loop(story)


def test_a_message_over_8_kilobytes_ends_the_socket() -> None:
    async def story() -> None:
        async with pages() as open_page:
            page = await open_page()
            await page.say("x" * 8193)
            assert await page.closed_with() == 1009

    in_loop(story)


def test_a_flood_ends_its_own_socket_and_no_other() -> None:
    async def story() -> None:
        async with pages() as open_page:
            flood, page = await open_page(), await open_page()
            await page.ask("ward:weirside")
            for _time in range(200):
                await flood.say({"subscribe": ["ward:weirside"]})
            assert await flood.closed_with() == 1008
            await change("ward:weirside")
            assert (await page.hear())["topic"] == "ward:weirside"

    in_loop(story)


@pytest.mark.parametrize(
    ("headers", "let_in"),
    [
        ([(b"host", b"127.0.0.1:8000"), (b"origin", b"http://127.0.0.1:8000")], True),
        ([(b"host", b"localhost:8123"), (b"origin", b"http://localhost:8123")], True),
        ([(b"host", b"127.0.0.1:8000")], True),  # a program, with nobody's cookies but its own
        ([(b"host", b"127.0.0.1:8000"), (b"origin", b"https://evil.example")], False),
        ([(b"host", b"evil.example"), (b"origin", b"https://evil.example")], False),
        ([(b"host", b"127.0.0.1:8000"), (b"origin", b"http://127.0.0.1:9999")], False),
        ([(b"host", b"127.0.0.1:8000"), (b"origin", b"null")], False),
        ([(b"host", b"127.0.0.1:8000"), (b"origin", b"http://[::1")], False),
        (
            [(b"host", b"127.0.0.1:8000"), (b"origin", b"http://127.0.0.1:8000"), (b"origin", b"http://b")],
            False,
        ),
    ],
)
def test_only_our_own_pages_may_open_the_socket(headers: list[tuple[bytes, bytes]], let_in: bool) -> None:
    async def story() -> None:
        app = LiveSockets()
        page = Page(app, headers)
        assert await page.open() is let_in
        await page.close()
        await sync_to_async(app.close)()

    in_loop(story)


def test_one_address_opens_only_so_many(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    monkeypatch.setattr(live, "MOST_FROM_AN_ADDRESS", 2)

    def behind(address: str) -> list[tuple[bytes, bytes]]:
        return [*OURS, (b"x-forwarded-for", f"6.6.6.6, {address}".encode())]

    async def story() -> None:
        app = LiveSockets()
        async with pages(app) as open_page:
            first = await open_page(behind("203.0.113.7"))
            await open_page(behind("203.0.113.7"))
            assert not await Page(app, behind("203.0.113.7")).open()
            await open_page(behind("203.0.113.8"))
            await first.close()
            await open_page(behind("203.0.113.7"))

    in_loop(story)


def test_a_socket_is_closed_after_its_time_so_that_rights_are_looked_at_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live, "LIFE_S", 0.05)

    async def story() -> None:
        async with pages() as open_page:
            page = await open_page()
            assert await page.closed_with() == 1001

    in_loop(story)

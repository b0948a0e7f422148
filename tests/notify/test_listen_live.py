"""An open page hears at once that it should look again: in order, without gaps, of what it may see."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.db import connections, transaction
from pytest_django import Settings

from core.clock import now
from notify import hub, live, publish
from notify.live import LiveSockets
from notify.models import LiveMessage

pytestmark = [pytest.mark.django_db(transaction=True, reset_sequences=True)]

OURS = [(b"host", b"127.0.0.1:8000"), (b"origin", b"http://127.0.0.1:8000")]


@pytest.fixture(autouse=True)
def open_topics(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody may watch wards and reports; queues only who shows the word."""
    rules: dict[str, Callable[[Any, str], bool]] = {
        "ward": lambda actor, rest: True,
        "report": lambda actor, rest: True,
        "queue": lambda actor, rest: actor.track_token == "the-word",
    }
    monkeypatch.setattr(live, "TOPIC_RULES", rules)


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


async def change(*topics: str, event: str = "Changed", at: datetime | None = None) -> None:
    """Publish, as a worker does."""

    def publish_it() -> None:
        with transaction.atomic():
            publish.publish_live(topics=topics, event=event, at=at or now())
        connections.close_all()

    await asyncio.to_thread(publish_it)


def in_loop(story: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(story(), timeout=30))


def test_a_page_is_told_to_look_again_and_never_what() -> None:
    async def story() -> None:
        async with pages() as open_page:
            page = await open_page()
            hello = await page.ask("ward:weirside", "report:FT-7K3Q-2M")
            assert hello == {"hello": True, "refused": [], "seq": 0}
            await change("ward:weirside", event="ReportCleared")
            assert await page.hear() == {"seq": 1, "topic": "ward:weirside", "event": "ReportCleared"}

    in_loop(story)


def test_a_page_hears_of_its_own_topics_only() -> None:
    async def story() -> None:
        async with pages() as open_page:
            page = await open_page()
            await page.ask("ward:weirside")
            await change("ward:northfield")
            await change("ward:weirside")
            assert (await page.hear())["topic"] == "ward:weirside"

    in_loop(story)


def test_the_newest_list_is_the_whole_truth() -> None:
    async def story() -> None:
        async with pages() as open_page:
            page = await open_page()
            await page.ask("ward:weirside")
            await page.ask("ward:northfield")
            await change("ward:weirside")
            await change("ward:northfield")
            assert (await page.hear())["topic"] == "ward:northfield"

    in_loop(story)


def test_topics_that_a_page_may_not_see_are_refused_and_never_heard() -> None:
    async def story() -> None:
        async with pages() as open_page:
            page = await open_page()
            hello = await page.ask(
                "queue:highways", "ward:weirside", "secret:x", "queue", "queue:", "ward:a\0b"
            )
            assert hello["refused"] == ["queue:highways", "secret:x", "queue", "queue:", "ward:a\0b"]
            await change("queue:highways", "ward:weirside")
            assert (await page.hear())["topic"] == "ward:weirside"
            with_the_word = await page.ask("queue:highways", token="the-word")
            assert with_the_word["refused"] == []

    in_loop(story)


def test_a_page_that_was_away_hears_what_it_missed_once_a_topic() -> None:
    async def story() -> None:
        async with pages() as open_page:
            for _time in range(3):
                await change("ward:weirside")
            await change("ward:northfield")
            await change("report:FT-7K3Q-2M")
            page = await open_page()
            hello = await page.ask("ward:weirside", "report:FT-7K3Q-2M", since=1)
            assert hello["seq"] == 1
            assert [(await page.hear())["seq"] for _each in range(2)] == [3, 5]
            await change("ward:weirside")
            assert (await page.hear())["seq"] == 6

    in_loop(story)


def test_a_page_that_missed_nothing_is_told_nothing() -> None:
    async def story() -> None:
        async with pages() as open_page:
            await change("ward:northfield")
            page = await open_page()
            assert (await page.ask("ward:weirside", since=1))["seq"] == 1
            await change("ward:weirside")
            assert (await page.hear())["seq"] == 2

    in_loop(story)


@pytest.mark.parametrize("since", [0, 3, 10_000])
def test_a_page_that_was_away_too_long_is_told_to_look_at_everything(since: int) -> None:
    async def story() -> None:
        async with pages() as open_page:
            for _time in range(6):
                await change("ward:weirside")
            await LiveMessage.objects.filter(seq__lte=5).adelete()
            page = await open_page()
            assert await page.ask("ward:weirside", since=since) == {"hello": True, "refused": [], "seq": 6}
            assert await page.hear() == {"resync": True}
            await change("ward:weirside")
            assert (await page.hear())["seq"] == 7

    in_loop(story)


def test_news_that_comes_while_a_page_catches_up_is_not_lost_or_told_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = publish.missed

    def slow(*, topics: Iterable[str], since: int) -> Any:
        found = real(topics=topics, since=since)
        with transaction.atomic():  # after the look, before the answer
            publish.publish_live(topics=["ward:weirside"], event="Between", at=now())
        return found

    async def story() -> None:
        async with pages() as open_page:
            first = await open_page()
            await first.ask("ward:northfield")  # so that a hub runs
            await change("ward:weirside")
            monkeypatch.setattr(publish, "missed", slow)
            page = await open_page()
            await page.ask("ward:weirside", since=0)
            assert [(await page.hear())["seq"] for _each in range(2)] == [1, 2]
            monkeypatch.setattr(publish, "missed", real)
            await change("ward:weirside")
            assert (await page.hear())["seq"] == 3

    in_loop(story)


def test_what_another_process_published_arrives_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Redis: the database is looked at now and then, and whenever a number is missing."""

    async def story() -> None:
        async with pages() as open_page:
            page = await open_page()
            await page.ask("ward:weirside", "ward:northfield")
            with monkeypatch.context() as elsewhere:
                elsewhere.setattr(publish, "_hand_on", lambda batch: None)
                await change("ward:weirside")
            await change("ward:northfield")  # comes at once, but is told second
            assert [(await page.hear())["seq"] for _each in range(2)] == [1, 2]
            with monkeypatch.context() as elsewhere:
                elsewhere.setattr(publish, "_hand_on", lambda batch: None)
                await change("ward:weirside")
            assert (await page.hear())["seq"] == 3  # the look now and then found it

    in_loop(story)


def test_news_of_a_transaction_that_is_rolled_back_is_never_told() -> None:
    def half() -> None:
        with transaction.atomic():
            publish.publish_live(topics=["ward:weirside"], event="Never", at=now())
            transaction.set_rollback(True)
        connections.close_all()

    async def story() -> None:
        async with pages() as open_page:
            page = await open_page()
            await page.ask("ward:weirside")
            await asyncio.to_thread(half)
            await change("ward:weirside", event="Told")
            assert (await page.hear())["event"] == "Told"

    in_loop(story)


def test_publishing_needs_a_transaction() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        publish.publish_live(topics=["ward:weirside"], event="X", at=now())


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


def test_messages_are_kept_for_a_day_and_numbers_never_given_twice() -> None:
    async def story() -> None:
        old = now() - timedelta(hours=25)
        for _time in range(198):
            await change("ward:weirside", at=old)
        assert await LiveMessage.objects.acount() == 198
        for _time in range(3):
            await change("ward:weirside")
        left = [seq async for seq in LiveMessage.objects.order_by("seq").values_list("seq", flat=True)]
        assert left == [199, 200, 201]

    in_loop(story)

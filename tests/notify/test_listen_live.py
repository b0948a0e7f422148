"""An open page hears at once that it should look again: in order, without gaps, of what it may see."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connections, transaction

from core.clock import now
from notify import publish
from notify.models import LiveMessage
from sockets import change, in_database, in_loop, pages

pytestmark = [
    pytest.mark.django_db(transaction=True, reset_sequences=True),
    pytest.mark.usefixtures("open_topics"),
]


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
            await in_database(LiveMessage.objects.filter(seq__lte=5).delete)
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


def test_news_that_comes_while_the_first_page_opens_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    real, looks = publish.latest, list[int]()

    def slow() -> int:
        found = real()
        looks.append(found)
        if len(looks) == 2:  # the hub's own look is over, the page's is on its way
            with transaction.atomic():
                publish.publish_live(topics=["ward:weirside"], event="Between", at=now())
        return found

    async def story() -> None:
        async with pages() as open_page:
            monkeypatch.setattr(publish, "latest", slow)
            page = await open_page()
            assert (await page.ask("ward:weirside"))["seq"] == 0
            assert (await page.hear())["event"] == "Between"

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


def test_numbers_are_seen_in_their_order_however_many_publish_at_once() -> None:
    """A reader that has seen number n never finds a lower one later, so `since` misses nothing."""
    seen: list[int] = []

    async def publish_some() -> None:
        for _time in range(15):
            await change("ward:weirside", "ward:northfield")

    async def look(done: asyncio.Event) -> None:
        while not done.is_set() or len(seen) < 4 * 15 * 2:
            last = seen[-1] if seen else 0
            seen.extend(news.seq for news in await in_database(partial(publish.after, last)))

    async def story() -> None:
        done = asyncio.Event()
        looking = asyncio.create_task(look(done))
        await asyncio.gather(*(publish_some() for _each in range(4)))
        done.set()
        await looking

    in_loop(story)
    assert seen == sorted(set(seen))
    assert len(seen) == 4 * 15 * 2


def test_messages_are_kept_for_a_day_and_numbers_never_given_twice() -> None:
    async def story() -> None:
        old = now() - timedelta(hours=25)
        for _time in range(198):
            await change("ward:weirside", at=old)
        assert await in_database(LiveMessage.objects.count) == 198
        for _time in range(3):
            await change("ward:weirside")
        left = await in_database(lambda: sorted(LiveMessage.objects.values_list("seq", flat=True)))
        assert left == [199, 200, 201]

    in_loop(story)

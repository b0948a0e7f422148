"""With Redis, processes hear of each other at once; without it, or while it is away, nothing is lost."""

from collections.abc import Iterator
from functools import partial

import pytest
from pytest_django import Settings

from core import outbox
from core.clock import now
from core.models import OutboxRow
from notify import between, live, publish
from notify.between import Listener
from services import free_port, until
from sockets import change, in_loop, pages

pytestmark = [pytest.mark.django_db(transaction=True, reset_sequences=True), pytest.mark.services]


@pytest.fixture
def listener(redis_url: str, settings: Settings) -> Iterator[Listener]:
    """This process, joined to the others."""
    settings.REDIS_URL = redis_url
    between.sender.forget()
    started = between.start()
    assert started is not None
    assert started.subscribed.wait(10)
    yield started
    started.end()
    started.join(5)
    between.sender.forget()


def test_news_of_another_process_comes_without_a_look_in_the_database(
    listener: Listener, open_topics: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "LOOK_WITH_REDIS_S", 3600)
    # As another process does: it has no sockets of its own, and only tells the others.
    monkeypatch.setattr(publish, "_hand_on", between.tell_news)

    async def story() -> None:
        async with pages() as open_page:
            page = await open_page()
            await page.ask("ward:weirside")
            await change("ward:weirside", "ward:other")
            assert await page.hear() == {"seq": 1, "topic": "ward:weirside", "event": "Changed"}

    in_loop(story)


def test_a_worker_asleep_is_woken_by_another_process(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox.Worker, "IDLE_S", 3600)
    monkeypatch.setitem(outbox.TASKS, "nothing", lambda errand: None)
    workers = outbox.start_workers(1)
    try:
        for done in (1, 2):
            # Written by another process: nobody here is woken by its commit.
            OutboxRow.objects.create(task="nothing", payload={}, run_at=now(), created_at=now())
            until("the row done", partial(_woken_and_done, done))
    finally:
        outbox.end_workers(workers)


def _woken_and_done(many: int) -> bool:
    between.tell_wake()
    return OutboxRow.objects.filter(state="done").count() == many


def test_a_redis_that_is_away_costs_nobody_an_error(settings: Settings) -> None:
    settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}/0"
    between.sender.forget()
    for _time in range(100):
        between.tell_wake()
        between.tell_news([])
    between.sender.forget()


def test_without_redis_there_is_nothing_to_join() -> None:
    assert between.start() is None

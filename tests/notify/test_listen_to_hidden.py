"""Somebody listens to a report that the desk then hides: they hear that, and nothing more."""

import pytest

from cast import Cast
from core import outbox
from sockets import in_database, in_loop, pages

pytestmark = pytest.mark.django_db(transaction=True)


def work() -> None:
    while outbox.work_once():
        pass


def test_a_stranger_hears_of_the_hiding_and_of_nothing_after_it(cast: Cast) -> None:
    report, _job = cast.mattresses()
    work()
    dev = cast.staff(cast.dev)

    def hide() -> None:
        hidden = dev.post(
            f"/api/v1/reports/{report.ref}/hide", {"what": "report", "reason": "Names a person"}
        )
        assert hidden.status_code == 200
        work()

    async def story() -> None:
        async with pages() as open_page:
            stranger, reporter = await open_page(), await open_page()
            topic, token = f"report:{report.ref}", cast.asha.tokens[report.ref]
            assert (await stranger.ask(topic))["refused"] == []
            assert (await reporter.ask(topic, token=token))["refused"] == []
            await in_database(hide)
            assert (await stranger.hear())["topic"] == topic
            assert await stranger.closed_with() == 1001
            assert (await reporter.hear())["topic"] == topic
            assert (await reporter.ask(topic, token=token))["refused"] == [], "its reporter goes on listening"
            again = await open_page()
            assert (await again.ask(topic))["refused"] == [topic]

    in_loop(story)


def test_who_may_still_listen_is_not_sent_away(cast: Cast) -> None:
    report, _job = cast.mattresses()
    work()
    dev = cast.staff(cast.dev)

    def pass_words() -> None:
        assert dev.post(f"/api/v1/reports/{report.ref}/pass", {"what": "words"}).status_code == 200
        work()

    async def story() -> None:
        async with pages() as open_page:
            stranger = await open_page()
            topic = f"report:{report.ref}"
            await stranger.ask(topic)
            await in_database(pass_words)
            assert (await stranger.hear())["event"] == "ReportShownChanged"
            assert (await stranger.ask(topic))["refused"] == []

    in_loop(story)

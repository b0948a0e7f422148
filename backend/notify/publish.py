"""The one publisher of live messages: numbered in the order of their commits, then handed on."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import connection, transaction
from django.db.models import Max, Min

from notify import between, hub
from notify.hub import News
from notify.models import LiveMessage

KEPT = timedelta(hours=24)
#: Old messages are cleared away whenever so many have been published.
_CLEAR_EVERY = 200
#: How many rows one look takes.
_LOOK = 1000
#: Any number that nothing else in the database locks by: "live".
_LOCK = 0x6C697665


class Resync(Exception):
    """What happened since is not kept any more: look at everything again."""


def publish_live(*, topics: Iterable[str], event: str, at: datetime) -> None:
    """Say that something about these topics changed; sockets hear it after the present transaction.

    topics  "report:<ref>", "queue:<department>", "ward:<slug>", "cell:<morton>", "round:<id>"
    event   what happened, as a stable word. Never what it was.
    """
    rows = [LiveMessage(topic=topic, event=event, at=at) for topic in dict.fromkeys(topics)]
    if not rows:
        return
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("publish_live outside a transaction")
    if connection.vendor == "postgresql":
        # Numbers are given before commits. Who holds this lock until its commit has them in the same order;
        # on SQLite the write lock is that lock already.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    LiveMessage.objects.bulk_create(rows)
    batch = [News(row.seq, row.topic, row.event) for row in rows]
    if batch[0].seq // _CLEAR_EVERY != (batch[-1].seq + 1) // _CLEAR_EVERY:
        _clear_away(at - KEPT)
    transaction.on_commit(partial(_hand_on, batch))


def latest() -> int:
    """The number of the newest message; 0 when there was never one."""
    return LiveMessage.objects.aggregate(seq=Max("seq"))["seq"] or 0


def after(seq: int) -> Sequence[News]:
    """The next messages after this number, in order, at most 1,000."""
    rows = (
        LiveMessage.objects.filter(seq__gt=seq).order_by("seq").values_list("seq", "topic", "event")[:_LOOK]
    )
    return [News(*row) for row in rows]


def missed(*, topics: Iterable[str], since: int) -> tuple[int, Sequence[News]]:
    """What a socket that heard up to `since` has missed: the newest number, and one message a topic.

    Raises  Resync when messages after `since` have been cleared away, or it is no number of ours.
    """
    ends = LiveMessage.objects.aggregate(first=Min("seq"), last=Max("seq"))
    last: int = ends["last"] or 0
    if since > last or since + 1 < (ends["first"] or 0):
        raise Resync
    rows = (
        LiveMessage.objects.filter(seq__gt=since, seq__lte=last, topic__in=list(topics))
        .order_by("seq")
        .values_list("seq", "topic", "event")
    )
    newest = {topic: News(seq, topic, event) for seq, topic, event in rows}
    return last, sorted(newest.values(), key=lambda news: news.seq)


def _hand_on(batch: Sequence[News]) -> None:
    hub.give_all(batch)
    between.tell_news(batch)


def _clear_away(before: datetime) -> None:
    """Delete what is older, oldest first and never the newest, so that numbers are never given twice."""
    oldest = LiveMessage.objects.order_by("seq").values_list("seq", "at")[: _CLEAR_EVERY * 5]
    old = [seq for seq, at in oldest if at < before]
    if old:
        LiveMessage.objects.filter(seq__lte=old[-1]).delete()

"""The open sockets of this process, and how news reaches them: in the order of `seq`, without gaps.

Everything here runs in one event loop; only `give_all` may be called from other threads.
"""

import asyncio
import json
import logging
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

logger = logging.getLogger("doorstep.live")

#: A socket that takes what waits for it more slowly is dropped; its client comes back and catches up.
SLOW_S = 20.0


@dataclass(frozen=True)
class News:
    """One topic changed."""

    seq: int
    topic: str
    event: str

    @cached_property
    def text(self) -> str:
        """As it goes to every socket, made once."""
        return json.dumps({"seq": self.seq, "topic": self.topic, "event": self.event}, separators=(",", ":"))


Send = Callable[[str], Awaitable[None]]
Fetch = Callable[[int], Awaitable[Sequence[News]]]


class TooSlow(Exception):
    """The socket did not take its news in time."""


@dataclass(eq=False)
class Line:
    """The way to one socket. What waits is kept by topic, so a slow socket costs no more than its topics."""

    send: Send
    #: Told of each news that the socket has been given.
    given: Callable[[News], None] = lambda news: None
    topics: frozenset[str] = frozenset()
    _waiting: dict[str, News] = field(default_factory=dict)
    _something: asyncio.Event = field(default_factory=asyncio.Event)
    _held: bool = False
    _told_to: int = 0

    def tell(self, news: News) -> None:
        """Let the socket know. Several changes of a topic that still wait are told as one, the latest."""
        if news.seq <= self._told_to:
            return
        self._waiting.pop(news.topic, None)
        self._waiting[news.topic] = news
        if not self._held:
            self._something.set()

    def hold(self) -> None:
        """Keep what comes until `release`, while what came before is looked up."""
        self._held = True
        self._something.clear()

    def release(self, *, told_to: int) -> None:
        """Go on; what is not newer than `told_to` has been told already."""
        self._told_to = told_to
        self._waiting = {
            topic: news
            for topic, news in self._waiting.items()
            if news.seq > told_to and topic in self.topics
        }
        self._held = False
        if self._waiting:
            self._something.set()

    async def run(self) -> None:
        """Send what waits, for as long as the socket lives. Raises TooSlow."""
        while True:
            await self._something.wait()
            self._something.clear()
            try:
                async with asyncio.timeout(SLOW_S):
                    while self._waiting and not self._held:
                        news = self._waiting.pop(next(iter(self._waiting)))
                        await self.send(news.text)
                        self.given(news)
            except TimeoutError:
                raise TooSlow from None


class Hub:
    """All lines of one event loop, by topic, and the number of the last news they were given."""

    def __init__(self, fetch: Fetch) -> None:
        """`fetch(seq)` answers the news after that number, in order; it may answer only the first of them."""
        self._fetch = fetch
        self._loop = asyncio.get_running_loop()
        self._lines: dict[str, set[Line]] = {}
        self._last: int | None = None
        self._wanted = 0
        self._catching_up: asyncio.Task[None] | None = None

    @property
    def is_started(self) -> bool:
        """Whether it knows where it stands; before that it gives nothing."""
        return self._last is not None

    def start(self, last: int) -> None:
        """Begin after this number; a second beginning changes nothing."""
        if self._last is None:
            self._last = last

    def listen(self, line: Line, topics: Iterable[str]) -> None:
        """Give the line the news of these topics and of no others."""
        wanted = frozenset(topics)
        for topic in line.topics - wanted:
            self._lines[topic].discard(line)
            if not self._lines[topic]:
                del self._lines[topic]
        for topic in wanted - line.topics:
            self._lines.setdefault(topic, set()).add(line)
        line.topics = wanted

    def give(self, batch: Sequence[News]) -> None:
        """Spread news that may have come out of order: a gap before it is filled from the database first."""
        if self._last is None or not batch or batch[-1].seq <= self._last:
            return
        if self._catching_up is None and batch[0].seq == self._last + 1:
            self._spread(batch)
        else:
            self._wanted = max(self._wanted, batch[-1].seq)
            self.catch_up()

    def catch_up(self) -> None:
        """Look in the database for what has not been given yet."""
        if self._last is not None and self._catching_up is None:
            self._catching_up = self._loop.create_task(self._catch_up())
            self._catching_up.add_done_callback(self._caught_up)

    async def _catch_up(self) -> None:
        while self._last is not None:
            wanted = self._wanted
            found = [news for news in await self._fetch(self._last) if news.seq > self._last]
            if found:
                self._spread(found)
            elif wanted == self._wanted:  # nobody has asked for more since this look began
                return

    def _caught_up(self, task: asyncio.Task[None]) -> None:
        self._catching_up = None
        if not task.cancelled() and task.exception() is not None:
            logger.warning("news out of reach: %s", type(task.exception()).__name__)

    def _spread(self, batch: Sequence[News]) -> None:
        for news in batch:
            for line in self._lines.get(news.topic, ()):
                line.tell(news)
        self._last = batch[-1].seq

    def give_from_thread(self, batch: Sequence[News]) -> None:
        """`give`, from another thread."""
        self._loop.call_soon_threadsafe(self.give, batch)

    def look_from_thread(self) -> None:
        """`catch_up`, from another thread."""
        self._loop.call_soon_threadsafe(self.catch_up)


_hubs: set[Hub] = set()
_hubs_lock = threading.Lock()


def open_hub(fetch: Fetch) -> Hub:
    """A hub for the running event loop, which `give_all` reaches from now on."""
    hub = Hub(fetch)
    with _hubs_lock:
        _hubs.add(hub)
    return hub


def close_hub(hub: Hub) -> None:
    """Give it no more news."""
    with _hubs_lock:
        _hubs.discard(hub)


def give_all(batch: Sequence[News]) -> None:
    """Hand news to every hub of this process, from any thread."""
    _each(lambda hub: hub.give_from_thread(batch))


def look_all() -> None:
    """Have every hub of this process look in the database, from any thread."""
    _each(lambda hub: hub.look_from_thread())


def _each(what: Callable[[Hub], None]) -> None:
    with _hubs_lock:
        hubs = tuple(_hubs)
    for hub in hubs:
        try:
            what(hub)
        except RuntimeError:  # its event loop has ended
            close_hub(hub)

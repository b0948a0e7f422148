"""News between the processes of one installation, by Redis: wake the workers, tell the sockets.

It only makes things quicker: whatever is lost here is found in the database a moment later.
"""

import json
import logging
import threading
import time
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from core import outbox
from notify import hub
from notify.hub import News

logger = logging.getLogger("doorstep.between")

WAKE = "doorstep:wake"
NEWS = "doorstep:news"
#: After a failure nothing is sent for so long, so that a request never waits for a Redis that is down.
_REST_S = 5.0
_TIMEOUT_S = 1.0


class _Sender:
    """Publishes without ever failing or holding up its caller for long."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._client: Any = None
        self._rest_until = 0.0

    def send(self, channel: str, text: str) -> None:
        if not settings.REDIS_URL or time.monotonic() < self._rest_until:
            return
        from redis.exceptions import RedisError

        try:
            self._connected().publish(channel, text)
        except RedisError as error:
            self._rest_until = time.monotonic() + _REST_S
            logger.warning("Redis does not take news: %s", type(error).__name__)

    def forget(self) -> None:
        """Connect anew at the next message, whatever happened before."""
        with self._lock:
            self._client, self._rest_until = None, 0.0

    def _connected(self) -> Any:
        with self._lock:
            if self._client is None:
                from redis import Redis

                self._client = Redis.from_url(
                    settings.REDIS_URL, socket_timeout=_TIMEOUT_S, socket_connect_timeout=_TIMEOUT_S
                )
            return self._client


sender = _Sender()


def tell_wake() -> None:
    """Wake the workers of the other processes."""
    sender.send(WAKE, "1")


def tell_news(batch: Sequence[News]) -> None:
    """Hand live messages to the sockets of the other processes."""
    sender.send(NEWS, json.dumps([[news.seq, news.topic, news.event] for news in batch]))


class Listener(threading.Thread):
    """This process's one subscription: what the others tell."""

    def __init__(self) -> None:
        super().__init__(name="between", daemon=True)
        self._ending = threading.Event()
        self.subscribed = threading.Event()

    def run(self) -> None:
        from redis import Redis
        from redis.exceptions import RedisError

        while not self._ending.is_set():
            try:
                # redis-py gives sockets a time limit by default, which a quiet subscription would run into.
                client: Any = Redis.from_url(
                    settings.REDIS_URL,
                    socket_timeout=None,
                    socket_connect_timeout=_TIMEOUT_S * 3,
                    health_check_interval=15,
                )
                with client, client.pubsub() as subscription:
                    subscription.subscribe(WAKE, NEWS)
                    self._listen(subscription)
            except RedisError as error:
                logger.warning("Redis tells nothing: %s", type(error).__name__)
                self._ending.wait(_REST_S)

    def _listen(self, subscription: Any) -> None:
        while not self._ending.is_set():
            message = subscription.get_message(timeout=1.0)
            if message is None:
                continue
            if message["type"] == "subscribe":
                # What was told while nobody listened is in the database.
                self.subscribed.set()
                outbox.wake_here()
                hub.look_all()
            elif message["channel"] == WAKE.encode():
                outbox.wake_here()
            else:
                hub.give_all([News(*row) for row in json.loads(message["data"])])

    def end(self) -> None:
        """Stop listening."""
        self._ending.set()


def start() -> Listener | None:
    """Join this process to the others; None when no Redis is set. Called once, by `serve` and `worker`."""
    if not settings.REDIS_URL:
        return None
    if tell_wake not in outbox.wake_others:
        outbox.wake_others.append(tell_wake)
    listener = Listener()
    listener.start()
    return listener

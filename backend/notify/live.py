"""The socket /live: a client names the topics it watches and hears when to look again.

Client  {"subscribe": [topic, …], "token": <track token or null>, "since": <seq or null>}
        The newest list is the whole truth.
Server  {"hello": true, "seq": n, "refused": [topic, …]}, then {"seq", "topic", "event"} for each change.
        {"resync": true} when what happened since is not kept any more: look at everything again.
        A problem document for a message that cannot be understood.
"""

import asyncio
import contextlib
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from core.problems import Invalid, Refusal, TooMany
from notify import live_door, publish
from notify.hub import Hub, Line, News, TooSlow, close_hub, open_hub

#: Prefix of a topic → whether this actor may watch it: `rule(actor, "FT-7K3Q-2M")`. Filled by `config`.
TOPIC_RULES: dict[str, Callable[[Actor, str], bool]] = {}
#: Events after which somebody may not hear a topic any more; `config` fills it at start-up.
CHANGES_RIGHTS: set[str] = set()

MOST_TOPICS = 200
MOST_CHARACTERS_A_TOPIC = 100
MOST_BYTES_A_MESSAGE = 8192
#: A page sends a list whenever what it watches changes: seldom, but several at once.
BURST, EACH_SECOND = 40, 4
#: Many people sit behind one address (an office, a mobile network); one person needs a handful.
MOST_FROM_AN_ADDRESS = 300
MOST_IN_ALL = 20_000
#: A socket is closed after so long; its client comes back, and what it may see is looked at anew.
LIFE_S = 1800.0
#: How often it is looked at anew whether who signed in may still hear what they asked for: a role may have
#: ended, or the session.
LOOK_AGAIN_S = 60.0
#: How often to look in the database for what another process published.
LOOK_S, LOOK_WITH_REDIS_S = 1.0, 5.0
_THREADS = 4

POLICY, TOO_BIG, GOING_AWAY, TRY_LATER = 1008, 1009, 1001, 1013

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
P = ParamSpec("P")
R = TypeVar("R")


class WrongMessage(Invalid):
    """What came over the socket is not of its protocol."""

    type = "/problems/live-message"
    default = _("The page asked for news in a way that is not understood. Load it again.")


class _Allowance:
    """How many messages a socket may still send: a bucket that fills again."""

    def __init__(self) -> None:
        self._left, self._at = float(BURST), time.monotonic()

    def take(self) -> bool:
        at = time.monotonic()
        self._left = min(BURST, self._left + (at - self._at) * EACH_SECOND)
        self._at = at
        self._left -= 1
        return self._left >= 0


class _Socket:
    """One open socket: what it says, and who says it."""

    def __init__(self, scope: live_door.Scope, receive: Receive, send: Send) -> None:
        self.request = live_door.request_of(scope)
        self.address = live_door.network_address(scope)
        self.line = Line(self.say, self._given)
        self.in_doubt = asyncio.Event()
        #: What it hears now, and the track token it showed for that.
        self.topics: list[str] = []
        self.token = ""
        self._receive, self._send = receive, send

    def _given(self, news: News) -> None:
        if news.event in CHANGES_RIGHTS:
            self.in_doubt.set()

    async def say(self, text: str) -> None:
        await self._send({"type": "websocket.send", "text": text})

    async def say_json(self, document: dict[str, Any]) -> None:
        await self.say(json.dumps(document, ensure_ascii=False))

    async def refuse(self, refusal: Refusal) -> None:
        """Send a problem document in the reader's language."""
        with translation.override(live_door.language_of(self.request)):
            await self.say_json(
                {
                    "type": refusal.type,
                    "title": str(refusal.title),
                    "status": refusal.status,
                    "detail": str(refusal.message),
                }
            )

    async def hear(self) -> str | None:
        """The next message; None when the client has gone. Raises _End when it breaks a limit."""
        message = await self._receive()
        if message["type"] == "websocket.disconnect":
            return None
        text = message.get("text")
        if text is None:
            raise WrongMessage
        if len(text) > MOST_BYTES_A_MESSAGE or len(text.encode()) > MOST_BYTES_A_MESSAGE:
            raise _End(TOO_BIG)
        return str(text)


class _End(Exception):
    """Close the socket with this code."""

    def __init__(self, code: int) -> None:
        self.code = code


class LiveSockets:
    """The ASGI application behind /live, with this process's hub while anybody listens."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="live")
        self._hub: Hub | None = None
        self._watch: asyncio.Task[None] | None = None
        self._from: Counter[str] = Counter()
        self._open = 0

    async def __call__(self, scope: live_door.Scope, receive: Receive, send: Send) -> None:
        socket = _Socket(scope, receive, send)
        await receive()  # websocket.connect
        if not live_door.is_our_page(scope) or self._is_full(socket.address):
            await send({"type": "websocket.close", "code": POLICY})
            return
        self._from[socket.address] += 1
        self._open += 1
        try:
            await send({"type": "websocket.accept"})
            await self._serve(socket, self._open_hub(), send)
        except OSError:
            pass  # the client has gone
        finally:
            self._left(socket)

    def close(self) -> None:
        """Let go of threads and database connections, at the end of the process."""
        together = threading.Barrier(_THREADS)

        def let_go() -> None:
            together.wait(timeout=5)
            connections.close_all()

        for _each in range(_THREADS):
            self._pool.submit(let_go)
        self._pool.shutdown()

    def _is_full(self, address: str) -> bool:
        if self._open >= MOST_IN_ALL:
            return True
        # From this machine comes its own proxy, where nobody has said that it is to be trusted.
        return self._from[address] >= MOST_FROM_AN_ADDRESS and not _is_this_machine(address)

    async def _serve(self, socket: _Socket, hub: Hub, send: Send) -> None:
        talking = {
            asyncio.create_task(self._listen(socket, hub)),
            asyncio.create_task(socket.line.run()),
            asyncio.create_task(self._look_again(socket)),
        }
        code: int | None = GOING_AWAY
        try:
            life = LIFE_S * random.uniform(0.9, 1.1)  # noqa: S311 - spreads the returns, hides nothing
            done, _pending = await asyncio.wait(talking, timeout=life, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                try:
                    task.result()
                    code = None
                except _End as end:
                    code = end.code
                except TooSlow:
                    code = TRY_LATER
        finally:
            for task in talking:
                task.cancel()
            await asyncio.gather(*talking, return_exceptions=True)
        if code is not None:
            async with asyncio.timeout(2):
                await send({"type": "websocket.close", "code": code})

    async def _listen(self, socket: _Socket, hub: Hub) -> None:
        allowance = _Allowance()
        while True:
            try:
                text = await socket.hear()
                if text is None:
                    return
                if not allowance.take():
                    raise TooMany(retry_after=BURST // EACH_SECOND)
                await self._subscribe(socket, hub, text)
            except TooMany as refusal:
                await socket.refuse(refusal)
                raise _End(POLICY) from None
            except Refusal as refusal:
                if not allowance.take():
                    raise _End(POLICY) from None
                await socket.refuse(refusal)

    async def _look_again(self, socket: _Socket) -> None:
        """Ends the socket once it may not hear something any more; its page comes back, and is told what.

        Staff are looked at now and then, since roles end; everybody after news that may change who hears.
        """
        is_staff = live_door.is_signed_in(socket.request)
        while True:
            pause = LOOK_AGAIN_S * random.uniform(0.9, 1.1)  # noqa: S311 - spreads, hides nothing
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause if is_staff else None):
                    await socket.in_doubt.wait()
            socket.in_doubt.clear()
            heard, token = socket.topics, socket.token
            if heard and await self._in_thread(_allowed, socket, heard, token) != heard:
                raise _End(GOING_AWAY)

    async def _subscribe(self, socket: _Socket, hub: Hub, text: str) -> None:
        topics, token, since = _read(text)
        line = socket.line
        line.hold()
        allowed = await self._in_thread(_allowed, socket, topics, token)
        # Before looking back, so that nothing falls between: the hub goes on from here.
        if not hub.is_started:
            hub.start(await self._in_thread(publish.latest))
        hub.listen(line, allowed)
        socket.topics, socket.token = allowed, token
        hello: dict[str, Any] = {
            "hello": True,
            "refused": [topic for topic in topics if topic not in allowed],
        }
        told_to, missed, resync = since or 0, list[News](), False
        if since is None:
            hello["seq"] = await self._in_thread(publish.latest)
        else:
            try:
                told_to, found = await self._in_thread(publish.missed, topics=allowed, since=since)
                missed = list(found)
                # Until each of them has arrived, the client stands where it stood.
                hello["seq"] = since if missed else told_to
            except publish.Resync:
                hello["seq"], resync, told_to = await self._in_thread(publish.latest), True, 0
        await socket.say_json(hello)
        if resync:
            await socket.say_json({"resync": True})
        for news in missed:
            await socket.say(news.text)
        line.release(told_to=told_to)

    def _open_hub(self) -> Hub:
        if self._hub is None:
            self._hub = open_hub(self._fetch)
            self._watch = asyncio.create_task(self._look_now_and_then(self._hub))
        return self._hub

    def _left(self, socket: _Socket) -> None:
        self._open -= 1
        self._from[socket.address] -= 1
        if not self._from[socket.address]:
            del self._from[socket.address]
        if self._hub is not None:
            self._hub.listen(socket.line, ())
            if not self._open:
                close_hub(self._hub)
                self._hub = None
                if self._watch is not None:
                    self._watch.cancel()

    async def _look_now_and_then(self, hub: Hub) -> None:
        while True:
            await asyncio.sleep(LOOK_WITH_REDIS_S if settings.REDIS_URL else LOOK_S)
            hub.catch_up()

    async def _fetch(self, seq: int) -> list[News]:
        return list(await self._in_thread(publish.after, seq))

    async def _in_thread(self, what: Callable[P, R], *args: P.args, **named: P.kwargs) -> R:
        def do() -> R:
            close_old_connections()
            return what(*args, **named)

        return await asyncio.get_running_loop().run_in_executor(self._pool, do)


application = LiveSockets()


def _read(text: str) -> tuple[list[str], str, int | None]:
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        raise WrongMessage from None
    if not isinstance(message, dict):
        raise WrongMessage
    topics, token, since = message.get("subscribe"), message.get("token"), message.get("since")
    if not isinstance(topics, list) or not all(isinstance(t, str) for t in topics):
        raise WrongMessage(field="subscribe")
    if len(topics) > MOST_TOPICS or any(len(topic) > MOST_CHARACTERS_A_TOPIC for topic in topics):
        raise WrongMessage(
            _("The page watches too many things at once. Close some of it, and load it again."),
            field="subscribe",
        )
    if not (token is None or (isinstance(token, str) and len(token) <= 200)):
        raise WrongMessage(field="token")
    if not (since is None or (type(since) is int and 0 <= since < 2**63)):
        raise WrongMessage(field="since")
    return list(dict.fromkeys(topics)), token or "", since


def _allowed(socket: _Socket, topics: list[str], token: str) -> list[str]:
    actor = live_door.actor_of(socket.request, track_token=token, address=socket.address)
    return [topic for topic in topics if _may_watch(actor, topic)]


def _may_watch(actor: Actor, topic: str) -> bool:
    prefix, colon, rest = topic.partition(":")
    rule = TOPIC_RULES.get(prefix)
    if not colon or not rest or rule is None or "\0" in rest:
        return False
    try:
        return rule(actor, rest)
    except Refusal:
        return False


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False

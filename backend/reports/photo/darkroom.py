"""Where photos are developed: a child process, started when needed, that ends when it has been idle.

A decoder is a large piece of C that reads what strangers send. Here it may crash, hang or eat memory without
taking the server with it: that photo is refused, and the next one gets a new child. So may a detector: that
photo is developed without one, and waits for a person.
"""

import json
import logging
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from reports.photo.finds import Find, read_finds
from reports.photo.image_headers import EDGES, HeaderBroken, Kind, kind_of, measure, webp_chunks
from reports.photo.photo_facts import PhotoPlace

logger = logging.getLogger("doorstep.photos")

#: Seconds of processor time for one photo, inside the child: what a photo costs, however busy the machine is.
SECONDS: Final[dict[Kind, int]] = {"jpeg": 10, "png": 10, "webp": 10, "heic": 20}
#: Seconds by the wall clock, for what hangs without working. A photo takes 2 to 3 on an idle machine; twice
#: this, once with a detector and once without, must end within an outbox errand's lease of 60.
WALL_SECONDS: Final = 25.0
IDLE_SECONDS: Final = 30.0

#: What a child says once its decoders are loaded and its limits are set, and how long it may take to say so.
READY: Final = b"ready"
#: What a child says before its detector looks at a photo, so that we know who was at work if it dies.
LOOKING: Final = b"looking"
_OPENING_SECONDS: Final = 30.0

#: The only chunks a size may hold: pixels. ICCP, EXIF, XMP and unknown ones are what we promise to take out.
_PIXEL_CHUNKS: Final = frozenset({b"VP8 ", b"VP8L"})
_MOST_REPLY: Final = 8_000_000
_SOURCES: Final = Path(__file__).resolve().parents[2]


class Reason(StrEnum):
    """Why a photo could not be developed."""

    UNREADABLE = "unreadable"
    TOO_SLOW = "too_slow"
    TOO_MANY_PIXELS = "too_many_pixels"


class PhotoRefused(Exception):
    """This photo will never be developed, and why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Shut(Exception):
    """No child can be started: something is wrong with this installation, not with the photo."""


class Busy(Exception):
    """Other photos are in hand; ask again later."""


@dataclass(frozen=True, slots=True)
class Developed:
    """What is kept of a photo.

    sizes     WebP bytes by long edge (320, 960, 1920), sRGB, upright, without any metadata. A photo smaller
              than a size keeps its own.
    width, height   of the photo itself in pixels, upright.
    found     faces and number plates that are blurred in all sizes; None where no detector has looked.
    uncovered the largest size with nothing hidden, as WebP; None where nothing is hidden in the sizes.
    taken_at  aware where the camera gave its offset, else the camera's own clock without a zone.
    cpu_ms, peak_kb  processor time for this photo; most memory the child has held so far.
    """

    sizes: dict[int, bytes]
    width: int
    height: int
    place: PhotoPlace | None
    taken_at: datetime | None
    cpu_ms: int
    peak_kb: int
    found: list[Find] | None = None
    uncovered: bytes | None = None


class _Misled(Exception):
    """The child's detector found what cannot be in a photo."""


class _Gone(Exception):
    """The child has ended, by itself or because its time was up."""


class Darkroom:
    """One child at a time, one photo at a time; safe to call from many threads."""

    def __init__(
        self,
        *,
        idle_seconds: float = IDLE_SECONDS,
        seconds: dict[Kind, int] | None = None,
        wall_seconds: float = WALL_SECONDS,
    ) -> None:
        self._idle_seconds = idle_seconds
        self._wall_seconds = wall_seconds
        self._seconds = seconds or SECONDS
        self._turn = threading.Lock()
        self._child: _Child | None = None
        self._idle: threading.Timer | None = None

    def develop(self, data: bytes, kind: Kind) -> Developed:
        """Make a photo's sizes, with faces and number plates blurred, and read its facts.

        data      has passed `photo_bytes.inspect`, which said its `kind`.
        Raises    PhotoRefused with the reason; Busy where other photos have kept it waiting for too long;
                  Shut where no child can be started.
        """
        return self._take(data, kind, {"look": True, "covers": None})

    def bake(
        self,
        data: bytes,
        kind: Kind,
        *,
        covers: Sequence[Mapping[str, Any]],
        crop: Mapping[str, float] | None,
    ) -> Developed:
        """Make a photo's sizes with these covers and this crop, as JSON. Raises what `develop` raises."""
        return self._take(data, kind, {"look": False, "covers": list(covers), "crop": crop})

    def close(self) -> None:
        """End the child now, if there is one."""
        with self._turn:
            self._stay()
            self._dismiss()

    @property
    def child_pid(self) -> int | None:
        """The process id of the present child, if there is one."""
        child = self._child
        return child.pid if child else None

    def _take(self, data: bytes, kind: Kind, work: dict[str, Any]) -> Developed:
        if not self._turn.acquire(timeout=self._wall_seconds):
            raise Busy
        try:
            self._stay()
            return self._developed(data, kind, work)
        finally:
            self._leave_when_idle()
            self._turn.release()

    def _developed(self, data: bytes, kind: Kind, work: dict[str, Any]) -> Developed:
        attempts = 0
        while attempts < 2:
            child = self._child = self._child or _Child()
            try:
                asked = {"kind": kind, "seconds": self._seconds[kind], **work}
                return _checked(*child.ask(data, asked, self._wall_seconds))
            except _Misled:
                self._dismiss()
                logger.warning("the detector found what cannot be in a %s, developed without it", kind)
                work = {**work, "look": False}
            except _Gone:
                self._dismiss()
                if child.was_looking:
                    logger.warning("the detector ended over a %s, which is developed without it", kind)
                    work = {**work, "look": False}
                    continue
                if child.timed_out:
                    raise PhotoRefused(Reason.TOO_SLOW) from None
                attempts += 1
                logger.warning("the darkroom's process ended over a %s (attempt %d)", kind, attempts)
        raise PhotoRefused(Reason.UNREADABLE)

    def _stay(self) -> None:
        if self._idle:
            self._idle.cancel()
            self._idle = None

    def _leave_when_idle(self) -> None:
        if self._child:
            self._idle = threading.Timer(self._idle_seconds, self.close)
            self._idle.daemon = True
            self._idle.start()

    def _dismiss(self) -> None:
        if self._child:
            self._child.end()
            self._child = None


class _Child:
    """One process and the line to it."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, nothing from outside
                [sys.executable, "-B", "-m", "reports.photo.development", str(theirs.fileno())],
                cwd=_SOURCES,
                # No secrets: the server's environment stays with the server.
                env={"PATH": os.defpath, "PYTHONPATH": str(_SOURCES), "MALLOC_ARENA_MAX": "2"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
            )
        self.timed_out = False
        self.was_looking = False
        self._line.settimeout(_OPENING_SECONDS)
        try:
            if self._exactly(len(READY)) != READY:
                raise _Gone
        except (_Gone, OSError):
            self.end()
            raise Shut("`python -m reports.photo.development 0` in backend/ says why") from None
        self._line.settimeout(None)

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(
        self, data: bytes, work: dict[str, Any], wall_seconds: float
    ) -> tuple[dict[str, Any], list[bytes]]:
        """The child's reply and its pictures. Raises _Gone where the child ends first or is too slow.

        `was_looking` then says whether its detector was at work.
        """
        clock = threading.Timer(wall_seconds, self._time_is_up)
        clock.daemon = True
        clock.start()
        try:
            self._send(json.dumps(work).encode())
            self._send(data)
            part = self._receive()
            if part == LOOKING:
                self.was_looking = True
                part = self._receive()
                self.was_looking = False
            reply = json.loads(part)
            pictures = [*reply.get("edges", ()), *([None] if reply.get("uncovered") else [])]
            return reply, [self._receive() for _ in pictures]
        except (OSError, ValueError) as broken:
            raise _Gone from broken
        finally:
            clock.cancel()

    def end(self) -> None:
        self._line.close()
        self._process.kill()
        if self._process.wait() == -signal.SIGXCPU:
            self.timed_out = True

    def _time_is_up(self) -> None:
        self.timed_out = True
        self._process.kill()

    def _send(self, part: bytes) -> None:
        self._line.sendall(struct.pack(">I", len(part)))
        self._line.sendall(part)

    def _receive(self) -> bytes:
        (length,) = struct.unpack(">I", self._exactly(4))
        if length > _MOST_REPLY:
            raise _Gone
        return self._exactly(length)

    def _exactly(self, length: int) -> bytes:
        data = self._line.recv(length, socket.MSG_WAITALL) if length else b""
        if len(data) != length:
            raise _Gone
        return data


def _checked(reply: dict[str, Any], sizes: list[bytes]) -> Developed:
    """The child's reply, believed only as far as it shows: a decoder may have been taken over."""
    if "refused" in reply:
        logger.info("photo refused: %s (%s)", reply["refused"], reply.get("why", ""))
        raise PhotoRefused(Reason(reply["refused"]))
    try:
        return _believed(reply, sizes)
    except (ArithmeticError, HeaderBroken, LookupError, TypeError, ValueError):
        raise PhotoRefused(Reason.UNREADABLE) from None


def _believed(reply: dict[str, Any], pictures: list[bytes]) -> Developed:
    edges: list[int] = reply["edges"]
    most = [*edges, *([EDGES[-1]] if reply["uncovered"] else [])]
    for edge, data in zip(most, pictures, strict=True):
        if not is_only_pixels(data) or max(measure(data, "webp")) > edge:
            raise PhotoRefused(Reason.UNREADABLE)
    if reply.get("trouble"):
        logger.warning("the detector failed, so a photo waits for a person: %s", reply["trouble"])
    place, taken_at, found = reply["place"], reply["taken_at"], reply["found"]
    try:
        finds = None if found is None else read_finds(found)
    except (LookupError, TypeError, ValueError):
        raise _Misled from None
    return Developed(
        sizes=dict(zip(edges, pictures, strict=False)),
        width=int(reply["width"]),
        height=int(reply["height"]),
        place=PhotoPlace(**place) if place else None,
        taken_at=datetime.fromisoformat(taken_at) if taken_at else None,
        cpu_ms=int(reply["cpu_ms"]),
        peak_kb=int(reply["peak_kb"]),
        found=finds,
        uncovered=pictures[-1] if reply["uncovered"] else None,
    )


def is_only_pixels(data: bytes) -> bool:
    """Whether these bytes are a WebP picture that holds pixels and nothing else: no place, time or camera."""
    try:
        return kind_of(data) == "webp" and _PIXEL_CHUNKS.issuperset(webp_chunks(data))
    except HeaderBroken:
        return False


#: The darkroom of this process.
darkroom: Final = Darkroom()

"""How much somebody who has not signed in may send: by address, by phone, by network and about one place.

Many people share an address (a mobile network, an office), so it is allowed more than one phone, and a
network more than one address. The phone is told by a random cookie that says nothing else; whoever throws it
away is counted by address alone. Over a limit is refused; from a part of it on the phone first does a few
seconds of work (`accounts.challenge`), and about one place that is all: the whole street may be right.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from math import cos, floor, radians
from typing import Final

from django.conf import settings

from accounts import challenge
from accounts.actor import Actor
from accounts.senders import Standing
from core import limits
from core.addresses import origin_of
from core.geometry import Point
from core.problems import TooMany

HOUR_S: Final = 3600
#: A network holds many addresses: an office floor, a village's mast, a university hall.
ADDRESSES_A_NETWORK: Final = 4
#: About 100 m of latitude.
_CELL_DEGREES: Final = 0.0009


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """The most of one kind that is taken in an hour; `a_place` only asks for work, the others refuse."""

    by_address: int
    by_phone: int
    by_network: int
    a_place: int


@dataclass(frozen=True, slots=True)
class _Counter:
    kind: str
    who: str
    most: int
    works_from: int
    refuses: bool = True


def take(
    actor: Actor, kind: str, *, by_address: int, by_phone: int, seconds: int = HOUR_S, amount: int = 1
) -> None:
    """Count `amount` of `kind` for the sender. Raises TooMany over a limit. Staff are not counted."""
    if actor.is_staff:
        return
    for counter in _counters(actor, kind, by_address, by_phone, by_address * ADDRESSES_A_NETWORK):
        limits.take(counter.kind, counter.who, most=counter.most, seconds=seconds, amount=amount)


def admit(
    actor: Actor,
    kind: str,
    *,
    most: Most,
    place: Point,
    standing: Standing,
    is_urgent: bool,
    about: str,
    answer: str,
    at: datetime,
) -> None:
    """Count one of `kind` for the sender and for the place.

    is_urgent  nobody in danger waits for a check of their phone; the limits themselves hold.
    about      what an answer must be for: this report, this photo.
    answer     of the header Challenge-Answer; "" for none.
    Raises     TooMany over a limit; ChallengeFirst where it came close to one, or where this place has had
               many, and there is no right answer. Staff and trusted reporters are not counted; who
               is trusted by an e-mail address is, and is spared the work.
    """
    if actor.is_staff or standing.is_trusted:
        return
    counters = [
        *_counters(actor, kind, most.by_address, most.by_phone, most.by_network),
        _Counter(f"{kind} about", _cell(place), most.a_place, most.a_place, refuses=False),
    ]
    needs_work = False
    for counter in counters:
        used = limits.use(counter.kind, counter.who, seconds=HOUR_S)
        if used > counter.most and counter.refuses:
            raise TooMany(retry_after=HOUR_S)
        needs_work = needs_work or used > counter.works_from
    if (
        not needs_work
        or is_urgent
        or standing.is_vouched_for
        or challenge.is_answered(answer, about=about, at=at)
    ):
        return
    for counter in counters:  # it was not taken: the same report, with its answer, is not a second one
        limits.give_back(counter.kind, counter.who)
    raise challenge.ChallengeFirst(challenge=challenge.make(about=about, at=at))


def take_mail_to(address: str) -> None:
    """Count one request for mail to this address, whoever asks.

    Raises TooMany: nobody's mailbox can be flooded.
    """
    limits.take("mail to", address.lower(), most=20, seconds=86_400)


def _counters(actor: Actor, kind: str, by_address: int, by_phone: int, by_network: int) -> Iterator[_Counter]:
    if actor.phone:
        yield _Counter(f"{kind} by phone", actor.phone, by_phone, _part(by_phone))
    if actor.address:
        origin = origin_of(actor.address)
        yield _Counter(kind, origin.connection, by_address, _part(by_address))
        yield _Counter(f"{kind} by network", origin.network, by_network, _part(by_network))


def _part(most: int) -> int:
    return most * settings.CHALLENGE_FROM_PERCENT // 100


def _cell(place: Point) -> str:
    """The square of about 100 m by 100 m that holds the place."""
    row = floor(place.lat / _CELL_DEGREES)
    width = _CELL_DEGREES / max(0.01, cos(radians(row * _CELL_DEGREES)))
    return f"{row}|{floor(place.lon / width)}"

"""Who sends: by e-mail address, by phone or by network, as keyed hashes that tell nothing by themselves."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.conf import settings

from accounts.actor import Actor
from accounts.models import SenderMark
from core.addresses import origin_of
from core.look_alikes import skeleton

Scope = SenderMark.Scope
Who = SenderMark.Who


@dataclass(frozen=True, slots=True)
class Standing:
    """What bodies have decided about a sender, as it holds now."""

    marks: tuple[SenderMark, ...] = ()

    @property
    def is_trusted(self) -> bool:
        """Limits are counted for the whole installation: whom one of its bodies trusts has none.

        Not by an e-mail address, which anybody can type.
        """
        return any(mark.scope == Scope.TRUSTED and mark.who != Who.EMAIL for mark in self.marks)

    @property
    def is_vouched_for(self) -> bool:
        """Trusted in whatever way: spared the work of a challenge."""
        return any(mark.scope == Scope.TRUSTED for mark in self.marks)

    def block(self, scope: Scope, body_id: int) -> SenderMark | None:
        """The block in this channel by this body that ends last; None where there is none."""
        found = [mark for mark in self.marks if mark.scope == scope and mark.body_id == body_id]
        return max(found, key=lambda mark: mark.until, default=None)


NOBODY: Final = Standing()


def key_of(who: Who, text: str) -> str:
    """64 hexadecimal digits that stand for a sender. Without the server's key nobody can try addresses."""
    said = f"sender|{who.value}|{text}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, sha256).hexdigest()


def key_of_phone(cookie: str) -> str:
    """The key of the phone with this cookie; "" for none."""
    return key_of(Who.PHONE, cookie) if cookie else ""


def key_of_email(address: str) -> str:
    """The key of an address, however it is written: case, look-alike letters and a +tag make no other one."""
    name, at, host = skeleton(address).rpartition("@")
    return key_of(Who.EMAIL, f"{name.partition('+')[0] or name}{at}{host}")


def standing_of(actor: Actor, *, at: datetime, email: str = "") -> Standing:
    """What holds for whoever sends this. One query. Staff have no standing: they answer to their body."""
    if actor.is_staff:
        return NOBODY
    origin = origin_of(actor.address)
    keys = {key_of(Who.NETWORK, part) for part in (origin.connection, origin.network) if part}
    if actor.phone:
        keys.add(key_of_phone(actor.phone))
    if email:
        keys.add(key_of_email(email))
    live = SenderMark.objects.filter(key__in=keys, ended_at__isnull=True, until__gt=at)
    return Standing(tuple(live.select_related("body")))

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from core.schemas import Named, Storable

_REASON = Field(max_length=500, description="Why; read by staff alone.")
_UNTIL = Field(description="The last day on which it holds, at most a year from now.")


class BlockIn(Schema):
    """Who is limited in what: the sender of a report by its reference, or a network."""

    ref: Storable | None = Field(None, max_length=20)
    who: Literal["email", "phone", "network"]
    network: Storable | None = Field(
        None, max_length=60, description="For a network: 203.0.113.7, 203.0.113.0/24, 2001:db8:1::/48, …/64"
    )
    scope: Literal["reports", "photos", "flags", "mail"]
    until: date = _UNTIL
    review_on: date | None = Field(None, description="When a person looks at it again; half-way if not said.")
    reason: Storable = _REASON


class TrustIn(Schema):
    """Whom limits and checks do not concern: the sender of a report by its reference."""

    ref: Storable = Field(max_length=20)
    who: Literal["email", "phone"]
    until: date = _UNTIL
    reason: Storable = _REASON


class EndIn(Schema):
    reason: Storable = Field(max_length=500)


class SenderMarkOut(Schema):
    """A decision about a sender. It says from which report the sender was chosen, never who it is."""

    id: int
    body: Named
    scope: str
    scope_words: str
    who: str
    who_words: str
    ref: str | None
    reason: str
    by: str
    since: datetime
    until: date
    review_on: date
    review_is_due: bool
    is_live: bool
    ended_at: datetime | None
    ended_by: str | None
    end_reason: str | None
    told: str | None = Field(description="What the sender is told; null for a trusted reporter.")


class SenderMarkListOut(Schema):
    items: list[SenderMarkOut]
    next: str | None

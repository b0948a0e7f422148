from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from core.schemas import Named, Storable


class FirstLookOut(Schema):
    """A report that a named person reads first. Open the report itself to read it: each look is kept.

    `count`: how many by this person about this address, this one included; 0 where that is not why.
    `waits`: no queue has it yet. `earlier`: the references of those before, the newest first.
    """

    ref: str
    issue_type: Named
    title: str
    street: str
    department: Named
    received_at: datetime
    aim_at: datetime | None
    because: Literal["repeated", "blocked"]
    count: int
    waits: bool
    earlier: list[str]
    decision: str | None
    note: str
    answer: str


class FirstLooksOut(Schema):
    """Those that nobody has decided yet, the oldest first."""

    items: list[FirstLookOut]
    next: str | None


class FirstDecisionIn(Schema):
    """`answer` is what the reporter reads; `note` is for staff."""

    decision: Literal["release", "answer"]
    note: str = Field("", max_length=4000)
    answer: str = Field("", max_length=8000)


class ShareIn(Schema):
    """`legal_reason`: why it may go; needed wherever the reporter did not agree to all of it."""

    body: Storable = Field(max_length=60)
    what: list[Literal["contact", "words", "photos"]] = Field(max_length=3)
    legal_reason: str = Field("", max_length=4000)


class DisclosureOut(Schema):
    """What was given to whom, by what right. `failed`: why its letter cannot arrive; "" for none."""

    body: Named
    what: list[str]
    agreed: bool
    legal_reason: str
    at: datetime
    by: str
    sent_at: datetime | None
    failed: str


class OtherBodyOut(Named):
    """A body that could be told. `agreed`: what the reporter agreed that it is told.

    `has_email`: whether we know where to send it.
    """

    agreed: list[str]
    has_email: bool


class DisclosuresOut(Schema):
    """What was given, and what could be.

    `asked`: whether the reporter was asked who may be told. `said`: what they answered, "" for nothing.
    `there`: of "contact", "words" and "photos" those that there are; `photos`: how many.
    """

    items: list[DisclosureOut]
    next: str | None = None
    asked: bool
    said: str
    there: list[str]
    photos: int
    bodies: list[OtherBodyOut]

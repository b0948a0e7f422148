"""The shapes of moderation: the desk's list, one check, a decision, a reader's flag, the author's objection.

Places in words are counted in UTF-16 code units, as browsers count them.
"""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from core.schemas import Named

Reason = Literal["household", "phone", "plate", "face", "accuses", "not_about", "other"]
FlagReason = Literal["me", "my_home", "child", "plate", "accuses", "contact", "other"]
Wants = Literal["report", "words", "photo", "flag", "objection"]
#: Farther along than any text of ours.
_MOST = 100_000


class MarkOut(Schema):
    """What looks like something private in words: from `start` up to, and without, `end`."""

    start: int
    end: int
    kind: Literal["phone", "email", "plate", "address"]


class MarksOut(Schema):
    marks: list[MarkOut]


class WordsIn(Schema):
    text: str = Field(max_length=4000)


class CheckCountsOut(Schema):
    """How many reports wait: all; those that readers asked about; those whose author objected."""

    all: int
    asked: int
    objected: int


class CheckLineOut(Schema):
    """One report that waits. `since` is when the first thing of it began to wait."""

    ref: str
    issue_type: str
    title: str
    street: str
    wants: list[Wants]
    since: datetime
    due_at: datetime
    photo: UUID | None


class CheckListOut(Schema):
    """What waits for a department's desk: objections first, then the oldest."""

    department: Named
    counts: CheckCountsOut
    oldest_at: datetime | None
    items: list[CheckLineOut]
    next: str | None


class CheckWordsOut(Schema):
    """A person's own words: as they were written, and as others read them."""

    text: str
    marks: list[MarkOut]
    public: str
    state: Literal["none", "waiting", "passed", "hidden"]


class CheckPhotoOut(Schema):
    """A photo with what was found in it and what is covered. Uncovered it is at /photos/{id}/uncovered."""

    id: UUID
    state: str
    width: int
    height: int
    hidden: bool
    release: str
    found: list[dict[str, Any]] | None
    covers: list[dict[str, Any]]
    crop: dict[str, float] | None
    after: bool


class FlagOut(Schema):
    """What a reader said is wrong. Nothing says who."""

    id: UUID
    at: datetime
    reason: str
    note: str


class ObjectionOut(Schema):
    at: datetime
    text: str


class CheckStepOut(Schema):
    """One thing that was decided before. `who` is "" where nobody of the staff did it."""

    at: datetime
    who: str
    action: str
    reason: str


class PublicNowOut(Schema):
    """What everybody sees at this moment."""

    sight: Literal["nothing", "outline", "public"]
    title: str
    words: str
    photos: list[UUID]


class CheckOut(Schema):
    """All that somebody at the desk needs to decide. Send `version` back with the decision."""

    ref: str
    title: str
    issue_type: Named
    visibility: str
    shown: str
    received_at: datetime
    street: str
    wants: list[Wants]
    due_at: datetime | None
    words: CheckWordsOut | None
    photos: list[CheckPhotoOut]
    flags: list[FlagOut]
    objection: ObjectionOut | None
    history: list[CheckStepOut]
    public_now: PublicNowOut
    version: str
    can: list[Literal["decide", "answer_objection"]]


class CutIn(Schema):
    start: int = Field(ge=0, le=_MOST)
    end: int = Field(ge=0, le=_MOST)


class WordsDecisionIn(Schema):
    """Pass the words without these cuts, or hide them."""

    decision: Literal["pass", "hide"]
    cuts: list[CutIn] = Field([], max_length=200)


class PhotoDecisionIn(Schema):
    """Without `covers`, these and the crop stay as they are."""

    id: UUID
    decision: Literal["pass", "hide"]
    covers: list[dict[str, Any]] | None = Field(None, max_length=1000)
    crop: dict[str, Any] | None = None


class DecisionIn(Schema):
    """What is decided, in one go; what is not named stays as it is and goes on waiting.

    A report that is hidden takes its words and photos with it.
    """

    version: str = Field(max_length=60)
    decision: Literal["pass", "hide"]
    reasons: list[Reason] = Field([], max_length=7)
    note: str = Field("", max_length=2000)
    words: WordsDecisionIn | None = None
    photos: list[PhotoDecisionIn] = Field([], max_length=50)


class FlagIn(Schema):
    """ "Something wrong with this?". `photo` where it is about one photo."""

    id: UUID
    reason: FlagReason
    note: str = Field("", max_length=2000)
    photo: UUID | None = None
    email: Annotated[str | None, Field(max_length=254)] = None
    language: str = Field("en-GB", max_length=10)


class ObjectionIn(Schema):
    text: str = Field(max_length=4000)

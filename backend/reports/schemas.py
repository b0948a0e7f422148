from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from core.schemas import LatLon, Named


class PlaceIn(Schema):
    lat: float
    lon: float
    accuracy_m: float | None = Field(None, ge=0, le=1_000_000)
    source: Literal["photo", "device", "pin", "search"] = "pin"


class ReportIn(Schema):
    """A report as the phone sends it; only `id`, `issue_type` and `point` are obligatory.

    `at_home`: it is at the reporter's home, so in public it is nowhere nearer than its street.
    """

    id: UUID
    issue_type: str = Field(max_length=30)
    point: PlaceIn
    description: str | None = None
    made_at: datetime | None = None
    place_note: str | None = None
    at_home: bool = False
    answers: dict[str, Any] = {}
    photos: list[UUID] = Field([], max_length=20)
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    needs: list[str] = Field([], max_length=10)
    language: str = Field("en-GB", max_length=10)


class ReceiptOut(Schema):
    """The answer to a report. `track_token` shows more of it later; keep it on the phone.

    `photos_dropped`: how many photos it named that were not taken, because none are of this type.
    """

    ref: str
    track_token: str
    status: str
    title: str
    body: Named
    department: Named | None
    aim_at: datetime | None
    explanation: str
    url: str
    private: bool
    photos_dropped: int = 0


class PhotoOut(Schema):
    """One photo of a report; its sizes are at /api/v1/photos/{id}/{320|960|1920}.

    `waits`: a person looks at it before everybody may see it.
    """

    id: UUID
    state: str
    refused_because: str | None
    width: int
    height: int
    after: bool
    hidden: bool
    waits: bool


class PhotoCareOut(Schema):
    """What this server does with a photo before others may see it, so that no screen says more than is done.

    `looks`: faces and number plates are looked for and blurred; without it a person sees each photo first.
    """

    looks: bool


class PhotoStateOut(Schema):
    """How a photo that was sent is doing."""

    id: UUID
    state: str
    refused_because: str | None = None


class TimelineOut(Schema):
    """One entry of the public history. `at` is for the reporter and staff; others see the day."""

    on: date
    at: datetime | None
    status: str
    heading: str
    sentence: str
    photo: UUID | None


class ChangedOut(Schema):
    """What was left out before others could see it: sentences, and why as parts of one.

    Its author can object once; `answer` is what somebody else decided then.
    """

    what: list[str]
    why: list[str]
    can_object: bool
    objected_at: datetime | None
    answered_at: datetime | None
    answer: str


class MineOut(Schema):
    """What only the reporter and the department's staff see.

    `answer`: what whoever read it first answered; "" for nearly all. `waits`: what others do not see until a
    person has looked, one for each photo.
    """

    point: LatLon
    accuracy_m: float | None
    place_note: str
    at_home: bool
    received_at: datetime
    answers: list[Named]
    description: str
    answer: str
    gets_email: bool
    gets_push: bool
    changed: ChangedOut | None
    waits: list[Literal["report", "words", "photo"]]


class ReportOut(Schema):
    """A report as its reader may see it."""

    ref: str
    issue_type: Named
    title: str
    status: str
    status_words: str
    is_open: bool
    is_overdue: bool
    shown: str
    private: bool
    street: str
    ward: Named | None
    point: LatLon | None
    received_on: date
    aim_on: date | None
    aim_at: datetime | None
    body: Named
    department: Named | None
    explanation: str
    next_step: str
    words: str | None
    photos: list[PhotoOut]
    timeline: list[TimelineOut]
    is_mine: bool
    mine: MineOut | None
    can: list[str]
    url: str


class MapReportOut(Schema):
    """A report as a map or a list shows it."""

    ref: str
    issue_type: str
    title: str
    status: str
    is_open: bool
    is_overdue: bool
    street: str
    received_on: date
    point: LatLon
    photo: UUID | None


class ReportListOut(Schema):
    """Newest first. `topics` are what to watch on /live so that the list stays true."""

    items: list[MapReportOut]
    next: str | None
    topics: list[str]


class StillThereIn(Schema):
    note: str = Field("", max_length=2000)


class PushIn(Schema):
    """A push subscription as the browser gives it."""

    endpoint: str = Field(max_length=2000)
    p256dh: str = Field(max_length=200)
    auth: str = Field(max_length=100)


class FollowIn(Schema):
    """How to be told: by push on this phone, or by e-mail. One of the two."""

    push: PushIn | None = None
    email: str | None = Field(None, max_length=254)
    language: str = Field("en-GB", max_length=10)


class UnfollowIn(Schema):
    """Which phone, by the endpoint that only it and its push service know. Mail has a link of its own."""

    endpoint: str = Field(max_length=1500)


class PassIn(Schema):
    """`note` says why, where somebody hid it by hand before."""

    what: Literal["report", "words", "photo"]
    photo_id: UUID | None = None
    note: str = Field("", max_length=2000)


class HideIn(Schema):
    what: Literal["report", "words", "photo"]
    photo_id: UUID | None = None
    reason: str = Field(max_length=2000)

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from core.schemas import LatLon, Named, Storable
from reports.schemas import PhotoOut


class CrewOut(Schema):
    id: int
    name: str
    department: str


class JobLineOut(Schema):
    """A job as a queue or a round lists it."""

    id: int
    ref: str
    issue_type: Named
    icon: str
    title: str
    status: str
    status_words: str
    is_urgent: bool
    is_overdue: bool
    aim_at: datetime | None
    queued_at: datetime
    ended_at: datetime | None
    retry_on: date | None
    outcome: str | None
    street: str
    place_note: str
    ward: Named | None
    point: LatLon
    crew: CrewOut | None
    handed_to: Named | None
    reports: int
    photo: UUID | None
    photos_awaited: int
    waits_for_passing: bool
    needs: list[str]


class CountsOut(Schema):
    """How many jobs of the department there are, whatever the filter."""

    open: int
    no_crew: int
    overdue: int
    to_pass: int


class QueueOut(Schema):
    """A department's queue: urgent first, then by aim."""

    department: Named
    counts: CountsOut
    items: list[JobLineOut]
    next: str | None


class HistoryOut(Schema):
    """One line of a job's history; for staff."""

    at: datetime
    by: str | None
    what: str
    words: str
    note: str


class JobRuleOut(Schema):
    """One rule that was looked at, and why it did or did not apply."""

    text: str
    matched: bool
    why: str


class ServedReportOut(Schema):
    """A report that a job serves, as the department's staff see it."""

    ref: str
    status: str
    shown: str
    private: bool
    description: str
    words_passed: bool
    answers: list[Named]
    place_note: str
    at_home: bool
    point: LatLon
    accuracy_m: float | None
    received_at: datetime
    name: str
    email: str
    phone: str
    needs: list[str]
    language: str
    photos: list[PhotoOut]
    explanation: str
    rules: list[JobRuleOut]
    can_moderate: bool
    can_share: bool


class JobOut(Schema):
    """One job, whole."""

    line: JobLineOut
    department: Named
    reports: list[ServedReportOut]
    history: list[HistoryOut]
    after_photo: PhotoOut | None
    outcome_note: str
    outcome_point: LatLon | None
    can: list[str]


class RoundOut(Schema):
    """A crew's jobs in order, started ones first, and what it ended today."""

    crews: list[CrewOut]
    items: list[JobLineOut]
    done_today: int
    topics: list[str]


class AssignIn(Schema):
    """`crew_id` null puts the job back in the queue."""

    crew_id: int | None


class ForwardIn(Schema):
    department: Storable = Field(max_length=60)
    reason: str = Field(max_length=4000)


class StandsIn(Schema):
    """Where a crew stands, in WGS84 degrees."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class OutcomeIn(Schema):
    """CLR cleared, NFA nothing there, ACC could not get to it, OWN not ours. Source: uk-practice 1b.

    `point`: where the crew stands; kept with the outcome, for staff. No other position is ever taken.
    """

    outcome: Literal["CLR", "NFA", "ACC", "OWN"]
    photo_id: UUID | None = None
    note: str = Field("", max_length=4000)
    owner_body: Storable | None = Field(None, max_length=60)
    point: StandsIn | None = None

from datetime import datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from core.schemas import LatLon, Named


class WhereIn(Schema):
    """A place in WGS84 degrees, and the kind of thing found there."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    issue_type: str = Field("", max_length=30)


class StreetsIn(Schema):
    """The beginning of a name, or a place; `q` goes first."""

    q: str = Field("", max_length=100)
    lat: float | None = Field(None, ge=-90, le=90)
    lon: float | None = Field(None, ge=-180, le=180)
    limit: int = Field(10, ge=1, le=50)


class OptionOut(Schema):
    """One possible answer. `danger`: choosing it shows the stop screen."""

    key: str
    label: str
    picture: str
    danger: bool


class WhenOut(Schema):
    """Ask only if this earlier question has one of these answers."""

    question: str
    answers: list[str]


class QuestionOut(Schema):
    """A question. `most`: longest text in characters, or the top of a scale that starts at 1."""

    id: str
    ask: Literal["choice", "many", "text", "yes_no", "scale"]
    label: str
    hint: str
    options: list[OptionOut]
    required: bool
    private: bool
    when: WhenOut | None
    most: int
    low: str
    high: str


class PromiseOut(Schema):
    """Said before anything private is asked: who reads it, when it may go further, what happens then."""

    read_by: str
    shared: str
    next: str


class IssueTypeOut(Schema):
    """A kind of thing that can be reported. `icon`: a symbol of the sprite, without `i-`.

    `shows_photos`: false where only the department ever sees them. `promise`: null for what is not private.
    `advice`: what to do, or not to do, at once; "" for nothing.
    """

    key: str
    label: str
    hint: str
    group: Named
    icon: str
    visibility: Literal["pub", "held", "prv"]
    takes_photos: bool
    shows_photos: bool
    promise: PromiseOut | None
    advice: str
    questions: list[QuestionOut]


class IssueTypesOut(Schema):
    items: list[IssueTypeOut]
    next: str | None = None


class AreaOut(Schema):
    """An area that holds a place."""

    kind: str
    code: str
    slug: str
    name: str


class RuleOut(Schema):
    """A rule that was looked at, for staff."""

    id: int
    text: str
    matched: bool
    why: str


class StreetOut(Schema):
    """A street or path; `point` lies on it, nearest to what was asked, `metres` away."""

    id: int
    name: str
    kind: str
    ward: str
    point: LatLon
    metres: int | None


class StreetsOut(Schema):
    items: list[StreetOut]
    next: str | None = None


class WhereOut(Schema):
    """Whose a place is. Without an issue type: the place alone, and `body` is its council."""

    body: Named | None
    department: Named | None
    aim_at: datetime | None
    explanation: str
    ward: Named | None
    street: StreetOut | None
    areas: list[AreaOut]
    near_m: int | None
    rules: list[RuleOut] | None = None


class DrawnOut(Schema):
    """A GeoJSON feature; its properties are kind, name, name_cy, slug, each only where it has one."""

    type: Literal["Feature"]
    properties: dict[str, str]
    geometry: dict[str, Any]


class BasemapOut(Schema):
    """A GeoJSON FeatureCollection, from the bottom up, with the lines of attribution that must be shown."""

    type: Literal["FeatureCollection"]
    features: list[DrawnOut]
    attribution: list[str]
    bbox: list[float] | None = None

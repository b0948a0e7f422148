from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from ninja import Query, Router

from accounts.requests import ActorRequest
from core.clock import now
from core.geometry import Point
from core.schemas import LatLon, Named, Problem
from routing import atlas, basemap, gazetteer
from routing.answers import Question
from routing.destination import Place, find_destination, find_place
from routing.issue_types import GROUPS, ISSUE_TYPES
from routing.kinds import IssueType, Promise
from routing.schemas import (
    AreaOut,
    BasemapOut,
    IssueTypeOut,
    IssueTypesOut,
    OptionOut,
    PromiseOut,
    QuestionOut,
    RuleOut,
    StreetOut,
    StreetsIn,
    StreetsOut,
    WhenOut,
    WhereIn,
    WhereOut,
)

router = Router(tags=["routing"])


@router.get("/issue-types", operation_id="list_issue_types", response={200: IssueTypesOut})
def list_issue_types(request: HttpRequest) -> IssueTypesOut:
    """What can be reported, with its questions, in the reader's language."""
    return IssueTypesOut(items=[_issue_type(kind) for kind in ISSUE_TYPES.values()])


@router.get("/where", operation_id="find_where", response={200: WhereOut, 422: Problem})
def find_where(request: ActorRequest, asked: Query[WhereIn]) -> WhereOut:
    """Whose a place is, and why. Staff see the rules that were looked at too."""
    point, at = Point(lat=asked.lat, lon=asked.lon), now()
    if asked.issue_type:
        return _whose(point, asked.issue_type, at, for_staff=request.actor.is_staff)
    place = find_place(point=point, at=at)
    council = place.council
    body = atlas.current().directory.bodies.get(council.body_id or 0) if council else None
    return _where(point, place, body=Named(key=body.key, name=str(body.name)) if body else None)


@router.get("/streets", operation_id="list_streets", response={200: StreetsOut, 422: Problem})
def list_streets(request: HttpRequest, asked: Query[StreetsIn]) -> StreetsOut:
    """Streets by the beginning of their name, or those near a place, the nearest first."""
    if asked.q or asked.lat is None or asked.lon is None:
        found = gazetteer.search_streets(asked.q, asked.limit)
    else:
        found = gazetteer.streets_near(Point(lat=asked.lat, lon=asked.lon), asked.limit)
    return StreetsOut(items=[_street(street) for street in found])


@router.get("/basemap", operation_id="get_basemap", response={200: BasemapOut})
def get_basemap(request: HttpRequest) -> HttpResponse:
    """All that is drawn, as GeoJSON. Ask again with its ETag."""
    drawn = basemap.basemap()
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")}
    if drawn.etag in known or "*" in known:
        answer = HttpResponse(status=304)
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        answer = HttpResponse(
            drawn.gzipped, content_type="application/geo+json", headers={"Content-Encoding": "gzip"}
        )
    else:
        answer = HttpResponse(drawn.plain, content_type="application/geo+json")
    answer["ETag"] = drawn.etag
    answer["Cache-Control"] = "public, max-age=0, must-revalidate"
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


def _issue_type(kind: IssueType) -> IssueTypeOut:
    return IssueTypeOut(
        key=kind.key,
        label=str(kind.label),
        hint=str(kind.hint),
        group=Named(key=kind.group, name=str(GROUPS[kind.group])),
        icon=kind.icon,
        visibility=kind.visibility.value,
        takes_photos=kind.takes_photos,
        shows_photos=kind.shows_photos,
        promise=_promise(kind.promise) if kind.promise else None,
        advice=str(kind.advice or ""),
        questions=[_question(question) for question in kind.questions],
    )


def _promise(promise: Promise) -> PromiseOut:
    return PromiseOut(read_by=str(promise.read_by), shared=str(promise.shared), next=str(promise.next))


def _question(question: Question) -> QuestionOut:
    when = question.when
    return QuestionOut(
        id=question.id,
        ask=question.ask.value,
        label=str(question.label),
        hint=str(question.hint or ""),
        options=[
            OptionOut(key=option.key, label=str(option.label), picture=option.picture, danger=option.danger)
            for option in question.options
        ],
        required=question.required,
        private=question.private,
        when=WhenOut(question=when.question, answers=list(when.answers)) if when else None,
        most=question.most,
        low=str(question.low or ""),
        high=str(question.high or ""),
    )


def _whose(point: Point, issue_type: str, at: datetime, *, for_staff: bool) -> WhereOut:
    found = find_destination(point=point, issue_type=issue_type, answers={}, at=at)
    answer = _where(point, found.place, body=Named(key=found.body.key, name=str(found.body.name)))
    if found.department is not None:
        answer.department = Named(key=found.department.key, name=str(found.department.name))
    answer.aim_at = found.aim_at
    answer.explanation = str(found.explanation)
    if for_staff:
        answer.rules = [
            RuleOut(id=looked.rule_id, text=looked.text, matched=looked.matched, why=str(looked))
            for looked in found.rules
        ]
    return answer


def _where(point: Point, place: Place, *, body: Named | None) -> WhereOut:
    street = gazetteer.nearest_street(point)
    return WhereOut(
        body=body,
        department=None,
        aim_at=None,
        explanation="",
        ward=Named(key=place.ward.slug, name=str(place.ward.name)) if place.ward else None,
        street=_street(street) if street else None,
        areas=[
            AreaOut(kind=area.kind, code=area.code, slug=area.slug, name=str(area.name))
            for area in place.areas
        ],
        near_m=place.near_m,
    )


def _street(street: gazetteer.StreetFound) -> StreetOut:
    return StreetOut(
        id=street.id,
        name=str(street.name),
        kind=street.kind,
        ward=str(street.ward) if street.ward else "",
        point=LatLon(lat=street.point.lat, lon=street.point.lon),
        metres=round(street.metres) if street.metres is not None else None,
    )

from ninja import Router, Schema
from pydantic import Field

from accounts import reviewers
from accounts.models import Department
from accounts.requests import ActorRequest
from core.clock import now
from core.schemas import Problem, Storable

router = Router(tags=["accounts"])

ANSWERS = {401: Problem, 403: Problem, 404: Problem}


class ReaderOut(Schema):
    name: str
    email: str


class ReviewerOut(Schema):
    """Who reads first what one person reports again and again; nulls for the administrators of the body.

    `people`: those that could be named, by name.
    """

    department: str
    name: str | None
    email: str | None
    people: list[ReaderOut]


class ReviewerIn(Schema):
    """Somebody at the department's desk, or an administrator; "" for the administrators of the body."""

    email: Storable = Field(max_length=254)


@router.get(
    "/departments/{slug:department}/reviewer",
    operation_id="get_reviewer",
    response={200: ReviewerOut, **ANSWERS},
)
def get_reviewer(request: ActorRequest, department: str) -> ReviewerOut:
    """Who reads first in a department; for its administrators."""
    return _out(reviewers.find_department(key=department, actor=request.actor))


@router.put(
    "/departments/{slug:department}/reviewer",
    operation_id="name_reviewer",
    response={200: ReviewerOut, **ANSWERS, 422: Problem},
)
def name_reviewer(request: ActorRequest, department: str, body: ReviewerIn) -> ReviewerOut:
    """Name who reads first in a department; for its administrators."""
    found = reviewers.name_reviewer(key=department, actor=request.actor, email=body.email, at=now())
    return _out(found)


def _out(department: Department) -> ReviewerOut:
    person = department.reviewer
    return ReviewerOut(
        department=department.key,
        name=person.name if person else None,
        email=person.email if person else None,
        people=[ReaderOut(name=one.name, email=one.email) for one in reviewers.who_could(department, now())],
    )

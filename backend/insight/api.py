from django.http import HttpResponse
from ninja import Router

from accounts.requests import ActorRequest
from core.clock import now
from core.schemas import Problem, as_built
from insight import ward
from insight.schemas import WardLineOut, WardOut

router = Router(tags=["insight"])


@router.get("/wards", operation_id="list_wards", response={200: list[WardLineOut]})
def list_wards(request: ActorRequest) -> list[WardLineOut]:
    """All wards, with how many reports are open in each."""
    return ward.list_wards()


@router.get("/wards/{slug:slug}", operation_id="get_ward", response={200: WardOut, 404: Problem})
def get_ward(request: ActorRequest, slug: str) -> HttpResponse:
    """A ward's map and figures of the last 30 days, always fresh."""
    return as_built(ward.look_at(slug, now()))

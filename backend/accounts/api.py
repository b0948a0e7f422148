from ninja import Router

from accounts.models import Body, Department
from accounts.requests import ActorRequest
from accounts.schemas import BodyOut, DepartmentOut
from accounts.working_together import bodies_known_to
from core.schemas import Named, Problem

router = Router(tags=["accounts"])


def named(thing: Body | Department) -> Named:
    """A body or department by key and by name in the reader's language."""
    return Named(key=thing.key, name=thing.local_name)


@router.get(
    "/departments", operation_id="list_departments", response={200: list[DepartmentOut], 401: Problem}
)
def list_departments(request: ActorRequest) -> list[DepartmentOut]:
    """The departments a job can be forwarded to: of one's own bodies and of those that work with them."""
    request.actor.require_staff()
    bodies = bodies_known_to(request.actor)
    found = Department.objects.filter(body__is_ours=True, body__in=bodies).select_related("body")
    return [DepartmentOut(**named(d).dict(), body=named(d.body)) for d in found.order_by("name")]


@router.get("/bodies", operation_id="list_bodies", response={200: list[BodyOut], 401: Problem})
def list_bodies(request: ActorRequest) -> list[BodyOut]:
    """The bodies that a place can belong to, for "not ours"."""
    request.actor.require_staff()
    found = bodies_known_to(request.actor).order_by("name")
    return [BodyOut(**named(b).dict(), kind=b.kind, is_ours=b.is_ours) for b in found]

from django.conf import settings
from django.middleware.csrf import get_token
from ninja import Router
from ninja.responses import Status

from accounts import sign_in
from accounts.models import Body, Department, Membership
from accounts.requests import ActorRequest
from accounts.schemas import BodyOut, DepartmentOut, RoleOut, SessionOut, SignInIn
from core.schemas import Named, Problem

router = Router(tags=["accounts"])


def named(thing: Body | Department) -> Named:
    """A body or department by key and by name in the reader's language."""
    return Named(key=thing.key, name=thing.local_name)


def _session(person_id: int | None) -> SessionOut:
    held = (
        Membership.objects.filter(person_id=person_id)
        .select_related("body", "department", "person")
        .order_by("role", "department__key")
        if person_id
        else []
    )
    roles = [
        RoleOut(
            role=m.role,
            body=named(m.body),
            department=named(m.department) if m.department else None,
            ward=m.ward,
        )
        for m in held
    ]
    return SessionOut(person=next((m.person.name for m in held), None), roles=roles, is_demo=settings.IS_DEMO)


@router.get("/session", operation_id="get_session", response=SessionOut)
def get_session(request: ActorRequest) -> SessionOut:
    """Who is signed in. Also sets the CSRF cookie whose value goes into the header X-CSRFToken."""
    get_token(request)
    return _session(request.actor.person_id)


@router.post("/session", operation_id="sign_in", response={200: SessionOut, 401: Problem, 429: Problem})
def post_session(request: ActorRequest, body: SignInIn) -> SessionOut:
    """Sign in."""
    person = sign_in.sign_in(request, email=body.email, password=body.password, address=request.actor.address)
    get_token(request)
    return _session(person.pk)


@router.delete("/session", operation_id="sign_out", response={204: None})
def delete_session(request: ActorRequest) -> Status[None]:
    """Sign out; fine where nobody is signed in."""
    if request.actor.person_id is not None:
        sign_in.sign_out(request)
    return Status(204, None)


@router.get(
    "/departments", operation_id="list_departments", response={200: list[DepartmentOut], 401: Problem}
)
def list_departments(request: ActorRequest) -> list[DepartmentOut]:
    """The departments a job can be forwarded to."""
    request.actor.require_staff()
    found = Department.objects.filter(body__is_ours=True).select_related("body").order_by("name")
    return [DepartmentOut(**named(d).dict(), body=named(d.body)) for d in found]


@router.get("/bodies", operation_id="list_bodies", response={200: list[BodyOut], 401: Problem})
def list_bodies(request: ActorRequest) -> list[BodyOut]:
    """The bodies that a place can belong to, for "not ours"."""
    request.actor.require_staff()
    return [BodyOut(**named(b).dict(), kind=b.kind, is_ours=b.is_ours) for b in Body.objects.order_by("name")]

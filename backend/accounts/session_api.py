"""Signing in and out, and setting a password by a link."""

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from ninja import Router
from ninja.responses import Status

from accounts import password_links, password_rules, sign_in
from accounts.actor import held_now
from accounts.api import named
from accounts.guessing import DEVICE_COOKIE_S
from accounts.models import Person
from accounts.requests import ActorRequest
from accounts.schemas import (
    CredentialIn,
    EmailIn,
    JudgedOut,
    LinkIn,
    LinkOut,
    NewPasswordIn,
    OptionsOut,
    PasswordIn,
    RoleOut,
    SessionOut,
    SignInIn,
    StepCodeIn,
)
from core import limits
from core.clock import now
from core.schemas import Problem

router = Router(tags=["accounts"])

_REFUSED = {401: Problem, 403: Problem, 429: Problem}


@router.get("/session", operation_id="get_session", response=SessionOut)
def get_session(request: ActorRequest) -> SessionOut:
    """Who is signed in. Also sets the CSRF cookie whose value goes into the header X-CSRFToken."""
    get_token(request)
    actor = request.actor
    return _session_out(actor.person_id, must_set_second_step=actor.lacks_second_step)


@router.post("/session", operation_id="sign_in", response={200: SessionOut, **_REFUSED})
def post_session(request: ActorRequest, response: HttpResponse, body: SignInIn) -> SessionOut:
    """Sign in. /problems/second-step: the password was right; now the second step, by one of `ways`."""
    request.check_csrf()
    address = request.actor.address
    done = sign_in.sign_in(request, email=body.email, password=body.password, address=address, at=now())
    return _signed_in(request, response, done)


@router.post("/session/second-step", operation_id="finish_sign_in", response={200: SessionOut, **_REFUSED})
def post_second_step(request: ActorRequest, response: HttpResponse, body: StepCodeIn) -> SessionOut:
    """The second step by a code from the telephone, or by a recovery code."""
    request.check_csrf()
    done = sign_in.finish_with_code(request, code=body.code, address=request.actor.address, at=now())
    return _signed_in(request, response, done)


@router.post(
    "/session/passkey-options", operation_id="ask_for_passkey", response={200: OptionsOut, **_REFUSED}
)
def post_passkey_options(request: ActorRequest) -> OptionsOut:
    """What the browser needs to ask for a passkey: as the second step, or as all of signing in."""
    request.check_csrf()
    limits.take("passkey options", request.actor.address, most=100, seconds=900)
    return OptionsOut(public_key=sign_in.ask_for_passkey(request, at=now()))


@router.post("/session/passkey", operation_id="sign_in_by_passkey", response={200: SessionOut, **_REFUSED})
def post_passkey(request: ActorRequest, response: HttpResponse, body: CredentialIn) -> SessionOut:
    """Sign in by passkey; or prove again that it is you, where somebody is signed in."""
    request.check_csrf()
    limits.take("passkey", request.actor.address, most=100, seconds=900)
    done = sign_in.finish_with_passkey(request, credential=body.credential, at=now())
    return _signed_in(request, response, done)


@router.delete("/session", operation_id="sign_out", response={204: None})
def delete_session(request: ActorRequest) -> Status[None]:
    """Sign out; fine where nobody is signed in."""
    if request.actor.person_id is not None:
        sign_in.sign_out(request)
    return Status(204, None)


@router.post("/password/reset", operation_id="ask_for_reset", response={204: None, **_REFUSED})
def post_reset(request: ActorRequest, body: EmailIn) -> Status[None]:
    """Send a link to set a password, if somebody signs in with that address; always answered like this."""
    request.check_csrf()
    limits.take("password reset", request.actor.address, most=20, seconds=3600)
    password_links.ask_for_reset(email=body.email, at=now())
    return Status(204, None)


@router.post(
    "/password/link", operation_id="read_password_link", response={200: LinkOut, 410: Problem, **_REFUSED}
)
def post_link(request: ActorRequest, body: LinkIn) -> LinkOut:
    """Whose link it is, before they set their password."""
    _count_link(request)
    link = password_links.whose(body.secret, at=now())
    return LinkOut(name=link.person.name, email=link.person.email, kind=link.kind)


@router.post("/password/judge", operation_id="judge_password", response={200: JudgedOut, **_REFUSED})
def post_judge(request: ActorRequest, body: PasswordIn) -> JudgedOut:
    """How good a password would be. Nothing of it is kept; own words are known by session or link."""
    request.check_csrf()
    limits.take("password judged", request.actor.address, most=300, seconds=3600)
    person = None
    if body.secret:
        person = password_links.whose(body.secret, at=now()).person
    elif request.actor.person_id is not None:
        person = sign_in.person_of(request.session)
    words = password_rules.own_words_of(person) if person else []
    judged = password_rules.judge(body.password, own_words=words)
    return JudgedOut(is_strong=judged.is_strong, sentence=judged.sentence)


@router.post(
    "/password/set", operation_id="set_password", response={204: None, 410: Problem, 422: Problem, **_REFUSED}
)
def post_set(request: ActorRequest, body: NewPasswordIn) -> Status[None]:
    """Set a password by a link. Ends the link and every session; signing in comes after it."""
    _count_link(request)
    password_links.set_password(secret=body.secret, password=body.password, at=now())
    return Status(204, None)


def _count_link(request: ActorRequest) -> None:
    request.check_csrf()
    limits.take("password link", request.actor.address, most=60, seconds=3600)


def _signed_in(request: ActorRequest, response: HttpResponse, done: sign_in.SignedIn) -> SessionOut:
    get_token(request)
    response.set_cookie(
        done.device.name,
        done.device.value,
        max_age=DEVICE_COOKIE_S,
        path="/api/v1/",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )
    lacks = sign_in.lacks_second_step(request.session, done.person)
    return _session_out(done.person.pk, must_set_second_step=lacks)


def _session_out(person_id: int | None, *, must_set_second_step: bool = False) -> SessionOut:
    """Who is signed in, and the roles they hold now."""
    person = Person.objects.filter(pk=person_id).first() if person_id else None
    held = (
        held_now(person.pk).select_related("body", "department").order_by("role", "department__key", "ward")
        if person and not must_set_second_step
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
    return SessionOut(
        person=person.name if person else None,
        roles=roles,
        is_demo=settings.IS_DEMO,
        must_set_second_step=must_set_second_step,
    )

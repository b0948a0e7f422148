"""How somebody of the staff signs in, for themselves: password, codes, passkeys, sessions."""

from django.db import transaction
from ninja import Router
from ninja.responses import Status

from accounts import password_links, password_rules, second_step, sessions, sign_in
from accounts.models import Person
from accounts.requests import ActorRequest, signed_in
from accounts.schemas import (
    ChangePasswordIn,
    CodesOut,
    NameIn,
    NewPasskeyIn,
    OptionsOut,
    PasskeyOut,
    ProofIn,
    RecoveryOut,
    SecurityOut,
    SignInOut,
    StepCodeIn,
)
from core.clock import now
from core.schemas import Problem

router = Router(tags=["accounts"])

_REFUSED = {401: Problem, 403: Problem}
_MISSING = {404: Problem, **_REFUSED}


@router.get("/security", operation_id="get_security", response={200: SecurityOut, **_REFUSED})
def get_security(request: ActorRequest) -> SecurityOut:
    """How I sign in, and where I am signed in."""
    person = signed_in(request)
    at = now()
    ways = second_step.ways_of(person)
    return SecurityOut(
        email=person.email,
        has_password=person.has_usable_password(),
        is_second_step_asked=second_step.is_asked_of(person),
        has_codes=ways.has_codes,
        passkeys=[
            PasskeyOut(id=p.id, name=p.name, added_at=p.added_at, used_at=p.used_at) for p in ways.passkeys
        ],
        recovery_left=ways.recovery_left,
        has_proved=sign_in.has_proved(request.session, at=at),
        sessions=[
            SignInOut(id=s.id, device=s.device, begun_at=s.begun_at, used_at=s.used_at, is_this=s.is_this)
            for s in sessions.of_person(person, this=request.session, at=at)
        ],
    )


@router.post("/security/proof", operation_id="prove_it_is_me", response={204: None, 429: Problem, **_REFUSED})
def post_proof(request: ActorRequest, body: ProofIn) -> Status[None]:
    """Type the password once more, before anything here is changed. /session/passkey does the same."""
    person = signed_in(request)
    sign_in.prove(request, person=person, password=body.password, address=request.actor.address, at=now())
    return Status(204, None)


@router.put(
    "/security/password", operation_id="change_password", response={204: None, 422: Problem, **_REFUSED}
)
def put_password(request: ActorRequest, body: ChangePasswordIn) -> Status[None]:
    """Set another password; every other session ends."""
    person = _proved(request)
    password_rules.check(body.password, person=person)
    with transaction.atomic():
        password_links.store(person, body.password, stays=request.session)
    sign_in.keeps_session(request.session, person)
    return Status(204, None)


@router.post("/security/codes-secret", operation_id="begin_codes", response={200: CodesOut, **_REFUSED})
def post_codes_secret(request: ActorRequest) -> CodesOut:
    """A secret for a telephone that makes codes; counts when the first code has come back."""
    made = second_step.begin_codes(_proved(request))
    return CodesOut(secret=made.secret, uri=made.uri, picture=made.picture)


@router.post("/security/codes", operation_id="finish_codes", response={200: RecoveryOut, **_REFUSED})
def post_codes(request: ActorRequest, body: StepCodeIn) -> RecoveryOut:
    """The first code from the telephone. Recovery codes are told here, once."""
    fresh = second_step.finish_codes(request, person=_proved(request), code=body.code)
    sign_in.has_set_second_step(request.session)
    return RecoveryOut(codes=fresh)


@router.delete("/security/codes", operation_id="remove_codes", response={204: None, 409: Problem, **_MISSING})
def delete_codes(request: ActorRequest) -> Status[None]:
    """Ask for codes from the telephone no more."""
    second_step.remove(request, person=_proved(request), passkey_id=None)
    return Status(204, None)


@router.post(
    "/security/passkey-options", operation_id="begin_passkey", response={200: OptionsOut, **_REFUSED}
)
def post_passkey_options(request: ActorRequest) -> OptionsOut:
    """What the browser needs to make a passkey."""
    return OptionsOut(public_key=second_step.begin_passkey(_proved(request)))


@router.post("/security/passkeys", operation_id="add_passkey", response={200: RecoveryOut, **_REFUSED})
def post_passkey(request: ActorRequest, body: NewPasskeyIn) -> RecoveryOut:
    """Keep a passkey that the browser made. Recovery codes are told here, once."""
    fresh = second_step.finish_passkey(
        request, person=_proved(request), name=body.name, credential=body.credential
    )
    sign_in.has_set_second_step(request.session)
    return RecoveryOut(codes=fresh)


@router.put(
    "/security/passkeys/{int:passkey_id}", operation_id="rename_passkey", response={204: None, **_MISSING}
)
def put_passkey(request: ActorRequest, passkey_id: int, body: NameIn) -> Status[None]:
    """Call a passkey by another name."""
    second_step.rename_passkey(passkey_id, person=signed_in(request), name=body.name)
    return Status(204, None)


@router.delete(
    "/security/passkeys/{int:passkey_id}",
    operation_id="remove_passkey",
    response={204: None, 409: Problem, **_MISSING},
)
def delete_passkey(request: ActorRequest, passkey_id: int) -> Status[None]:
    """A passkey is not taken here any more."""
    second_step.remove(request, person=_proved(request), passkey_id=passkey_id)
    return Status(204, None)


@router.post(
    "/security/recovery-codes", operation_id="make_recovery_codes", response={200: RecoveryOut, **_MISSING}
)
def post_recovery_codes(request: ActorRequest) -> RecoveryOut:
    """Ten new recovery codes, told once; those from before are over."""
    return RecoveryOut(codes=second_step.new_recovery_codes(_proved(request)))


@router.delete("/security/sessions", operation_id="end_other_sessions", response={204: None, **_REFUSED})
def delete_sessions(request: ActorRequest) -> Status[None]:
    """Sign out everywhere but here."""
    sessions.end_all(signed_in(request), but=request.session)
    return Status(204, None)


@router.delete(
    "/security/sessions/{int:session_id}", operation_id="end_session", response={204: None, **_MISSING}
)
def delete_session(request: ActorRequest, session_id: int) -> Status[None]:
    """Sign out in one place."""
    sessions.end_one(session_id, person=signed_in(request))
    return Status(204, None)


def _proved(request: ActorRequest) -> Person:
    """Who is signed in and has proved lately that it is them. Raises SignInFirst, sign_in.ProveFirst."""
    person = signed_in(request)
    sign_in.require_proof(request.session, at=now())
    return person

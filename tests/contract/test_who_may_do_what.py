"""Every operation × every role.

Who is answered, who is refused, and that no new operation escapes the table.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from cast import PASSWORD, Cast, Staff, said
from config.api import api
from core.clock import now
from reports.models import Report
from workqueue.models import Job

pytestmark = pytest.mark.django_db

ROLES = ("public", "reporter", "desk", "crew", "other desk", "councillor", "administrator")
EVERYBODY = dict.fromkeys(ROLES, 200)


@dataclass
class Scene:
    """What the operations are tried on: a report of Asha's in street cleansing's queue."""

    cast: Cast
    report: Report
    job: Job
    photo: str


@dataclass
class Case:
    """How an operation is called, and what each role is answered."""

    method: str
    path: str
    answers: dict[str, int]
    body: Callable[[Scene], Any] | None = None
    query: dict[str, Any] = field(default_factory=dict)


def staff(
    desk: int, crew: int, other: int, councillor: int, administrator: int, anybody: int = 401
) -> dict[str, int]:
    """Answers to the roles; `anybody` to those who have not signed in."""
    return dict(zip(ROLES, (anybody, anybody, desk, crew, other, councillor, administrator), strict=True))


def everybody(code: int = 200) -> dict[str, int]:
    """The same answer to all."""
    return dict.fromkeys(ROLES, code)


MODERATORS = {**everybody(403), "desk": 200, "crew": 200, "administrator": 200}
OF_THE_DEPARTMENT = staff(200, 200, 404, 404, 200)
#: Nobody signed in is asked to; a writer without the right role in the department is refused, others see
#: nothing.
DESK_WRITES = staff(200, 403, 404, 404, 200)
#: One's own sign-in, whatever the role.
STAFF, NOT_THERE = staff(200, 200, 200, 200, 200), staff(404, 404, 404, 404, 404)
#: The information officer's own: `tests/reports/test_officer.py` has what they are answered.
OFFICER_ALONE = staff(403, 403, 403, 403, 403)
NO_KEY = {"email": "asha@example.org", "token": "made up"}
ON_BEHALF = {"email": "asha@example.org", "reason": "Seen at the counter"}
BOX = "-2.36,53.41,-2.34,53.43"


def block(scene: Scene, scope: str | None = None) -> dict[str, Any]:
    """A decision about whoever sent the mattresses; without a scope, to trust them."""
    until = (now() + timedelta(days=30)).date().isoformat()
    said = {"ref": scene.report.ref, "who": "phone", "until": until, "reason": "Said and written down."}
    return said | ({"scope": scope} if scope else {})


CASES: dict[str, Case] = {
    "get_session": Case("get", "session", everybody()),
    "sign_in": Case(
        "post", "session", everybody(401), lambda s: {"email": "nobody@example.org", "password": "?"}
    ),
    "finish_sign_in": Case("post", "session/second-step", everybody(401), lambda s: {"code": "123456"}),
    "ask_for_passkey": Case("post", "session/passkey-options", everybody()),
    "sign_in_by_passkey": Case("post", "session/passkey", everybody(401), lambda s: {"credential": {}}),
    "ask_for_reset": Case(
        "post", "password/reset", everybody(204), lambda s: {"email": "nobody@example.org"}
    ),
    "read_password_link": Case("post", "password/link", everybody(410), lambda s: {"secret": "made up"}),
    "judge_password": Case("post", "password/judge", everybody(), lambda s: {"password": "short"}),
    "set_password": Case(
        "post", "password/set", everybody(410), lambda s: {"secret": "made up", "password": "short"}
    ),
    "get_security": Case("get", "security", STAFF),
    "prove_it_is_me": Case(
        "post", "security/proof", staff(204, 204, 204, 204, 204), lambda s: {"password": PASSWORD}
    ),
    "change_password": Case(
        "put", "security/password", staff(422, 422, 422, 422, 422), lambda s: {"password": "short"}
    ),
    "begin_codes": Case("post", "security/codes-secret", STAFF),
    "finish_codes": Case("post", "security/codes", everybody(401), lambda s: {"code": "123456"}),
    "remove_codes": Case("delete", "security/codes", NOT_THERE),
    "begin_passkey": Case("post", "security/passkey-options", STAFF),
    "add_passkey": Case(
        "post", "security/passkeys", everybody(401), lambda s: {"name": "Phone", "credential": {}}
    ),
    "rename_passkey": Case("put", "security/passkeys/1", NOT_THERE, lambda s: {"name": "Phone"}),
    "remove_passkey": Case("delete", "security/passkeys/1", NOT_THERE),
    "make_recovery_codes": Case("post", "security/recovery-codes", NOT_THERE),
    "end_other_sessions": Case("delete", "security/sessions", staff(204, 204, 204, 204, 204)),
    "end_session": Case("delete", "security/sessions/0", NOT_THERE),
    "sign_out": Case("delete", "session", everybody(204)),
    "list_departments": Case("get", "departments", staff(200, 200, 200, 200, 200)),
    "list_bodies": Case("get", "bodies", staff(200, 200, 200, 200, 200)),
    "list_issue_types": Case("get", "issue-types", everybody()),
    "get_photo_care": Case("get", "photo-care", everybody()),
    "find_where": Case(
        "get", "where", everybody(), query={"lat": 53.421, "lon": -2.35, "issue_type": "fly_tip"}
    ),
    "list_streets": Case("get", "streets", everybody(), query={"q": "weir"}),
    "get_basemap": Case("get", "basemap", everybody()),
    "get_push_key": Case("get", "push-key", everybody()),
    "put_photo": Case("put", "photos/{new}", everybody(415), lambda s: b"not a photo"),
    "get_photo_state": Case("get", "photos/{photo}", everybody()),
    "get_original_photo": Case("get", "photos/{photo}/original", staff(404, 404, 404, 404, 404)),
    "get_uncovered_photo": Case("get", "photos/{photo}/uncovered", staff(404, 404, 404, 404, 404)),
    "get_photo": Case("get", "photos/{photo}/320", everybody(404)),
    "submit_report": Case("post", "reports", everybody(201), lambda s: said()),
    "list_reports": Case("get", "reports", everybody(), query={"bbox": BOX}),
    "get_report": Case("get", "reports/{ref}", everybody()),
    "follow_report": Case(
        "put", "reports/{ref}/follow", everybody(204), lambda s: {"email": "ben@example.org"}
    ),
    "unfollow_report": Case(
        "delete", "reports/{ref}/follow", everybody(204), lambda s: {"endpoint": "https://push.example/1"}
    ),
    "say_still_there": Case(
        "post", "reports/{ref}/still-there", {**everybody(403), "reporter": 409}, lambda s: {}
    ),
    "withdraw_report": Case(
        "post", "reports/{ref}/withdraw", {**everybody(403), "reporter": 200}, lambda s: {}
    ),
    "list_checks": Case("get", "moderation/street-cleansing", DESK_WRITES),
    "get_check": Case("get", "reports/{ref}/check", staff(200, 403, 403, 403, 200)),
    "decide_check": Case(
        "post",
        "reports/{ref}/check",
        staff(409, 403, 403, 403, 409),
        lambda s: {"version": "of.0", "decision": "pass"},
    ),
    "flag_report": Case(
        "post",
        "reports/{ref}/flag",
        everybody(204),
        lambda s: {"id": str(uuid.uuid4()), "reason": "other"},
    ),
    "object_to_change": Case(
        "post", "reports/{ref}/object", {**everybody(403), "reporter": 409}, lambda s: {"text": "It was fine"}
    ),
    "find_marks": Case("post", "words/marks", everybody(), lambda s: {"text": "Ring 07700 900123"}),
    "pass_for_public": Case("post", "reports/{ref}/pass", MODERATORS, lambda s: {"what": "words"}),
    "hide_from_public": Case(
        "post", "reports/{ref}/hide", MODERATORS, lambda s: {"what": "words", "reason": "Names a person"}
    ),
    "ask_for_my_data": Case("post", "my-data/code", everybody(202), lambda s: {"email": "ben@example.org"}),
    "open_my_data": Case(
        "post",
        "my-data/open",
        everybody(403),
        lambda s: {"id": str(uuid.uuid4()), "email": "asha@example.org", "code": "000000"},
    ),
    "see_my_data": Case("post", "my-data", everybody(403), lambda s: NO_KEY),
    "copy_my_data": Case("post", "my-data/copy", everybody(403), lambda s: NO_KEY),
    "erase_my_data": Case("post", "my-data/erase", everybody(403), lambda s: NO_KEY),
    "copy_my_report": Case("get", "reports/{ref}/my-data", {**everybody(404), "reporter": 200}),
    "erase_my_report": Case("post", "reports/{ref}/erase", {**everybody(404), "reporter": 200}),
    "list_holds": Case("get", "holds", staff(403, 403, 403, 403, 200)),
    "set_hold": Case(
        "post",
        "holds",
        staff(403, 403, 403, 403, 201),
        lambda s: {"kind": "report", "ref": s.report.ref, "reason": "Court"},
    ),
    "end_hold": Case("post", "holds/0/end", staff(403, 403, 403, 403, 404), lambda s: {"reason": "Settled"}),
    "list_reviews": Case("get", "reviews", OFFICER_ALONE),
    "decide_review": Case(
        "post", "reviews/0", OFFICER_ALONE, lambda s: {"decision": "anonymise", "reason": "Over"}
    ),
    "copy_for_somebody": Case("post", "subject-access", OFFICER_ALONE, lambda s: ON_BEHALF),
    "erase_for_somebody": Case("post", "subject-erasure", OFFICER_ALONE, lambda s: ON_BEHALF),
    "get_keeping": Case("get", "keeping", OFFICER_ALONE),
    "try_keeping": Case("post", "keeping/dry-run", OFFICER_ALONE),
    "list_queue": Case("get", "queues/street-cleansing/jobs", OF_THE_DEPARTMENT),
    "list_crews": Case("get", "crews", OF_THE_DEPARTMENT, query={"department": "street-cleansing"}),
    "get_todays_round": Case("get", "rounds/today", staff(200, 200, 200, 200, 200)),
    "get_job": Case("get", "jobs/{job}", OF_THE_DEPARTMENT),
    "assign_job": Case("post", "jobs/{job}/assign", DESK_WRITES, lambda s: {"crew_id": s.cast.crew.pk}),
    "forward_job": Case(
        "post", "jobs/{job}/forward", DESK_WRITES, lambda s: {"department": "parks", "reason": "In the park"}
    ),
    "start_job": Case("post", "jobs/{job}/start", staff(403, 200, 404, 404, 403), lambda s: {}),
    "record_outcome": Case(
        "post", "jobs/{job}/outcome", staff(200, 403, 404, 404, 200), lambda s: {"outcome": "NFA"}
    ),
    "list_first_looks": Case("get", "first-looks", staff(200, 200, 200, 200, 200)),
    "decide_first_look": Case(
        "post",
        "first-looks/{ref}",
        staff(404, 404, 404, 404, 404),  # nobody reads these mattresses first
        lambda s: {"decision": "release"},
    ),
    "list_disclosures": Case("get", "reports/{ref}/share", staff(200, 403, 403, 403, 200)),
    "share_report": Case(
        "post",
        "reports/{ref}/share",
        staff(201, 403, 403, 403, 201),
        lambda s: {"body": "weirside-homes", "what": ["words"], "legal_reason": "Housing Act 1996, s. 152"},
    ),
    "get_reviewer": Case("get", "departments/street-cleansing/reviewer", staff(403, 403, 403, 403, 200)),
    "name_reviewer": Case(
        "put",
        "departments/street-cleansing/reviewer",
        staff(403, 403, 403, 403, 200),
        lambda s: {"email": "dev@example.org"},
    ),
    "list_blocks": Case("get", "blocks", staff(200, 403, 200, 403, 200)),
    "block_sender": Case("post", "blocks", staff(201, 403, 403, 403, 201), lambda s: block(s, "flags")),
    "end_block": Case("delete", "blocks/0", staff(404, 403, 404, 403, 404), lambda s: {"reason": "Over"}),
    "list_trusted": Case("get", "trusted", staff(200, 403, 200, 403, 200)),
    "trust_sender": Case("post", "trusted", staff(201, 403, 403, 403, 201), block),
    "end_trust": Case("delete", "trusted/0", staff(404, 403, 404, 403, 404), lambda s: {"reason": "Over"}),
    "list_audit": Case("get", "audit", staff(403, 403, 403, 403, 403)),
    "list_wards": Case("get", "wards", everybody()),
    "get_ward": Case("get", "wards/weirside", everybody()),
}


@pytest.fixture
def scene(cast: Cast) -> Scene:
    photo = str(uuid.uuid4())
    receipt = cast.asha.report(photos=[photo], description="Two mattresses", email="asha@example.org")
    report = Report.objects.get(ref=receipt["ref"])
    return Scene(cast, report, report.jobs.get(), photo)


def call(scene: Scene, case: Case, role: str) -> Any:
    """Do it as that role would."""
    people = {
        "desk": scene.cast.dev, "crew": scene.cast.femi, "other desk": scene.cast.ewa,
        "councillor": scene.cast.gwen, "administrator": scene.cast.huw,
    }  # fmt: skip
    if role in people:
        return ask(scene, case, scene.cast.staff(people[role]))
    token = {"Track-Token": scene.cast.asha.tokens[scene.report.ref]} if role == "reporter" else {}
    return _send(scene, case, Client(), token)


def ask(scene: Scene, case: Case, somebody: Staff) -> Any:
    """Do it as somebody who has signed in."""
    return _send(scene, case, somebody.client, {"X-CSRFToken": somebody.client.cookies["csrftoken"].value})


def _send(scene: Scene, case: Case, client: Client, headers: dict[str, str]) -> Any:
    path = case.path.format(ref=scene.report.ref, job=scene.job.pk, photo=scene.photo, new=uuid.uuid4())
    send = getattr(client, case.method)
    if case.method == "get":
        return send(f"/api/v1/{path}", case.query, headers=headers)
    body = case.body(scene) if case.body else {}
    kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
    return send(f"/api/v1/{path}", body, content_type=kind, headers=headers)


def operations() -> set[str]:
    return {
        operation["operationId"]
        for path in api.get_openapi_schema()["paths"].values()
        for operation in path.values()
    }


def test_the_table_holds_every_operation_and_no_other() -> None:
    assert set(CASES) == operations()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("operation", sorted(CASES))
def test_each_role_is_answered_as_the_table_says(scene: Scene, operation: str, role: str) -> None:
    reply = call(scene, CASES[operation], role)
    assert reply.status_code == CASES[operation].answers[role], reply.content
    if reply.status_code >= 400:
        assert reply["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("operation", sorted(name for name, case in CASES.items() if case.method == "get"))
@pytest.mark.parametrize("role", ["public", "other desk", "councillor"])
def test_no_other_roles_rows_come_out(cast: Cast, operation: str, role: str) -> None:
    receipt = cast.asha.report(
        issue_type="asb_nuisance",
        answers={},
        description="Marked-Words",
        name="Marked-Name",
        phone="07700 900456",
    )
    private = Report.objects.get(ref=receipt["ref"])
    scene = Scene(cast, private, private.jobs.get(), str(uuid.uuid4()))
    seen = call(scene, CASES[operation], role).content.decode()
    for marked in (private.ref, "Marked-Words", "Marked-Name", "900456", private.phone_id.hex):
        assert marked not in seen


@pytest.mark.parametrize("operation", sorted(name for name, case in CASES.items() if case.method != "get"))
def test_a_session_without_its_csrf_token_writes_nothing(scene: Scene, operation: str) -> None:
    case = CASES[operation]
    dev = scene.cast.staff(scene.cast.dev)
    path = case.path.format(ref=scene.report.ref, job=scene.job.pk, photo=scene.photo, new=uuid.uuid4())
    body = case.body(scene) if case.body else {}
    kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
    reply = getattr(dev.client, case.method)(f"/api/v1/{path}", body, content_type=kind)
    assert reply.status_code == 403, (operation, reply.content)

"""Steps of moderation, for tests: a report with a photo, a look, a decision, every public door."""

import uuid
from typing import Any

from django.test import Client

import pictures
from cast import Cast, Staff
from core import outbox

JPEG = pictures.photo("JPEG", width=640, height=480)
BOX = "-2.36,53.41,-2.34,53.43"
WORDS = "My neighbour at 22 Finch Terrace, XT4 2QJ again. Ring 07700 900118."


def public(path: str) -> Any:
    return Client().get(path)


def with_photo(cast: Cast, **changes: Any) -> tuple[str, str]:
    """A report of Asha's with words and one photo, developed."""
    photo_id = str(uuid.uuid4())
    receipt = cast.asha.report(photos=[photo_id], **{"description": WORDS, **changes})
    sent = Client().put(f"/api/v1/photos/{photo_id}", JPEG, content_type="image/jpeg")
    assert sent.status_code in (200, 201), sent.content
    work()
    return receipt["ref"], photo_id


def work() -> None:
    """Let the workers do everything that waits."""
    while outbox.work_once():
        pass


def look(staff: Staff, ref: str) -> dict[str, Any]:
    reply = staff.get(f"/api/v1/reports/{ref}/check")
    assert reply.status_code == 200, reply.content
    found: dict[str, Any] = reply.json()
    return found


def decide(staff: Staff, ref: str, **ruling: Any) -> Any:
    """Decide, having looked just now where no version is given; whatever comes of it."""
    version = ruling.pop("version", None) or look(staff, ref)["version"]
    body = {"version": version, "decision": "pass", **ruling}
    return staff.post(f"/api/v1/reports/{ref}/check", body)


def cut(text: str, part: str) -> dict[str, int]:
    """The place of `part`, counted as browsers count."""
    start = len(text[: text.index(part)].encode("utf-16-le")) // 2
    return {"start": start, "end": start + len(part.encode("utf-16-le")) // 2}


def pass_all(staff: Staff, ref: str, photo_id: str) -> None:
    """Let everybody see the report, its words and its photo."""
    reply = decide(staff, ref, words={"decision": "pass"}, photos=[{"id": photo_id, "decision": "pass"}])
    assert reply.status_code == 200, reply.content


def doors(ref: str, photo_id: str) -> dict[str, Any]:
    """What everybody is answered at each public door."""
    return {
        "api": public(f"/api/v1/reports/{ref}"),
        "page": public(f"/r/{ref}"),
        "map": public(f"/api/v1/reports?bbox={BOX}"),
        "ward": public("/api/v1/wards/weirside"),
        **{str(edge): public(f"/api/v1/photos/{photo_id}/{edge}") for edge in (320, 960, 1920)},
    }


def flag(ref: str, *, client: Client | None = None, **said: Any) -> Any:
    """Say that something is wrong, as somebody without a sign-in."""
    body = {"id": str(uuid.uuid4()), "reason": "accuses", **said}
    return (client or Client()).post(f"/api/v1/reports/{ref}/flag", body, content_type="application/json")

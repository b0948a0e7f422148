"""What the public may see.

Nothing of private types, an outline of held ones, no words that nobody has passed.
"""

import uuid
from typing import Any

import pytest
from django.test import Client

import pictures
from accounts.models import AuditEntry
from cast import Cast
from core import outbox
from notify.models import LiveMessage

pytestmark = pytest.mark.django_db(transaction=True)

JPEG = pictures.photo("JPEG", width=640, height=480)
BOX = "-2.36,53.41,-2.34,53.43"


def public(path: str) -> Any:
    return Client().get(path)


def with_photo(cast: Cast, **changes: Any) -> tuple[str, str]:
    photo_id = str(uuid.uuid4())
    receipt = cast.asha.report(photos=[photo_id], description="My neighbour at number 7", **changes)
    sent = Client().put(f"/api/v1/photos/{photo_id}", JPEG, content_type="image/jpeg")
    assert sent.status_code in (200, 201), sent.content
    while outbox.work_once():
        pass
    return receipt["ref"], photo_id


def pass_photo(cast: Cast, ref: str, photo_id: str) -> None:
    body = {"what": "photo", "photo_id": photo_id}
    assert cast.staff(cast.dev).post(f"/api/v1/reports/{ref}/pass", body).status_code == 200


def test_a_held_report_shows_type_and_street_until_the_desk_passes_it_with_one_tap(cast: Cast) -> None:
    ref, photo_id = with_photo(cast, issue_type="graffiti", answers={"offensive": "hateful"})
    seen = public(f"/api/v1/reports/{ref}").json()
    assert seen["title"] == "Graffiti, Weir Lane"
    assert (seen["photos"], seen["words"]) == ([], None)
    assert (seen["aim_on"], seen["explanation"], seen["is_overdue"]) == (None, "", False)
    assert public(f"/api/v1/photos/{photo_id}/320").status_code == 404
    dev = cast.staff(cast.dev)
    assert dev.get("/api/v1/queues/street-cleansing/jobs", status="to_pass").json()["counts"]["to_pass"] == 1
    assert dev.post(f"/api/v1/reports/{ref}/pass", {"what": "report"}).status_code == 200
    seen = public(f"/api/v1/reports/{ref}").json()
    assert (seen["photos"], seen["words"]) == ([], None), "photos and words are passed on their own"
    pass_photo(cast, ref, photo_id)
    seen = public(f"/api/v1/reports/{ref}").json()
    assert [photo["id"] for photo in seen["photos"]] == [photo_id]
    assert public(f"/api/v1/photos/{photo_id}/320").status_code == 200
    assert dev.get("/api/v1/queues/street-cleansing/jobs", status="to_pass").json()["items"] == []


def test_a_persons_own_words_are_public_once_passed_and_gone_once_hidden(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    dev = cast.staff(cast.dev)
    assert public(f"/api/v1/reports/{ref}").json()["words"] is None
    dev.post(f"/api/v1/reports/{ref}/pass", {"what": "words"})
    assert public(f"/api/v1/reports/{ref}").json()["words"] == "My neighbour at number 7"
    assert "My neighbour" in public(f"/r/{ref}").content.decode()
    dev.post(f"/api/v1/reports/{ref}/hide", {"what": "words", "reason": "Names a house"})
    assert "My neighbour" not in public(f"/api/v1/reports/{ref}").content.decode()
    assert "My neighbour" not in public(f"/r/{ref}").content.decode()


def test_a_hidden_photo_is_gone_from_every_public_door_and_the_reason_is_on_record(cast: Cast) -> None:
    ref, photo_id = with_photo(cast)
    pass_photo(cast, ref, photo_id)
    assert public(f"/api/v1/photos/{photo_id}/960").status_code == 200
    body = {"what": "photo", "photo_id": photo_id, "reason": "Shows a face"}
    assert cast.staff(cast.dev).post(f"/api/v1/reports/{ref}/hide", body).status_code == 200
    assert public(f"/api/v1/photos/{photo_id}/960").status_code == 404
    assert photo_id not in public(f"/api/v1/reports/{ref}").content.decode()
    assert photo_id not in public(f"/r/{ref}").content.decode()
    assert photo_id not in public(f"/api/v1/reports?bbox={BOX}").content.decode()
    assert AuditEntry.objects.filter(action="hid_photo", person=cast.dev, reason="Shows a face").exists()


def test_a_hidden_report_is_nowhere_public_and_its_reporter_still_sees_it(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    body = {"what": "report", "reason": "Accuses a person"}
    cast.staff(cast.dev).post(f"/api/v1/reports/{ref}/hide", body)
    assert public(f"/api/v1/reports/{ref}").status_code == 404
    assert ref not in public(f"/api/v1/reports?bbox={BOX}").content.decode()
    assert ref not in public("/api/v1/wards/weirside").content.decode()
    assert cast.asha.look(ref)["ref"] == ref


@pytest.mark.parametrize("reason", ["", "   "])
def test_hiding_needs_a_reason(cast: Cast, reason: str) -> None:
    ref, _photo = with_photo(cast)
    reply = cast.staff(cast.dev).post(f"/api/v1/reports/{ref}/hide", {"what": "words", "reason": reason})
    assert (reply.status_code, reply.json()["field"]) == (422, "reason")


def test_only_the_departments_desk_crews_and_administrator_decide(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    codes = {
        person.name: cast.staff(person).post(f"/api/v1/reports/{ref}/pass", {"what": "words"}).status_code
        for person in (cast.dev, cast.huw, cast.femi, cast.ewa, cast.gwen)
    }
    assert codes == {"Dev": 200, "Huw": 200, "Femi": 200, "Ewa": 403, "Gwen": 403}


def test_a_private_report_is_nowhere_and_cannot_be_passed(cast: Cast) -> None:
    before = [public(path).content for path in PUBLIC]
    receipt = cast.asha.report(
        issue_type="asb_nuisance",
        answers={"impact": 4},
        description="marked-words shouting",
        name="Marked-Name",
    )
    assert receipt["ref"].startswith("RP-")
    assert receipt["private"] is True
    while outbox.work_once():
        pass
    assert [public(path).content for path in PUBLIC] == before
    for path in (f"/api/v1/reports/{receipt['ref']}", f"/r/{receipt['ref']}"):
        assert public(path).status_code == 404
    assert public(f"/api/v1/reports/{receipt['ref']}").content == public("/api/v1/reports/RP-0000-00").content
    assert cast.asha.look(receipt["ref"])["mine"]["description"] == "marked-words shouting"
    huw = cast.staff(cast.huw)
    reply = huw.post(f"/api/v1/reports/{receipt['ref']}/pass", {"what": "report"})
    assert reply.status_code == 422


PUBLIC = (f"/api/v1/reports?bbox={BOX}", "/api/v1/wards/weirside", "/api/v1/wards")


def test_the_public_sees_days_and_the_street_never_the_minute_and_the_door(cast: Cast) -> None:
    ref, _photo = with_photo(cast, place_note="outside number 14")
    seen = public(f"/api/v1/reports/{ref}").json()
    assert seen["mine"] is None
    assert seen["aim_at"] is None
    assert all(entry["at"] is None for entry in seen["timeline"])
    assert "number 14" not in str(seen)
    assert seen["street"] == "Weir Lane"


def test_the_page_of_a_report_is_readable_without_script_and_has_a_preview(cast: Cast) -> None:
    ref, photo_id = with_photo(cast)
    pass_photo(cast, ref, photo_id)
    page = public(f"/r/{ref}").content.decode()
    assert "Street Cleansing" in page
    assert f'property="og:image" content="http://127.0.0.1:8000/api/v1/photos/{photo_id}/960"' in page
    assert public(f"/r/{ref.lower()}").status_code == 200


def test_words_with_script_stay_words(cast: Cast) -> None:
    ref = cast.asha.report(description="<script>alert(1)</script>")["ref"]
    cast.staff(cast.dev).post(f"/api/v1/reports/{ref}/pass", {"what": "words"})
    assert "<script>alert(1)" not in public(f"/r/{ref}").content.decode()


def test_what_happens_to_a_hidden_report_is_news_on_no_public_map(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    dev = cast.staff(cast.dev)
    told = LiveMessage.objects.count()

    def public_topics() -> list[str]:
        while outbox.work_once():
            pass
        topics = LiveMessage.objects.order_by("seq").values_list("topic", flat=True)[told:]
        return [topic for topic in topics if topic.startswith(("ward:", "cell:"))]

    dev.post(f"/api/v1/reports/{ref}/hide", {"what": "report", "reason": "Names a person"})
    leaving = public_topics()
    assert leaving, "open maps must let it go"
    assert cast.asha.post(f"/api/v1/reports/{ref}/withdraw", {}, ref=ref).status_code == 200
    assert public_topics() == leaving

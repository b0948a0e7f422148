"""A decision at the desk: pass, hide or redact in one go, and at once at every public door."""

import uuid
from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import Client

from accounts.models import AuditEntry, Membership
from cast import Cast
from check_steps import WORDS, cut, decide, doors, flag, look, pass_all, public, with_photo, work
from core.clock import now
from notify.models import Delivery, LiveMessage
from reports.checking.check_models import Check
from reports.models import Photo, Report

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_look_shows_words_with_marks_photos_and_what_is_public_and_is_on_record(cast: Cast) -> None:
    ref, photo_id = with_photo(cast, issue_type="graffiti", answers={"offensive": "hateful"})
    seen = look(cast.staff(cast.dev), ref)
    marks = [(m["kind"], WORDS[m["start"] : m["end"]]) for m in seen["words"]["marks"]]
    assert marks == [("address", "22 Finch Terrace, XT4 2QJ"), ("phone", "07700 900118")]
    assert (seen["words"]["text"], seen["words"]["state"], seen["words"]["public"]) == (WORDS, "waiting", "")
    assert [(photo["id"], photo["state"]) for photo in seen["photos"]] == [(photo_id, "ready")]
    assert seen["public_now"] == {
        "sight": "outline",
        "title": "Graffiti, Weir Lane",
        "words": "",
        "photos": [],
    }
    assert AuditEntry.objects.filter(action="saw_check", subject=f"report:{ref}", person=cast.dev).exists()


def test_marks_are_counted_as_browsers_count(cast: Cast) -> None:
    ref = cast.asha.report(description="🚲🚲 Ring 07700 900118")["ref"]
    (mark,) = look(cast.staff(cast.dev), ref)["words"]["marks"]
    assert (mark["start"], mark["end"]) == (10, 22)
    reply = decide(
        cast.staff(cast.dev), ref, reasons=["phone"],
        words={"decision": "pass", "cuts": [{"start": mark["start"], "end": mark["end"]}]},
    )  # fmt: skip
    assert reply.json()["public_now"]["words"] == "🚲🚲 Ring […]"


def test_passing_all_shows_all_at_every_public_door_at_once(cast: Cast) -> None:
    ref, photo_id = with_photo(cast, issue_type="graffiti", answers={})
    before = doors(ref, photo_id)
    assert {before[edge].status_code for edge in ("320", "960", "1920")} == {404}
    pass_all(cast.staff(cast.dev), ref, photo_id)
    seen = doors(ref, photo_id)
    assert seen["api"].json()["words"] == WORDS
    assert "22 Finch Terrace" in seen["page"].content.decode()
    assert photo_id in seen["map"].content.decode()
    assert {seen[edge].status_code for edge in ("320", "960", "1920")} == {200}


def test_hiding_takes_it_off_every_public_door_before_the_answer(cast: Cast) -> None:
    ref, photo_id = with_photo(cast)
    dev = cast.staff(cast.dev)
    pass_all(dev, ref, photo_id)
    assert decide(dev, ref, decision="hide", reasons=["accuses"]).status_code == 200
    seen = doors(ref, photo_id)
    assert {name: reply.status_code for name, reply in seen.items() if name not in ("map", "ward")} == {
        "api": 404, "page": 404, "320": 404, "960": 404, "1920": 404,
    }  # fmt: skip
    for name in ("map", "ward"):
        assert ref not in seen[name].content.decode()
        assert photo_id not in seen[name].content.decode()
    assert cast.asha.look(ref)["mine"]["description"] == WORDS


def test_a_cut_leaves_a_gap_for_everybody_and_the_original_for_the_department(cast: Cast) -> None:
    ref, photo_id = with_photo(cast)
    dev = cast.staff(cast.dev)
    cuts = [cut(WORDS, "22 Finch Terrace, XT4 2QJ"), cut(WORDS, "07700 900118")]
    reply = decide(dev, ref, reasons=["household", "phone"], words={"decision": "pass", "cuts": cuts})
    assert reply.status_code == 200, reply.content
    assert reply.json()["words"]["state"] == "passed"
    seen = doors(ref, photo_id)
    assert seen["api"].json()["words"] == "My neighbour at […] again. Ring […]."
    for reply in seen.values():
        assert b"07700 900118" not in reply.content
        assert b"XT4 2QJ" not in reply.content
    assert Report.objects.get(ref=ref).description == WORDS
    assert look(dev, ref)["words"]["text"] == WORDS


@pytest.mark.parametrize(
    "cuts",
    [
        [{"start": 0, "end": 9999}],
        [{"start": 5, "end": 5}],
        [{"start": 9, "end": 3}],
        [{"start": len(WORDS), "end": len(WORDS) + 1}],
        [{"start": -1, "end": 4}],
    ],
)
def test_a_cut_outside_the_words_is_refused_and_nothing_changes(cast: Cast, cuts: Any) -> None:
    ref, _photo = with_photo(cast)
    reply = decide(cast.staff(cast.dev), ref, reasons=["phone"], words={"decision": "pass", "cuts": cuts})
    assert reply.status_code == 422, reply.content
    assert public(f"/api/v1/reports/{ref}").json()["words"] is None


def test_a_cut_through_half_of_a_character_is_refused(cast: Cast) -> None:
    ref = cast.asha.report(description="🚲 by the gate")["ref"]
    words = {"decision": "pass", "cuts": [{"start": 1, "end": 4}]}
    assert decide(cast.staff(cast.dev), ref, reasons=["other"], words=words).status_code == 422


def test_cuts_that_overlap_or_touch_are_one(cast: Cast) -> None:
    ref = cast.asha.report(description="abcdefgh")["ref"]
    spans = [{"start": 4, "end": 6}, {"start": 1, "end": 3}, {"start": 2, "end": 4}]
    reply = decide(cast.staff(cast.dev), ref, reasons=["other"], words={"decision": "pass", "cuts": spans})
    assert reply.json()["public_now"]["words"] == "a[…]gh"


@pytest.mark.parametrize(
    "ruling",
    [
        {"decision": "hide"},
        {"words": {"decision": "hide"}},
        {"words": {"decision": "pass", "cuts": [{"start": 0, "end": 2}]}},
    ],
)
def test_whatever_is_taken_out_needs_a_reason(cast: Cast, ruling: dict[str, Any]) -> None:
    ref, _photo = with_photo(cast)
    reply = decide(cast.staff(cast.dev), ref, **ruling)
    assert (reply.status_code, reply.json()["field"]) == (422, "reasons")


def test_what_is_covered_in_a_photo_is_gone_at_once_and_comes_back_covered(cast: Cast) -> None:
    ref, photo_id = with_photo(cast)
    dev = cast.staff(cast.dev)
    pass_all(dev, ref, photo_id)
    plain = public(f"/api/v1/photos/{photo_id}/960").content
    covers = [{"kind": "box", "x": 0.0, "y": 0.0, "w": 0.5, "h": 0.5, "style": "cover"}]
    photos = [{"id": photo_id, "decision": "pass", "covers": covers, "crop": None}]
    reply = decide(dev, ref, reasons=["face"], photos=photos)
    assert reply.status_code == 200, reply.content
    assert public(f"/api/v1/photos/{photo_id}/960").status_code == 404
    work()
    covered = public(f"/api/v1/photos/{photo_id}/960")
    assert covered.status_code == 200
    assert covered.content != plain


def test_what_was_cut_off_can_be_shown_again_without_taking_anything_out(cast: Cast) -> None:
    ref, photo_id = with_photo(cast)
    dev = cast.staff(cast.dev)
    half = {"x": 0.0, "y": 0.0, "w": 0.5, "h": 1.0}
    steps: list[tuple[dict[str, float] | None, list[str]]] = [(half, ["face"]), (None, [])]
    for crop, reasons in steps:
        photos: list[dict[str, Any]] = [{"id": photo_id, "decision": "pass", "covers": [], "crop": crop}]
        reply = decide(dev, ref, reasons=reasons, photos=photos)
        assert reply.status_code == 200, reply.content
        work()
    assert Check.objects.filter(photo=UUID(photo_id)).latest("pk").decision == "pass"


@pytest.mark.parametrize(
    "cover",
    [
        {"kind": "box", "x": 0.9, "y": 0.9, "w": 0.5, "h": 0.5, "style": "cover"},
        {"kind": "box", "x": -0.1, "y": 0, "w": 0.5, "h": 0.5, "style": "cover"},
        {"kind": "stroke", "points": [], "width": 0.1, "style": "cover"},
        {"kind": "hole"},
    ],
)
def test_a_redaction_outside_the_picture_is_refused_with_its_field(cast: Cast, cover: Any) -> None:
    ref, photo_id = with_photo(cast)
    photos = [{"id": photo_id, "decision": "pass", "covers": [cover]}]
    reply = decide(cast.staff(cast.dev), ref, reasons=["face"], photos=photos)
    assert reply.status_code == 422, reply.content
    assert reply.json()["field"].startswith("photos.0.covers.0")
    assert Photo.objects.get(pk=photo_id).covers == []


def test_a_photo_of_another_report_is_not_there(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    _other, photo_id = with_photo(cast)
    for wanted in (photo_id, str(uuid.uuid4())):
        reply = decide(cast.staff(cast.dev), ref, photos=[{"id": wanted, "decision": "pass"}])
        assert reply.status_code == 404


def test_the_second_of_two_moderators_is_told_that_somebody_was_faster(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    dev, huw = cast.staff(cast.dev), cast.staff(cast.huw)
    version = look(huw, ref)["version"]
    assert decide(dev, ref, words={"decision": "hide"}, reasons=["accuses"]).status_code == 200
    reply = decide(huw, ref, version=version, words={"decision": "pass"})
    assert (reply.status_code, reply.json()["type"]) == (409, "/problems/decided-meanwhile")
    assert public(f"/api/v1/reports/{ref}").json()["words"] is None


def test_even_a_decision_that_changes_nothing_is_not_made_twice(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    dev, huw = cast.staff(cast.dev), cast.staff(cast.huw)
    version = look(huw, ref)["version"]
    assert decide(dev, ref).status_code == 200
    assert decide(huw, ref, version=version).status_code == 409


@pytest.mark.parametrize("version", ["", "x", "x.y", "." * 60, "x.²"])
def test_a_made_up_version_is_refused(cast: Cast, version: str) -> None:
    ref, _photo = with_photo(cast)
    body = {"version": version, "decision": "pass"}
    assert cast.staff(cast.dev).post(f"/api/v1/reports/{ref}/check", body).status_code == 409


def test_a_flag_that_comes_meanwhile_holds_nobody_up_and_goes_on_waiting(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    dev = cast.staff(cast.dev)
    version = look(dev, ref)["version"]
    flag(ref)
    reply = decide(dev, ref, version=version, words={"decision": "pass"})
    assert reply.status_code == 200, reply.content
    assert reply.json()["wants"][0] == "flag"
    assert "words" not in reply.json()["wants"]


def test_a_moderator_whose_role_ends_in_mid_edit_is_refused(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    dev = cast.staff(cast.dev)
    version = look(dev, ref)["version"]
    Membership.objects.filter(person=cast.dev).update(until=now() - timedelta(seconds=1))
    assert decide(dev, ref, version=version, words={"decision": "pass"}).status_code == 403
    held, _photo = with_photo(cast, issue_type="graffiti", answers={})
    assert dev.get(f"/api/v1/reports/{held}/check").status_code == 403
    assert public(f"/api/v1/reports/{ref}").json()["words"] is None


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_a_role_that_ends_while_a_decision_waits_for_the_lock_counts_no_more(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    dev = cast.staff(cast.dev)
    version = look(dev, ref)["version"]
    codes: list[int] = []

    def later() -> None:
        codes.append(decide(dev, ref, version=version, words={"decision": "pass"}).status_code)
        connection.close()

    with transaction.atomic():
        Report.objects.select_for_update().get(ref=ref)
        waits = Thread(target=later)
        waits.start()
        waits.join(timeout=1)
        assert not codes, "it waits for the report"
        Membership.objects.filter(person=cast.dev).delete()
    waits.join(timeout=20)
    assert codes == [403]


def test_what_somebody_hid_by_hand_is_passed_only_with_a_note(cast: Cast) -> None:
    ref, photo_id = with_photo(cast)
    dev, huw = cast.staff(cast.dev), cast.staff(cast.huw)
    hidden = [{"id": photo_id, "decision": "hide"}]
    assert decide(dev, ref, words={"decision": "hide"}, photos=hidden, reasons=["face"]).status_code == 200
    for again in (
        {"words": {"decision": "pass"}},
        {"photos": [{"id": photo_id, "decision": "pass"}]},
    ):
        reply = decide(huw, ref, **again)
        assert (reply.status_code, reply.json()["field"]) == (422, "note")
        assert decide(huw, ref, note="The face is a poster", **again).status_code == 200
    assert decide(dev, ref, decision="hide", reasons=["other"]).status_code == 200
    assert decide(huw, ref).json()["field"] == "note"
    assert cast.staff(cast.femi).post(f"/api/v1/reports/{ref}/pass", {"what": "report"}).status_code == 422
    body = {"what": "report", "note": "Seen on the spot"}
    assert cast.staff(cast.femi).post(f"/api/v1/reports/{ref}/pass", body).status_code == 200


def test_crews_pass_and_hide_on_the_spot_but_have_no_check(cast: Cast) -> None:
    ref, photo_id = with_photo(cast, issue_type="graffiti", answers={})
    femi = cast.staff(cast.femi)
    assert femi.get(f"/api/v1/reports/{ref}/check").status_code == 403
    for body in ({"what": "report"}, {"what": "photo", "photo_id": photo_id}):
        assert femi.post(f"/api/v1/reports/{ref}/pass", body).status_code == 200
    assert public(f"/api/v1/photos/{photo_id}/320").status_code == 200
    body = {"what": "photo", "photo_id": photo_id, "reason": "Somebody stands there"}
    assert femi.post(f"/api/v1/reports/{ref}/hide", body).status_code == 200
    assert public(f"/api/v1/photos/{photo_id}/320").status_code == 404
    assert look(cast.staff(cast.dev), ref)["wants"] == ["words"]


def test_a_private_report_has_no_check(cast: Cast) -> None:
    ref = cast.asha.report(issue_type="asb_nuisance", answers={}, description="Shouting")["ref"]
    huw = cast.staff(cast.huw)
    assert huw.get(f"/api/v1/reports/{ref}/check").status_code == 404
    body = {"version": "x.0", "decision": "pass"}
    assert huw.post(f"/api/v1/reports/{ref}/check", body).status_code == 404


def test_each_change_is_on_record_with_its_reasons_and_shown_at_the_next_look(cast: Cast) -> None:
    ref, photo_id = with_photo(cast)
    dev = cast.staff(cast.dev)
    cuts = [cut(WORDS, "07700 900118")]
    decide(dev, ref, reasons=["phone"], note="Asked for it", words={"decision": "pass", "cuts": cuts},
           photos=[{"id": photo_id, "decision": "pass"}])  # fmt: skip
    steps = {step["action"]: step for step in look(dev, ref)["history"]}
    assert {"redacted_words", "passed_photo", "passed_report"} <= steps.keys()
    assert (steps["redacted_words"]["who"], steps["redacted_words"]["reason"]) == (
        "Dev",
        "phone: Asked for it",
    )


def test_the_author_is_told_what_was_left_out_and_why_and_no_word_of_it(cast: Cast, mailoutbox: Any) -> None:
    ref, _photo = with_photo(cast, email="asha@example.org", language="cy")
    mailoutbox.clear()
    cuts = [cut(WORDS, "07700 900118")]
    decide(
        cast.staff(cast.dev),
        ref,
        reasons=["phone"],
        note="Desk only",
        words={"decision": "pass", "cuts": cuts},
    )
    work()
    told = Delivery.objects.get(template="changed")
    assert told.params["taken"]["en-gb"] == "We left something out of what you wrote."
    assert "phone" in told.params["reasons"]["en-gb"]
    assert told.reader.language == "cy"
    for secret in ("07700", "Finch", "Desk only"):
        assert secret not in str(told.params)
    changed = cast.asha.look(ref)["mine"]["changed"]
    assert changed["what"] == ["We left something out of what you wrote."]
    assert changed["can_object"] is True


def test_passing_everything_as_it_is_tells_the_author_nothing(cast: Cast) -> None:
    ref, photo_id = with_photo(cast, email="asha@example.org")
    pass_all(cast.staff(cast.dev), ref, photo_id)
    work()
    assert not Delivery.objects.filter(template="changed").exists()
    assert cast.asha.look(ref)["mine"]["changed"] is None


def test_the_desks_list_and_open_maps_are_told_to_look_again(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    before = LiveMessage.objects.count()
    decide(cast.staff(cast.dev), ref, decision="hide", reasons=["other"])
    work()
    topics = set(LiveMessage.objects.order_by("seq").values_list("topic", flat=True)[before:])
    assert {"queue:street-cleansing", f"report:{ref}", "ward:weirside"} <= topics


def test_words_hidden_with_the_report_stay_hidden_when_it_is_passed_again(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    dev = cast.staff(cast.dev)
    decide(dev, ref, decision="hide", reasons=["other"])
    decide(dev, ref, note="A mistake")
    seen = look(dev, ref)
    assert (seen["public_now"]["sight"], seen["public_now"]["words"]) == ("public", "")
    assert seen["words"]["state"] == "hidden"


def test_nobody_without_a_role_reads_or_decides(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    body = {"version": "x.0", "decision": "hide", "reasons": ["other"]}
    for client in (Client(), cast.asha.client):
        assert client.get(f"/api/v1/reports/{ref}/check").status_code == 401
        reply = client.post(f"/api/v1/reports/{ref}/check", body, content_type="application/json")
        assert reply.status_code == 401

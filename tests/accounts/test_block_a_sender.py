"""The desk limits one channel for whoever sent a report, for a time and with a reason."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import AuditEntry, SenderMark
from cast import Cast, Phone, Staff
from core.clock import LONDON, now
from pictures import photo as picture
from reports.models import FirstLook, Photo, Report

pytestmark = pytest.mark.django_db
WHY = "Sent forty reports of one garden and threatened the crew."


def in_days(days: int) -> str:
    return (now().astimezone(LONDON).date() + timedelta(days=days)).isoformat()


def block(staff: Staff, ref: str | None, **changes: Any) -> Any:
    wanted = {"ref": ref, "who": "phone", "scope": "reports", "until": in_days(90), "reason": WHY}
    return staff.post("/api/v1/blocks", wanted | changes)


def end(staff: Staff, mark_id: int, reason: str = "They appealed, and were right.") -> Any:
    return staff.client.delete(
        f"/api/v1/blocks/{mark_id}",
        {"reason": reason},
        content_type="application/json",
        headers={"X-CSRFToken": staff.client.cookies["csrftoken"].value},
    )


def jobs_of(ref: str) -> int:
    return Report.objects.get(ref=ref).jobs.count()


def test_a_blocked_phones_report_is_kept_and_waits_for_a_person(cast: Cast) -> None:
    ref = cast.asha.report()["ref"]
    made = block(cast.staff(cast.dev), ref)
    assert made.status_code == 201, made.content
    waiting = cast.asha.report(description="Three sofas")["ref"]
    look = FirstLook.objects.get(report__ref=waiting)
    assert (look.because, look.waits, jobs_of(waiting)) == ("blocked", True, 0)
    assert Report.objects.get(ref=waiting).description == "Three sofas"
    assert jobs_of(Phone(Client()).report()["ref"]) == 1


def test_what_is_urgent_is_in_the_queue_at_once(cast: Cast) -> None:
    block(cast.staff(cast.dev), cast.asha.report()["ref"])
    urgent = cast.asha.report(answers={"size": "car_boot", "blocking": "yes"})["ref"]
    assert (jobs_of(urgent), FirstLook.objects.get(report__ref=urgent).waits) == (1, False)


def test_a_block_by_address_finds_it_however_it_is_written(cast: Cast) -> None:
    ref = cast.asha.report(email="asha@example.org")["ref"]
    assert block(cast.staff(cast.dev), ref, who="email").status_code == 201
    for same in ("Asha@Example.org", "asha+two@example.org"):
        waiting = Phone(Client()).report(email=same)["ref"]
        assert jobs_of(waiting) == 0, same
    assert jobs_of(Phone(Client()).report(email="asma@example.org")["ref"]) == 1


def test_a_blocked_phones_photos_are_not_taken_and_its_report_is(cast: Cast) -> None:
    block(cast.staff(cast.dev), cast.asha.report()["ref"], scope="photos")
    photo = str(uuid.uuid4())
    receipt = cast.asha.report(photos=[photo])
    assert jobs_of(receipt["ref"]) == 1
    refused = cast.asha.client.put(
        f"/api/v1/photos/{photo}", picture(), content_type="application/octet-stream"
    )
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/blocked")
    kept = Photo.objects.get(pk=photo)
    assert (kept.state, kept.original, kept.bytes) == ("refused", "", 0)
    assert "no photos from you" in str(cast.asha.look(receipt["ref"])["photos"][0]["refused_because"])


def test_a_photo_that_came_before_its_report_is_deleted_with_it(cast: Cast) -> None:
    block(cast.staff(cast.dev), cast.asha.report()["ref"], scope="photos")
    photo = str(uuid.uuid4())
    sent = cast.asha.client.put(f"/api/v1/photos/{photo}", picture(), content_type="application/octet-stream")
    assert sent.status_code == 201
    cast.asha.report(photos=[photo])
    assert Photo.objects.get(pk=photo).original == ""


def test_a_blocked_phone_has_no_mail_sent_to_anybody(cast: Cast) -> None:
    ref = cast.asha.report()["ref"]
    block(cast.staff(cast.dev), ref, scope="mail")
    wish = {"email": "victim@example.org"}
    refused = cast.asha.client.put(f"/api/v1/reports/{ref}/follow", wish, content_type="application/json")
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/blocked")
    other = Phone(Client()).client.put(f"/api/v1/reports/{ref}/follow", wish, content_type="application/json")
    assert other.status_code == 204


def test_the_refusal_says_until_when_and_how_to_appeal(cast: Cast) -> None:
    cast.district.contact_email = "hello@exampleton.example"
    cast.district.save()
    ref = cast.asha.report()["ref"]
    until = now().astimezone(LONDON).date() + timedelta(days=90)
    told = block(cast.staff(cast.dev), ref, scope="mail").json()["told"]
    refused = cast.asha.client.put(
        f"/api/v1/reports/{ref}/follow", {"email": "v@example.org"}, content_type="application/json"
    ).json()
    assert refused["detail"] == told
    assert f"{until.day} {until:%B %Y}" in told
    assert "write to hello@exampleton.example" in told
    assert "urgent" in told
    assert WHY not in told


def test_the_desk_never_sees_whom_it_blocked_and_nothing_of_them_is_kept(cast: Cast) -> None:
    ref = cast.asha.report(email="asha@example.org", phone="07700 900123")["ref"]
    dev = cast.staff(cast.dev)
    assert block(dev, ref, who="email", scope="flags").status_code == 201
    cookie = cast.asha.client.cookies["phone"].value
    seen = dev.get("/api/v1/blocks").content.decode()
    kept = str(SenderMark.objects.values().get())
    for private in ("asha", "07700", cookie):
        assert private not in seen.lower()
        assert private not in kept.lower()


def test_a_block_ends_by_itself(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    block(cast.staff(cast.dev), cast.asha.report()["ref"], until=in_days(0))
    SenderMark.objects.update(since=now() - timedelta(days=2), until=now() - timedelta(minutes=1))
    assert jobs_of(cast.asha.report()["ref"]) == 1
    assert not cast.staff(cast.dev).get("/api/v1/blocks").json()["items"][0]["is_live"]


def test_a_block_is_ended_with_a_reason_and_twice_is_once(cast: Cast) -> None:
    dev = cast.staff(cast.dev)
    mark_id = block(dev, cast.asha.report()["ref"]).json()["id"]
    assert end(dev, mark_id, "  ").json()["field"] == "reason"
    assert [end(dev, mark_id).status_code for _ in range(2)] == [204, 204]
    assert jobs_of(cast.asha.report()["ref"]) == 1
    shown = dev.get("/api/v1/blocks").json()["items"][0]
    assert (shown["ended_by"], shown["end_reason"]) == ("Dev", "They appealed, and were right.")


def test_each_decision_is_in_the_audit_trail(cast: Cast) -> None:
    dev = cast.staff(cast.dev)
    mark_id = block(dev, cast.asha.report()["ref"]).json()["id"]
    end(dev, mark_id)
    entries = AuditEntry.objects.filter(subject=f"sender-mark:{mark_id}").order_by("seq")
    assert [(entry.action, entry.reason, entry.person) for entry in entries] == [
        ("blocked_sender", WHY, cast.dev),
        ("ended_block", "They appealed, and were right.", cast.dev),
    ]


def test_one_decision_at_a_time_about_one_sender_in_one_channel(cast: Cast) -> None:
    dev, ref = cast.staff(cast.dev), cast.asha.report()["ref"]
    assert block(dev, ref).status_code == 201
    again = block(dev, ref)
    assert (again.status_code, again.json()["type"]) == (409, "/problems/already-marked")
    assert block(dev, ref, scope="photos").status_code == 201
    SenderMark.objects.update(since=now() - timedelta(days=9), until=now() - timedelta(days=1))
    assert block(dev, ref).status_code == 201


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "rude"}, "reason"),
        ({"until": in_days(-1)}, "until"),
        ({"until": in_days(400)}, "until"),
        ({"until": in_days(10), "review_on": in_days(11)}, "review_on"),
        ({"until": in_days(10), "review_on": in_days(-1)}, "review_on"),
        ({"who": "email"}, "who"),
    ],
)
def test_a_block_has_an_end_a_review_and_a_reason(cast: Cast, changes: dict[str, Any], field: str) -> None:
    refused = block(cast.staff(cast.dev), cast.asha.report()["ref"], **changes)
    assert (refused.status_code, refused.json()["field"]) == (422, field)
    assert not SenderMark.objects.exists()


def test_it_is_looked_at_again_half_way(cast: Cast) -> None:
    dev = cast.staff(cast.dev)
    made = block(dev, cast.asha.report()["ref"], until=in_days(90)).json()
    assert (made["review_on"], made["review_is_due"]) == (in_days(45), False)
    SenderMark.objects.update(review_on=now().date() - timedelta(days=1))
    assert dev.get("/api/v1/blocks").json()["items"][0]["review_is_due"]


def test_another_bodys_desk_neither_blocks_nor_sees_nor_ends(cast: Cast) -> None:
    ref = cast.asha.report()["ref"]
    mark_id = block(cast.staff(cast.dev), ref).json()["id"]
    ewa = cast.staff(cast.ewa)
    assert block(ewa, ref, scope="photos").status_code in (403, 404)
    assert ewa.get("/api/v1/blocks").json()["items"] == []
    assert end(ewa, mark_id).status_code == 404
    pothole = cast.asha.report(issue_type="pothole", answers={})["ref"]
    assert jobs_of(pothole) == 1, "the county has blocked nobody"


def test_a_crew_does_not_block(cast: Cast) -> None:
    assert block(cast.staff(cast.femi), cast.asha.report()["ref"]).status_code == 403


def test_only_an_administrator_limits_a_network(cast: Cast) -> None:
    wanted = {"who": "network", "network": "203.0.113.9/24", "scope": "reports"}
    assert block(cast.staff(cast.dev), None, **wanted).status_code == 403
    huw = cast.staff(cast.huw)
    assert block(huw, None, **wanted | {"network": "0.0.0.0/0"}).json()["field"] == "network"
    assert block(huw, None, **wanted).status_code == 201
    inside = Phone(Client(REMOTE_ADDR="203.0.113.200")).report()["ref"]
    mapped = Phone(Client(REMOTE_ADDR="::ffff:203.0.113.201")).report()["ref"]
    outside = Phone(Client(REMOTE_ADDR="203.0.114.200")).report()["ref"]
    assert [jobs_of(ref) for ref in (inside, mapped, outside)] == [0, 0, 1]
    assert "203.0.113" not in str(SenderMark.objects.values().get())


def test_where_the_phone_is_forgotten_nobody_can_be_blocked_by_it(cast: Cast) -> None:
    ref = cast.asha.report()["ref"]
    Report.objects.update(sender_hash="")
    refused = block(cast.staff(cast.dev), ref)
    assert (refused.status_code, refused.json()["field"]) == (422, "who")


def test_a_phones_first_report_is_known_to_be_its_own(cast: Cast) -> None:
    phone = Phone(Client())
    first, second = phone.report()["ref"], phone.report()["ref"]
    hashes = Report.objects.filter(ref__in=[first, second]).values_list("sender_hash", flat=True)
    assert len(set(hashes)) == 1
    assert "" not in hashes


def test_the_list_comes_in_pages(cast: Cast) -> None:
    dev, ref = cast.staff(cast.dev), cast.asha.report()["ref"]
    for scope in ("reports", "photos", "flags", "mail"):
        assert block(dev, ref, scope=scope).status_code == 201
    first = dev.get("/api/v1/blocks", limit=3).json()
    rest = dev.get("/api/v1/blocks", limit=3, cursor=first["next"]).json()
    scopes = [one["scope"] for one in first["items"] + rest["items"]]
    assert (scopes, rest["next"]) == (["mail", "flags", "photos", "reports"], None)


def test_signing_in_comes_first(cast: Cast) -> None:
    assert [Client().get(f"/api/v1/{path}").status_code for path in ("blocks", "trusted")] == [401, 401]


def test_a_blocked_phones_flags_are_refused_but_for_what_endangers_somebody(cast: Cast) -> None:
    ref = cast.asha.report()["ref"]
    block(cast.staff(cast.dev), ref, scope="flags")

    def say(reason: str) -> Any:
        flag = {"id": str(uuid.uuid4()), "reason": reason, "note": "Look at this."}
        return cast.asha.client.post(f"/api/v1/reports/{ref}/flag", flag, content_type="application/json")

    refused = say("other")
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/blocked")
    assert say("child").status_code == 204

"""What waits for the desk: it opens by itself, the oldest first, objections before all."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import crowd
from accounts.models import Body
from cast import Cast
from check_steps import JPEG, cut, decide, flag, look, pass_all, with_photo, work
from reports.checking import checks
from reports.checking.check_models import Check
from reports.models import Report
from workqueue.models import Job

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/api/v1/moderation/street-cleansing"


def waiting(cast: Cast, **query: Any) -> dict[str, Any]:
    reply = cast.staff(cast.dev).get(LIST, **query)
    assert reply.status_code == 200, reply.content
    found: dict[str, Any] = reply.json()
    return found


def test_a_held_report_waits_with_its_words_and_its_photo(cast: Cast) -> None:
    ref, photo_id = with_photo(cast, issue_type="graffiti", answers={})
    (line,) = waiting(cast)["items"]
    assert (line["ref"], line["wants"], line["photo"]) == (ref, ["report", "words", "photo"], photo_id)
    assert line["title"] == "Graffiti, Weir Lane"


def test_a_public_report_without_words_or_photo_waits_for_nobody(cast: Cast) -> None:
    cast.asha.report()
    seen = waiting(cast)
    assert (seen["items"], seen["counts"], seen["oldest_at"]) == (
        [],
        {"all": 0, "asked": 0, "objected": 0},
        None,
    )


def test_a_private_report_never_waits(cast: Cast) -> None:
    cast.asha.report(issue_type="asb_nuisance", answers={}, description="Shouting every night")
    assert not Check.objects.exists()


def test_a_photo_that_was_here_before_its_report_waits_too(cast: Cast) -> None:
    photo_id = str(uuid.uuid4())
    cast.asha.client.put(f"/api/v1/photos/{photo_id}", JPEG, content_type="image/jpeg")
    work()
    cast.asha.report(issue_type="graffiti", answers={}, photos=[photo_id])
    assert waiting(cast)["items"][0]["wants"] == ["report", "photo"]


def test_it_is_due_after_one_working_day_of_the_bodys_nation(cast: Cast) -> None:
    Body.objects.filter(pk=cast.district.pk).update(nation="scotland")
    receipt = cast.asha.report(description="By the bench")
    report = Report.objects.get(ref=receipt["ref"])
    report.received_at = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)  # the Friday before St Andrew's day
    cast.district.refresh_from_db()
    assert checks.aim_for(Report.objects.get(pk=report.pk), report.received_at) == datetime(
        2026, 12, 1, 17, 0, tzinfo=UTC
    )


def test_objections_come_first_and_then_the_oldest(cast: Cast) -> None:
    refs = [with_photo(cast)[0] for _ in range(3)]
    for days, ref in enumerate(refs):
        at = datetime(2026, 6, 10 - days, 9, 0, tzinfo=UTC)
        Check.objects.filter(report__ref=ref).update(opened_at=at)
        Report.objects.filter(ref=ref).update(check_since=at)
    assert [line["ref"] for line in waiting(cast)["items"]] == refs[::-1]
    dev = cast.staff(cast.dev)
    decide(dev, refs[0], words={"decision": "hide"}, reasons=["accuses"])
    cast.asha.post(f"/api/v1/reports/{refs[0]}/object", {"text": "It is true"}, ref=refs[0])
    assert waiting(cast)["items"][0]["ref"] == refs[0]
    objected = waiting(cast, wanted="objected")
    assert [line["ref"] for line in objected["items"]] == [refs[0]]
    assert objected["counts"] == {"all": 3, "asked": 0, "objected": 1}


def test_what_readers_asked_about_is_a_list_of_its_own(cast: Cast) -> None:
    refs = [cast.asha.report(description="By the bench")["ref"] for _ in range(2)]
    flag(refs[1])
    asked = waiting(cast, wanted="asked")
    assert [line["ref"] for line in asked["items"]] == [refs[1]]
    assert asked["items"][0]["wants"] == ["flag", "words"]
    assert asked["counts"]["asked"] == 1


def test_it_comes_in_pages_each_report_once(cast: Cast) -> None:
    refs = {cast.asha.report(description="By the bench")["ref"] for _ in range(7)}
    seen: list[str] = []
    cursor = ""
    while True:
        page = waiting(cast, limit=3, cursor=cursor)
        seen += [line["ref"] for line in page["items"]]
        if not page["next"]:
            break
        cursor = page["next"]
    assert (len(seen), set(seen)) == (7, refs)


@pytest.mark.parametrize("cursor", ["no", "WzEsIm5vIiwxXQ", "WzEsMSwxXQ", "W10", "bnVsbA"])
def test_a_made_up_cursor_is_refused(cast: Cast, cursor: str) -> None:
    reply = cast.staff(cast.dev).get(LIST, cursor=cursor)
    assert (reply.status_code, reply.json()["field"]) == (422, "cursor")


def test_it_takes_as_many_queries_for_six_as_for_one(cast: Cast) -> None:
    dev = cast.staff(cast.dev)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert dev.get(LIST).status_code == 200
        return len(queries)

    cast.asha.report(description="By the bench")
    one = asked()
    for _ in range(5):
        cast.asha.report(description="By the bench")
    assert asked() == one


def test_the_list_is_read_from_its_index(cast: Cast) -> None:
    for _ in range(3):
        cast.asha.report(description="By the bench")
    rows = Report.objects.filter(department=cast.cleansing, check_rank__isnull=False)
    crowd.beside(rows[0])
    plan = rows.order_by("check_rank", "check_since", "pk").values("pk")[:50].explain()
    assert "report_to_check" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_another_departments_desk_and_crews_have_no_such_list(cast: Cast) -> None:
    codes = [cast.staff(person).get(LIST).status_code for person in (cast.ewa, cast.femi, cast.isla)]
    assert codes == [404, 403, 404]
    assert cast.asha.client.get(LIST).status_code == 401


def test_it_goes_with_the_report_to_another_department(cast: Cast) -> None:
    ref = cast.asha.report(description="In the park")["ref"]
    job = Job.objects.get(reports__ref=ref)
    body = {"department": "parks", "reason": "In the park"}
    assert cast.staff(cast.dev).post(f"/api/v1/jobs/{job.pk}/forward", body).status_code == 200
    assert waiting(cast)["items"] == []
    parks = cast.staff(cast.huw).get("/api/v1/moderation/parks").json()
    assert [line["ref"] for line in parks["items"]] == [ref]


def test_what_is_withdrawn_waits_no_more_but_for_what_readers_flagged(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    flag(ref)
    assert cast.asha.post(f"/api/v1/reports/{ref}/withdraw", {}, ref=ref).status_code == 200
    assert [line["wants"] for line in waiting(cast)["items"]] == [["flag"]]


def test_what_is_decided_waits_no_more(cast: Cast) -> None:
    ref, photo_id = with_photo(cast, issue_type="graffiti", answers={})
    pass_all(cast.staff(cast.dev), ref, photo_id)
    assert waiting(cast)["items"] == []
    assert look(cast.staff(cast.dev), ref)["wants"] == []


def test_what_is_late_shows_by_when_it_was_due(cast: Cast) -> None:
    ref = cast.asha.report(description="By the bench")["ref"]
    late = datetime.now(UTC).replace(microsecond=0) - timedelta(days=3)
    Check.objects.filter(report__ref=ref).update(aim_at=late)
    assert datetime.fromisoformat(waiting(cast)["items"][0]["due_at"]) == late


def test_cut_counts_as_browsers_do() -> None:
    assert cut("🚲 07700", "07700") == {"start": 3, "end": 8}

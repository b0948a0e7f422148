"""The keeping table at work, with a moved clock: what is left after each step, and the figures the same."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from cast import LARK_ESTATE, WEIR_MEADOW, Cast, at
from config import keeping, personal_data
from core.models import OutboxRow
from core.periods import years
from data_steps import MARKED
from notify import readers
from notify.models import Delivery, Reader
from photo_steps import JPEG, claim, develop, do_errands, everything_stored, send
from reports.keeping.keeping_models import Keeping, KeepingRun, LegalHold, Review
from reports.models import Follow, Photo, Report

pytestmark = pytest.mark.django_db

START = datetime(2026, 6, 10, 3, 0, tzinfo=UTC)
WORDS = str(MARKED["description"])


@pytest.fixture(autouse=True)
def a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    photos = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "photos"}}
    settings.STORAGES = {**settings.STORAGES, "default": photos}


def no_rest(_took: float) -> bool:
    return True


def reported(cast: Cast, *, ended: datetime | None = START, **changes: Any) -> Report:
    report = Report.objects.get(ref=cast.asha.report(**{**MARKED, **changes})["ref"])
    over = report.status == "passed_on"  # it never ends with us: its times run from when it was received
    Report.objects.filter(pk=report.pk).update(received_at=START if over else START - timedelta(days=3))
    if ended and not over:
        Report.objects.filter(pk=report.pk).update(status="cleared", ended_at=ended, on_map=False)
    report.refresh_from_db()
    return report


def with_photo(report: Report) -> Photo:
    photo = send(JPEG)
    claim(report, photo.pk)
    return develop(photo)


def night(after: timedelta) -> dict[str, dict[str, int]]:
    """A dry run, the real run at the same moment, and the errands of both; the real counts."""
    moment = START + after
    before = everything_in_the_tables()
    expected = {name: (c.found, c.held, c.done) for name, c in keeping.dry_run(moment).items()}
    assert everything_in_the_tables() == before
    counts: dict[str, dict[str, int]] = keeping.run(moment, rest=no_rest).counts
    assert {name: (c["found"], c["held"], c["done"]) for name, c in counts.items()} == expected
    do_errands("discard_photo_files")
    return counts


def everything_in_the_tables() -> str:
    models = (Report, Photo, Follow, Reader, Delivery, Review, KeepingRun, OutboxRow)
    return repr([list(model.objects.order_by("pk").values()) for model in models])


def figures() -> Counter[Any]:
    """What is counted in public and for managers: ward, kind, month, outcome, and how long it took."""
    return Counter(
        (
            report.ward_id,
            report.issue_type,
            report.answers.get("size"),
            f"{report.received_at:%Y-%m}",
            report.status,
            report.shown,
            report.ended_at and report.ended_at - report.received_at,
        )
        for report in Report.objects.all()
    )


def test_seven_years_of_a_little_borough(cast: Cast) -> None:
    public, other = reported(cast), reported(cast, point=at(WEIR_MEADOW), email="asha@example.org")
    still_open = reported(cast, ended=None)
    passed_on = reported(cast, point=at(LARK_ESTATE))
    private = reported(cast, issue_type="asb_nuisance", answers={})
    photo = with_photo(public)
    begun = figures()

    night(timedelta(days=89))
    assert default_storage.exists(photo.original)

    night(timedelta(days=91))
    photo.refresh_from_db()
    assert (photo.original, [name for name in everything_stored() if "originals" in name]) == ("", [])
    assert [name for name in everything_stored() if "sizes" in name]
    assert Report.objects.exclude(email="").count() == 5

    night(timedelta(days=364))
    assert Report.objects.exclude(name="").count() == 5
    night(timedelta(days=366))
    assert list(Report.objects.exclude(name="").values_list("pk", flat=True)) == [still_open.pk]
    assert set(Follow.objects.values_list("report", flat=True)) == {still_open.pk}
    assert Report.objects.filter(description=WORDS).count() == 5
    assert figures() == begun

    night(timedelta(days=6 * 365))
    assert Report.objects.filter(description=WORDS).count() == 5
    night(timedelta(days=6 * 366))
    told = Report.objects.exclude(description="")
    assert set(told.values_list("pk", flat=True)) == {still_open.pk, private.pk}
    assert everything_stored() == []
    assert not Photo.objects.filter(report=public).exists()
    for gone in (public, other, passed_on):
        row = Report.objects.get(pk=gone.pk)
        assert row.keeping == Keeping.ANONYMOUS
        assert (row.lat, row.lon) == (row.public_lat, row.public_lon)
        assert row.ref != gone.ref
        assert row.phone_id != gone.phone_id
        assert row.track_hash == ""
        assert row.place_note == ""
        assert (row.jobs.get().lat, row.jobs.get().lon) == (row.public_lat, row.public_lon)
    assert [review.report_id for review in Review.objects.all()] == [private.pk]
    assert figures() == begun

    night(timedelta(days=7 * 366))
    assert Review.objects.count() == 1
    assert figures() == begun
    assert Report.objects.get(pk=still_open.pk).description == WORDS


def test_a_hold_keeps_what_it_covers_and_nothing_else(cast: Cast) -> None:
    held, free = reported(cast), reported(cast)
    person = reported(cast, email="ben@example.org")
    photo = with_photo(held)
    isla = cast.staff(cast.isla)
    one = isla.post("/api/v1/holds", {"kind": "report", "ref": held.ref, "reason": "Court"}).json()
    isla.post("/api/v1/holds", {"kind": "person", "email": "ben@example.org", "reason": "Court"})
    counts = night(timedelta(days=366))
    assert counts["contacts"] == {"found": 3, "held": 2, "done": 1}
    assert counts["originals"]["held"] == 2
    for report, name in ((held, "Asha Marked"), (person, "Asha Marked"), (free, "")):
        report.refresh_from_db()
        assert report.name == name
    assert default_storage.exists(photo.original)
    assert Reader.objects.filter(email="ben@example.org").exists()
    isla.post(f"/api/v1/holds/{one['id']}/end", {"reason": "Settled"})
    night(timedelta(days=367))
    held.refresh_from_db()
    assert held.name == ""


def test_a_ward_that_is_held_is_held_for_the_body_that_holds_it(cast: Cast) -> None:
    mine = reported(cast)
    theirs = reported(cast, issue_type="pothole", answers={})
    isla = cast.staff(cast.isla)
    reply = isla.post("/api/v1/holds", {"kind": "area", "ward": "weirside", "reason": "Inquiry"})
    assert reply.status_code == 201
    night(timedelta(days=366))
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.name, theirs.name) == ("Asha Marked", "")


def test_a_hold_set_while_a_run_is_on_counts_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = reported(cast), reported(cast)
    monkeypatch.setattr("core.letting_go.BATCH", 1)

    def hold_the_second(_took: float) -> bool:
        LegalHold.objects.get_or_create(
            body=cast.district, kind="report", report=second, reason="Court", set_by=cast.isla,
            defaults={"at": START},
        )  # fmt: skip
        return True

    rule = keeping.RULES["contacts"](years(1))
    done = rule.let_go(START + timedelta(days=366), hold_the_second)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (done.done, first.name, second.name) == (1, "", "Asha Marked")


def test_a_report_that_is_open_again_is_kept_whole_again(cast: Cast) -> None:
    report = reported(cast)
    night(timedelta(days=91))
    report.refresh_from_db()
    assert report.keeping == Keeping.WITHOUT_ORIGINALS
    Report.objects.filter(pk=report.pk).update(ended_at=datetime.now(UTC))
    cast.asha.post(f"/api/v1/reports/{report.ref}/still-there", {}, ref=report.ref)
    report.refresh_from_db()
    assert (report.status, report.keeping) == ("received", Keeping.WHOLE)


def test_a_kind_may_keep_who_made_it_for_longer(cast: Cast, settings: Any) -> None:
    settings.CONTACT_MONTHS = {"": 12, "asb_nuisance": 24}
    public, private = reported(cast), reported(cast, issue_type="asb_nuisance", answers={})
    night(timedelta(days=400))
    public.refresh_from_db()
    private.refresh_from_db()
    assert (public.name, private.name) == ("", "Asha Marked")
    night(timedelta(days=2 * 366))
    private.refresh_from_db()
    assert private.name == ""


def test_a_person_decides_what_becomes_of_a_private_report(cast: Cast) -> None:
    goes, stays = (reported(cast, issue_type="asb_nuisance", answers={}) for _ in range(2))
    night(timedelta(days=6 * 366))
    isla = cast.staff(cast.isla)
    listed = isla.get("/api/v1/reviews").json()
    by_ref = {item["ref"]: item["id"] for item in listed["items"]}
    assert set(by_ref) == {goes.ref, stays.ref}
    assert (
        isla.post(f"/api/v1/reviews/{by_ref[goes.ref]}", {"decision": "anonymise", "reason": ""}).status_code
        == 422
    )
    for ref, decision in ((goes.ref, "anonymise"), (stays.ref, "keep")):
        body = {"decision": decision, "years": 2, "reason": "Looked at"}
        assert isla.post(f"/api/v1/reviews/{by_ref[ref]}", body).status_code == 204
    goes.refresh_from_db()
    stays.refresh_from_db()
    assert (goes.description, stays.description) == ("", WORDS)
    assert isla.get("/api/v1/reviews").json()["count"] == 0
    again = isla.post(
        f"/api/v1/reviews/{by_ref[stays.ref]}", {"decision": "anonymise", "reason": "Once more"}
    )
    assert again.status_code == 409


def test_readers_who_follow_nothing_go_and_what_waits_to_be_sent_stays(cast: Cast) -> None:
    readers.reader_for_email(email="ben@example.org", language="en-gb", at=START)
    report = reported(cast)
    do_errands("tell_people")
    Delivery.objects.update(created_at=START)
    night(timedelta(days=89))
    assert Reader.objects.filter(email="ben@example.org").exists()
    night(timedelta(days=91))
    assert not Reader.objects.filter(email="ben@example.org").exists()
    assert Delivery.objects.filter(state="waiting").exists()
    assert Reader.objects.filter(follow__report=report).exists()


def test_a_run_that_is_interrupted_goes_on_where_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        reported(cast)
    monkeypatch.setattr("core.letting_go.BATCH", 1)
    moment = START + timedelta(days=366)
    expected = {name: (c.found, c.held, c.done) for name, c in keeping.dry_run(moment).items()}
    made = keeping.run(moment, rest=lambda _took: False)
    spells = 1
    while not keeping.go_on(made, rest=lambda _took: False):
        spells += 1
    assert spells > 3
    assert {name: (c["found"], c["held"], c["done"]) for name, c in made.counts.items()} == expected


def test_every_rule_of_the_run_stands_in_the_table_and_the_other_way_round() -> None:
    named = {kept.action for kept in personal_data.lines() if kept.action}
    assert named == set(keeping.RULES)


def test_the_officer_reads_the_table_and_the_runs_and_tries_one(cast: Cast) -> None:
    reported(cast)
    night(timedelta(days=91))
    isla = cast.staff(cast.isla)
    page = isla.get("/api/v1/keeping").json()
    assert {line["action"] for line in page["table"]} >= set(keeping.RULES)
    assert page["runs"][0]["counts"]["originals"] == {"found": 1, "held": 0, "done": 1}
    before = everything_in_the_tables()
    assert set(isla.post("/api/v1/keeping/dry-run").json()) == set(keeping.RULES)
    assert everything_in_the_tables() == before

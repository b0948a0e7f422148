"""Dev hides something; Isla reads that he did; nobody changes the record unseen."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts import audit
from accounts.actor import Actor, actor_for
from accounts.models import AuditEntry, AuditHead, Body, Membership, Person, Role
from cast import Cast
from config import housekeeping
from core import outbox

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)


def write(count: int, *, actor: Actor | None = None, at: datetime = NOON) -> None:
    for number in range(count):
        with transaction.atomic():
            audit.note(
                actor=actor or Actor(),
                action="saw_original",
                subject=f"photo:{number}",
                at=at + timedelta(minutes=number),
                reason="for the crew – Ŵ 'x' \"y\"",
            )


def verified() -> audit.Verdict:
    return audit.verify(at=NOON)


def test_a_trail_as_it_was_written_is_whole(cast: Cast) -> None:
    write(5, actor=actor_for(cast.dev))
    verdict = verified()
    assert (verdict.entries, verdict.seq, verdict.broken_at) == (5, 5, None)
    assert verdict.seal == AuditHead.objects.get().seal


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("who", {"person_id": None}),
        ("when", {"at": NOON - timedelta(days=1)}),
        ("what", {"action": "saw_nothing"}),
        ("which", {"subject": "photo:other"}),
        ("why", {"reason": ""}),
        ("whose", {"body_id": None}),
        ("seal", {"seal": "0" * 64}),
    ],
)
def test_a_changed_entry_shows(cast: Cast, what: str, change: dict[str, object]) -> None:
    write(5, actor=actor_for(cast.dev))
    AuditEntry.objects.filter(seq=3).update(**change)
    assert verified().broken_at == 3, what


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_an_entry_taken_out_shows(cast: Cast, seq: int) -> None:
    write(5)
    AuditEntry.objects.filter(seq=seq).delete()
    assert verified().broken_at == seq


def test_an_entry_put_in_shows(cast: Cast) -> None:
    write(3)
    forged = AuditEntry(seq=4, at=NOON, action="saw_original", subject="photo:9", seal="f" * 64)
    forged.save(force_insert=True)
    AuditHead.objects.update(seq=4, seal=forged.seal)
    assert verified().broken_at == 4


def test_a_trail_cut_short_is_told_by_a_seal_noted_elsewhere(cast: Cast) -> None:
    write(5)
    noted = AuditHead.objects.get().seal
    earlier = AuditEntry.objects.get(seq=3)
    AuditEntry.objects.filter(seq__gt=3).delete()
    AuditHead.objects.update(seq=3, seal=earlier.seal)
    assert verified().broken_at is None
    with pytest.raises(CommandError, match="cut short"):
        call_command("verify_audit", seal=noted)
    call_command("verify_audit", seal=earlier.seal, stdout=StringIO())


def test_the_command_says_where_it_breaks(cast: Cast) -> None:
    write(3)
    said = StringIO()
    call_command("verify_audit", stdout=said)
    assert "3 entries, whole" in said.getvalue()
    AuditEntry.objects.filter(seq=2).update(reason="something else")
    with pytest.raises(CommandError, match="breaks at entry 2"):
        call_command("verify_audit")


def test_old_entries_are_forgotten_from_the_beginning_and_it_is_said(cast: Cast) -> None:
    write(3)
    write(2, at=NOON + timedelta(days=2))
    later = NOON + timedelta(days=3)
    assert audit.forget(before=NOON + timedelta(days=1), at=later, dry_run=True) == 3
    assert AuditEntry.objects.count() == 5
    assert audit.forget(before=NOON + timedelta(days=1), at=later) == 3
    assert list(AuditEntry.objects.order_by("seq").values_list("seq", "action")) == [
        (4, "saw_original"),
        (5, "saw_original"),
        (6, "forgot_audit"),
    ]
    assert verified().broken_at is None
    assert audit.forget(before=NOON + timedelta(days=1), at=later) == 0


def test_a_beginning_that_nobody_forgot_in_the_trail_shows(cast: Cast) -> None:
    write(5)
    second = AuditEntry.objects.get(seq=2)
    AuditEntry.objects.filter(seq__lte=2).delete()
    AuditHead.objects.update(forgotten_seq=2, forgotten_seal=second.seal)
    assert verified().broken_at is not None


def test_what_did_not_happen_is_not_in_the_trail(cast: Cast) -> None:
    write(1)
    with transaction.atomic():
        audit.note(actor=Actor(), action="saw_original", subject="photo:1", at=NOON)
        transaction.set_rollback(True)
    write(1)
    assert verified().entries == 2
    assert verified().broken_at is None


def test_the_officer_reads_who_did_what_and_is_on_record_for_it(cast: Cast) -> None:
    report, _job = cast.mattresses()
    dev, isla = cast.staff(cast.dev), cast.staff(cast.isla)
    dev.post(f"/api/v1/reports/{report.ref}/hide", {"what": "words", "reason": "Names a person"})
    verified()
    found = isla.get("/api/v1/audit", subject=f"report:{report.ref}").json()
    assert ("Dev", "hid_words", "Names a person") in {
        (e["who"], e["action"], e["reason"]) for e in found["items"]
    }
    assert found["checked"]["is_whole"] is True
    again = isla.get("/api/v1/audit", action="read_audit").json()
    assert [(e["who"], e["reason"]) for e in again["items"]] == [("Isla", f"report:{report.ref}")]


@pytest.mark.parametrize("is_whole", [True, False])
def test_each_night_the_trail_is_checked_and_the_officer_sees_what_was_found(
    cast: Cast, caplog: pytest.LogCaptureFixture, is_whole: bool
) -> None:
    write(3)
    if not is_whole:
        AuditEntry.objects.filter(seq=2).update(reason="something else")
    caplog.set_level("INFO", logger="doorstep.housekeeping")
    with transaction.atomic():
        outbox.enqueue(housekeeping.NIGHTLY, {})
    while outbox.work_once():
        pass
    assert cast.staff(cast.isla).get("/api/v1/audit").json()["checked"]["is_whole"] is is_whole
    said = "audit trail whole: entry 3" if is_whole else "it breaks at entry 2"
    assert said in caplog.text


def test_the_list_goes_on_page_by_page(cast: Cast) -> None:
    write(5, actor=actor_for(cast.dev))
    isla, seen, cursor = cast.staff(cast.isla), [], ""
    while True:
        page = isla.get("/api/v1/audit", action="saw_original", limit=2, cursor=cursor).json()
        seen += [entry["seq"] for entry in page["items"]]
        if not page["next"]:
            break
        cursor = page["next"]
    assert seen == [5, 4, 3, 2, 1]


def test_nobody_else_reads_it_and_no_officer_reads_another_bodys(cast: Cast) -> None:
    write(1, actor=actor_for(cast.dev))
    assert cast.staff(cast.huw).get("/api/v1/audit").status_code == 403
    other = Person.objects.create(email="officer@county.example", name="Officer of the county")
    other.set_password("a long password for tests")
    other.save()
    Membership.objects.create(person=other, role=Role.OFFICER, body=Body.objects.get(key="exampleshire"))
    assert cast.staff(other).get("/api/v1/audit", action="saw_original").json()["items"] == []

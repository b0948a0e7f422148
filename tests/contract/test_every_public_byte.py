"""Private and held reports are made with marked words, names, numbers, photos and places.

Then every byte that the public can get is read: nothing of a private one is in it, not even a difference; of
a held one, its type and its street.
"""

import json
import logging
import re
import uuid
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core import mail
from django.test import Client

import pictures
from cast import Cast, at, said
from contract.public_doors import NO_ID, NO_REF, Said, known_pages, page_patterns, read_everything
from contract.test_who_may_do_what import CASES
from core import outbox
from core.geometry import Point
from notify.models import Delivery, LiveMessage
from push_service import Browser, PushService
from reports.models import Photo, Report
from reports.public_map import cell_of
from reports.visibility import Visibility
from routing.issue_types import ISSUE_TYPES
from sockets import in_database, in_loop, pages

pytestmark = pytest.mark.django_db(transaction=True)

#: On Weir Lane, but not where any public report is; to the last digit only in a marked report.
MARKED_PLACE = Point(53.420787, -2.350913)
MARKS = (
    "Zymurgist", "zymurgist", "Quillon", "07700 900987", "07700900987", "900987", "XT4 9ZZ", "ZY12 QUX",
    "ZY12QUX", "53.420787", "-2.350913", "by the marked gate",
    # what is in the photo's own metadata
    pictures.TELLTALE.decode(), "2026:06:03", "08:15:22",
)  # fmt: skip
PRIVATE = sorted(kind.key for kind in ISSUE_TYPES.values() if kind.visibility == "prv")
HELD = sorted(kind.key for kind in ISSUE_TYPES.values() if kind.visibility == "held")


def marked(issue_type: str, **changes: Any) -> dict[str, Any]:
    """A report that says all it can, in words that are nowhere else."""
    questions = ISSUE_TYPES[issue_type].questions
    answers: dict[str, Any] = {}
    for question in questions:
        if question.options:
            first = question.options[0].key
            answers[question.id] = [first] if question.ask.value == "many" else first
        else:
            answers[question.id] = "ZY12 QUX" if question.ask.value == "text" else "5"
    return said(
        issue_type=issue_type,
        answers=answers,
        point=at(MARKED_PLACE),
        description="Zymurgist-Words at 22 Finch Terrace, XT4 9ZZ. Ring 07700 900987.",
        place_note="by the marked gate",
        name="Quillon",
        email="quillon.zymurgist@example.org",
        phone="07700 900987",
        needs=["bsl"],
        **changes,
    )


@dataclass
class Watch:
    """What the public has before anything marked is there, and all that is sent to others meanwhile."""

    cast: Cast
    public: Report
    stranger: Browser
    known: dict[str, list[str]]
    before: dict[str, Said] = field(default_factory=dict)


@pytest.fixture
def watch(cast: Cast, settings: Any, pushes: PushService) -> Watch:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    public, _job = cast.mattresses()
    photo = str(uuid.uuid4())
    assert (
        Client().put(f"/api/v1/photos/{photo}", pictures.telltale_photo("JPEG"), "image/jpeg").status_code
        == 201
    )
    shown = cast.asha.report(photos=[photo])
    stranger = pushes.subscribe()
    for ref in (public.ref, shown["ref"]):
        follow = {"push": {"endpoint": stranger.endpoint, **stranger.keys}}
        assert Client().put(f"/api/v1/reports/{ref}/follow", follow, "application/json").status_code == 204
        by_mail = {"email": "ben@example.org"}
        assert Client().put(f"/api/v1/reports/{ref}/follow", by_mail, "application/json").status_code == 204
    work()
    known = {
        "ref": [public.ref, shown["ref"], NO_REF],
        "photo_id": [photo, NO_ID],
        "edge": ["320", "960", "1920"],
        "job_id": ["1", "999999"],
        "slug": ["weirside", "kiln-hill", "nowhere"],
        "department": ["street-cleansing", "community-safety"],
    }
    watched = Watch(cast, public, stranger, known)
    watched.before = read_everything(known)
    mail.outbox.clear()
    stranger.heard.clear()
    return watched


def work() -> None:
    """Do all that waits, as the workers would."""
    while outbox.work_once():
        pass


def live_to_the_end(watch: Watch, ref: str, *, outcome: str = "CLR") -> None:
    """Staff work on a report, write about it, photograph it and end it."""
    report = Report.objects.get(ref=ref)
    job = report.jobs.first()
    if job is None:
        return
    everybody = (watch.cast.dev, watch.cast.ewa, watch.cast.femi, watch.cast.huw)
    for staff in map(watch.cast.staff, everybody):
        staff.get(f"/api/v1/jobs/{job.pk}")
        staff.post(f"/api/v1/jobs/{job.pk}/assign", {"crew_id": watch.cast.crew.pk})
        staff.post(f"/api/v1/jobs/{job.pk}/start")
        work()
        photo = str(uuid.uuid4())
        staff.put(f"/api/v1/photos/{photo}", pictures.telltale_photo("JPEG"))
        ended = {"outcome": outcome, "photo_id": photo, "note": "Zymurgist-Note about Quillon"}
        staff.post(f"/api/v1/jobs/{job.pk}/outcome", ended)
        work()


def spread(cast: Cast, kinds: list[str]) -> list[str]:
    """One marked report of each kind, with a photo sent first; their references."""
    refs = []
    for kind in kinds:
        photo = str(uuid.uuid4())
        data = pictures.telltale_photo("JPEG")
        assert Client().put(f"/api/v1/photos/{photo}", data, "image/jpeg").status_code == 201
        refs.append(cast.asha.report(**marked(kind, photos=[photo]))["ref"])
    work()
    return refs


def differences(before: dict[str, Said], after: dict[str, Said]) -> list[str]:
    return [address for address in before if before[address] != after[address]]


def test_every_address_of_the_program_is_read() -> None:
    assert page_patterns() == known_pages()


def test_private_reports_change_no_public_byte(watch: Watch, caplog: pytest.LogCaptureFixture) -> None:
    listen_to_logs(caplog)
    refs = spread(watch.cast, PRIVATE)
    for ref in refs:
        live_to_the_end(watch, ref)
    work()
    assert Report.objects.filter(ref__in=refs, visibility=Visibility.PRIVATE).count() == len(PRIVATE)
    assert differences(watch.before, read_everything(watch.known)) == []
    assert watch.stranger.heard == []
    nobody_else_was_written_to(watch.cast)
    assert not told_by(caplog.text, refs)


def test_a_private_report_is_answered_like_one_that_does_not_exist(watch: Watch) -> None:
    refs = spread(watch.cast, PRIVATE)
    photos = [str(photo) for photo in Photo.objects.filter(report__ref__in=refs).values_list("pk", flat=True)]
    jobs = [str(pk) for pk in Report.objects.filter(ref__in=refs).values_list("jobs", flat=True) if pk]
    assert jobs
    unknown = {"ref": NO_REF, "photo": NO_ID, "job": "999999"}
    for operation, case in CASES.items():
        asked = set(re.findall(r"{(\w+)}", case.path)) & set(unknown)
        for real in {"ref": refs, "photo": photos, "job": jobs}.get(next(iter(asked), ""), []):
            assert_alike(operation, case, {**unknown, next(iter(asked)): real}, unknown)


def assert_alike(operation: str, case: Any, real: dict[str, str], unknown: dict[str, str]) -> None:
    """Ask both, with the same body; a public door must not tell them apart."""
    body = {
        "text": "x",
        "note": "",
        "what": "words",
        "reason": "x",
        "id": NO_ID,
        "endpoint": "https://push.example/1",
    }
    answers = []
    for one in (real, unknown):
        path = case.path.format(**one, new=NO_ID)
        data = case.query if case.method == "get" else {**body, "email": "ben@example.org"}
        kind: dict[str, Any] = {} if case.method == "get" else {"content_type": "application/json"}
        reply = getattr(Client(), case.method)(f"/api/v1/{path}", data, **kind)
        answers.append((reply.status_code, reply.content.decode()))
    assert answers[0] == answers[1], operation


def test_the_reporters_own_messages_tell_nothing_of_type_or_place(watch: Watch) -> None:
    refs = spread(watch.cast, PRIVATE)
    for ref in refs:
        live_to_the_end(watch, ref)
    work()
    own = [message for message in mail.outbox if message.to == ["quillon.zymurgist@example.org"]]
    assert len(own) >= len(refs)
    kinds = {str(kind.label).lower() for kind in ISSUE_TYPES.values()}
    for message in own:
        text = str(message.message().as_string()) + "".join(map(str, (message.subject, message.body)))
        told = [
            word
            for word in (*MARKS, "Weir Lane", "Weirside", "Community Safety")
            if word in text.replace("quillon.zymurgist@example.org", "")
        ]
        assert told == []
        assert [kind for kind in kinds if kind in text.lower()] == []
        assert any(ref in text for ref in refs)
    kept = json.dumps(list(Delivery.objects.filter(params__ref__in=refs).values_list("params", flat=True)))
    assert kept != "[]"
    assert not [word for word in (*MARKS, "Weir Lane") if word in kept]


def test_sockets_hear_nothing_of_a_private_report(watch: Watch) -> None:
    everywhere = [
        cell_of(Report.objects.get(pk=watch.public.pk).morton),
        "ward:weirside",
        f"report:{watch.public.ref}",
    ]

    async def story() -> None:
        async with pages() as open_page:
            page = await open_page()
            await page.ask(*everywhere)

            def make() -> list[str]:
                refs = spread(watch.cast, PRIVATE)
                for ref in refs:
                    live_to_the_end(watch, ref)
                work()
                return refs

            refs = await in_database(make)
            hello = await page.ask(
                *everywhere, *(f"report:{ref}" for ref in refs), "queue:community-safety", "round:1"
            )
            assert set(hello["refused"]) == {
                *(f"report:{ref}" for ref in refs),
                "queue:community-safety",
                "round:1",
            }

            def change_something_public() -> None:
                watch.cast.asha.report()
                work()

            await in_database(change_something_public)
            first = await page.hear()
            assert first["event"] == "ReportSubmitted"
            assert first["topic"] in everywhere

    in_loop(story)
    public = LiveMessage.objects.exclude(topic__startswith="queue:").exclude(topic__startswith="round:")
    of_private = public.filter(topic__in=[f"report:{ref}" for ref in private_refs()])
    assert len(set(of_private.values_list("event", flat=True))) == 1, "even its own page hears one word only"


def private_refs() -> list[str]:
    return list(Report.objects.filter(visibility=Visibility.PRIVATE).values_list("ref", flat=True))


def test_of_held_reports_everybody_sees_type_and_street(
    watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    listen_to_logs(caplog)
    refs = spread(watch.cast, HELD)
    photos = [str(pk) for pk in Photo.objects.filter(report__ref__in=refs).values_list("pk", flat=True)]
    assert photos
    everything = {**watch.known, "ref": [*watch.known["ref"], *refs], "photo_id": photos}
    after = read_everything(everything)
    assert not [address for address, answer in after.items() if told_by(answer.body + answer.headers, [])]
    for ref, kind in zip(refs, HELD, strict=True):
        sheet = json.loads(after[f"/api/v1/reports/{ref}?"].body)
        assert sheet["title"] == f"{ISSUE_TYPES[kind].label}, Weir Lane"
        assert (sheet["words"], sheet["photos"], sheet["mine"], sheet["explanation"]) == (None, [], None, "")
        assert (sheet["aim_on"], sheet["aim_at"], sheet["timeline"][0]["at"]) == (None, None, None)
        assert sheet["point"] != {"lat": MARKED_PLACE.lat, "lon": MARKED_PLACE.lon}
    pictures_seen = [
        after[f"/api/v1/photos/{photo}/{edge}?"].status for photo in photos for edge in (320, 960, 1920)
    ]
    assert set(pictures_seen) == {404}
    assert watch.stranger.heard == []
    nobody_else_was_written_to(watch.cast)
    assert not told_by(caplog.text, [])


def test_a_passed_report_lets_out_neither_words_nor_photos_that_nobody_passed(watch: Watch) -> None:
    refs = spread(watch.cast, HELD)
    huw = watch.cast.staff(watch.cast.huw)
    for ref in refs:
        assert huw.post(f"/api/v1/reports/{ref}/pass", {"what": "report"}).status_code == 200
    work()
    photos = [str(pk) for pk in Photo.objects.filter(report__ref__in=refs).values_list("pk", flat=True)]
    after = read_everything({**watch.known, "ref": [*watch.known["ref"], *refs], "photo_id": photos})
    assert not [address for address, answer in after.items() if told_by(answer.body + answer.headers, [])]
    for ref in refs:
        sheet = json.loads(after[f"/api/v1/reports/{ref}?"].body)
        assert (sheet["shown"], sheet["words"], sheet["photos"]) == ("all", None, [])
    seen = {after[f"/api/v1/photos/{photo}/{edge}?"].status for photo in photos for edge in (320, 960, 1920)}
    assert seen == {404}


def test_five_private_reports_show_as_a_number_and_nothing_else(watch: Watch) -> None:
    for _each in range(5):
        spread(watch.cast, ["asb_nuisance"])
    changed = differences(watch.before, read_everything(watch.known))
    assert [address for address in changed if not address.startswith("/api/v1/wards")] == []


def nobody_else_was_written_to(cast: Cast) -> None:
    """Mail went to the reporter, and to staff no more than that there is something to read."""
    staff = {person.email for person in (cast.dev, cast.ewa, cast.femi, cast.gwen, cast.huw, cast.isla)}
    for message in mail.outbox:
        if message.to != ["quillon.zymurgist@example.org"]:
            assert set(message.to) <= staff
            assert not told_by(str(message.message().as_string()), [])


def listen_to_logs(caplog: pytest.LogCaptureFixture) -> None:
    """All that Doorstep could ever log, and what libraries log by default."""
    caplog.set_level(logging.INFO)
    for name in ("doorstep", "django.request", "django.security"):
        caplog.set_level(logging.DEBUG, logger=name)


def told_by(text: str, refs: list[str]) -> list[str]:
    """What of the marked reports stands in a text."""
    return [mark for mark in (*MARKS, *refs) if mark in text]

"""Whatever people do with a report, in any order: it and its job agree, and the public sees what it may."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cast import LARK_ESTATE, WEIR_LANE, Cast, Staff, at
from reports import status as of_reports
from reports.models import Report
from reports.visibility import Shown, Visibility
from workqueue import status as of_jobs
from workqueue.models import Job

pytestmark = pytest.mark.django_db

BOX = "-2.40,53.40,-2.30,53.44"
CONTACT = {"name": "Marked-Name", "email": "marked@example.org", "phone": "07700 900456"}
WORDS = "Marked-Words"
KINDS = [
    {"issue_type": "fly_tip", "answers": {"size": "car_boot"}},
    {"issue_type": "graffiti", "answers": {"offensive": "hateful", "asset_owner": "building"}},
    {"issue_type": "asb_nuisance", "answers": {"impact": 3}},
    {"issue_type": "litter", "answers": {}, "point": at(LARK_ESTATE)},
]
#: A report's status → its job's, while both are open.
BOTH_OPEN = {
    of_reports.Status.RECEIVED: of_jobs.Status.QUEUED,
    of_reports.Status.SCHEDULED: of_jobs.Status.ASSIGNED,
    of_reports.Status.IN_PROGRESS: of_jobs.Status.STARTED,
}


@dataclass
class Scene:
    """One report, its job, and everybody's browser."""

    cast: Cast
    staff: dict[str, Staff]
    report: Report
    job: Job

    def look(self) -> None:
        self.report.refresh_from_db()
        self.job.refresh_from_db()

    def done(self) -> tuple[int, int, int]:
        """How much has been done: moves, updates, lines of the job's history."""
        return self.report.moves.count(), self.report.updates.count(), self.job.history.count()


Step = Callable[[Scene, str], Any]


def _on_job(step: str, **body: Any) -> Step:
    def act(scene: Scene, who: str) -> Any:
        sent = {name: value(scene) if callable(value) else value for name, value in body.items()}
        path = f"/api/v1/jobs/{scene.job.pk}/{step}"
        if who in scene.staff:
            return scene.staff[who].post(path, sent)
        return scene.cast.asha.client.post(path, sent, content_type="application/json")

    return act


def _on_report(step: str, **body: Any) -> Step:
    def act(scene: Scene, who: str) -> Any:
        path = f"/api/v1/reports/{scene.report.ref}/{step}"
        if who in scene.staff:
            return scene.staff[who].post(path, body)
        if who == "asha":
            return scene.cast.asha.post(path, body, ref=scene.report.ref)
        return Client().post(path, body, content_type="application/json")

    return act


#: What can be done, and who mostly does it: a random person would be refused nearly always.
STEPS: dict[str, tuple[str, Step]] = {
    "assign": ("dev", _on_job("assign", crew_id=lambda scene: scene.cast.crew.pk)),
    "unassign": ("dev", _on_job("assign", crew_id=None)),
    "start": ("femi", _on_job("start")),
    "clear": ("femi", _on_job("outcome", outcome="CLR", photo_id=lambda scene: str(uuid.uuid4()))),
    "nothing there": ("femi", _on_job("outcome", outcome="NFA")),
    "no access": ("femi", _on_job("outcome", outcome="ACC", note="Locked")),
    "not ours": ("femi", _on_job("outcome", outcome="OWN", owner_body="weirside-homes")),
    "forward": ("dev", _on_job("forward", department="highways", reason="Carriageway")),
    "forward back": ("ewa", _on_job("forward", department="street-cleansing", reason="Verge")),
    "still there": ("asha", _on_report("still-there", note="Behind the wall")),
    "withdraw": ("asha", _on_report("withdraw")),
    "pass": ("dev", _on_report("pass", what="report")),
    "pass words": ("dev", _on_report("pass", what="words")),
    "hide": ("dev", _on_report("hide", what="report", reason="Names a person")),
    "hide words": ("dev", _on_report("hide", what="words", reason="Names a person")),
}
PEOPLE = ["asha", "stranger", "dev", "ewa", "femi", "gwen", "huw"]
steps = st.tuples(st.sampled_from(sorted(STEPS)), st.none() | st.sampled_from(PEOPLE))


@pytest.fixture
def staff(cast: Cast) -> dict[str, Staff]:
    people = {"dev": cast.dev, "ewa": cast.ewa, "femi": cast.femi, "gwen": cast.gwen, "huw": cast.huw}
    return {name: cast.staff(person) for name, person in people.items()}


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(KINDS), story=st.lists(steps, max_size=14))
def test_a_report_and_its_job_agree_whatever_people_do(
    cast: Cast, staff: dict[str, Staff], kind: dict[str, Any], story: list[tuple[str, str | None]]
) -> None:
    cache.clear()
    # Each story begins with an empty map: reports of other stories would be a flood, or one person's third.
    with transaction.atomic():
        live(cast, staff, kind, story)
        transaction.set_rollback(True)


def live(
    cast: Cast, staff: dict[str, Staff], kind: dict[str, Any], story: list[tuple[str, str | None]]
) -> None:
    """One story from the report on, looked at after each step."""
    receipt = cast.asha.report(description=WORDS, **CONTACT, **kind)
    report = Report.objects.get(ref=receipt["ref"])
    scene = Scene(cast, staff, report, report.jobs.get())
    agree(scene)
    for name, who in story:
        usual, act = STEPS[name]
        before = scene.done()
        reply = act(scene, who or usual)
        assert reply.status_code < 500, (name, reply.content)
        scene.look()
        if reply.status_code >= 400:
            assert scene.done() == before, f"{name} was refused and done all the same"
        agree(scene)
    the_public_sees_what_it_may(scene)


def agree(scene: Scene) -> None:
    """The report, its job, and what was written down of both."""
    report, job = scene.report, scene.job
    stands, job_stands = of_reports.Status(report.status), of_jobs.Status(job.status)
    assert (stands in of_reports.OPEN) == (job_stands in of_jobs.OPEN)
    assert BOTH_OPEN.get(stands, of_jobs.Status.ENDED) == job_stands
    assert report.department_id == job.department_id
    ended = {of_reports.Status.CLEARED, of_reports.Status.CLOSED, of_reports.Status.WITHDRAWN}
    assert (report.ended_at is not None) == (stands in ended)
    assert (job.ended_at is not None) == (job_stands is of_jobs.Status.ENDED)
    assert (job.crew_id is not None) >= (job_stands is of_jobs.Status.ASSIGNED)
    assert report.shown == Shown.NOTHING or report.visibility != Visibility.PRIVATE

    moves = list(report.moves.order_by("id"))
    for move in moves:
        assert of_reports.MOVES[of_reports.Status(move.before)].get(of_reports.Status(move.after))
    assert all(one.after == following.before for one, following in pairwise(moves))
    assert not moves or moves[-1].after == report.status
    updates = list(report.updates.all())
    assert len(updates) == len(moves) + 1, "each step that moves a report tells of it, once"
    assert updates[-1].status == report.status

    history = list(job.history.all())
    for one, following in pairwise(history):
        assert one.after == following.before
        assert of_jobs.Status(following.after) in of_jobs.MOVES[of_jobs.Status(following.before)]
    assert history[-1].after == job.status


def the_public_sees_what_it_may(scene: Scene) -> None:
    """Every public door, by somebody without token or session."""
    report, public = scene.report, Client()
    page, sheet = public.get(f"/r/{report.ref}"), public.get(f"/api/v1/reports/{report.ref}")
    on_map = public.get("/api/v1/reports", {"bbox": BOX, "limit": "1000"})
    wards = [public.get(f"/api/v1/wards/{slug}") for slug in ("weirside", "kiln-hill")]
    seen = {reply.request["PATH_INFO"]: reply.content.decode() for reply in (page, sheet, on_map, *wards)}
    is_shown = report.shown != Shown.NOTHING
    assert (page.status_code, sheet.status_code) == ((200, 200) if is_shown else (404, 404))
    if not is_shown:
        assert not [path for path, text in seen.items() if path.startswith("/api") and report.ref in text]
    assert (f'"{report.ref}"' in on_map.content.decode()) == report.on_map
    for secret in (*CONTACT.values(), str(report.phone_id), report.phone_id.hex, "Locked", "Behind the wall"):
        assert not [path for path, text in seen.items() if secret in text]
    may_read = report.words_passed and report.shown == Shown.ALL
    assert (WORDS in sheet.content.decode()) == (WORDS in page.content.decode()) == may_read
    if report.shown == Shown.OUTLINE:
        assert sheet.json()["title"] == "Graffiti, Weir Lane"
        assert (sheet.json()["photos"], sheet.json()["mine"]) == ([], None)
    if is_shown:
        assert sheet.json()["point"] != {"lat": WEIR_LANE.lat, "lon": WEIR_LANE.lon} or report.point == (
            report.public_point
        )

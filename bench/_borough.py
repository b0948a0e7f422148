"""Exampleton with as many reports as a figure needs, put straight into the tables."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random

from django.core.management import call_command
from django.db import connection, transaction

from accounts.models import Department
from core.clock import now
from core.geometry import Point, morton
from core.references import make_reference
from demo.borough import build_borough
from demo.people import store_bodies, store_members
from demo.places import store_places, store_rules
from reports import public_map
from reports.models import Report
from routing import atlas
from routing.models import Area
from workqueue.models import Job, JobReport

TYPES = ("fly_tip", "litter", "dog_fouling", "graffiti", "abandoned_vehicle")
_BATCH = 5000


@contextmanager
def borough(reports: int = 0, *, still_open: float = 0.1) -> Iterator[None]:
    """The demo's bodies, land and rules in a database of its own, with so many reports and their jobs.

    still_open   the share that is not ended.
    """
    call_command("migrate", interactive=False, verbosity=0)
    bodies, departments = store_bodies()
    store_places(bodies)
    store_rules(bodies, departments)
    store_members(bodies, departments)
    if reports:
        _fill(reports, still_open)
    public_map.leave_map(at=now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    atlas.forget()
    yield


def _fill(many: int, still_open: float) -> None:
    chance, at = Random(7), now()
    cleansing = Department.objects.select_related("body").get(key="street-cleansing")
    wards = list(Area.objects.filter(kind="ward").defer("geometry"))
    west, south, east, north = build_borough().outline.shape.bounds
    seen: set[str] = set()
    for begun in range(0, many, _BATCH):
        batch = [
            _report(chance, at, cleansing, wards, (west, south, east, north), still_open, seen)
            for _ in range(min(_BATCH, many - begun))
        ]
        with transaction.atomic():
            stored = Report.objects.bulk_create(batch)
            jobs = Job.objects.bulk_create([_job(report) for report in stored])
            JobReport.objects.bulk_create(
                [JobReport(job=job, report=report) for job, report in zip(jobs, stored, strict=True)]
            )


def _report(
    chance: Random,
    at: datetime,
    department: Department,
    wards: list[Area],
    box: tuple[float, float, float, float],
    still_open: float,
    seen: set[str],
) -> Report:
    place = Point(chance.uniform(box[1], box[3]), chance.uniform(box[0], box[2]))
    received = at - timedelta(minutes=chance.uniform(0, 525_600))
    is_open = chance.random() < still_open
    ref = make_reference("FT")
    while ref in seen:
        ref = make_reference("FT")
    seen.add(ref)
    return Report(
        phone_id=uuid.UUID(int=chance.getrandbits(128), version=4),
        ref=ref,
        track_hash="0" * 64,
        issue_type=chance.choice(TYPES),
        description="Bags and a broken chair beside the wall, since Monday.",
        answers={},
        lat=place.lat,
        lon=place.lon,
        point_source="device",
        public_lat=place.lat,
        public_lon=place.lon,
        morton=morton(place),
        street="Weir Lane",
        ward=chance.choice(wards),
        status="received" if is_open else "cleared",
        visibility="pub",
        shown="all",
        on_map=True,
        body=department.body,
        department=department,
        aim_at=received + timedelta(days=2),
        received_at=received,
        ended_at=None if is_open else min(at, received + timedelta(days=chance.uniform(0.2, 6))),
    )


def _job(report: Report) -> Job:
    ended = report.ended_at is not None
    return Job(
        department=report.department,
        issue_type=report.issue_type,
        status="ended" if ended else "queued",
        outcome="CLR" if ended else "",
        lat=report.lat,
        lon=report.lon,
        street=report.street,
        ward=report.ward,
        aim_at=report.aim_at,
        queued_at=report.received_at,
        ended_at=report.ended_at,
    )

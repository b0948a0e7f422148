"""Many reports of one thing within an hour are one job, and each reporter hears of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import crowd
from cast import LARK_ESTATE, WEIR_LANE, Cast, Phone, at
from core.clock import now
from notify.models import Delivery
from photo_steps import send
from reports.models import Report
from workqueue.models import Job

pytestmark = pytest.mark.django_db

METRE = 1 / 111_195


def report(nth: int = 0, **changes: Any) -> Report:
    """One more phone reports the mattresses, a few metres from the others."""
    place = {"lat": WEIR_LANE.lat + nth * METRE, "lon": WEIR_LANE.lon, "source": "device"}
    ref = Phone(Client()).report(**{"point": place} | changes)["ref"]
    return Report.objects.get(ref=ref)


def flood(count: int, **changes: Any) -> list[Report]:
    return [report(n, **changes) for n in range(count)]


def test_fewer_than_five_are_jobs_of_their_own(cast: Cast) -> None:
    flood(4)
    assert Job.objects.count() == 4


def test_the_fifth_makes_them_one_job_and_later_ones_join_it(cast: Cast) -> None:
    reports = flood(12)
    job = Job.objects.get()
    assert set(job.reports.all()) == set(reports)
    line = cast.staff(cast.dev).get("/api/v1/queues/street-cleansing/jobs").json()["items"][0]
    assert line["reports"] == 12


def test_the_desk_sees_that_more_reports_came(cast: Cast) -> None:
    flood(6)
    job = cast.staff(cast.dev).get(f"/api/v1/jobs/{Job.objects.get().pk}").json()
    assert [entry["what"] for entry in job["history"]] == ["queued", "joined", "joined"]
    assert len(job["reports"]) == 6


def test_every_reporter_hears_of_the_outcome(cast: Cast) -> None:
    reports = [report(n, email=f"neighbour{n}@example.org") for n in range(6)]
    job = Job.objects.get()
    femi = cast.staff(cast.femi)
    assert femi.post(f"/api/v1/jobs/{job.pk}/start", {}).status_code == 200
    photo = send()
    outcome = {"outcome": "CLR", "photo_id": str(photo.pk)}
    assert femi.post(f"/api/v1/jobs/{job.pk}/outcome", outcome).status_code == 200
    for one in reports:
        one.refresh_from_db()
        assert one.status == "cleared"
        assert [update.kind for update in one.updates.all()] == ["received", "started", "cleared"]
    assert Delivery.objects.count() == 0  # by the worker, after the commit


def test_one_that_joins_late_is_where_the_job_is(cast: Cast) -> None:
    flood(5)
    job = Job.objects.get()
    dev, femi = cast.staff(cast.dev), cast.staff(cast.femi)
    assert dev.post(f"/api/v1/jobs/{job.pk}/assign", {"crew_id": cast.crew.pk}).status_code == 200
    assert report(5).status == "scheduled"
    assert femi.post(f"/api/v1/jobs/{job.pk}/start", {}).status_code == 200
    late = report(6)
    assert late.status == "in_progress"
    assert [update.kind for update in late.updates.all()] == ["received", "scheduled", "started"]
    assert Job.objects.get().reports.count() == 7


def test_a_job_that_a_crew_has_is_joined_and_keeps_its_own(cast: Cast) -> None:
    first = report(0)
    second = report(1)
    with_crew = second.jobs.get()
    cast.staff(cast.dev).post(f"/api/v1/jobs/{with_crew.pk}/assign", {"crew_id": cast.crew.pk})
    flood(4)
    assert Job.objects.filter(pk=with_crew.pk, reports=second).exists()
    assert first.jobs.get().reports.count() == 5
    assert Job.objects.count() == 2


def test_when_the_job_is_over_the_next_report_is_a_new_one(cast: Cast) -> None:
    flood(6)
    job = Job.objects.get()
    femi = cast.staff(cast.femi)
    femi.post(f"/api/v1/jobs/{job.pk}/start", {})
    femi.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "NFA"})
    assert report(7).jobs.get().pk != job.pk


@pytest.mark.parametrize(
    "changes",
    [
        {"issue_type": "litter", "answers": {"near_children": "no"}},
        {"point": {"lat": WEIR_LANE.lat + 60 * METRE, "lon": WEIR_LANE.lon, "source": "pin"}},
    ],
    ids=["another kind", "sixty metres away"],
)
def test_what_is_something_else_is_a_job_of_its_own(cast: Cast, changes: dict[str, Any]) -> None:
    flood(6)
    assert report(0, **changes).jobs.get().reports.count() == 1


def test_lamps_are_nearer_to_each_other_than_heaps(cast: Cast) -> None:
    lamp = {"issue_type": "street_light", "answers": {"light_fault": "out"}}
    flood(4, **lamp)
    next_lamp = {"lat": WEIR_LANE.lat + 35 * METRE, "lon": WEIR_LANE.lon, "source": "pin"}
    report(0, point=next_lamp, **lamp)
    assert Job.objects.count() == 5


def test_what_came_over_an_hour_ago_is_no_part_of_it(cast: Cast) -> None:
    old = flood(4)
    Report.objects.filter(pk__in=[one.pk for one in old]).update(received_at=now() - timedelta(minutes=61))
    report(5)
    assert Job.objects.count() == 5


def test_private_reports_are_never_joined(cast: Cast) -> None:
    for n in range(7):
        report(n, issue_type="asb_nuisance", answers={})
    assert Job.objects.count() == 7


def test_what_is_another_bodys_is_sent_there_each_by_itself(cast: Cast) -> None:
    for _n in range(6):
        report(point=at(LARK_ESTATE))
    assert Job.objects.count() == 6


def test_the_most_urgent_report_makes_the_job_urgent(cast: Cast) -> None:
    calm = flood(5)
    job = Job.objects.get()
    assert job.priority == Job.Priority.NORMAL
    report(6, answers={"size": "car_boot", "blocking": "yes"})
    job.refresh_from_db()
    assert job.priority == Job.Priority.HIGH
    assert job.aim_at == min(one.aim_at for one in [*calm, *Report.objects.all()] if one.aim_at)


def test_one_who_takes_theirs_back_does_not_end_it_for_the_others(cast: Cast) -> None:
    flood(5)
    mine = cast.asha.report()["ref"]
    assert cast.asha.post(f"/api/v1/reports/{mine}/withdraw", {}, ref=mine).status_code == 200
    assert Job.objects.get().status == "queued"


def test_it_is_still_one_job_when_one_says_it_is_still_there(cast: Cast) -> None:
    flood(5)
    mine = cast.asha.report()["ref"]
    job = Job.objects.get()
    femi = cast.staff(cast.femi)
    femi.post(f"/api/v1/jobs/{job.pk}/start", {})
    femi.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "NFA"})
    assert cast.asha.post(f"/api/v1/reports/{mine}/still-there", {}, ref=mine).status_code == 200
    assert Job.objects.get().status == "queued"


def test_a_report_of_a_flood_is_read_from_the_index_and_costs_little(cast: Cast) -> None:
    crowd.beside(flood(7)[0])
    with CaptureQueriesContext(connection) as queries:
        report(8)
    asked = [
        q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
    ]
    near = next(sql for sql in asked if '"morton" BETWEEN' in sql)
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        cursor.execute(explain + near)
        plan = " ".join(str(part) for row in cursor.fetchall() for part in row)
    assert "report_map" in plan, plan
    assert "SEARCH reports_report" in plan or "Index Cond" in plan, plan
    assert "SCAN reports_report" not in plan, plan
    assert len(asked) <= 22, "\n".join(asked)

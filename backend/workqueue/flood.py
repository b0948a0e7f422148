"""Many reports of one thing within an hour are one piece of work: they share a job, and all are told of it.

A tree across a road or a burst bin is reported by everybody who passes. From the fifth report on
(DOORSTEP_FLOOD_REPORTS) of one kind about one place there is one job, which serves all of them; each reporter
hears of each of its moves as if it were theirs alone. Private types never come in here: a private report is
nobody's near-duplicate.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import cos, hypot, radians
from typing import Final

from django.conf import settings
from django.db.models import Count, QuerySet

from core import events
from core.geometry import METRES_PER_DEGREE, BBox, Point, cover
from reports import progress
from reports.models import Report
from reports.status import OPEN as OPEN_REPORTS
from reports.visibility import is_private
from routing.issue_types import issue_type_for
from workqueue.events import JobQueued
from workqueue.models import Job, JobHistory, JobReport
from workqueue.status import Status

WITHIN: Final = timedelta(hours=1)
#: How far apart two reports of one kind may be to be of one thing, in metres; phones are off by 5 to 15 m.
APART_M: Final = {"street_light": 20, "abandoned_vehicle": 20, "pothole": 25}
USUAL_APART_M: Final = 50
#: More than these do not make it any more of a flood, and cost as much to read.
MOST_LOOKED_AT: Final = 100


def join(report: Report, *, at: datetime) -> Job | None:
    """Give a new report to the job that its flood has, in the report's own transaction.

    Jobs that nobody has begun with, of the same flood, are joined to it as well.

    Returns  the job; None where this is no flood, or where all its jobs are over: then it needs its own.
    """
    if is_private(report):
        return None
    others = _reported_with(report)
    if len(others) + 1 < settings.FLOOD_REPORTS:
        return None
    job = _first_open_job(report, others)
    if job is None:
        return None
    JobReport.objects.create(job=job, report=report)
    joined = 1 + _join_jobs(job, others, at)
    urgent = issue_type_for(report.issue_type).is_urgent(report.answers)
    _sooner(job, Job.Priority.HIGH if urgent else Job.Priority.NORMAL, report.aim_at)
    _catch_up(report, job, at)
    JobHistory.objects.create(
        job=job, at=at, before=job.status, after=job.status, what="joined", note=str(joined)
    )
    events.publish(JobQueued(job_id=job.pk, department_id=job.department_id, crew_id=job.crew_id))
    return job


def _reported_with(report: Report) -> Sequence[int]:
    """Ids of the other reports of the same kind about the same place in the hour before, oldest first."""
    apart = APART_M.get(report.issue_type, USUAL_APART_M)
    # Points in public are moved to their street, so two of one place can be farther apart there.
    north = 2 * apart / METRES_PER_DEGREE
    east = north / max(0.01, cos(radians(report.public_lat)))
    box = BBox(
        report.public_lon - east,
        report.public_lat - north,
        report.public_lon + east,
        report.public_lat + north,
    )
    same = Report.objects.filter(on_map=True, issue_type=report.issue_type, ended_at__isnull=True)
    return sorted(
        pk
        for pk, lat, lon, department_id, received_at in _newest_within(box, same.exclude(pk=report.pk))
        if department_id == report.department_id
        and report.received_at - WITHIN < received_at <= report.received_at
        and _metres(report.point, Point(lat, lon)) <= apart
    )


def _newest_within(box: BBox, same: QuerySet[Report]) -> list[tuple[int, float, float, int, datetime]]:
    """What is looked at of these reports in a box, the newest, found in the map's index.

    Nothing else is asked of the database than what that index holds: by department and time it would read all
    that came in this hour. UNION ALL: for OR-ed ranges both engines may choose to read the whole index.
    """
    columns = ("pk", "lat", "lon", "department_id", "received_at")
    parts = [same.filter(morton__range=one).values_list(*columns) for one in cover(box, most=8)]
    together = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return list(together.order_by("-id")[:MOST_LOOKED_AT])


def _metres(one: Point, other: Point) -> float:
    north = (one.lat - other.lat) * METRES_PER_DEGREE
    return hypot(north, (one.lon - other.lon) * METRES_PER_DEGREE * cos(radians(one.lat)))


def _first_open_job(report: Report, others: Sequence[int]) -> Job | None:
    """The oldest job of the flood that is not over, locked: it ends before this report joins, or after."""
    jobs = Job.objects.filter(
        jobreport__report__in=others, department_id=report.department_id, issue_type=report.issue_type
    ).exclude(status=Status.ENDED)
    for job_id in jobs.order_by("pk").values_list("pk", flat=True).distinct()[:3]:
        locked = Job.objects.select_for_update(of=("self",)).exclude(status=Status.ENDED)
        job = locked.filter(pk=job_id).first()
        if job is not None:
            return job
    return None


def _join_jobs(job: Job, others: Sequence[int], at: datetime) -> int:
    """Move the reports of the flood's other jobs to this one, where nobody has begun; how many moved.

    A job is left alone that a crew has, that was forwarded, that serves other reports as well, or on which
    somebody acts at this moment: nothing is waited for here, so that nobody can wait for us in a circle.
    """
    links = JobReport.objects.filter(report__in=others).exclude(job=job)
    candidates = set(links.values_list("job_id", flat=True))
    if not candidates:
        return 0
    of_flood = Report.objects.filter(pk__in=others, jobs__in=candidates, status__in=OPEN_REPORTS)
    held = {
        report.pk: report
        for report in of_flood.select_for_update(of=("self",), skip_locked=True)
        .select_related("department")
        .order_by("pk")
    }
    served: dict[int, set[int]] = {}
    for job_id, report_id in JobReport.objects.filter(job__in=candidates).values_list("job_id", "report_id"):
        served.setdefault(job_id, set()).add(report_id)
    whole = [job_id for job_id, report_ids in served.items() if report_ids <= held.keys()]
    free = list(
        Job.objects.filter(pk__in=_untouched(whole))
        .select_for_update(of=("self",), skip_locked=True)
        .filter(status=Status.QUEUED, crew__isnull=True)
        .order_by("pk")
    )
    keys = [one.pk for one in free]
    count = JobReport.objects.filter(job__in=keys).update(job=job)
    for one in free:
        _sooner(job, one.priority, one.aim_at)
        for report_id in served[one.pk]:
            _catch_up(held[report_id], job, at)
    # Nothing was ever done with them: their reports still say all there is. Whoever looks at their queue is
    # told to look again by the one event of the job that took them in, which is in the same queue.
    Job.objects.filter(pk__in=keys).delete()
    return count


def _untouched(job_ids: Sequence[int]) -> list[int]:
    """Those with nothing in their history but that they came."""
    once = Job.objects.filter(pk__in=job_ids).annotate(done=Count("history")).filter(done=1)
    return list(once.values_list("pk", flat=True))


def _sooner(job: Job, priority: int, aim_at: datetime | None) -> None:
    """The job is as urgent as the most urgent of its reports."""
    before = (job.priority, job.aim_at)
    job.priority = max(job.priority, priority)
    job.aim_at = min((one for one in (job.aim_at, aim_at) if one), default=None)
    if (job.priority, job.aim_at) != before:
        job.save(update_fields=["priority", "aim_at"])


def _catch_up(report: Report, job: Job, at: datetime) -> None:
    """Bring a report to where the job is that serves it now; its reporter is told as the others were."""
    step = progress.Step(at=at, by=None)
    if job.status in (Status.ASSIGNED, Status.STARTED):
        progress.scheduled(report, step)
    if job.status == Status.STARTED:
        progress.started(report, step)

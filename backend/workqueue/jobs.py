"""A job enters and leaves queues: with its report, by forwarding, by hand-over, by reopening."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from accounts.models import Body, Department, Role
from accounts.working_together import bodies_that_work_with
from core import events
from core.problems import Invalid
from reports import progress
from reports.aims import aim_in
from reports.events import ReportReleased, ReportReopened, ReportSubmitted, ReportWithdrawn
from reports.models import Report
from reports.status import OPEN as OPEN_REPORTS
from reports.status import Status as ReportStatus
from reports.words import clean
from routing.issue_types import issue_type_for
from workqueue import flood
from workqueue.events import HandedOver, JobEnded, JobLeft, JobQueued
from workqueue.models import Job, JobHistory, JobReport
from workqueue.status import Status, check_goes_with_report, check_move


def queue_a_job(event: ReportSubmitted) -> None:
    """Put a job in the department's queue, in the report's own transaction.

    Not of a report that somebody reads first: `queue_released` does, if they let it go.
    """
    if event.waits:
        return
    report = Report.objects.defer("decision", "description").get(pk=event.report_id)
    _put_in_queue(report, at=report.received_at)


def queue_released(event: ReportReleased) -> None:
    """Put a job in the department's queue of a report that somebody has read first."""
    report = Report.objects.defer("decision", "description").get(pk=event.report_id)
    _put_in_queue(report, at=report.moves.latest("id").at)


def _put_in_queue(report: Report, *, at: datetime) -> None:
    theirs = report.status == ReportStatus.PASSED_ON
    if not theirs and flood.join(report, at=at):
        return
    job = Job.objects.create(
        department_id=report.department_id,
        issue_type=report.issue_type,
        priority=Job.Priority.HIGH if _is_urgent(report) else Job.Priority.NORMAL,
        handed_to_id=report.body_id if theirs else None,
        status=Status.ENDED if theirs else Status.QUEUED,
        outcome=Job.Outcome.NOT_OURS if theirs else "",
        ended_at=at if theirs else None,
        lat=report.lat,
        lon=report.lon,
        street=report.street,
        ward_id=report.ward_id,
        aim_at=report.aim_at,
        queued_at=at,
    )
    JobReport.objects.create(job=job, report=report)
    if theirs:
        note_history(job, at=at, by=None, before="", what="handed_over", note=report.body.name)
        events.publish(HandedOver(job_id=job.pk, department_id=job.department_id, body_id=report.body_id))
    else:
        note_history(job, at=at, by=None, before="", what="queued")
        events.publish(JobQueued(job_id=job.pk, department_id=job.department_id))


def queue_again(event: ReportReopened) -> None:
    """Put the job of a reopened report back in its department's queue, history and all."""
    report = Report.objects.get(pk=event.report_id)
    moved = report.moves.latest("id")
    if not report.jobs.exists():  # it was answered by whoever read it first: now the team has it
        _put_in_queue(report, at=moved.at)
        return
    for job in Job.objects.select_for_update(of=("self",)).filter(reports=report, status=Status.ENDED):
        check_goes_with_report(before=Status(job.status), after=Status.QUEUED)
        job.status, job.crew, job.outcome, job.handed_to = Status.QUEUED, None, "", None
        job.aim_at, job.queued_at, job.ended_at = report.aim_at, moved.at, None
        job.outcome_lat = job.outcome_lon = None
        job.save(
            update_fields=[
                *("status", "crew", "outcome", "outcome_lat", "outcome_lon"),
                *("handed_to", "aim_at", "queued_at", "ended_at"),
            ]
        )
        note_history(job, at=moved.at, by=moved.by_id, before=Status.ENDED, what="reopened", note=moved.note)
        events.publish(JobQueued(job_id=job.pk, department_id=job.department_id))


def end_withdrawn(event: ReportWithdrawn) -> None:
    """End the job of a withdrawn report, unless it serves others."""
    report = Report.objects.get(pk=event.report_id)
    moved = report.moves.latest("id")
    jobs = Job.objects.select_for_update(of=("self",)).filter(reports=report).exclude(status=Status.ENDED)
    for job in jobs:
        if job.reports.exclude(status=ReportStatus.WITHDRAWN).exists():
            continue
        before, crew_id = Status(job.status), job.crew_id
        check_goes_with_report(before=before, after=Status.ENDED)
        job.status, job.ended_at = Status.ENDED, moved.at
        job.save(update_fields=["status", "ended_at"])
        note_history(job, at=moved.at, by=None, before=before, what="ended", note="withdrawn")
        events.publish(JobEnded(job_id=job.pk, department_id=job.department_id, crew_id=crew_id))


def forward(*, job_id: int, actor: Actor, department_key: str, reason: str, at: datetime) -> Job:
    """Move a job to another department's queue, with the reason.

    Raises NotFound, NotAllowed, MoveRefused, Invalid.
    """
    with transaction.atomic():
        job = lock(job_id, actor)
        known = bodies_that_work_with(job.department.body)
        found = Department.objects.select_related("body").filter(body__is_ours=True, body__in=known)
        department = found.filter(key=department_key).first()
        if department is None:
            raise Invalid(_("We do not know that department."), field="department")
        if department.pk == job.department_id:
            raise Invalid(_("It is in that department's queue already."), field="department")
        if not (reason := clean(reason, field="reason", most=1000)):
            raise Invalid(
                _("Say why it is not yours, so that the next one goes right at once."), field="reason"
            )
        before = Status(job.status)
        check_move(before=before, after=Status.QUEUED, roles=roles_on(job, actor))
        left, crew_id = job.department_id, job.crew_id
        waiting = open_reports(job)
        aim_at = aim_in(waiting[0], department, at) if waiting else None
        job.department, job.status, job.crew, job.aim_at = department, Status.QUEUED, None, aim_at
        job.assigned_at = job.started_at = job.retry_on = None
        job.save(
            update_fields=["department", "status", "crew", "aim_at", "assigned_at", "started_at", "retry_on"]
        )
        note_history(job, at=at, by=actor.person_id, before=before, what="forwarded", note=reason)
        step = progress.Step(at=at, by=actor.person_id, note=reason)
        for report in waiting:
            progress.forwarded(report, step, department=department, aim_at=aim_at)
        events.publish(JobLeft(job_id=job.pk, department_id=left, crew_id=crew_id))
        events.publish(JobQueued(job_id=job.pk, department_id=department.pk))
    return job


def hand_over(job: Job, waiting: list[Report], *, body: Body, step: progress.Step) -> None:
    """Pass a locked job's reports on to another body, and have it sent there.

    The caller ends and saves the job.
    """
    job.handed_to = body
    for report in waiting:
        progress.passed_on(report, step, body=body)
    events.publish(
        HandedOver(job_id=job.pk, department_id=job.department_id, crew_id=job.crew_id, body_id=body.pk)
    )


def lock(job_id: int, actor: Actor) -> Job:
    """The job, locked, for a write. Raises NotFound."""
    # Its reports first, as where a reporter acts: in the other order each could wait for the other for ever.
    list(Report.objects.select_for_update(of=("self",)).filter(jobs=job_id).order_by("pk").values_list("pk"))
    return (
        Job.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("department__body")
        .get_or_refuse(pk=job_id)
    )


def roles_on(job: Job, actor: Actor) -> frozenset[Role]:
    """The roles the actor holds in the job's department, an administrator's of its body included."""
    return actor.roles_in(
        department_id=job.department_id,
        body_id=job.department.body_id,
        ward=lambda: job.ward.slug if job.ward else "",
    )


def open_reports(job: Job) -> list[Report]:
    """The reports a job serves that still wait for it, locked."""
    return list(
        Report.objects.select_for_update(of=("self",))
        .select_related("department__body", "body")
        .filter(jobs=job, status__in=OPEN_REPORTS)
        .order_by("pk")
    )


def note_history(job: Job, *, at: datetime, by: int | None, before: str, what: str, note: str = "") -> None:
    """Add one line to a job's history, in the present transaction."""
    JobHistory.objects.create(
        job=job, at=at, by_id=by, before=before, after=job.status, what=what, note=note.strip()[:1000]
    )


def is_repeated(job: Job, *, by: int | None, what: str, note: str = "") -> bool:
    """Whether the last thing done with the job was this, by this person.

    A phone whose answer was lost asks again, and must be answered as it was.
    """
    last = job.history.last()
    return last is not None and (last.by_id, last.what, last.note) == (by, what, note)


def _is_urgent(report: Report) -> bool:
    return issue_type_for(report.issue_type).is_urgent(report.answers)

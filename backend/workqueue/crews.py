"""Work goes out with crews: assigning, starting, and the list of the day."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from core import events
from core.problems import Invalid, NotAllowed
from reports import progress
from workqueue.events import JobAssigned, JobQueued, JobStarted
from workqueue.jobs import is_repeated, lock, note_history, open_reports, roles_on
from workqueue.models import Crew, Job
from workqueue.status import Status, check_move


def assign(*, job_id: int, actor: Actor, crew_id: int | None, at: datetime) -> Job:
    """Put a job on a crew's list, or with None back in the queue.

    Raises NotFound, NotAllowed, MoveRefused, Invalid.
    """
    with transaction.atomic():
        job = lock(job_id, actor)
        after = Status.QUEUED if crew_id is None else Status.ASSIGNED
        before = Status(job.status)
        check_move(before=before, after=after, roles=roles_on(job, actor))
        crew = None
        if crew_id is not None:
            crew = Crew.objects.filter(pk=crew_id, department_id=job.department_id).first()
            if crew is None:
                raise Invalid(_("That crew is not one of this department's."), field="crew_id")
        if before == after and job.crew_id == crew_id:
            return job  # asked again: there is nothing to do and nothing to tell
        old_crew_id = job.crew_id
        job.status, job.crew, job.assigned_at = after, crew, at if crew else None
        job.started_at = None
        job.save(update_fields=["status", "crew", "assigned_at", "started_at"])
        note_history(
            job,
            at=at,
            by=actor.person_id,
            before=before,
            what="assigned" if crew else "queued",
            note=crew.name if crew else "",
        )
        step = progress.Step(at=at, by=actor.person_id)
        for report in open_reports(job):
            if crew is None:
                progress.unscheduled(report, step)
            elif before != Status.ASSIGNED:
                progress.scheduled(report, step)
        events.publish(
            JobAssigned(job_id=job.pk, department_id=job.department_id, crew_id=crew.pk)
            if crew
            else JobQueued(job_id=job.pk, department_id=job.department_id, crew_id=old_crew_id)
        )
    return job


def start(*, job_id: int, actor: Actor, at: datetime) -> Job:
    """A crew sets out for a job of its list, or takes one from the queue.

    Raises NotFound, NotAllowed, MoveRefused.
    """
    with transaction.atomic():
        job = lock(job_id, actor)
        before = Status(job.status)
        if before is Status.STARTED and is_repeated(job, by=actor.person_id, what="started"):
            return job
        check_move(before=before, after=Status.STARTED, roles=roles_on(job, actor))
        mine = list(Crew.objects.filter(department_id=job.department_id, members=actor.person_id))
        if not mine:
            raise NotAllowed(_("You are in no crew of this department. Ask its desk to add you to one."))
        if job.crew_id is None:
            job.crew = mine[0]
        elif job.crew_id not in {crew.pk for crew in mine}:
            raise NotAllowed(_("This job is on another crew's list."))
        job.status, job.started_at = Status.STARTED, at
        job.save(update_fields=["status", "crew", "started_at"])
        note_history(job, at=at, by=actor.person_id, before=before, what="started")
        for report in open_reports(job):
            progress.started(report, progress.Step(at=at, by=actor.person_id))
        events.publish(JobStarted(job_id=job.pk, department_id=job.department_id, crew_id=job.crew_id))
    return job

"""The end of a job: what was found there, with proof."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from accounts.models import Body
from accounts.working_together import bodies_that_work_with
from core import events
from core.clock import add_working_days
from core.geometry import Point
from core.problems import Invalid, MoveRefused, NotAllowed
from reports import progress
from reports.models import Photo, Report
from reports.photo import photos
from reports.updates import local_day
from reports.words import clean
from workqueue.events import JobDelayed, JobEnded
from workqueue.jobs import hand_over, is_repeated, lock, note_history, open_reports, roles_on
from workqueue.models import Crew, Job
from workqueue.status import Status, check_move

Outcome = Job.Outcome


class PhotoNeeded(Invalid):
    """A cleared job needs its proof."""

    type = "/problems/photo-needed"
    title = _("A photo is needed")
    default = _("A cleared job needs a photo of the place as it is now.")


def record_outcome(
    *,
    job_id: int,
    actor: Actor,
    outcome: Outcome,
    photo_id: UUID | None,
    note: str = "",
    owner_body: str | None = None,
    place: Point | None = None,
    at: datetime,
) -> Job:
    """End a job with what was found there; after ACC it stays on the crew's list for another day.

    photo_id    of the place as it is now; CLR demands it. It may still be on its way.
    owner_body  key of the body whose it is; OWN demands it, and the job is sent there.
    place       where the crew stands, if its phone says so: kept with the outcome, and no other position is.
    Raises      NotFound, NotAllowed, MoveRefused, PhotoNeeded or Invalid with the field.
                The same outcome by the same person again changes nothing and is answered as it was.
    Source      outcome codes and their proof: uk-practice 1b.
    """
    note = clean(note, field="note", most=1000)
    with transaction.atomic():
        job = lock(job_id, actor)
        before = Status(job.status)
        after = Status.ASSIGNED if outcome is Outcome.NO_ACCESS else Status.ENDED
        if before == after and _is_repeated(job, actor, outcome, photo_id, note, owner_body):
            return job
        check_move(before=before, after=after, roles=roles_on(job, actor))
        if outcome is Outcome.NO_ACCESS and before is not Status.STARTED:
            raise MoveRefused  # nobody has been there
        if job.crew_id and not Crew.objects.filter(pk=job.crew_id, members=actor.person_id).exists():
            raise NotAllowed(_("This job is on another crew's list."))
        if outcome is Outcome.CLEARED and photo_id is None:
            raise PhotoNeeded(field="photo_id")
        owner = _find_owner(job, owner_body) if outcome is Outcome.NOT_OURS else None
        waiting = open_reports(job)
        photo = None
        if photo_id:
            served = waiting[0] if waiting else None
            photo = photos.claim_after(photo_id=photo_id, by=actor, report=served, at=at)

        step = progress.Step(at=at, by=actor.person_id, note=note)
        job.status, job.outcome_note = after, note
        job.outcome_lat, job.outcome_lon = (place.lat, place.lon) if place else (None, None)
        if outcome is Outcome.NO_ACCESS:
            again = add_working_days(at, 1, nation=job.department.body.nation)
            job.retry_on, job.started_at = local_day(again), None
        else:
            job.outcome, job.ended_at, job.after_photo, job.retry_on = outcome, at, photo, None
        if owner:
            hand_over(job, waiting, body=owner, step=step)
        job.save(
            update_fields=[
                "status",
                "outcome",
                "outcome_note",
                "outcome_lat",
                "outcome_lon",
                "after_photo",
                "ended_at",
                "retry_on",
                "started_at",
                "handed_to",
            ]
        )
        note_history(job, at=at, by=actor.person_id, before=before, what=_in_history(outcome), note=note)
        _tell_reports(waiting, job, outcome, photo, step)
        happened = JobDelayed if outcome is Outcome.NO_ACCESS else JobEnded
        events.publish(happened(job_id=job.pk, department_id=job.department_id, crew_id=job.crew_id))
    return job


def _is_repeated(
    job: Job, actor: Actor, outcome: Outcome, photo_id: UUID | None, note: str, owner_body: str | None
) -> bool:
    return (
        is_repeated(job, by=actor.person_id, what=_in_history(outcome), note=note)
        and (outcome is Outcome.NO_ACCESS or job.after_photo_id == photo_id)
        and (job.handed_to.key if job.handed_to else None) == (owner_body or None)
    )


def _in_history(outcome: Outcome) -> str:
    return f"outcome {outcome.value}"


def _find_owner(job: Job, key: str | None) -> Body:
    owner = bodies_that_work_with(job.department.body).filter(key=key or "").first()
    if owner is None:
        raise Invalid(_("Say whose it is, so that we can send it there."), field="owner_body")
    if owner.pk == job.department.body_id:
        raise Invalid(
            _("That is your own body. To move it to another team, ask your desk to forward it."),
            field="owner_body",
        )
    return owner


def _tell_reports(
    waiting: list[Report], job: Job, outcome: Outcome, photo: Photo | None, step: progress.Step
) -> None:
    for report in waiting:
        if outcome is Outcome.CLEARED and photo:
            progress.cleared(report, step, photo=photo)
        elif outcome is Outcome.NOTHING_THERE:
            progress.nothing_found(report, step, photo=photo)
        elif outcome is Outcome.NO_ACCESS and job.retry_on:
            progress.delayed(report, step, retry_on=job.retry_on)

from typing import Annotated

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from accounts.requests import ActorRequest
from core.clock import now
from core.geometry import Point
from core.schemas import Problem, Storable, as_built
from reports.private import looks
from workqueue import crews, jobs, outcome, queue, reading
from workqueue.models import Job
from workqueue.schemas import AssignIn, CrewOut, ForwardIn, JobOut, OutcomeIn, QueueOut, RoundOut

router = Router(tags=["workqueue"])

READ = {401: Problem, 403: Problem, 404: Problem}
WRITE = {**READ, 409: Problem, 422: Problem}


@router.get("/queues/{slug:department}/jobs", operation_id="list_queue", response={200: QueueOut, **READ})
def list_queue(
    request: ActorRequest,
    department: str,
    status: Annotated[str, Field(max_length=10)] = "open",
    issue_type: Annotated[str, Field(max_length=30)] = "",
    ward: Annotated[Storable, Field(max_length=80)] = "",
    limit: Annotated[int, Field(ge=1, le=200)] = 50,
    cursor: Annotated[str, Field(max_length=300)] = "",
) -> HttpResponse:
    """A department's queue. `status`: open, overdue, no_crew, to_pass, or one of the job statuses."""
    wanted = queue.Wanted(status=status, issue_type=issue_type, ward=ward, limit=limit, cursor=cursor)
    found = queue.find_department(department, request.actor)
    return as_built(queue.page(found, wanted, request.actor, now()))


@router.get("/crews", operation_id="list_crews", response={200: list[CrewOut], **READ})
def list_crews(request: ActorRequest, department: Annotated[Storable, Field(max_length=60)]) -> list[CrewOut]:
    """The crews that a job of this department can be given to."""
    return list(reading.crews_of(queue.find_department(department, request.actor)))


@router.get("/rounds/today", operation_id="get_todays_round", response={200: RoundOut, **READ})
def get_todays_round(request: ActorRequest) -> RoundOut:
    """The jobs of the crews that the person belongs to, in order."""
    return reading.todays_round(request.actor, now())


@router.get("/jobs/{int:job_id}", operation_id="get_job", response={200: JobOut, **READ})
def get_job(request: ActorRequest, job_id: int) -> JobOut:
    """One job with its reports, photos, history, and why it came here.

    A look at a private one is on record.
    """
    job = reading.one_job(job_id, request.actor, now())
    for report in job.reports:
        if report.private:
            looks.note_look(ref=report.ref, actor=request.actor, at=now())
    return job


@router.post("/jobs/{int:job_id}/assign", operation_id="assign_job", response={200: JobOut, **WRITE})
def assign_job(request: ActorRequest, job_id: int, body: AssignIn) -> JobOut:
    """The desk gives it to a crew, or puts it back in the queue."""
    request.actor.require_staff()
    return _again(request, crews.assign(job_id=job_id, actor=request.actor, crew_id=body.crew_id, at=now()))


@router.post("/jobs/{int:job_id}/forward", operation_id="forward_job", response={200: None, **WRITE})
def forward_job(request: ActorRequest, job_id: int, body: ForwardIn) -> None:
    """The desk moves it to another department, with the reason; afterwards it may not be theirs to see."""
    request.actor.require_staff()
    jobs.forward(
        job_id=job_id, actor=request.actor, department_key=body.department, reason=body.reason, at=now()
    )


@router.post("/jobs/{int:job_id}/start", operation_id="start_job", response={200: JobOut, **WRITE})
def start_job(request: ActorRequest, job_id: int) -> JobOut:
    """A crew sets out for it. Its reporter is told."""
    request.actor.require_staff()
    return _again(request, crews.start(job_id=job_id, actor=request.actor, at=now()))


@router.post("/jobs/{int:job_id}/outcome", operation_id="record_outcome", response={200: JobOut, **WRITE})
def record_outcome(request: ActorRequest, job_id: int, body: OutcomeIn) -> JobOut:
    """End a job with what was found there. Everyone who follows its reports is told."""
    request.actor.require_staff()
    job = outcome.record_outcome(
        job_id=job_id,
        actor=request.actor,
        outcome=Job.Outcome(body.outcome),
        photo_id=body.photo_id,
        note=body.note,
        owner_body=body.owner_body,
        place=Point(body.point.lat, body.point.lon) if body.point else None,
        at=now(),
    )
    return _again(request, job)


def _again(request: ActorRequest, job: Job) -> JobOut:
    return reading.one_job(job.pk, request.actor, now())

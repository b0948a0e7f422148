"""One job, and a crew's round, as the desk and the crew see them.

A fixed number of queries whatever they hold.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.api import named
from accounts.models import Department
from core.clock import LONDON
from core.schemas import LatLon, Named
from reports.models import Photo, Report
from reports.reading import GROUND, answers_said, explanation, photo_out
from reports.track import can_moderate, has_desk
from reports.visibility import is_private, waits_to_be_passed
from routing.explanation import RuleLooked
from routing.issue_types import issue_type_for, title_for
from workqueue.jobs import roles_on
from workqueue.models import Crew, Job, JobHistory, JobReport
from workqueue.schemas import (
    CrewOut,
    HistoryOut,
    JobLineOut,
    JobOut,
    JobRuleOut,
    RoundOut,
    ServedReportOut,
)
from workqueue.status import OPEN, Status, moves_of


def lines(jobs: list[Job], at: datetime) -> list[JobLineOut]:
    """Jobs as lists show them. Two more queries for all of them: their reports, and the reports' photos."""
    links = (
        JobReport.objects.filter(job__in=[job.pk for job in jobs])
        .select_related("report")
        .defer("report__decision", "report__description")
        .order_by("job_id", "report_id")
    )
    served: dict[int, list[Report]] = {}
    for link in links:
        served.setdefault(link.job_id, []).append(link.report)
    refs = [report.pk for reports in served.values() for report in reports]
    photos: dict[int | None, list[Photo]] = {}
    for photo in Photo.objects.filter(report__in=refs, is_after=False).order_by("position", "created_at"):
        photos.setdefault(photo.report_id, []).append(photo)
    return [_line(job, served.get(job.pk, []), photos, at) for job in jobs]


def _line(job: Job, served: list[Report], photos: dict[int | None, list[Photo]], at: datetime) -> JobLineOut:
    issue_type = issue_type_for(job.issue_type)
    first = served[0]
    shots = [photo for report in served for photo in photos.get(report.pk, [])]
    return JobLineOut.model_construct(
        id=job.pk,
        ref=first.ref,
        issue_type=Named.model_construct(key=issue_type.key, name=str(issue_type.label)),
        icon=issue_type.icon,
        title=title_for(job.issue_type, first.answers, job.street),
        status=job.status,
        status_words=str(Status(job.status).label),
        is_urgent=job.priority > Job.Priority.NORMAL,
        is_overdue=job.status in OPEN and job.aim_at is not None and job.aim_at < at,
        aim_at=job.aim_at,
        queued_at=job.queued_at,
        ended_at=job.ended_at,
        retry_on=job.retry_on,
        outcome=job.outcome or None,
        street=job.street,
        place_note=first.place_note,
        ward=Named(key=job.ward.slug, name=job.ward.local_name) if job.ward else None,
        point=LatLon.model_construct(lat=job.lat, lon=job.lon),
        crew=crew_out(job.crew) if job.crew else None,
        handed_to=named(job.handed_to) if job.handed_to else None,
        reports=len(served),
        photo=next((photo.pk for photo in shots if photo.state == Photo.State.READY), None),
        photos_awaited=sum(photo.state in {Photo.State.AWAITED, Photo.State.PENDING} for photo in shots),
        waits_for_passing=any(waits_to_be_passed(r) for r in served),
        needs=sorted({need for report in served for need in report.needs}),
    )


def crew_out(crew: Crew) -> CrewOut:
    """A crew as the API shows it."""
    return CrewOut(id=crew.pk, name=crew.local_name, department=crew.department.key)


def one_job(job_id: int, actor: Actor, at: datetime) -> JobOut:
    """One job, whole. Raises SignInFirst, NotAllowed or NotFound."""
    actor.require_staff()
    job = (
        Job.objects.visible_to(actor)
        .select_related("department__body", "crew__department", "ward", "handed_to", "after_photo")
        .defer(*GROUND)
        .get_or_refuse(pk=job_id)
    )
    served = job.reports.select_related("department").prefetch_related("photos").order_by("pk")
    history = job.history.select_related("by")
    return JobOut(
        line=lines([job], at)[0],
        department=named(job.department),
        reports=[_served(report, actor) for report in served],
        history=[_history(entry) for entry in history],
        after_photo=photo_out(job.after_photo) if job.after_photo else None,
        outcome_note=job.outcome_note,
        outcome_point=LatLon(lat=job.outcome_lat, lon=job.outcome_lon)
        if job.outcome_lat is not None and job.outcome_lon is not None
        else None,
        can=_can(job, actor),
    )


def _can(job: Job, actor: Actor) -> list[str]:
    roles = roles_on(job, actor)
    moves = moves_of(before=Status(job.status), roles=roles)
    on_crew = job.crew is None or job.crew.members.filter(pk=actor.person_id).exists()
    named_moves = {
        "assign": Status.ASSIGNED in moves and "crew" not in roles,
        "forward": Status.QUEUED in moves,
        "start": Status.STARTED in moves and on_crew,
        "outcome": job.status == Status.STARTED and Status.ENDED in moves and on_crew,
    }
    return [name for name, allowed in named_moves.items() if allowed]


def _served(report: Report, actor: Actor) -> ServedReportOut:
    decision = report.decision
    return ServedReportOut(
        ref=report.ref,
        status=report.status,
        shown=report.shown,
        private=is_private(report),
        description=report.description,
        words_passed=report.words_passed,
        answers=[Named(key=key, name=words) for key, words in answers_said(report)],
        place_note=report.place_note,
        at_home=report.at_home,
        point=LatLon(lat=report.lat, lon=report.lon),
        accuracy_m=report.accuracy_m,
        received_at=report.received_at,
        name=report.name,
        email=report.email,
        phone=report.phone,
        needs=report.needs,
        language=report.language,
        photos=[photo_out(photo) for photo in report.photos.all()],
        explanation=explanation(report),
        rules=[
            JobRuleOut(text=looked.text, matched=looked.matched, why=str(looked))
            for looked in map(RuleLooked.from_json, decision.get("rules", []))
        ],
        can_moderate=can_moderate(report, actor),
        can_share=has_desk(report, actor),
    )


def _history(entry: JobHistory) -> HistoryOut:
    return HistoryOut(
        at=entry.at,
        by=entry.by.name if entry.by else None,
        what=entry.what,
        words=_say(entry.what),
        note=entry.note,
    )


def _say(what: str) -> str:
    said = {
        "queued": _("Came into the queue"),
        "joined": _("More reports of the same thing"),
        "assigned": _("Given to a crew"),
        "started": _("Started"),
        "forwarded": _("Forwarded"),
        "handed_over": _("Handed over to another body"),
        "reopened": _("Opened again: still there"),
        "ended": _("Ended"),
        "outcome CLR": _("Cleared"),
        "outcome NFA": _("Nothing there"),
        "outcome ACC": _("Could not get to it"),
        "outcome OWN": _("Not ours"),
    }
    return said[what]


def todays_round(actor: Actor, at: datetime) -> RoundOut:
    """The jobs of the actor's crews, in order: started, urgent, by aim. Raises SignInFirst or NotAllowed."""
    actor.require_staff()
    crews = list(Crew.objects.filter(members=actor.person_id).select_related("department").order_by("name"))
    mine = Job.objects.visible_to(actor).filter(crew__in=crews)
    waiting = mine.filter(status__in=[Status.ASSIGNED, Status.STARTED])
    today = at.astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    jobs = list(
        waiting.select_related("crew__department", "ward", "handed_to")
        .defer(*GROUND)
        .order_by(
            "-status",
            F("retry_on").asc(nulls_first=True),
            "-priority",
            F("aim_at").asc(nulls_last=True),
            "id",
        )
    )
    return RoundOut(
        crews=[crew_out(crew) for crew in crews],
        items=lines(jobs, at),
        done_today=mine.filter(status=Status.ENDED, ended_at__gte=today).count(),
        topics=[f"round:{crew.pk}" for crew in crews],
    )


def crews_of(department: Department) -> Iterable[CrewOut]:
    """The crews of a department, by name."""
    return [crew_out(crew) for crew in department.crews.select_related("department").order_by("name")]

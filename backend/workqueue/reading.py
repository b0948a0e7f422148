"""Queues, rounds and one job, as the desk and the crew see them.

A fixed number of queries whatever the page holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OrderBy, Q
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.api import named
from accounts.models import Department
from core.clock import LONDON
from core.paging import read_cursor, write_cursor
from core.problems import Invalid, NotFound
from core.schemas import LatLon, Named
from reports.models import Photo, Report
from reports.reading import answers_said, explanation, photo_out
from reports.track import can_moderate
from routing.explanation import RuleLooked
from routing.issue_types import issue_type_for, title_for
from workqueue.jobs import roles_on
from workqueue.models import Crew, Job, JobHistory, JobReport
from workqueue.schemas import (
    CountsOut,
    CrewOut,
    HistoryOut,
    JobLineOut,
    JobOut,
    QueueOut,
    RoundOut,
    RuleOut,
    ServedReportOut,
)
from workqueue.status import OPEN, Status, moves_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a queue is filtered by; "" for everything.

    status  a job status, or "open", "overdue", "no_crew", "to_pass".
    """

    status: str = "open"
    issue_type: str = ""
    ward: str = ""
    limit: int = 50
    cursor: str = ""


def find_department(key: str, actor: Actor) -> Department:
    """A department whose work the actor may see. Raises SignInFirst, NotAllowed or NotFound."""
    actor.require_staff()
    department = Department.objects.filter(key=key, pk__in=actor.seen_department_ids).first()
    if department is None:
        raise NotFound
    return department


def queue(department: Department, wanted: Wanted, actor: Actor, at: datetime) -> QueueOut:
    """One page of a department's queue: urgent first, then by aim, then oldest."""
    mine = Job.objects.visible_to(actor).filter(department=department)
    jobs = mine.filter(_filter(wanted, at))
    if wanted.issue_type:
        jobs = jobs.filter(issue_type=wanted.issue_type)
    if wanted.ward:
        jobs = jobs.filter(ward__slug=wanted.ward)
    if wanted.status == Status.ENDED:
        order: list[str | OrderBy] = ["-ended_at", "-id"]
        after = _after_ended
    else:
        order, after = ["-priority", F("aim_at").asc(nulls_last=True), "id"], _after_open
    if wanted.cursor:
        jobs = jobs.filter(after(wanted.cursor))
    found = list(
        jobs.order_by(*order).select_related("crew__department", "ward", "handed_to")[: wanted.limit + 1]
    )
    page = found[: wanted.limit]
    more = len(found) > wanted.limit
    return QueueOut(
        department=named(department),
        counts=_counts(mine, at),
        items=lines(page, at),
        next=_cursor(page[-1], wanted) if more else None,
    )


def _filter(wanted: Wanted, at: datetime) -> Q:
    still_open = Q(status__in=OPEN)
    known: dict[str, Q] = {
        "": Q(),
        "open": still_open,
        "overdue": still_open & Q(aim_at__lt=at),
        "no_crew": Q(status=Status.QUEUED),
        "to_pass": Q(pk__in=JobReport.objects.filter(_to_pass("report__")).values("job_id")),
        **{str(status): Q(status=status) for status in Status},
    }
    if wanted.status not in known:
        raise Invalid(_("We do not know that status."), field="status")
    return known[wanted.status]


def _to_pass(prefix: str = "") -> Q:
    """Held reports that no person has passed yet and that still wait for work."""
    return Q(
        **{
            f"{prefix}visibility": Report.Visibility.HELD,
            f"{prefix}shown": Report.Shown.OUTLINE,
            f"{prefix}status__in": ["received", "scheduled", "in_progress"],
        }
    )


def _counts(mine: Any, at: datetime) -> CountsOut:
    counted = mine.filter(status__in=OPEN).aggregate(
        open=Count("pk"),
        no_crew=Count("pk", filter=Q(status=Status.QUEUED)),
        overdue=Count("pk", filter=Q(aim_at__lt=at)),
    )
    to_pass = mine.filter(_filter(Wanted(status="to_pass"), at), status__in=OPEN).count()
    return CountsOut(**counted, to_pass=to_pass)


def _cursor(last: Job, wanted: Wanted) -> str:
    if wanted.status == Status.ENDED:
        return write_cursor(last.ended_at.isoformat() if last.ended_at else None, last.pk)
    return write_cursor(last.priority, last.aim_at.isoformat() if last.aim_at else None, last.pk)


def _after_open(cursor: str) -> Q:
    priority, aim, pk = read_cursor(cursor, length=3)
    aim_at = _moment(aim)
    same = Q(priority=priority)
    if aim_at is None:
        later = same & Q(aim_at__isnull=True, pk__gt=pk)
    else:
        later = same & (Q(aim_at__gt=aim_at) | Q(aim_at__isnull=True) | Q(aim_at=aim_at, pk__gt=pk))
    return Q(priority__lt=priority) | later


def _after_ended(cursor: str) -> Q:
    ended, pk = read_cursor(cursor, length=2)
    ended_at = _moment(ended)
    return Q(ended_at__lt=ended_at) | Q(ended_at=ended_at, pk__lt=pk)


def _moment(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text is not None else None
    except (TypeError, ValueError):
        raise Invalid(
            _("That page does not exist. Begin again from the first one."), field="cursor"
        ) from None


def lines(jobs: list[Job], at: datetime) -> list[JobLineOut]:
    """Jobs as lists show them. Two more queries for all of them: their reports, and the reports' photos."""
    links = (
        JobReport.objects.filter(job__in=[job.pk for job in jobs])
        .select_related("report")
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
    return JobLineOut(
        id=job.pk,
        ref=first.ref,
        issue_type=Named(key=issue_type.key, name=str(issue_type.label)),
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
        point=LatLon(lat=job.lat, lon=job.lon),
        crew=crew_out(job.crew) if job.crew else None,
        handed_to=named(job.handed_to) if job.handed_to else None,
        reports=len(served),
        photo=next((photo.pk for photo in shots if photo.state == Photo.State.READY), None),
        photos_awaited=sum(photo.state in {Photo.State.AWAITED, Photo.State.PENDING} for photo in shots),
        waits_for_passing=any(
            r.visibility == Report.Visibility.HELD and r.shown == Report.Shown.OUTLINE for r in served
        ),
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
        can=_can(job, actor),
    )


def _can(job: Job, actor: Actor) -> list[str]:
    roles = roles_on(job, actor)
    moves = moves_of(before=Status(job.status), roles=roles)
    on_crew = job.crew is None or job.crew.members.filter(pk=actor.person_id).exists()
    named_moves = {
        "assign": Status.ASSIGNED in moves and "crew" not in roles,
        "forward": Status.QUEUED in moves and job.status != Status.ENDED,
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
        private=report.visibility == Report.Visibility.PRIVATE,
        description=report.description,
        words_passed=report.words_passed,
        answers=[Named(key=key, name=words) for key, words in answers_said(report)],
        place_note=report.place_note,
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
            RuleOut(text=looked.text, matched=looked.matched, why=str(looked))
            for looked in map(RuleLooked.from_json, decision.get("rules", []))
        ],
        can_moderate=can_moderate(report, actor),
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
        waiting.select_related("crew__department", "ward", "handed_to").order_by(
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

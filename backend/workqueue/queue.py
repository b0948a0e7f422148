"""A department's queue, as its desk and crews see it: filtered, urgent first, a page at a time.

A fixed number of queries whatever the page holds.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.api import named
from accounts.models import Department
from core.paging import WrongCursor, read_cursor, write_cursor
from core.problems import Invalid, NotFound
from reports.reading import GROUND
from reports.visibility import held_reports
from routing.issue_types import issue_type_for
from workqueue.models import Job, JobReport
from workqueue.reading import lines
from workqueue.schemas import CountsOut, QueueOut
from workqueue.status import OPEN, Status


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


def page(department: Department, wanted: Wanted, actor: Actor, at: datetime) -> QueueOut:
    """One page of a department's queue: urgent first, then by aim, then oldest."""
    mine = Job.objects.visible_to(actor).filter(department=department)
    jobs = mine.filter(_filter(wanted, at))
    if wanted.issue_type:
        jobs = jobs.filter(issue_type=issue_type_for(wanted.issue_type).key)
    if wanted.ward:
        jobs = jobs.filter(ward__slug=wanted.ward)
    if wanted.status == Status.ENDED:
        order = ["-ended_at", "-id"]
        after = _after_ended
    else:
        order, after = ["-priority", "has_no_aim", "aim_at", "id"], _after_open
    if wanted.cursor:
        jobs = jobs.filter(after(wanted.cursor))
    shown = jobs.select_related("crew__department", "ward", "handed_to").defer(*GROUND)
    found = list(shown.order_by(*order)[: wanted.limit + 1])
    kept = found[: wanted.limit]
    more = len(found) > wanted.limit
    return QueueOut.model_construct(
        department=named(department),
        counts=_counts(mine, at),
        items=lines(kept, at),
        next=_cursor(kept[-1], wanted) if more else None,
    )


def _filter(wanted: Wanted, at: datetime) -> Q:
    still_open = Q(is_open=True)
    known: dict[str, Q] = {
        "": Q(),
        "open": still_open,
        "overdue": still_open & Q(aim_at__lt=at),
        "no_crew": Q(is_open=True, status=Status.QUEUED),
        "to_pass": Q(pk__in=JobReport.objects.filter(held_reports("report__")).values("job_id")),
        **{str(status): Q(status=status, is_open=status in OPEN) for status in Status},
    }
    if wanted.status not in known:
        raise Invalid(_("We do not know that status."), field="status")
    return known[wanted.status]


def _counts(mine: Any, at: datetime) -> CountsOut:
    counted = mine.filter(is_open=True).aggregate(
        open=Count("pk"),
        no_crew=Count("pk", filter=Q(status=Status.QUEUED)),
        overdue=Count("pk", filter=Q(aim_at__lt=at)),
    )
    to_pass = mine.filter(_filter(Wanted(status="to_pass"), at), is_open=True).count()
    return CountsOut(**counted, to_pass=to_pass)


def _cursor(last: Job, wanted: Wanted) -> str:
    if wanted.status == Status.ENDED:
        return write_cursor(last.ended_at.isoformat() if last.ended_at else None, last.pk)
    return write_cursor(last.priority, last.aim_at.isoformat() if last.aim_at else None, last.pk)


def _after_open(cursor: str) -> Q:
    priority, aim, pk = read_cursor(cursor, int, str | None, int)
    aim_at = _moment(aim) if aim is not None else None
    same = Q(priority=priority)
    if aim_at is None:
        later = same & Q(aim_at__isnull=True, pk__gt=pk)
    else:
        later = same & (Q(aim_at__gt=aim_at) | Q(aim_at__isnull=True) | Q(aim_at=aim_at, pk__gt=pk))
    return Q(priority__lt=priority) | later


def _after_ended(cursor: str) -> Q:
    ended, pk = read_cursor(cursor, str, int)
    ended_at = _moment(ended)
    return Q(ended_at__lt=ended_at) | Q(ended_at=ended_at, pk__lt=pk)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise WrongCursor from None

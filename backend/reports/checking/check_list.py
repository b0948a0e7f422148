"""What waits for a department's desk, as a list: a fixed number of queries, whatever waits."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.api import named
from accounts.models import Department, Role
from core.paging import WrongCursor, read_cursor, write_cursor
from core.problems import Invalid, NotAllowed, NotFound
from reports.checking.check_models import Check
from reports.checking.check_schemas import CheckCountsOut, CheckLineOut, CheckListOut, Wants
from reports.models import Photo, Report
from reports.reading import title

#: What the list shows of a report; the rest stays in the database.
_SHOWN: Final = ("ref", "issue_type", "answers", "street", "check_rank", "check_since")
#: In this order the desk reads what is wanted.
_KINDS: Final[tuple[Wants, ...]] = ("objection", "flag", "report", "words", "photo")


@dataclass(frozen=True, slots=True)
class _Waits:
    """What of one report waits, and by when somebody should have looked."""

    kinds: list[Wants]
    since: datetime
    due_at: datetime
    photos: frozenset[UUID]


def find_desk(key: str, actor: Actor) -> Department:
    """A department at whose desk the actor sits. Raises SignInFirst, NotAllowed or NotFound."""
    actor.require_staff()
    department = Department.objects.filter(key=key, pk__in=actor.seen_department_ids).first()
    if department is None:
        raise NotFound
    at_its_desk = any(h.role is Role.DESK and h.department_id == department.pk for h in actor.held)
    if not at_its_desk and department.pk not in actor.watched:
        raise NotAllowed
    return department


def page(department: Department, *, wanted: str, limit: int, cursor: str, actor: Actor) -> CheckListOut:
    """One page of what waits: objections first, then the oldest.

    wanted  "all", "asked" (readers flagged it) or "objected". Raises Invalid, WrongCursor.
    """
    mine = Report.objects.filter(actor.rows_seen(), department=department, check_rank__isnull=False)
    reports = mine.filter(_filter(wanted))
    if cursor:
        reports = reports.filter(_after(cursor))
    found = list(reports.only(*_SHOWN).order_by("check_rank", "check_since", "pk")[: limit + 1])
    kept = found[:limit]
    counted = mine.aggregate(
        all=Count("pk"), objected=Count("pk", filter=_filter("objected")), oldest=Min("check_since")
    )
    return CheckListOut(
        department=named(department),
        oldest_at=counted.pop("oldest"),
        counts=CheckCountsOut(**counted, asked=mine.filter(_filter("asked")).count()),
        items=_lines(kept),
        next=_cursor(kept[-1]) if len(found) > limit else None,
    )


def waits_of(checks: list[Check]) -> list[Wants]:
    """The kinds of these open checks, each once, the most pressing first."""
    waiting = {check.kind for check in checks}
    return [kind for kind in _KINDS if kind in waiting]


def _filter(wanted: str) -> Q:
    flagged = Check.objects.filter(kind=Check.Kind.FLAG, closed_at__isnull=True, photo__isnull=True)
    known = {"all": Q(), "objected": Q(check_rank=0), "asked": Q(pk__in=flagged.values("report_id"))}
    if wanted not in known:
        raise Invalid(_("We do not know that list."), field="wanted")
    return known[wanted]


def _lines(reports: list[Report]) -> list[CheckLineOut]:
    waits = _waits([report.pk for report in reports])
    photos = _first_photos(waits)
    return [
        CheckLineOut(
            ref=report.ref,
            issue_type=report.issue_type,
            title=title(report),
            street=report.street,
            wants=waits[report.pk].kinds,
            since=waits[report.pk].since,
            due_at=waits[report.pk].due_at,
            photo=photos.get(report.pk),
        )
        for report in reports
        if report.pk in waits
    ]


def _waits(ids: list[int]) -> dict[int, _Waits]:
    still: dict[int, list[Check]] = {}
    for check in Check.objects.filter(report__in=ids, closed_at__isnull=True):
        still.setdefault(check.report_id, []).append(check)
    return {
        report_id: _Waits(
            kinds=waits_of(checks),
            since=min(check.opened_at for check in checks),
            due_at=min(check.aim_at for check in checks),
            photos=frozenset(check.photo_id for check in checks if check.photo_id),
        )
        for report_id, checks in still.items()
    }


def _first_photos(waits: dict[int, _Waits]) -> dict[int, UUID]:
    """The photo that stands for each report: of those that wait, else of all, the first."""
    ready = Photo.objects.filter(report__in=waits, state=Photo.State.READY).order_by("position", "created_at")
    found: dict[int, list[UUID]] = {}
    for report_id, pk in ready.values_list("report_id", "pk"):
        if report_id is not None:
            found.setdefault(report_id, []).append(pk)
    return {
        report_id: min(photos, key=lambda pk: pk not in waits[report_id].photos)
        for report_id, photos in found.items()
    }


def _cursor(last: Report) -> str:
    return write_cursor(last.check_rank, last.check_since.isoformat() if last.check_since else "", last.pk)


def _after(cursor: str) -> Q:
    rank, since, pk = read_cursor(cursor, int, str, int)
    try:
        since_at: Any = datetime.fromisoformat(since).astimezone(UTC)
    except (ValueError, OverflowError):
        raise WrongCursor from None
    same = Q(check_rank=rank)
    return Q(check_rank__gt=rank) | (
        same & (Q(check_since__gt=since_at) | Q(check_since=since_at, pk__gt=pk))
    )

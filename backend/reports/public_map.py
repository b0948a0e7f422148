"""The public map: reports in a box, newest first, and the cells of the map that tell of changes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import connection
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.geometry import BBox, cover
from core.paging import read_cursor, write_cursor
from core.problems import Invalid
from reports.models import Photo, Report
from reports.visibility import Sight, is_private, public_photos, public_sight
from routing.issue_types import issue_type_for

#: A cell of the map is a Morton code without its last bits: about 1.4 km wide and 1.2 km high in Britain.
CELL_BITS = 34
MOST_CELLS = 60
#: Ended reports stay on the map this long; older ones are found by their reference.
ENDED_SHOWN_FOR = timedelta(days=30)
#: What a map or a list shows of a report; the rest stays in the database.
SHOWN = (
    "ref",
    "issue_type",
    "answers",
    "status",
    "shown",
    "street",
    "aim_at",
    "received_at",
    "public_lat",
    "public_lon",
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of reports with the cursor of the next one, or None."""

    reports: list[Report]
    next: str | None


def cell_of(code: int) -> str:
    """The topic of the cell that holds a Morton code."""
    return f"cell:{code >> CELL_BITS}"


def cells_in(bbox: BBox) -> list[str]:
    """Topics of the cells that a box touches; none for a box too wide to watch."""
    cells: set[int] = set()
    for low, high in cover(bbox, most=64):
        if ((high - low) >> CELL_BITS) > MOST_CELLS:
            return []
        cells.update(range(low >> CELL_BITS, (high >> CELL_BITS) + 1))
    return [f"cell:{cell}" for cell in sorted(cells)] if len(cells) <= MOST_CELLS else []


def read_bbox(text: str) -> BBox:
    """west,south,east,north in degrees. Raises Invalid."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        west = south = east = north = float("nan")
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise Invalid(_("A box is west,south,east,north in degrees."), field="bbox")
    return BBox(west, south, east, north)


def in_box(bbox: BBox, *, status: str, issue_type: str, limit: int, cursor: str, at: datetime) -> Page:
    """Public reports in a box, newest first.

    status      "open", "ended" (the last 30 days), or "" for both.
    issue_type  a key, or "" for all.
    limit       1 to 1,000.
    """
    wanted = _standing(status, at)
    if issue_type:
        wanted &= Q(issue_type=issue_type_for(issue_type).key)
    if cursor:
        (before,) = read_cursor(cursor, int)
        wanted &= Q(pk__lt=before)
    ids = _within(bbox, wanted, limit + 1)
    rows = Report.objects.filter(pk__in=ids[:limit]).only(*SHOWN).order_by("-pk")
    page = [report for report in rows if bbox.holds(report.public_point)]
    add_first_photo(page)
    return Page(page, write_cursor(ids[limit - 1]) if len(ids) > limit else None)


def _standing(status: str, at: datetime) -> Q:
    still_open, ended = Q(ended_at__isnull=True), Q(ended_at__gte=at - ENDED_SHOWN_FOR)
    standing = {"": still_open | ended, "open": still_open, "ended": ended}
    if status not in standing:
        raise Invalid(_("A status is open or ended."), field="status")
    return standing[status]


def _within(bbox: BBox, wanted: Q, limit: int) -> list[int]:
    """Ids of the newest reports in the cover of a box, from the index alone.

    One way per engine: SQLite reads OR-ed ranges from the covering index, PostgreSQL only UNION ALL.
    """
    shown = Report.objects.filter(wanted, on_map=True).order_by("-pk")
    ranges = cover(bbox)
    if connection.vendor == "postgresql":
        parts = [shown.filter(morton__range=between).values_list("pk")[:limit] for between in ranges]
        together = parts[0].union(*parts[1:], all=True).order_by("-id") if len(parts) > 1 else parts[0]
        return [pk for (pk,) in together[:limit]]
    anywhere = reduce(or_, (Q(morton__range=between) for between in ranges))
    # "+ 0": else SQLite walks the whole table backwards, hoping to find enough of them soon.
    newest = shown.filter(anywhere).order_by((F("pk") + 0).desc())
    return list(newest.values_list("pk", flat=True)[:limit])


def leave_map(*, at: datetime) -> int:
    """Take reports off the map that ended long enough ago; how many."""
    return Report.objects.filter(on_map=True, ended_at__lt=at - ENDED_SHOWN_FOR).update(on_map=False)


def add_first_photo(reports: list[Report]) -> None:
    """Give each report `first_photo`: the id of its first public photo, or None. One query."""
    rows = (
        Photo.objects.filter(public_photos(), report__in=[r.pk for r in reports], is_after=False)
        .order_by("report_id", "-position", "-created_at")
        .values_list("report_id", "pk")
    )
    first: dict[int | None, UUID] = dict(rows)
    for report in reports:
        report.first_photo = first.get(report.pk)  # type: ignore[attr-defined]


def topics_of(report: Report, *, just_hidden: bool = False) -> list[str]:
    """Public places on the socket where a change of this report is news.

    None for one that is nowhere public: even the hour of what happens to it is nobody's business. Only the
    hiding itself is told there, so that open maps let it go; never of a private report.
    """
    was_seen = just_hidden and not is_private(report)
    if public_sight(report) is Sight.NOTHING and not was_seen:
        return []
    ward = [f"ward:{report.ward.slug}"] if report.ward else []
    return [cell_of(report.morton), *ward]

"""Who sees what of a report: decided here, and nowhere else.

Every door asks this module: the API, the pages, the map, the socket, messages, figures. Nothing else compares
`visibility`, `shown` or what hides a photo. Source of the three kinds: uk-practice, section 1a.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from reports.status import OPEN, Status
from reports.track import hash_of_token, is_reporter
from routing.issue_types import ISSUE_TYPES

if TYPE_CHECKING:
    from reports.models import Photo, Report


class Visibility(models.TextChoices):
    """What the issue type allows; nobody can choose otherwise."""

    PUBLIC = "pub"
    HELD = "held"
    PRIVATE = "prv"


class Shown(models.TextChoices):
    """What of it is let out now: nothing, only type and street, or all that is public."""

    NOTHING = "nothing"
    OUTLINE = "outline"
    ALL = "all"


class Sight(IntEnum):
    """How much of a report a reader sees; each sees what the one before does, and more.

    NOTHING   not even that it exists.
    OUTLINE   type, street, day and whether it is open.
    PUBLIC    answers that are not private, passed words, photos that may be shown.
    OWN       its reporter: what they said and sent, and times by the minute.
    STAFF     the department that works on it.
    """

    NOTHING = 0
    OUTLINE = 1
    PUBLIC = 2
    OWN = 3
    STAFF = 4


#: Nobody should have to see these (uk-practice, section 1a: "photo hidden"); only the department does.
TYPES_THAT_HIDE_PHOTOS: Final = frozenset(kind.key for kind in ISSUE_TYPES.values() if not kind.shows_photos)

_AT_FIRST: Final = {
    Visibility.PUBLIC: Shown.ALL,
    Visibility.HELD: Shown.OUTLINE,
    Visibility.PRIVATE: Shown.NOTHING,
}
_SIGHTS: Final = {Shown.NOTHING: Sight.NOTHING, Shown.OUTLINE: Sight.OUTLINE, Shown.ALL: Sight.PUBLIC}


def shown_at_first(visibility: str) -> Shown:
    """What is let out of a report that nobody has looked at yet."""
    return _AT_FIRST[Visibility(visibility)]


def is_private(report: Report) -> bool:
    """Never public, whatever anybody does; its messages say no more than its reference."""
    return report.visibility == Visibility.PRIVATE


def public_sight(report: Report) -> Sight:
    """What everybody sees."""
    return Sight.NOTHING if is_private(report) else _SIGHTS[Shown(report.shown)]


def sight_of(report: Report, actor: Actor) -> Sight:
    """What this actor sees."""
    if actor.sees(report.department_id, lambda: ward_of(report)):
        return Sight.STAFF
    return Sight.OWN if is_reporter(report, actor) else public_sight(report)


def ward_of(report: Report) -> str:
    """The slug of its ward, for roles that are held in a ward; "" for none."""
    return report.ward.slug if report.ward else ""


def belongs_on_map(report: Report) -> bool:
    """Whether the public map may have to show it."""
    return public_sight(report) > Sight.NOTHING and report.status != Status.WITHDRAWN


def public_words(report: Report) -> str:
    """The person's own words as everybody may read them: as a person has passed them, "" until then."""
    return report.public_words if report.words_passed and public_sight(report) >= Sight.PUBLIC else ""


def photo_seen(photo: Photo, report: Report, sight: Sight) -> bool:
    """Whether a reader with this sight of the report is given this photo's bytes.

    A photo hidden by hand is seen by the department alone.
    """
    if photo.state != photo.State.READY:
        return False
    if sight >= Sight.STAFF:
        return True
    if photo.hidden_because:
        return False
    return sight >= Sight.OWN or (sight >= Sight.PUBLIC and _is_released(photo, report))


def photo_waits(photo: Photo, report: Report) -> bool:
    """Whether a person has to look at this photo before everybody may see it."""
    may_ever_be_shown = not is_private(report) and not _is_never_shown(photo, report)
    is_undecided = photo.state == photo.State.READY and not photo.hidden_because
    return may_ever_be_shown and is_undecided and not _is_released(photo, report)


def _is_never_shown(photo: Photo, report: Report) -> bool:
    return report.issue_type in TYPES_THAT_HIDE_PHOTOS and not photo.is_after


def _is_released(photo: Photo, report: Report) -> bool:
    if _is_never_shown(photo, report):
        return False
    if photo.release == photo.Release.PASSED:
        return True
    # A crew takes its own with care: a detector that looked is enough. A resident's photo of a held type is
    # a person's to pass, whatever was found in it.
    is_enough = photo.is_after or report.visibility == Visibility.PUBLIC
    return photo.release == photo.Release.AUTO and is_enough


def reports_seen_by(actor: Actor) -> Q:
    """The reports of which this actor sees anything. Adds no join, so it never doubles a row."""
    seen = public_reports()
    if actor.seen_department_ids:
        seen |= actor.rows_seen()
    if actor.track_token:
        seen |= Q(track_hash=hash_of_token(actor.track_token))
    return seen


def public_reports() -> Q:
    """The reports of which everybody sees something. (A constraint keeps private ones at `nothing`.)"""
    return ~Q(shown=Shown.NOTHING)


def private_reports() -> Q:
    """Those that are never public; for figures that are too large to point at anybody."""
    return Q(visibility=Visibility.PRIVATE)


def waits_to_be_passed(report: Report) -> bool:
    """Held, and no person has looked yet."""
    return report.visibility == Visibility.HELD and report.shown == Shown.OUTLINE


def held_reports(prefix: str = "") -> Q:
    """Those that wait to be passed, and for work."""
    return Q(
        **{
            f"{prefix}visibility": Visibility.HELD,
            f"{prefix}shown": Shown.OUTLINE,
            f"{prefix}status__in": OPEN,
        }
    )


def public_photos() -> Q:
    """The photos that everybody is given, of reports shown in full: `photo_seen` for the database."""
    enough = Q(release="auto") & (Q(is_after=True) | Q(report__visibility=Visibility.PUBLIC))
    return (
        Q(state="ready", hidden_because="")
        & (Q(release="passed") | enough)
        & (Q(is_after=True) | ~Q(report__issue_type__in=TYPES_THAT_HIDE_PHOTOS))
    )

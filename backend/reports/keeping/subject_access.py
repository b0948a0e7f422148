"""All that we hold about a person, as one ZIP to be read: a page, the same for machines, the pictures.

Only what is theirs: no name of staff, no note of anybody else, no report of somebody else's.
"""

import json
import logging
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.problems import Conflict, Full
from reports.keeping.held_about import About, about_address, about_report
from reports.models import Photo, Report
from reports.photo import photo_store

logger = logging.getLogger("doorstep.subject_access")

#: A copy larger than this is handed out by the information officer, in parts.
MOST_BYTES: Final = 1_000_000_000


class Changing(Conflict):
    """What was to be copied was erased or changed meanwhile."""

    type = "/problems/changing"
    title = _("Something changed meanwhile")
    default = _(
        "Some of it was erased or changed while we made the copy, so there is none. Please try again."
    )


@dataclass(slots=True)
class Copy:
    """The finished ZIP, open at its beginning; it is nowhere on the disk by name and goes when closed."""

    file: IO[bytes]
    length: int
    reports: int = 0
    pictures: int = field(default=0)


def copy_of_report(report: Report, *, language: str, at: datetime) -> Copy:
    """All that is held of one report. Raises Changing, Full."""
    with translation.override(language):
        return _pack(about_report(report), [report], at)


def copy_of_address(
    email: str, reports: Sequence[Report], *, language: str, at: datetime, whole: bool = True
) -> Copy:
    """All that is held under an address. Raises Changing, Full.

    reports  those that came with it, and that whoever asks may have: all of them, or a body's.
    whole    also what the address follows and was told.
    """
    with translation.override(language):
        return _pack(about_address(email, reports, whole=whole), reports, at)


def _pack(about: About, reports: Sequence[Report], at: datetime) -> Copy:
    photos = list(Photo.objects.filter(report__in=[r.pk for r in reports], is_after=False).order_by("pk"))
    if sum(photo.bytes + photo.sizes_bytes for photo in photos) > MOST_BYTES:
        raise Full(_("That is more than fits into one copy. The body that has your reports hands it to you."))
    photo_store.check_room(0)
    file = tempfile.TemporaryFile(dir=settings.DATA)  # noqa: SIM115 - whoever sends it closes it
    try:
        with zipfile.ZipFile(file, "w") as made:
            names = {photo.pk: _add_pictures(made, photo) for photo in photos}
            facts = about.as_json(names) | {"made_at": at.isoformat()}
            made.writestr("data.json", json.dumps(facts, indent=2, ensure_ascii=False, default=str))
            made.writestr("index.html", _page(facts, at))
        _check_unchanged(reports, photos)
    except FileNotFoundError:
        file.close()
        raise Changing from None
    except BaseException:
        file.close()
        raise
    length = file.tell()
    file.seek(0)
    return Copy(file, length, len(reports), len(photos))


def _add_pictures(made: zipfile.ZipFile, photo: Photo) -> list[str]:
    """The photo as it came, where it is still kept, else its largest size; what each is called in the ZIP."""
    found = []
    if photo.original:
        name = f"photos/{photo.pk}.{photo.kind or 'bin'}"
        made.writestr(name, photo_store.read_original(photo))
        found.append(name)
    if photo.sizes:
        name = f"photos/{photo.pk}-shown.webp"
        made.writestr(name, photo_store.read_size(photo, 1920))
        found.append(name)
    return found


def _check_unchanged(reports: Sequence[Report], photos: Sequence[Photo]) -> None:
    """All or nothing: what was erased or let go while it was copied must not be handed out by half."""
    now = set(
        Report.objects.filter(pk__in=[r.pk for r in reports]).values_list(
            "pk", "phone_id", "keeping", "email"
        )
    )
    same = now == {(report.pk, report.phone_id, report.keeping, report.email) for report in reports}
    kept = Photo.objects.filter(pk__in=[photo.pk for photo in photos]).values_list("pk", "original", "sizes")
    if not same or set(kept) != {(photo.pk, photo.original, photo.sizes) for photo in photos}:
        raise Changing


def _page(facts: dict[str, Any], at: datetime) -> str:
    context = {
        "facts": facts,
        "language": translation.get_language(),
        "made_on": date_format(localtime(at), _t("l j F Y")),
    }
    return render_to_string("reports/my_data.html", context)

"""A report is made anonymous: what is left can be counted, and leads to nobody.

Kept: kind, closed answers that are not private, ward, street, the place as the public saw it, the days, how
it ended. Gone: words, contact, exact place, photos, who followed it, what staff noted, and every name by
which the report itself was known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Func, TextField, UUIDField, Value
from django.db.models.functions import Cast, Concat

from core import events, outbox
from reports.checking.check_models import Check, Flag, Objection
from reports.events import ReportsMadeAnonymous
from reports.keeping.keeping_models import Keeping, Review
from reports.models import Follow, Move, Photo, Report
from reports.photo import photo_store
from reports.private.private_models import Disclosure, FirstLook, SentBy
from routing.answers import Ask
from routing.issue_types import ISSUE_TYPES


class _NewId(Func):
    """A random UUID, made by the database: as many rows at once as there are."""

    output_field = UUIDField()
    arity = 0

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[str | int, ...]]:
        return "lower(hex(randomblob(16)))", ()

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[str | int, ...]]:
        return "gen_random_uuid()", ()


#: What a report no longer says once nobody needs to be told of it.
WITHOUT_CONTACT: dict[str, Any] = {"name": "", "email": "", "phone": "", "needs": [], "language": "en-gb"}

#: "~" begins no reference that anybody could type: there is no page of it, and none is needed.
_ANONYMOUS: dict[str, Any] = {
    **WITHOUT_CONTACT,
    "phone_id": _NewId(),
    "ref": Concat(Value("~"), Cast(F("pk"), TextField())),
    "track_hash": "",
    "sender_hash": "",
    "description": "",
    "public_words": "",
    "words_passed": False,
    "place_note": "",
    "lat": F("public_lat"),
    "lon": F("public_lon"),
    "accuracy_m": None,
    "made_at": None,
    "check_rank": None,
    "check_since": None,
    "at_home": False,
}


@dataclass(frozen=True, slots=True)
class _Told:
    pk: int
    issue_type: str
    answers: dict[str, Any]


def make_anonymous(ids: Sequence[int], *, keeping: Keeping = Keeping.ANONYMOUS) -> None:
    """Make these reports anonymous, in the present transaction; their files go after it.

    keeping  ANONYMOUS when their time is over. WHOLE when somebody had them erased before: what the crews add
             and what they photographed of the place afterwards then follows the keeping table by itself.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("reports are made anonymous only inside a transaction")
    _drop_answers(ids)
    Report.objects.filter(pk__in=ids).update(**_ANONYMOUS, keeping=keeping)
    Report.objects.filter(pk__in=ids, over_at__isnull=False).update(on_map=False, decision={})
    Follow.objects.filter(report__in=ids).delete()
    Move.objects.filter(report__in=ids).update(note="", by=None)
    for told in (Check, Flag, Objection, Review, SentBy):
        told.objects.filter(report__in=ids).delete()
    _forget_decisions(ids, keeping)
    photos = Photo.objects.filter(report__in=ids)
    drop_photos(photos if keeping == Keeping.ANONYMOUS else photos.filter(is_after=False))
    events.publish(ReportsMadeAnonymous(report_ids=tuple(ids)))


def _forget_decisions(ids: Sequence[int], keeping: Keeping) -> None:
    """What staff decided. Of what is erased early, it stays on record who was given what, without why."""
    looks = FirstLook.objects.filter(report__in=ids)
    given = Disclosure.objects.filter(report__in=ids)
    if keeping == Keeping.ANONYMOUS:
        looks.delete()
        given.delete()
        return
    looks.filter(closed_at__isnull=False).delete()
    looks.update(note="", answer="")
    given.filter(agreed=False).update(legal_reason="–")


def drop_photos(found: Any) -> None:
    """Delete these photos' rows, and queue the deletion of their files."""
    rows = list(found)
    if not rows:
        return
    Photo.objects.filter(pk__in=[photo.pk for photo in rows]).delete()
    discard(rows)


def discard(photos: Sequence[Photo]) -> None:
    """Queue the deletion of all that is stored of these photos."""
    if names := [name for photo in photos for name in photo_store.names_of(photo)]:
        outbox.enqueue("discard_photo_files", {"names": names})


def _drop_answers(ids: Sequence[int]) -> None:
    """Keep only the answers that can be counted: closed ones, of types that are not private."""
    told = Report.objects.filter(pk__in=ids).exclude(answers={}).values_list("pk", "issue_type", "answers")
    changed = [
        Report(pk=pk, answers=kept)
        for pk, issue_type, answers in told
        if (kept := _countable(_Told(pk, issue_type, answers))) != answers
    ]
    if changed:
        Report.objects.bulk_update(changed, ["answers"])


def _countable(told: _Told) -> dict[str, Any]:
    issue_type = ISSUE_TYPES.get(told.issue_type)
    if issue_type is None or issue_type.is_private:
        return {}
    closed = {
        question.id for question in issue_type.questions if question.ask != Ask.TEXT and not question.private
    }
    return {key: value for key, value in told.answers.items() if key in closed}

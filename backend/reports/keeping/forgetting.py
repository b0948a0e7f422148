"""What becomes of reports, photos and readers when their keeping time is over.

`config.personal_data` says when; here is what then happens. Each rule finds what is due by an index, leaves
what a legal hold covers, and lets the rest go in small batches (`core.letting_go`).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import SenderMark
from core.letting_go import LettingGo
from core.periods import Period
from notify.models import Delivery, Reader
from reports.checking.check_models import Flag
from reports.events import ReportReopened
from reports.keeping import anonymity, holds
from reports.keeping.anonymity import WITHOUT_CONTACT
from reports.keeping.keeping_models import DataRequest, Keeping, LegalHold, Review
from reports.models import Follow, Photo, Report
from reports.photo import photos
from reports.photo.photos import UNCLAIMED_FOR
from reports.private.private_models import SentBy
from reports.visibility import Visibility


def held_reports(prefix: str = "") -> Callable[[], Q | None]:
    """What legal holds keep of rows that belong to a report, by the path to it."""
    return _Watch(lambda held: held.covers_report(prefix))


def _held_readers(prefix: str = "") -> Callable[[], Q | None]:
    where = f"{prefix}__pk__in" if prefix else "pk__in"
    return _Watch(lambda held: Q(**{where: held.readers}) if held.readers else None)


class _Watch:
    """What is held, looked up anew only when a hold was set or ended since: a run asks before each batch."""

    def __init__(self, say: Callable[[holds.Held], Q | None]) -> None:
        self._say = say
        self._known: tuple[frozenset[int], Q | None] | None = None

    def __call__(self) -> Q | None:
        now = holds.standing_ids()
        if self._known is None or self._known[0] != now:
            self._known = now, self._say(holds.standing())
        return self._known[1]


def originals(period: Period) -> LettingGo:
    """The original photos of reports that ended so long ago, and pictures without their covers."""

    def due(at: datetime) -> QuerySet[Report]:
        return Report.objects.filter(keeping=Keeping.WHOLE, over_at__lt=period.before(at))

    return LettingGo(due, _forget_originals, held_reports())


def contacts(period: Period, longer: Mapping[str, Period]) -> LettingGo:
    """Who made reports that ended so long ago, and who follows them.

    longer  issue type → its own period, where a body needs it for more than the others.
    """

    def due(at: datetime) -> QuerySet[Report]:
        over = Q(over_at__lt=period.before(at))
        for issue_type, own in longer.items():
            over &= ~Q(issue_type=issue_type) | Q(over_at__lt=own.before(at))
        return Report.objects.filter(over, keeping__lt=Keeping.WITHOUT_CONTACT)

    return LettingGo(due, _forget_contacts, held_reports())


def words_and_places(period: Period) -> LettingGo:
    """All of reports that ended so long ago but what can be counted; not of private ones."""

    def due(at: datetime) -> QuerySet[Report]:
        over = Report.objects.filter(keeping__lt=Keeping.ANONYMOUS, over_at__lt=period.before(at))
        return over.exclude(visibility=Visibility.PRIVATE)

    return LettingGo(due, _anonymise, held_reports())


def private_matters(period: Period) -> LettingGo:
    """Private reports that ended so long ago: a person looks at each and decides."""

    def due(at: datetime) -> QuerySet[Report]:
        over = Report.objects.filter(
            keeping__lt=Keeping.ANONYMOUS, over_at__lt=period.before(at), visibility=Visibility.PRIVATE
        )
        looked_at = Q(decided_at__isnull=True) | Q(keep_until__gte=at)
        return over.exclude(pk__in=Review.objects.filter(looked_at).values("report"))

    return LettingGo(due, _list_for_review, held_reports())


def refused_photos(period: Period) -> LettingGo:
    """Photos that could not be taken, from so long after they came."""

    def due(at: datetime) -> QuerySet[Photo]:
        return Photo.objects.filter(state=Photo.State.REFUSED, created_at__lt=period.before(at)).exclude(
            original="", uncovered=""
        )

    return LettingGo(due, _forget_files, held_reports("report"))


def unclaimed_photos(_period: Period) -> LettingGo:
    """Photos that no report has named."""

    def due(at: datetime) -> QuerySet[Photo]:
        return Photo.objects.filter(report=None, is_after=False, created_at__lt=at - UNCLAIMED_FOR)

    return LettingGo(due, _forget_unclaimed)


def idle_readers(period: Period) -> LettingGo:
    """Phones and addresses that follow nothing and were told nothing for so long.

    What was told goes after the same time, so a reader of whom nothing is left has heard nothing since.
    """

    def due(at: datetime) -> QuerySet[Reader]:
        return Reader.objects.filter(
            person__isnull=True, follow__isnull=True, delivery__isnull=True, created_at__lt=period.before(at)
        )

    return LettingGo(due, delete_all_of(Reader), _held_readers())


def deliveries(period: Period) -> LettingGo:
    """What was told so long ago; not what still waits to be."""

    def due(at: datetime) -> QuerySet[Delivery]:
        old = Delivery.objects.filter(created_at__lt=period.before(at))
        return old.exclude(state=Delivery.State.WAITING)

    return LettingGo(due, delete_all_of(Delivery), _held_readers("reader"))


def flaggers(period: Period) -> LettingGo:
    """Who said that something is wrong with a page, from so long after they said it."""

    def due(at: datetime) -> QuerySet[Flag]:
        old = Flag.objects.filter(at__lt=period.before(at))
        return old.exclude(email="", phone_hash="", address_hash="")

    def go(keys: Sequence[Any], at: datetime) -> None:
        Flag.objects.filter(pk__in=keys).update(email="", phone_hash="", address_hash="")

    return LettingGo(due, go, held_reports("report"))


def senders(period: Period) -> LettingGo:
    """The keyed hash of the phone that a report came from."""

    def due(at: datetime) -> QuerySet[Report]:
        return Report.objects.filter(received_at__lt=period.before(at)).exclude(sender_hash="")

    def go(keys: Sequence[Any], at: datetime) -> None:
        Report.objects.filter(pk__in=keys).update(sender_hash="")

    return LettingGo(due, go, held_reports())


def phones_of_private(period: Period) -> LettingGo:
    """By whom private reports were sent, as keyed hashes."""

    def due(at: datetime) -> QuerySet[SentBy]:
        return SentBy.objects.filter(at__lt=period.before(at))

    return LettingGo(due, delete_all_of(SentBy), held_reports("report"))


def sender_marks(period: Period) -> LettingGo:
    """Blocks, and trust in a reporter, that ended so long ago."""

    def due(at: datetime) -> QuerySet[SenderMark]:
        before = period.before(at)
        return SenderMark.objects.filter(Q(ended_at__lt=before) | Q(until__lt=before))

    return LettingGo(due, delete_all_of(SenderMark))


def data_requests(period: Period) -> LettingGo:
    """That somebody asked what we hold about them."""

    def due(at: datetime) -> QuerySet[DataRequest]:
        return DataRequest.objects.filter(asked_at__lt=period.before(at))

    return LettingGo(due, delete_all_of(DataRequest))


def ended_holds(period: Period) -> LettingGo:
    """Legal holds that ended so long ago."""

    def due(at: datetime) -> QuerySet[LegalHold]:
        return LegalHold.objects.filter(ended_at__lt=period.before(at))

    return LettingGo(due, delete_all_of(LegalHold))


def _forget_originals(ids: Sequence[int], at: datetime) -> None:
    """The public sizes stay."""
    Report.objects.filter(pk__in=ids).update(keeping=Keeping.WITHOUT_ORIGINALS)
    _drop_files(Photo.objects.filter(report__in=ids).exclude(original="", uncovered=""))


def _forget_contacts(ids: Sequence[int], at: datetime) -> None:
    Follow.objects.filter(report__in=ids).delete()
    Report.objects.filter(pk__in=ids).update(**WITHOUT_CONTACT, keeping=Keeping.WITHOUT_CONTACT)


def _anonymise(ids: Sequence[int], at: datetime) -> None:
    anonymity.make_anonymous(ids)


def begin_again(event: ReportReopened) -> None:
    """A report that is open again may get new photos and a new end; its keeping times start anew."""
    Report.objects.filter(pk=event.report_id).update(keeping=Keeping.WHOLE)


def _list_for_review(ids: Sequence[int], at: datetime) -> None:
    Review.objects.bulk_create([Review(report_id=pk, since=at) for pk in ids], ignore_conflicts=True)


def _forget_files(keys: Sequence[Any], at: datetime) -> None:
    _drop_files(Photo.objects.filter(pk__in=keys))


def _drop_files(found: QuerySet[Photo]) -> None:
    """Blank the names of the private files of these photos, and queue the deletion of the files."""
    rows = list(found)
    Photo.objects.filter(pk__in=[photo.pk for photo in rows]).update(original="", uncovered="")
    for photo in rows:
        photo.sizes = ""  # the public sizes stay
    anonymity.discard(rows)


def _forget_unclaimed(keys: Sequence[Any], at: datetime) -> None:
    photos.forget_unclaimed(at=at, limit=len(keys))


def delete_all_of(model: Any) -> Callable[[Sequence[Any], datetime], None]:
    """Deletes rows of a table, and what hangs on them."""

    def go(keys: Sequence[Any], at: datetime) -> None:
        model.objects.filter(pk__in=keys).delete()

    return go

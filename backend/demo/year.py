"""Makes a year of reports through the rooms' own functions, each at the time it happened."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from random import Random

from accounts.actor import Actor
from core import outbox
from core.clock import now
from core.geometry import Point
from core.models import OutboxRow
from demo.developing import Studio
from demo.dice import dice
from demo.pictures.album import View, with_facts
from demo.pictures.printing import Shot
from demo.plan import Planned
from demo.staff import Staff
from demo.work import Work
from reports import follows
from reports.checking import moderation
from reports.models import FirstLook, Photo, Report
from reports.photo import baking, photos
from reports.submit import Said, submit_report
from reports.visibility import Shown, Visibility

#: How many reports have a second follower, by e-mail.
_FOLLOWED = 36

#: The desks have not come to the last ones yet.
_UNREAD = 20

_OWNER = "demo"
_AT_ONCE, _SETTLED_EVERY = 500, 20


def shots_of(year: Iterable[Planned]) -> list[Shot]:
    """The pictures these reports need, in the order in which they are asked for."""
    shots: list[Shot] = []
    for planned in year:
        if planned.motif:
            shots += [(planned.motif.key, view) for view in (*_views(planned), "after")]
    return list(dict.fromkeys(shots))


class Year:
    """Everything that happens, report by report.

    until  nothing happens after this moment; what would is still to come.
    """

    def __init__(self, *, studio: Studio, staff: Staff, until: datetime) -> None:
        self._studio, self._staff, self._until = studio, staff, until
        self._arrived: dict[str, Shot] = {}

    def make(self, year: Sequence[Planned], *, say: Callable[[int], None]) -> None:
        """Make these reports, in their order. `say` is told after each how many there are."""
        on_its_way = next(planned for planned in reversed(year) if planned.photos)
        followed = {
            planned.number for planned in dice("followers").sample(list(year), min(_FOLLOWED, len(year)))
        }
        for done, planned in enumerate(year, start=1):
            self._one(
                planned,
                photos_arrive=planned is not on_its_way,
                is_read=done <= len(year) - _UNREAD,
                is_followed=planned.number in followed,
            )
            if done % _SETTLED_EVERY == 0:
                self.settle()
            say(done)
        self.settle()

    def settle(self) -> None:
        """Count as told what is still in the outbox."""
        while self._settle():
            pass

    def _one(self, planned: Planned, *, photos_arrive: bool, is_read: bool, is_followed: bool) -> None:
        report, _ = submit_report(said=_said(planned), at=planned.at)
        if planned.motif and photos_arrive:
            for order, view in enumerate(_views(planned)):
                self._take(planned, view, at=planned.at + timedelta(seconds=6 + 5 * order), actor=Actor())
        chance = dice("handling", planned.number)
        if is_read:
            self._moderate(report, planned, chance)
        if is_followed and report.shown == Shown.ALL:
            email = f"neighbour{planned.number}@mail.example"
            follows.follow(ref=report.ref, actor=Actor(), email=email, language="en-gb", at=planned.at)
        if FirstLook.objects.filter(report=report, waits=True).exists():
            return  # a named person reads it before anybody works on it
        Work(planned, report, staff=self._staff, until=self._until, take=self._after_photo).go(chance)

    def _after_photo(self, planned: Planned, at: datetime, actor: Actor) -> None:
        self._take(planned, "after", at=at, actor=actor)

    def _take(self, planned: Planned, view: View, *, at: datetime, actor: Actor) -> None:
        """Send a photo as a phone would, and have it developed."""
        assert planned.motif is not None
        shot = (planned.motif.key, view)
        place = planned.place if view != "after" else Point(planned.place.lat + 0.00001, planned.place.lon)
        data = with_facts(self._studio.picture(shot), place=place, at=at - timedelta(seconds=40))
        photo, _ = photos.receive(photo_id=planned.photo_id(view), data=data, actor=actor, at=at)
        self._arrived[str(photo.pk)] = shot

    def _settle(self) -> int:
        """Develop the photos that have arrived. All else that is due counts as told: it is past."""
        rows = outbox.claim(owner=_OWNER, limit=_AT_ONCE)
        for row in rows:
            if row.task == "develop_photo":
                shot = self._arrived.pop(row.payload["photo_id"])
                baking.develop(outbox.Errand(row), by=self._studio.developer(shot))
        OutboxRow.objects.filter(pk__in=[row.pk for row in rows], state=OutboxRow.State.WAITING).update(
            state=OutboxRow.State.DONE, finished_at=now()
        )
        return len(rows)

    def _moderate(self, report: Report, planned: Planned, chance: Random) -> None:
        """The desk passes what may be seen, and now and then takes something away again."""
        desk = self._staff.desks[report.department.key]
        at = planned.at + timedelta(hours=chance.uniform(0.6, 9))
        if at > self._until or report.visibility == Visibility.PRIVATE:
            return
        if report.visibility == Visibility.HELD:
            if chance.random() >= 0.85:
                return
            moderation.pass_report(ref=report.ref, actor=desk, at=at)
        if report.description and chance.random() < 0.8:
            moderation.pass_words(ref=report.ref, actor=desk, at=at)
        elif report.description:
            moderation.hide_words(ref=report.ref, actor=desk, reason="It names a household.", at=at)
        if chance.random() < 0.012:
            moderation.hide_report(
                ref=report.ref, actor=desk, reason="It named a neighbour.", at=at + timedelta(minutes=4)
            )
        photo = Photo.objects.filter(report=report).first() if chance.random() < 0.015 else None
        if photo:
            moderation.hide_photo(
                ref=report.ref, photo_id=photo.pk, actor=desk, reason="A face can be recognised.", at=at
            )
        report.refresh_from_db(fields=["shown", "words_passed"])


def _views(planned: Planned) -> tuple[View, ...]:
    every: tuple[View, ...] = ("before", "close")
    return every[: planned.photos]


def _said(planned: Planned) -> Said:
    return Said(
        report_id=planned.phone_id,
        issue_type=planned.issue_type,
        place=planned.place,
        accuracy_m=planned.accuracy_m,
        source=planned.source,
        place_note=planned.place_note,
        description=planned.description,
        answers=dict(planned.answers),
        photos=[planned.photo_id(view) for view in _views(planned)],
        name=planned.name,
        email=planned.email,
        phone=planned.phone,
        language=planned.language,
        made_at=planned.at - timedelta(seconds=20),
    )

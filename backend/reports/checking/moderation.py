"""What the public may see of a report: passed, hidden or redacted by a person, with a reason, on record.

The desk decides of everything at once, from a check; a crew on the spot passes or hides one thing at a time.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor, actor_for
from accounts.models import Membership, Person, Role
from core.problems import Conflict, Invalid, NotAllowed, NotFound
from reports.checking import flags, objections
from reports.checking.check_models import Check, Flag
from reports.checking.ruling import MOST_NOTE, REASONS, PhotoRuling, Ruling, Sitting
from reports.models import Photo, Report
from reports.track import can_moderate, has_desk
from reports.visibility import is_private
from reports.words import clean

Decision = Check.Decision

#: Flags that one look shows and one decision answers, the oldest first; the others wait their turn.
_MOST_FLAGS: Final = 50


class Stale(Conflict):
    """Somebody else decided between the look and the decision."""

    type = "/problems/decided-meanwhile"
    title = _("Somebody was faster")
    default = _("Somebody else decided about this while you were looking. Look again.")


def decide(*, ref: str, ruling: Ruling, actor: Actor, at: datetime) -> Report:
    """Decide what the public sees of a report, in one go.

    Raises  SignInFirst, NotFound; NotAllowed where the role ended meanwhile, and for one's own decision that
            its author objected to; Stale; Invalid for a missing reason or note, a cut outside the words, a
            cover outside the photo.
    """
    with transaction.atomic():
        report = find_to_check(ref, actor)
        seen, answered = _read_version(ruling.version)
        if seen != _digest(report, list(report.photos.all())):
            raise Stale
        objects = objections.is_open(report)
        if objects and not may_answer_objection(report, actor):
            raise NotAllowed(
                _("Its author objects to what you decided. Somebody else at the desk has to answer.")
            )
        sitting = Sitting(report, actor, at, _known(ruling.reasons), _cleaned(ruling.note))
        _rule(sitting, ruling)
        sitting.owes_note |= objects
        sitting.check_grounds()
        if objects:
            objections.answer(
                report, by=actor.person_id, text=sitting.note, changed=bool(sitting.taken), at=at
            )
            sitting.actions.append("answered_objection")
        if flags.answer(report, through=answered, by=actor.person_id, changed=bool(sitting.taken), at=at):
            sitting.actions.append("answered_flags")
        sitting.finish()
    return report


def _rule(sitting: Sitting, ruling: Ruling) -> None:
    if ruling.words is not None:
        if not sitting.report.description:
            raise Invalid(_("There are no words to decide about."), field="words")
        if ruling.words.passed:
            sitting.pass_words(ruling.words.cuts)
        else:
            sitting.hide_words()
    wanted = [one.photo_id for one in ruling.photos]
    if len(set(wanted)) != len(wanted):
        raise Invalid(_("Each photo once."), field="photos")
    found = _photos(sitting.report, wanted)
    for number, one in enumerate(ruling.photos):
        sitting.decide_photo(found[one.photo_id], one, f"photos.{number}")
    if ruling.passed:
        sitting.show_report()
    else:
        sitting.hide_report()


def pass_report(*, ref: str, actor: Actor, at: datetime, note: str = "") -> Report:
    """Show a held report in full; its words and photos stay as they are.

    Raises NotFound, NotAllowed, Invalid: always private, or hidden by hand and no note that says why not.
    """
    with transaction.atomic():
        sitting = Sitting(_moderated(ref, actor), actor, at, note=_cleaned(note))
        sitting.show_report()
        sitting.check_grounds()
        sitting.finish()
    return sitting.report


def pass_words(*, ref: str, actor: Actor, at: datetime, note: str = "") -> Report:
    """Let the public read the person's own words. Raises as `pass_report`."""
    with transaction.atomic():
        sitting = Sitting(_moderated(ref, actor), actor, at, note=_cleaned(note))
        sitting.pass_words()
        sitting.check_grounds()
        sitting.finish()
    return sitting.report


def pass_photo(*, ref: str, photo_id: UUID, actor: Actor, at: datetime, note: str = "") -> Report:
    """Let the public see one photo as it is covered now. Raises as `pass_report`."""
    return _decide_photo(ref, PhotoRuling(photo_id=photo_id, passed=True), actor, at, note)


def hide_words(*, ref: str, actor: Actor, reason: str, at: datetime) -> Report:
    """Take the person's own words off every public page. Raises NotFound, NotAllowed, Invalid."""
    with transaction.atomic():
        sitting = Sitting(_moderated(ref, actor), actor, at, note=_required(reason))
        sitting.hide_words()
        sitting.finish()
    return sitting.report


def hide_report(*, ref: str, actor: Actor, reason: str, at: datetime) -> Report:
    """Take a report off every public page and map. Raises NotFound, NotAllowed, Invalid."""
    with transaction.atomic():
        sitting = Sitting(_moderated(ref, actor), actor, at, note=_required(reason))
        sitting.hide_report()
        sitting.finish()
    return sitting.report


def hide_photo(*, ref: str, photo_id: UUID, actor: Actor, reason: str, at: datetime) -> Report:
    """Take one photo off every public page; staff still see it. Raises NotFound, NotAllowed, Invalid."""
    return _decide_photo(ref, PhotoRuling(photo_id=photo_id, passed=False), actor, at, _required(reason))


def find_to_check(ref: str, actor: Actor) -> Report:
    """The report, locked, for somebody at its department's desk, by the roles held at this moment.

    Raises SignInFirst, NotAllowed; NotFound for a private one too: there is nothing to decide.
    """
    actor.require_staff()
    report, actor = _lock(ref, actor)
    if not has_desk(report, actor):
        raise NotAllowed
    if is_private(report):
        raise NotFound
    return report


def may_answer_objection(report: Report, actor: Actor) -> bool:
    """Whether this person answers an objection: not who decided before, where somebody else could."""
    decided = set(
        Check.objects.filter(report=report, decision__in=(Decision.HIDE, Decision.REDACT))
        .exclude(closed_by=None)
        .values_list("closed_by", flat=True)
    )
    return actor.person_id not in decided or not _others_at_the_desk(report, decided)


def flags_to_answer(report: Report) -> list[Flag]:
    """The flags that one look shows and one decision answers, the oldest first."""
    return list(report.flags.filter(answered_at__isnull=True)[:_MOST_FLAGS])


def version_of(report: Report, photos: Sequence[Photo], flags: Sequence[Flag]) -> str:
    """What a decision has to have seen: changes with every decision, and names the last flag shown.

    A new flag leaves it as it is, else a hostile reader could keep the desk from deciding; it is answered by
    the next decision.
    """
    return f"{_digest(report, photos)}.{flags[-1].pk if flags else 0}"


def _digest(report: Report, photos: Sequence[Photo]) -> str:
    closed = (
        Check.objects.filter(report=report, closed_at__isnull=False)
        .order_by("closed_at", "pk")
        .values_list("pk", flat=True)
    )
    by_hand = [
        [str(photo.pk), photo.hidden_because, photo.covers, photo.crop]
        for photo in photos
        if photo.hidden_because or photo.release == Photo.Release.PASSED
    ]
    state = [report.shown, report.words_passed, report.public_words, by_hand, list(closed)]
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:32]


def _read_version(version: str) -> tuple[str, int]:
    digest, _dot, last = version.partition(".")
    if not last.isascii() or not last.isdigit() or len(last) > 18:
        raise Stale
    return digest, int(last)


def _others_at_the_desk(report: Report, decided: set[int]) -> bool:
    desk = Q(role=Role.DESK, department=report.department_id, ward="")
    if report.ward:
        desk |= Q(role=Role.DESK, department=report.department_id, ward=report.ward.slug)
    administers = Q(role=Role.ADMINISTRATOR, body=report.department.body_id)
    able = Membership.objects.filter(desk | administers, person__is_active=True)
    return able.exclude(person__in=decided).exists()


def _decide_photo(ref: str, ruling: PhotoRuling, actor: Actor, at: datetime, note: str) -> Report:
    with transaction.atomic():
        sitting = Sitting(_moderated(ref, actor), actor, at, note=_cleaned(note))
        photo = _photos(sitting.report, [ruling.photo_id])[ruling.photo_id]
        sitting.decide_photo(photo, ruling, "photo_id")
        sitting.check_grounds()
        sitting.finish()
    return sitting.report


def _moderated(ref: str, actor: Actor) -> Report:
    report, actor = _lock(ref, actor)
    if not can_moderate(report, actor):
        raise NotAllowed
    if is_private(report):
        raise Invalid(_("Reports of this kind are always private."), field="what")
    return report


def _lock(ref: str, actor: Actor) -> tuple[Report, Actor]:
    """The report, locked, and the actor with the roles held now: one may have ended while we waited."""
    visible = Report.objects.visible_to(actor).select_related("department__body", "ward")
    report = visible.defer("ward__geometry").select_for_update(of=("self",)).get_or_refuse(ref=ref)
    if actor.person_id is None or not actor.held:
        return report, actor
    person = Person.objects.filter(pk=actor.person_id, is_active=True).first()
    return report, actor_for(person, track_token=actor.track_token)


def _photos(report: Report, wanted: Sequence[UUID]) -> dict[UUID, Photo]:
    found = Photo.objects.select_for_update(of=("self",)).filter(report=report).order_by("pk").in_bulk(wanted)
    if len(found) != len(wanted):
        raise NotFound
    return found


def _known(reasons: Sequence[str]) -> list[str]:
    if unknown := [reason for reason in reasons if reason not in REASONS]:
        raise Invalid(_("We do not know that reason."), field="reasons", value=unknown[0][:40])
    return [reason for reason in REASONS if reason in reasons]


def _cleaned(note: str) -> str:
    return clean(note, field="note", most=MOST_NOTE)


def _required(reason: str) -> str:
    if not (said := clean(reason, field="reason", most=MOST_NOTE)):
        raise Invalid(_("Say why, so that others can follow it later."), field="reason")
    return said

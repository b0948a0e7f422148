"""Erasure, as the person whose data it is asks for it: of one report, or of all that came with an address.

What can be counted stays, and leads to nobody: kind, street, ward, days, how it ended. Where the work is
still to be done, the crew keeps the kind and the public place, without which it could not; the asker is told.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from accounts import audit
from accounts.actor import Actor
from accounts.models import SenderMark
from core import events, references
from core.problems import Busy, NotFound
from notify.models import Delivery, Reader
from reports import public_map
from reports.checking.check_models import Flag
from reports.events import ReportErased
from reports.keeping import anonymity, erasure_ledger, holds
from reports.keeping.keeping_models import DataRequest, Erasure, Keeping
from reports.models import Follow, Report
from reports.status import OPEN
from reports.track import hash_of_token
from routing.issue_types import ISSUE_TYPES

logger = logging.getLogger("doorstep.erasure")

Kind = Erasure.Kind
_TRIES = 8


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done.

    reports     how many were erased now.
    still_open  how many of them a crew still has to deal with: kind and street stay for that.
    held        references of those that a legal hold keeps; nothing of them was changed.
    """

    reports: int
    still_open: int
    held: tuple[str, ...] = ()


def erase_by_token(*, ref: str, actor: Actor, at: datetime) -> Erased:
    """Erase the one report whose track token the actor shows. Again is answered as the first time.

    Raises  NotFound for any other token or reference, alike; OnHold; Busy where it could not be noted.
    """
    if not actor.track_token:
        raise NotFound
    digest = hash_of_token(actor.track_token)
    with transaction.atomic():
        found = Report.objects.filter(track_hash=digest).select_for_update(of=("self",))
        report = found.select_related("department", "ward").first()
        if report is None and Erasure.objects.filter(kind=Kind.REPORT, digest=digest).exists():
            erased = Erased(0, 0)
        elif report is None or references.read_reference(ref) != report.ref:
            raise NotFound
        elif holds.is_held(report):
            raise holds.OnHold
        else:
            erased = _erase([report], at)
            audit.note(
                actor=actor,
                action="erased_report",
                subject=f"report:{report.ref}",
                at=at,
                body_id=report.department.body_id,
            )
    _into_ledger()
    return erased


def erase_by_address(
    *, email: str, actor: Actor, at: datetime, bodies: frozenset[int] | None = None, reason: str = ""
) -> Erased:
    """Erase all that came with an address, whose owner has shown that it is theirs.

    bodies   only what these bodies' departments have; None for all.
    Returns  what was done; reports under a legal hold stay as they are and are named.
    Raises   OnHold where the address itself is held; Busy.
    """
    with transaction.atomic():
        if holds.is_address_held(email):
            raise holds.OnHold
        found = of_address(email).select_for_update(of=("self",)).select_related("department", "ward")
        reports = list(found.order_by("pk"))
        mine = [one for one in reports if bodies is None or one.department.body_id in bodies]
        held = [report for report in mine if holds.is_held(report)]
        going = [report for report in mine if report not in held]
        erased = _erase(going, at)
        is_theirs = bodies is None or is_known_to_no_other(email, bodies)
        if len(going) == len(reports) and is_theirs:  # nobody holds anything under it any more
            _forget_address(email, at)
            erasure_ledger.note(Kind.ADDRESS, holds.address_hash(email), at)
        audit.note(actor=actor, action="erased_address", subject="address", at=at, reason=reason)
    _into_ledger()
    return Erased(erased.reports, erased.still_open, tuple(report.ref for report in held))


def of_address(email: str) -> QuerySet[Report]:
    """The reports that came with an address, by an index, however it was written."""
    return (
        Report.objects.alias(address=Lower("email")).filter(address=email.strip().lower()).exclude(email="")
    )


def is_known_to_no_other(email: str, bodies: frozenset[int]) -> bool:
    """Whether all that came with an address, that it follows and that it flagged is these bodies' own."""
    address = email.strip().lower()
    readers = Reader.objects.filter(kind=Reader.Kind.ADDRESS, email=address)
    followed = Report.objects.filter(follows__reader__in=readers)
    flagged = Report.objects.alias(given=Lower("flags__email")).filter(given=address)
    theirs = Q(department__body__in=bodies)
    return not any(found.exclude(theirs).exists() for found in (of_address(email), followed, flagged))


def honour(lines: Sequence[erasure_ledger.Line]) -> int:
    """Erase again what a restored copy of the database brought back; how many things were erased.

    What a legal hold in that copy covers stays, and is tried again at the next start.
    """
    done: list[erasure_ledger.Line] = []
    erased = 0
    for line in lines:
        with transaction.atomic():
            again = _honour_report(line) if line.kind == Kind.REPORT else _honour_address(line)
        erased += bool(again)
        if again is not None:
            done.append(line)
    erasure_ledger.keep(done)
    _into_ledger()
    return erased


def _honour_report(line: erasure_ledger.Line) -> int | None:
    found = Report.objects.filter(track_hash=line.digest).select_for_update(of=("self",))
    reports = list(found.select_related("department", "ward"))
    if any(holds.is_held(report) for report in reports):
        logger.warning("a legal hold keeps a report that the ledger says was erased")
        return None
    return _erase(reports, line.at, noted=False).reports


def _honour_address(line: erasure_ledger.Line) -> int:
    known = Reader.objects.filter(kind=Reader.Kind.ADDRESS, created_at__lte=line.at).values_list("email")
    flagged = Flag.objects.exclude(email="").filter(at__lte=line.at).values_list("email")
    found = [email for (email,) in {*known, *flagged} if holds.address_hash(email) == line.digest]
    for email in found:
        _forget_address(email, line.at)
    return len(found)


def _erase(reports: Sequence[Report], at: datetime, *, noted: bool = True) -> Erased:
    """Erase these locked reports, in the present transaction."""
    ids = [report.pk for report in reports]
    readers = list(Reader.objects.filter(follow__report__in=ids, follow__is_reporter=True).distinct())
    for report in reports:
        if noted:
            erasure_ledger.note(Kind.REPORT, report.track_hash, at)
        told = Delivery.objects.filter(created_at__gte=report.received_at, params__ref=report.ref)
        told.delete()
        SenderMark.objects.filter(ref=report.ref).update(ref="")
        topics = (f"report:{report.ref}", *public_map.topics_of(report, just_hidden=True))
        events.publish(ReportErased(topics=topics))
    if ids:
        anonymity.make_anonymous(ids, keeping=Keeping.WHOLE)
        for report in reports:
            _name_anew(report)
        _forget_idle([reader.pk for reader in readers])
    return Erased(len(ids), sum(report.status in OPEN for report in reports))


def _name_anew(report: Report) -> None:
    """A reference that leads back to nobody's notes, for a report that may still be on the map."""
    for _try in range(_TRIES):
        try:
            with transaction.atomic():
                ref = references.make_reference(ISSUE_TYPES[report.issue_type].prefix)
                Report.objects.filter(pk=report.pk).update(ref=ref)
        except IntegrityError:
            continue
        return
    raise Busy


def _forget_address(email: str, at: datetime) -> None:
    """End all that an address follows, and forget the address, what it was told and what it flagged."""
    address = email.strip().lower()
    Reader.objects.filter(kind=Reader.Kind.ADDRESS, email=address, created_at__lte=at).delete()
    mine = Flag.objects.alias(address=Lower("email")).filter(address=address, at__lte=at)
    mine.update(email="", phone_hash="", address_hash="", note="")
    DataRequest.objects.filter(email_hash=holds.address_hash(email)).delete()


def _forget_idle(readers: Sequence[int]) -> None:
    """Forget the reporter's phones and addresses that follow nothing else; staff are no such readers."""
    follows = Q(pk__in=Follow.objects.filter(reader__in=readers).values("reader"))
    Reader.objects.filter(pk__in=readers, person__isnull=True).exclude(follows).delete()


def _into_ledger() -> None:
    """Before anybody is told: what is not in the ledger could come back. Raises Busy."""
    try:
        erasure_ledger.write_what_is_missing()
    except OSError as error:
        logger.exception("the erasure ledger cannot be written")
        raise Busy from error

"""A reader's word that something is wrong with what is public; without sign-in.

However often one person says it, it is one flag, and however many say it, it is one check for the desk. Where
the first flag on a photo says that it shows somebody, or a home, the photo is out of sight until a person has
looked: a mistake there costs a day, the other way round it could cost more.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from accounts import allowance, blocks, senders
from accounts.actor import Actor
from accounts.senders import Scope
from core import events
from core.addresses import origin_of
from core.problems import TooMany
from notify import readers
from reports.checking import checks
from reports.checking.check_models import Check, Flag
from reports.events import FlagAnswered, ReportFlagged, ReportShownChanged
from reports.models import Photo, Report
from reports.submit import check_email
from reports.visibility import Sight, photo_seen, public_reports, public_sight
from reports.words import clean

_MOST_NOTE: Final = 500
#: Flags of one report that are taken from one address: an office, a family. A phone has one.
_AN_ADDRESS: Final = 3
#: With these a photo is out of sight until a person has looked.
_URGENT: Final = frozenset({"me", "my_home", "child", "plate"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """What a reader says is wrong.

    flag_id  made on the phone; the same one twice is one flag.
    photo    the photo it is about; None for the report, and then for all its photos.
    email    where to tell what came of it; "" for nowhere.
    """

    flag_id: UUID
    reason: str
    note: str = ""
    photo: UUID | None = None
    email: str | None = None
    language: str = "en-gb"


def flag(*, ref: str, said: Flagged, actor: Actor, at: datetime) -> None:
    """Say that something is wrong with what everybody sees of a report.

    Nothing happens where the same sender said so before.

    Raises  NotFound for what the public cannot see, Invalid for a wrong address, TooMany; SenderBlocked where
            its sender may say nothing here for a time, but for what is urgent: that is read, and hides none.
    """
    note, email = clean(said.note, field="note", most=_MOST_NOTE), check_email(said.email)
    allowance.take(actor, "flags", by_address=60, by_phone=20)
    may_hide = said.reason in _URGENT and _may_hide(actor)
    if email:
        allowance.take_mail_to(email)
    standing = senders.standing_of(actor, at=at, email=email)
    with transaction.atomic():
        public = Report.objects.filter(public_reports()).select_related("department__body")
        report = public.select_for_update(of=("self",)).get_or_refuse(ref=ref)
        if standing.block(Scope.FLAGS, report.department.body_id):
            may_hide = False
            if said.reason not in _URGENT:  # what may endanger somebody is read whoever says it
                blocks.check(standing, Scope.FLAGS, body_id=report.department.body_id)
        phone, address = _hash(report, "phone", actor.phone), _hash(report, "address", actor.address)
        if _said_before(report, said.flag_id, phone, address):
            return
        Flag.objects.create(
            report=report,
            phone_id=said.flag_id,
            phone_hash=phone,
            address_hash=address,
            at=at,
            reason=said.reason,
            note=note,
            email=email,
            language=said.language,
        )
        hidden = _hide_first(report, said.photo, at) if may_hide else False
        checks.open_one(report, Check.Kind.FLAG, at)
        events.publish(ReportFlagged(report_id=report.pk))
        if hidden:
            events.publish(ReportShownChanged(report_id=report.pk))


def answer(report: Report, *, through: int, by: int | None, changed: bool, at: datetime) -> bool:
    """Answer the flags of a locked report that a person has seen, up to this one; whether there were any.

    Who left an address is told what came of it, and the address is forgotten.
    """
    seen = list(report.flags.filter(answered_at__isnull=True, pk__lte=through))
    if not seen:
        return False
    told = {
        readers.reader_for_email(email=one.email, language=one.language, at=at).pk
        for one in seen
        if one.email
    }
    report.flags.filter(pk__in=[one.pk for one in seen]).update(answered_at=at, email="")
    if not report.flags.filter(answered_at__isnull=True).exists():
        decision = Check.Decision.REDACT if changed else Check.Decision.PASS
        checks.decided(report, Check.Kind.FLAG, decision, by=by, reasons=(), note="", at=at)
    if told:
        events.publish(FlagAnswered(report_id=report.pk, reader_ids=sorted(told), changed=changed))
    return True


def _may_hide(actor: Actor) -> bool:
    """Nobody takes down a whole map: after a few a day, the photo stays until a person has looked."""
    try:
        allowance.take(actor, "flags that hide", by_address=12, by_phone=4, seconds=86_400)
    except TooMany:
        return False
    return True


def _said_before(report: Report, flag_id: UUID, phone: str, address: str) -> bool:
    same = Q(phone_id=flag_id) | (Q(phone_hash=phone) if phone else Q(address_hash=address))
    flags = Flag.objects.filter(report=report)
    if flags.filter(same).exists():
        return True
    return bool(address) and flags.filter(address_hash=address).count() >= _AN_ADDRESS


def _hide_first(report: Report, photo_id: UUID | None, at: datetime) -> bool:
    """Put photos back to wait for a person, unless one has looked at them after a flag already."""
    sight = public_sight(report)
    if sight < Sight.PUBLIC or _answered_before(report):
        return False
    wanted = Photo.objects.select_for_update(of=("self",)).filter(report=report).order_by("pk")
    if photo_id is not None:
        wanted = wanted.filter(pk=photo_id)
    seen = [photo for photo in wanted if photo_seen(photo, report, sight)]
    for photo in seen:
        photo.release = Photo.Release.WAITING
        photo.save(update_fields=["release"])
        checks.open_one(report, Check.Kind.PHOTO, at, photo=photo)
    return bool(seen)


def _answered_before(report: Report) -> bool:
    return Check.objects.filter(report=report, kind=Check.Kind.FLAG, closed_at__isnull=False).exists()


def _hash(report: Report, kind: str, who: str) -> str:
    """A sender, for this report alone: means nothing beside the hash of another report."""
    if not who:
        return ""
    who = origin_of(who).connection if kind == "address" else who
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"flag|{report.pk}|{kind}|{who}".encode(), sha256).hexdigest()[:32]

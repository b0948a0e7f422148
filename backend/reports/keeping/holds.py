"""Legal holds: what must not be erased, by nobody and no run, until somebody ends the hold.

An information officer or an administrator sets one for a report, for all that came with an e-mail address, or
for all reports in a ward; each says why, and both ends are in the audit trail.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Min, Q
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.actor import Actor
from core.problems import Conflict, Invalid, NotFound, Refusal
from notify.models import Reader
from reports.keeping.keeping_models import LegalHold
from reports.models import Report
from reports.submit import check_email
from reports.words import clean
from routing.models import Area

Kind = LegalHold.Kind


class OnHold(Refusal):
    """The law wants it kept for now."""

    type = "/problems/on-hold"
    title = _("It has to be kept for now")
    default = _(
        "This is held for legal reasons, so it can't be erased now and nothing was changed. Ask the body "
        "that has your report how long that will be; ask for the erasure again then."
    )


@dataclass(frozen=True, slots=True)
class Held:
    """Everything that the holds now standing cover.

    reports    by their keys: held one by one, or with the address that they came with.
    wards      wards, each with the body that holds what it has there.
    readers    readers of held addresses.
    """

    reports: frozenset[int]
    wards: frozenset[tuple[int, int]]
    readers: frozenset[int]

    def covers_report(self, prefix: str = "") -> Q | None:
        """Rows of held reports, by the path to the report; None where nothing is held."""
        if not self.reports and not self.wards:
            return None
        where = f"{prefix}__" if prefix else ""
        covered = Q(**{f"{where}pk__in": self.reports})
        for ward_id, body_id in self.wards:
            covered |= Q(**{f"{where}ward": ward_id, f"{where}department__body": body_id})
        return covered


def address_hash(email: str) -> str:
    """What is stored of an e-mail address where the address itself must not be: 64 hexadecimal digits."""
    said = b"address:" + email.strip().lower().encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, sha256).hexdigest()


def standing() -> Held:
    """What is held now. Looks at every address once, where a hold is on an address."""
    holds = list(LegalHold.objects.filter(ended_at__isnull=True))
    reports = {hold.report_id for hold in holds if hold.report_id}
    wards = {(hold.area_id, hold.body_id) for hold in holds if hold.area_id}
    held = {(hold.email_hash, hold.body_id) for hold in holds if hold.email_hash}
    addresses = {address for address, _body in held}
    readers: set[int] = set()
    if addresses:
        given = Report.objects.exclude(email="").values_list("pk", "email", "department__body")
        reports |= {pk for pk, email, body in given.iterator() if (address_hash(email), body) in held}
        known = Reader.objects.exclude(email="").values_list("pk", "email")
        readers = {pk for pk, email in known.iterator() if address_hash(email) in addresses}
    return Held(frozenset(reports), frozenset(wards), frozenset(readers))


def standing_ids() -> frozenset[int]:
    """Which holds stand now: while these are the same, so is what they cover."""
    return frozenset(LegalHold.objects.filter(ended_at__isnull=True).values_list("pk", flat=True))


def is_held(report: Report) -> bool:
    """Whether a hold now standing covers this report."""
    mine = report.department.body_id
    covering = Q(report=report)
    if report.ward_id:
        covering |= Q(area=report.ward_id, body=mine)
    if report.email:
        covering |= Q(email_hash=address_hash(report.email), body=mine)
    return LegalHold.objects.filter(covering, ended_at__isnull=True).exists()


def is_address_held(email: str) -> bool:
    """Whether a hold now standing covers everything that came with this address."""
    return LegalHold.objects.filter(email_hash=address_hash(email), ended_at__isnull=True).exists()


def oldest_held() -> datetime | None:
    """When the oldest held report was received; None where nothing is held."""
    covered = standing().covers_report()
    if covered is None:
        return None
    oldest: datetime | None = Report.objects.filter(covered).aggregate(at=Min("received_at"))["at"]
    return oldest


def holding_bodies(actor: Actor) -> frozenset[int]:
    """Bodies for which this actor sets and ends holds. Raises SignInFirst, NotAllowed."""
    administered = actor.administered_body_ids
    actor.require_staff()
    return actor.officer_body_ids | administered if administered else actor.require_officer()


def set_hold(
    *, actor: Actor, kind: str, ref: str = "", email: str = "", ward: str = "", reason: str, at: datetime
) -> LegalHold:
    """Hold a report, an address or a ward from now on.

    Raises  SignInFirst, NotAllowed; Invalid with the field; NotFound for a report or a ward that is none of
            the body's; Conflict where the same is held already.
    """
    bodies = holding_bodies(actor)
    why = _required(reason)
    with transaction.atomic():
        hold = LegalHold(body_id=min(bodies), kind=_kind(kind), reason=why, at=at)
        hold.set_by_id = actor.person_id or 0
        if hold.kind == Kind.REPORT:
            report = Report.objects.select_for_update(of=("self",)).filter(department__body__in=bodies)
            found = report.select_related("department").get_or_refuse(ref=ref)
            hold.report, hold.body_id = found, found.department.body_id
        elif hold.kind == Kind.AREA:
            hold.area = Area.objects.filter(kind="ward", slug=ward, valid_to__isnull=True).first()
            if hold.area is None:
                raise NotFound
        else:
            hold.email_hash = address_hash(_address(email))
        _refuse_twice(hold)
        hold.save()
        _note(actor, "set_hold", hold, why, at)
    return hold


def end_hold(*, hold_id: int, actor: Actor, reason: str, at: datetime) -> LegalHold:
    """End a hold: what it covered follows the keeping table again. Raises as `set_hold`."""
    bodies = holding_bodies(actor)
    why = _required(reason)
    with transaction.atomic():
        hold = LegalHold.objects.select_for_update(of=("self",)).filter(pk=hold_id, body__in=bodies).first()
        if hold is None:
            raise NotFound
        if hold.ended_at is None:
            hold.ended_at, hold.ended_by_id, hold.end_reason = at, actor.person_id, why
            hold.save(update_fields=["ended_at", "ended_by", "end_reason"])
            _note(actor, "ended_hold", hold, why, at)
    return hold


def of_bodies(bodies: frozenset[int]) -> Sequence[LegalHold]:
    """The holds of these bodies, those that stand first, the newest first."""
    found = LegalHold.objects.filter(body__in=bodies).select_related("report", "area", "set_by", "ended_by")
    return sorted(found.order_by("-at")[:500], key=lambda hold: hold.ended_at is not None)


def _note(actor: Actor, action: str, hold: LegalHold, why: str, at: datetime) -> None:
    subject = f"hold:{hold.pk}"
    audit.note(actor=actor, action=action, subject=subject, at=at, reason=why, body_id=hold.body_id)


def _kind(kind: str) -> str:
    if kind not in Kind.values:
        raise Invalid(_("A hold is on a report, a person or an area."), field="kind")
    return kind


def _address(email: str) -> str:
    if not (address := check_email(email)):
        raise Invalid(_("Say which e-mail address."), field="email")
    return address


def _required(reason: str) -> str:
    if not (said := clean(reason, field="reason", most=500)):
        raise Invalid(_("Say why, so that others can follow it later."), field="reason")
    return said


def _refuse_twice(hold: LegalHold) -> None:
    same = LegalHold.objects.filter(
        body_id=hold.body_id,
        kind=hold.kind,
        report=hold.report,
        area=hold.area,
        email_hash=hold.email_hash,
        ended_at__isnull=True,
    )
    if same.exists():
        raise Conflict(_("That is held already."))

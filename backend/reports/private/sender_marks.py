"""Blocking or trusting whoever sent a report, by its reference: staff need not see who it is."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from accounts import blocks, senders
from accounts.actor import Actor
from accounts.api import named
from accounts.models import SenderMark
from accounts.senders import Scope, Who
from core.addresses import read_network
from core.clock import LONDON
from core.paging import read_cursor, write_cursor
from core.problems import Invalid, NotAllowed
from reports.models import Report
from reports.private.sender_schemas import SenderMarkListOut, SenderMarkOut
from reports.track import can_moderate


def mark_sender_of(
    *,
    ref: str,
    actor: Actor,
    who: Who,
    scope: Scope,
    reason: str,
    until: date,
    review_on: date | None = None,
    at: datetime,
) -> SenderMark:
    """Decide about whoever sent this report. Raises NotFound, NotAllowed, Invalid, AlreadyMarked."""
    actor.require_staff()
    report = Report.objects.visible_to(actor).select_related("department", "ward").get_or_refuse(ref=ref)
    if not can_moderate(report, actor):
        raise NotAllowed
    return blocks.mark(
        actor=actor,
        body_id=report.department.body_id,
        scope=scope,
        who=who,
        key=_key(report, who),
        ref=report.ref,
        reason=reason,
        until=until,
        review_on=review_on,
        at=at,
    )


def mark_network(
    *,
    network: str,
    actor: Actor,
    scope: Scope,
    reason: str,
    until: date,
    review_on: date | None = None,
    at: datetime,
) -> SenderMark:
    """Limit everybody in a network; for administrators. Raises NotAllowed, Invalid, AlreadyMarked."""
    actor.require_staff()
    body_id = min(actor.administered_body_ids, default=None)
    if body_id is None:
        raise NotAllowed(_("A network is many people: only an administrator can limit it."))
    known = read_network(network)
    if known is None:
        raise Invalid(_("Give one address, or a network of /24 (IPv4), /48 or /64 (IPv6)."), field="network")
    return blocks.mark(
        actor=actor,
        body_id=body_id,
        scope=scope,
        who=Who.NETWORK,
        key=senders.key_of(Who.NETWORK, known),
        reason=reason,
        until=until,
        review_on=review_on,
        at=at,
    )


def listed(actor: Actor, *, trusted: bool, limit: int, cursor: str, at: datetime) -> SenderMarkListOut:
    """The decisions of the actor's body, newest first, ended ones too. Raises SignInFirst or NotAllowed."""
    found = blocks.marks_of(actor, trusted=trusted)
    if cursor:
        (before,) = read_cursor(cursor, int)
        found = found.filter(pk__lt=before)
    page = list(found.order_by("-pk")[: limit + 1])
    return SenderMarkListOut(
        items=[shown(mark, at) for mark in page[:limit]],
        next=write_cursor(page[limit - 1].pk) if len(page) > limit else None,
    )


def shown(mark: SenderMark, at: datetime) -> SenderMarkOut:
    """One decision as the desk sees it."""
    is_live = mark.ended_at is None and mark.until > at
    return SenderMarkOut(
        id=mark.pk,
        body=named(mark.body),
        scope=mark.scope,
        scope_words=str(Scope(mark.scope).label),
        who=mark.who,
        who_words=str(Who(mark.who).label),
        ref=mark.ref or None,
        reason=mark.reason,
        by=mark.by.name,
        since=mark.since,
        until=mark.until.astimezone(LONDON).date() - timedelta(days=1),
        review_on=mark.review_on,
        review_is_due=is_live and mark.review_on <= at.astimezone(LONDON).date(),
        is_live=is_live,
        ended_at=mark.ended_at,
        ended_by=mark.ended_by.name if mark.ended_by else None,
        end_reason=mark.end_reason or None,
        told=None if mark.scope == Scope.TRUSTED else blocks.sentence(mark),
    )


def _key(report: Report, who: Who) -> str:
    if who == Who.EMAIL:
        if not report.email:
            raise Invalid(_("This report came without an e-mail address."), field="who")
        return senders.key_of_email(report.email)
    if not report.sender_hash:
        raise Invalid(_("We no longer know, or never knew, which phone this report came from."), field="who")
    return report.sender_hash

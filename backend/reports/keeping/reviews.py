"""Private reports whose keeping time is over: a person looks at each and says what becomes of it.

Source: uk-practice, section 6: anti-social behaviour 6 years, then review.
"""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.actor import Actor
from core.problems import Conflict, Invalid, NotFound
from reports.keeping import anonymity, holds
from reports.keeping.keeping_models import Review
from reports.models import Report
from reports.words import clean

Decision = Review.Decision

MOST_YEARS: Final = 6


def waiting(bodies: frozenset[int]) -> QuerySet[Review]:
    """What these bodies' officers have to look at, the oldest first."""
    mine = Review.objects.filter(decided_at__isnull=True, report__department__body__in=bodies)
    return mine.select_related("report__department").order_by("since", "pk")


def decide(
    *, review_id: int, actor: Actor, decision: str, years: int | None, reason: str, at: datetime
) -> None:
    """Let a private report go now, or keep it for 1 to 6 years more and then ask again.

    Raises  SignInFirst, NotAllowed, NotFound; Invalid with the field; OnHold; Conflict where it was decided
            meanwhile.
    """
    bodies = actor.require_officer()
    if not (why := clean(reason, field="reason", most=500)):
        raise Invalid(_("Say why, so that others can follow it later."), field="reason")
    if decision not in Decision.values:
        raise Invalid(_("It is kept, or made anonymous."), field="decision")
    if decision == Decision.KEEP and (years is None or not 1 <= years <= MOST_YEARS):
        raise Invalid(_("Say for how many years more, from one to six."), field="years")
    with transaction.atomic():
        mine = Review.objects.filter(pk=review_id, report__department__body__in=bodies)
        review = mine.select_for_update(of=("self",)).first()
        if review is None:
            raise NotFound
        if review.decided_at is not None:
            raise Conflict(_("Somebody else decided that meanwhile."))
        locked = Report.objects.select_for_update(of=("self",)).select_related("department")
        report = locked.get(pk=review.report_id)
        review.decided_at, review.decided_by_id, review.decision, review.reason = (
            at,
            actor.person_id,
            decision,
            why,
        )
        if decision == Decision.KEEP:
            review.keep_until = _years_on(at, years or 1)
            review.save(update_fields=["decided_at", "decided_by", "decision", "reason", "keep_until"])
        elif holds.is_held(report):
            raise holds.OnHold
        else:
            anonymity.make_anonymous([report.pk])
        audit.note(
            actor=actor,
            action=f"review_{decision}",
            subject=f"report:{report.ref}",
            at=at,
            reason=why,
            body_id=report.department.body_id,
        )


def _years_on(at: datetime, years: int) -> datetime:
    try:
        return at.replace(year=at.year + years)
    except ValueError:  # 29 February
        return at.replace(year=at.year + years, day=28)

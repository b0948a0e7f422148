"""Limiting somebody who abuses a channel: one channel, for a time, with a reason, by a person.

Source: uk-practice, section 6 ("vexatious or abusive"): a written decision for a limited time, with a day on
which it is looked at again and a way to appeal; urgent reports are never held up, new faults are still taken.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.actor import Actor
from accounts.models import Body, Role, SenderMark
from accounts.senders import Scope, Standing, Who
from core.clock import LONDON
from core.problems import Conflict, Invalid, NotAllowed, NotFound, Refusal

#: No decision holds for longer without being taken anew.
LONGEST = timedelta(days=366)
#: A reason shorter than this is none.
LEAST_REASON = 10


class SenderBlocked(Refusal):
    """What this sender may not do for a time; says who decided it, until when, and how to appeal."""

    status, type = 403, "/problems/blocked"
    title = _("Not from you for now")


class AlreadyMarked(Conflict):
    """One decision at a time about one sender in one channel."""

    type = "/problems/already-marked"
    title = _("There is one already")
    default = _("There is such a decision about this sender already. End it before you make another.")


def check(standing: Standing, scope: Scope, *, body_id: int) -> None:
    """Raises SenderBlocked where this body takes nothing from this sender in this channel."""
    if mark := standing.block(scope, body_id):
        raise SenderBlocked(sentence(mark), until=mark.until.isoformat(), scope=mark.scope)


def sentence(mark: SenderMark) -> str:
    """What the sender is told: what is not taken, who decided it, until when, and how to appeal."""
    what = {
        Scope.REPORTS: _("Your reports wait for a person at %(body)s before they go to a team."),
        Scope.PHOTOS: _("%(body)s takes no photos from you at the moment."),
        Scope.FLAGS: _("%(body)s takes no “Something wrong with this?” from you at the moment."),
        Scope.MAIL: _("%(body)s sends no e-mail at your request at the moment."),
    }[Scope(mark.scope)]
    said = {
        "body": mark.body.local_name,
        "until": date_format(mark.until.astimezone(LONDON).date() - timedelta(days=1), "j F Y"),
        "how": how_to_reach(mark.body),
    }
    end = _("A person decided this, and it ends after %(until)s. If you think it is wrong, %(how)s.")
    stays = _("You can still report problems, and what is urgent is never held up.")
    return " ".join(str(part) for part in (what, end, stays)) % said


def how_to_reach(body: Body) -> str:
    """Part of a sentence: "write to … or ring …", as far as the body has said how it is reached."""
    if body.contact_email and body.contact_phone:
        how = _("write to %(email)s or ring %(phone)s")
    elif body.contact_email:
        how = _("write to %(email)s")
    elif body.contact_phone:
        how = _("ring %(phone)s")
    else:
        how = _("write to %(name)s")
    return str(how) % {
        "email": body.contact_email,
        "phone": body.contact_phone,
        "name": body.local_name,
    }


def mark(
    *,
    actor: Actor,
    body_id: int,
    scope: Scope,
    who: Who,
    key: str,
    ref: str = "",
    reason: str,
    until: date,
    review_on: date | None = None,
    at: datetime,
) -> SenderMark:
    """Write down a decision about a sender.

    key        of `accounts.senders`.
    until      the last day on which it holds, in London; at most 366 days from now.
    review_on  the day on which a person looks at it again; half-way where none is given.
    Raises     NotAllowed; Invalid with the field; AlreadyMarked.
    """
    _check_decides(actor, body_id, who)
    reason = reason.strip()
    if len(reason) < LEAST_REASON:
        raise Invalid(_("Write down why, so that somebody else can follow it."), field="reason")
    ends = datetime.combine(until + timedelta(days=1), time(), tzinfo=LONDON)
    today = at.astimezone(LONDON).date()
    if not at < ends <= at + LONGEST:
        raise Invalid(_("Choose a last day from today on, at most a year from now."), field="until")
    review_on = review_on or today + (until - today) / 2
    if not today <= review_on <= until:
        raise Invalid(_("It is looked at again on a day before it ends."), field="review_on")
    with transaction.atomic():
        same = SenderMark.objects.select_for_update(of=("self",)).filter(
            body_id=body_id, scope=scope, key=key, ended_at__isnull=True
        )
        for old in same:
            if old.until > at:
                raise AlreadyMarked
            old.ended_at = old.until
            old.save(update_fields=["ended_at"])
        made = SenderMark.objects.create(
            body_id=body_id,
            scope=scope,
            who=who,
            key=key,
            ref=ref,
            reason=reason,
            by_id=actor.person_id or 0,  # somebody holds the role, so there is one
            since=at,
            until=ends,
            review_on=review_on,
        )
        action = "trusted_sender" if scope == Scope.TRUSTED else "blocked_sender"
        audit.note(
            actor=actor,
            action=action,
            subject=f"sender-mark:{made.pk}",
            at=at,
            reason=reason,
            body_id=body_id,
        )
    return made


def end(*, actor: Actor, mark_id: int, trusted: bool, reason: str, at: datetime) -> None:
    """End a decision before its time; nothing happens to one that has ended.

    trusted  whether it is a trusted reporter's; else a block.
    Raises   NotFound, NotAllowed; Invalid without a reason.
    """
    with transaction.atomic():
        found = marks_of(actor, trusted=trusted).select_for_update(of=("self",)).filter(pk=mark_id).first()
        if found is None:
            raise NotFound
        _check_decides(actor, found.body_id, Who(found.who))
        if found.ended_at is not None:
            return
        if not (reason := reason.strip()):
            raise Invalid(_("Say why it ends."), field="reason")
        found.ended_at, found.ended_by_id, found.end_reason = at, actor.person_id, reason
        found.save(update_fields=["ended_at", "ended_by", "end_reason"])
        action = "ended_trust" if trusted else "ended_block"
        audit.note(
            actor=actor,
            action=action,
            subject=f"sender-mark:{found.pk}",
            at=at,
            reason=reason,
            body_id=found.body_id,
        )


def marks_of(actor: Actor, *, trusted: bool) -> QuerySet[SenderMark]:
    """The decisions that this actor may see, newest first: those of bodies at whose desk they work.

    Raises SignInFirst; NotAllowed for who is at no desk.
    """
    actor.require_staff()
    bodies = {held.body_id for held in actor.held if held.role in _DECIDERS}
    if not bodies:
        raise NotAllowed
    found = SenderMark.objects.filter(body_id__in=bodies).select_related("body", "by", "ended_by")
    of_kind = found.filter(scope=Scope.TRUSTED) if trusted else found.exclude(scope=Scope.TRUSTED)
    return of_kind.order_by("-since", "-pk")


_DECIDERS = frozenset({Role.DESK, Role.ADMINISTRATOR})


def _check_decides(actor: Actor, body_id: int, who: Who) -> None:
    # A network is many people: only who answers for the whole body may limit it.
    needed = {Role.ADMINISTRATOR} if who == Who.NETWORK else _DECIDERS
    if not any(held.body_id == body_id and held.role in needed for held in actor.held):
        raise NotAllowed

"""Which bodies of one installation know of each other: those that work together, and no others."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.models import Body


def bodies_known_to(actor: Actor) -> QuerySet[Body]:
    """The actor's own bodies, those that work with them, and those outside, who are told by e-mail."""
    own = {held.body_id for held in actor.held}
    return Body.objects.filter(pk__in=_known(own))


def bodies_that_work_with(body: Body) -> QuerySet[Body]:
    """The body itself, those that work with it, and those outside."""
    return Body.objects.filter(pk__in=_known({body.pk}))


def _known(own: set[int]) -> QuerySet[Body, Any]:
    return Body.objects.filter(Q(pk__in=own) | Q(works_with__in=own) | Q(is_ours=False)).values("pk")

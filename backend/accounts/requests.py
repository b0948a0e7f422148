"""Requests as endpoints see them: with the actor that `config.who_acts` found."""

from collections.abc import Callable

from django.http import HttpRequest

from accounts.actor import Actor
from accounts.models import Person
from core.problems import SignInFirst


class ActorRequest(HttpRequest):
    """A request with who acts; always there, anonymous or not.

    check_csrf  raises NotAllowed for a write without the token of its cookie, also where nobody is signed in.
    """

    actor: Actor
    check_csrf: Callable[[], None]


def signed_in(request: ActorRequest) -> Person:
    """Who is signed in, whatever they may do. Raises SignInFirst."""
    if request.actor.person_id is None:
        raise SignInFirst
    return Person.objects.get(pk=request.actor.person_id)

"""Requests as endpoints see them: with the actor that `config.who_acts` found."""

from django.http import HttpRequest

from accounts.actor import Actor


class ActorRequest(HttpRequest):
    """A request with who acts; always there, anonymous or not."""

    actor: Actor

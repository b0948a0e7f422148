"""A socket that stays open hears no longer than its owner may."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY

from accounts import people, sessions
from accounts.models import Membership, Person
from cast import Cast
from core.clock import now
from notify import live
from sockets import OURS, in_database, in_loop, pages

pytestmark = pytest.mark.django_db(transaction=True)


def cookie_of(person: Person) -> list[tuple[bytes, bytes]]:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    sessions.begin(session, person=person, user_agent="", at=now())
    return [*OURS, (b"cookie", f"{settings.SESSION_COOKIE_NAME}={session.session_key}".encode())]


def end_the_role(person: Person) -> None:
    Membership.objects.filter(person=person).update(until=now() - timedelta(seconds=1))


def end_the_session(person: Person) -> None:
    sessions.end_all(person)


def leave(person: Person) -> None:
    people.switch_off(person=person, at=now())


@pytest.mark.parametrize("what", [end_the_role, end_the_session, leave])
def test_an_open_socket_ends_with_what_let_it_hear(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, what: Callable[[Person], None]
) -> None:
    monkeypatch.setattr(live, "LOOK_AGAIN_S", 0.02)
    cookie = cookie_of(cast.dev)

    async def story() -> None:
        async with pages() as open_page:
            page = await open_page(cookie)
            assert (await page.ask("queue:street-cleansing", "ward:weirside"))["refused"] == []
            await in_database(lambda: what(cast.dev))
            async with asyncio.timeout(10):
                assert await page.closed_with() == live.GOING_AWAY
            again = await open_page(cookie)
            told = await again.ask("queue:street-cleansing", "ward:weirside")
            assert told["refused"] == ["queue:street-cleansing"]

    in_loop(story)

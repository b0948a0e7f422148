"""Somebody who has signed in listens as who they are."""

from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest

from accounts.models import Body, Department, Membership, Person, Role
from notify import live_door

pytestmark = pytest.mark.django_db


@pytest.fixture
def dev() -> Person:
    body = Body.objects.create(
        key="exampleton", name="Exampleton", kind="district", is_ours=True, second_step_required=False
    )
    department = Department.objects.create(body=body, key="cleansing", name="Cleansing")
    person = Person.objects.create(email="dev@exampleton.example", name="Dev")
    Membership.objects.create(person=person, role=Role.DESK, body=body, department=department)
    return person


def handshake_of(person: Person) -> HttpRequest:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}".encode()
    return live_door.request_of({"headers": [(b"cookie", cookie)]})


def test_who_has_signed_in_listens_with_their_roles(dev: Person) -> None:
    actor = live_door.actor_of(handshake_of(dev), track_token="", address="")
    assert (actor.person_id, actor.is_staff) == (dev.pk, True)


def test_a_new_password_ends_old_listening(dev: Person) -> None:
    handshake = handshake_of(dev)
    dev.set_password("another one")
    dev.save()
    actor = live_door.actor_of(handshake, track_token="", address="")
    assert (actor.person_id, actor.is_staff) == (None, False)


def test_who_lacks_the_second_step_listens_as_anybody(dev: Person) -> None:
    Body.objects.update(second_step_required=True)
    actor = live_door.actor_of(handshake_of(dev), track_token="", address="")
    assert (actor.person_id, actor.is_staff) == (None, False)

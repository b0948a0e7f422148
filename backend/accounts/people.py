"""People of the staff come, change what they do, and go."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import audit, password_links, sessions
from accounts.actor import Actor, held_now
from accounts.models import Body, Department, Membership, PasswordLink, Person, Role
from core.problems import Conflict, Invalid, NotFound

_IN_A_DEPARTMENT = frozenset({Role.CREW, Role.DESK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a role is held: a body, one of its departments or the whole, one ward or everywhere."""

    body: str
    department: str = ""
    ward: str = ""


def add_person(*, email: str, name: str, language: str, at: datetime) -> tuple[Person, PasswordLink]:
    """A new sign-in without a password, and the link by which its owner sets one.

    Raises Invalid, Conflict.
    """
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid(_("That does not look like an e-mail address."), field="email") from None
    with transaction.atomic():
        if Person.objects.filter(email__iexact=address).exists():
            raise Conflict(_("Somebody signs in with that address already."), field="email")
        person = Person(email=address, name=name.strip()[:120], language=language)
        person.set_unusable_password()
        person.save()
        link = password_links.make_link(person=person, kind=PasswordLink.Kind.INVITATION, at=at)
        audit.note(actor=Actor(), action="added_person", subject=f"person:{person.pk}", at=at)
    return person, link


def give_role(
    *, person: Person, role: Role, place: Place, until: datetime | None, at: datetime
) -> Membership:
    """The person holds this role there, from now on and until then. Given again, it takes the new end.

    Raises Invalid where there is no such place, or the role belongs in a department and none is named.
    """
    body = Body.objects.filter(key=place.body, is_ours=True).first()
    if body is None:
        raise Invalid(_("There is no such body on this installation."), field="body")
    department = Department.objects.filter(key=place.department, body=body).first()
    if place.department and department is None:
        raise Invalid(_("That body has no such department."), field="department")
    if role in _IN_A_DEPARTMENT and department is None:
        raise Invalid(_("That role belongs in a department."), field="department")
    if role not in _IN_A_DEPARTMENT and department is not None:
        raise Invalid(_("That role is held in the whole body."), field="department")
    if role is Role.COUNCILLOR and not place.ward:
        raise Invalid(_("A councillor has a ward."), field="ward")
    with transaction.atomic():
        held, _is_new = Membership.objects.update_or_create(
            person=person,
            role=role,
            body=body,
            department=department,
            ward=place.ward,
            defaults={"until": until},
        )
        audit.note(
            actor=Actor(), action="gave_role", subject=f"person:{person.pk}", at=at, reason=str(role),
            body_id=body.pk,
        )  # fmt: skip
    return held


def end_roles(*, person: Person, role: Role | None, place: Place | None, at: datetime) -> int:
    """End the roles the person holds: all, or one kind, or those in one place; and all sessions.

    Returns how many. Raises NotFound where there is none.
    """
    with transaction.atomic():
        held = held_now(person.pk)
        if role is not None:
            held = held.filter(role=role)
        if place is not None:
            held = held.filter(body__key=place.body)
            held = held.filter(department__key=place.department) if place.department else held
            held = held.filter(ward=place.ward) if place.ward else held
        ended = held.update(until=at)
        if not ended:
            raise NotFound
        sessions.end_all(person)
        audit.note(
            actor=Actor(),
            action="ended_roles",
            subject=f"person:{person.pk}",
            at=at,
            reason=str(role or "all"),
        )
    return ended


def switch_off(*, person: Person, at: datetime) -> None:
    """The person has left: their sessions end, and no password or link lets them in again."""
    with transaction.atomic():
        person.is_active = False
        person.save(update_fields=["is_active"])
        held_now(person.pk).update(until=at)
        PasswordLink.objects.filter(person=person, used_at__isnull=True).delete()
        sessions.end_all(person)
        audit.note(actor=Actor(), action="switched_off_person", subject=f"person:{person.pk}", at=at)

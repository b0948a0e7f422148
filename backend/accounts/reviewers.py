"""Who in a department reads first what one person reports again and again: named by an administrator."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.actor import Actor
from accounts.models import Department, Membership, Person, Role
from core.problems import Invalid, NotAllowed, NotFound


def find_department(*, key: str, actor: Actor) -> Department:
    """A department of a body that the actor administers. Raises SignInFirst, NotAllowed or NotFound."""
    actor.require_staff()
    if not actor.administered_body_ids:
        raise NotAllowed
    departments = Department.objects.select_related("reviewer", "body")
    found = departments.filter(key=key, body_id__in=actor.administered_body_ids).first()
    if found is None:
        raise NotFound
    return found


def name_reviewer(*, key: str, actor: Actor, email: str, at: datetime) -> Department:
    """Name who reads first; "" for the administrators of the body. Twice is the same as once.

    email   of somebody at the department's desk, in all its wards, or of an administrator of its body.
    Raises  what `find_department` raises; Invalid.
    """
    with transaction.atomic():
        department = find_department(key=key, actor=actor)
        person = _at_the_desk(department, email, at) if email.strip() else None
        if department.reviewer_id == (person.pk if person else None):
            return department
        department.reviewer = person
        department.save(update_fields=["reviewer"])
        audit.note(
            actor=actor,
            action="named_reviewer",
            subject=f"department:{department.key}",
            at=at,
            reason=person.email if person else "",
            body_id=department.body_id,
        )
    return department


def who_could(department: Department, at: datetime) -> QuerySet[Person]:
    """Whom one can name: who sits at the department's desk, in all its wards, or administers its body."""
    held = Membership.objects.filter(Q(until__isnull=True) | Q(until__gt=at)).filter(
        Q(role=Role.DESK, department=department, ward="")
        | Q(role=Role.ADMINISTRATOR, body_id=department.body_id)
    )
    people = Person.objects.filter(is_active=True, pk__in=held.values("person_id"))
    return people.order_by("name", "email")


def _at_the_desk(department: Department, email: str, at: datetime) -> Person:
    person = who_could(department, at).filter(email__iexact=email.strip()).first()
    if person is None:
        raise Invalid(_("Nobody at this department's desk has that address."), field="email")
    return person

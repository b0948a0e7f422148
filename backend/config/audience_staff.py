"""The readers of messages about somebody's own sign-in, and what these say: nothing of any work."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import Department, PasswordLink, Person, Role
from config.audience import Message, Payload
from core.clock import now
from notify.readers import reader_for_person
from reports.models import Report

BECAUSE_READS_FIRST = _("You get this because you read such reports before the team has them.")
BECAUSE_STAFF = _("You get this because you sign in to Doorstep with this address.")


def invited(payload: Payload) -> Message | None:
    """Whoever the link is for; the link itself is made when the letter is written, and kept nowhere."""
    link = PasswordLink.objects.select_related("person").filter(pk=payload["link_id"]).first()
    if link is None or link.used_at is not None:
        return None
    params = {"password_link": link.pk, "is_new": link.kind == PasswordLink.Kind.INVITATION}
    return _to(link.person, params)


def signed_in(payload: Payload) -> Message | None:
    """The person themselves."""
    person = Person.objects.filter(pk=payload["person_id"], is_active=True, is_demo=False).first()
    return _to(person, {"happened_at": now().isoformat()}) if person else None


def who_reads_first(payload: Payload) -> Message | None:
    """Who reads such reports first in the department; the administrators of its body where it names nobody.

    Says that one waits, and nothing of it.
    """
    department = Department.objects.select_related("reviewer").get(pk=payload["department_id"])
    named = department.reviewer
    administrators = Person.objects.filter(
        memberships__role=Role.ADMINISTRATOR, memberships__body_id=department.body_id
    )
    people = [named] if named is not None else list(administrators.distinct())
    found = [
        reader_for_person(person=person, at=now())
        for person in people
        if person.is_active and not person.is_demo
    ]
    report = Report.objects.only("ref").get(pk=payload["report_id"])
    with override(settings.LANGUAGE_CODE):
        because = str(BECAUSE_READS_FIRST)
    params = {"ref": report.ref, "because": because, "url": f"{settings.BASE_URL}/desk"}
    return Message(params, found) if found else None


def _to(person: Person, params: Mapping[str, object]) -> Message:
    with override(settings.LANGUAGE_CODE):
        because = str(BECAUSE_STAFF)
    reader = reader_for_person(person=person, at=now())
    return Message({"because": because, "url": f"{settings.BASE_URL}/sign-in", **params}, [reader])

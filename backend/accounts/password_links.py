"""Links by which somebody sets their password: the invitation to a new sign-in, and the way back in."""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import password_rules, sessions
from accounts.allowance import take_mail_to
from accounts.events import PasswordLinkMade, SignInChanged
from accounts.models import PasswordLink, Person
from core import events
from core.problems import Refusal, TooMany

LASTS: Final = {
    PasswordLink.Kind.INVITATION: timedelta(hours=48),
    PasswordLink.Kind.RESET: timedelta(hours=1),
}


class LinkOver(Refusal):
    """A link that was used, is too old, or never was; which of them is not said."""

    status, type = 410, "/problems/link-over"
    title = _("That link does not work any more")
    default = _("It was used already, or it is too old. Ask for a new one at “I cannot sign in”.")


def make_link(*, person: Person, kind: PasswordLink.Kind, at: datetime) -> PasswordLink:
    """A new link; those made before end. Sent to the person's address by the event."""
    with transaction.atomic():
        PasswordLink.objects.filter(person=person, used_at__isnull=True).delete()
        link = PasswordLink.objects.create(
            person=person, kind=kind, key=secrets.token_hex(16), made_at=at, ends_at=at + LASTS[kind]
        )
        events.publish(PasswordLinkMade(link_id=link.pk))
    return link


def address_of(link: PasswordLink) -> str:
    """The link itself. Its secret stands behind the #, so that no server's log ever holds it."""
    return f"{settings.BASE_URL}/set-password#{link.key}{_seal(link.key)}"


def address_by_id(link_id: int) -> str:
    """The link of that number; the page for signing in where it is gone."""
    link = PasswordLink.objects.filter(pk=link_id).first()
    return address_of(link) if link else f"{settings.BASE_URL}/sign-in"


def ask_for_reset(*, email: str, at: datetime) -> None:
    """Send a link to that address if somebody signs in with it. Says nothing of whether that is so."""
    person = Person.objects.filter(email__iexact=email.strip(), is_active=True, is_demo=False).first()
    if person is None:
        return
    try:
        take_mail_to(person.email)
    except TooMany:  # to refuse would say that there is such an address
        return
    make_link(person=person, kind=PasswordLink.Kind.RESET, at=at)


def whose(secret: str, *, at: datetime) -> PasswordLink:
    """The link of this secret. Raises LinkOver."""
    key, seal = secret[:32], secret[32:]
    link = PasswordLink.objects.select_related("person").filter(key=key).first() if key.isascii() else None
    fits = hmac.compare_digest(seal.encode(), _seal(key).encode())
    if link is None or not fits or link.used_at or link.ends_at <= at or not link.person.is_active:
        raise LinkOver
    return link


def set_password(*, secret: str, password: str, at: datetime) -> Person:
    """Set a password by a link, which ends with it, and so do all sessions. Raises LinkOver, WeakPassword."""
    link = whose(secret, at=at)
    password_rules.check(password, person=link.person)
    with transaction.atomic():
        # Of two who use it at once, one comes first.
        if not PasswordLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=at):
            raise LinkOver
        store(link.person, password)
    return link.person


def store(person: Person, password: str, *, stays: SessionBase | None = None) -> None:
    """Store a password that was judged, in a transaction; the person is told.

    Their (other) sessions end, and so does a link still in the mail: whoever reads that mail could undo this.
    """
    person.set_password(password)
    person.save(update_fields=["password"])
    PasswordLink.objects.filter(person=person, used_at__isnull=True).delete()
    sessions.end_all(person, but=stays)
    events.publish(SignInChanged(person_id=person.pk))


def _seal(key: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"password link|{key}".encode(), sha256).hexdigest()

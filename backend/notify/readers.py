"""Who can be told things, and how each of them stops it."""

import base64
import binascii
import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core import events
from core.problems import Invalid, NotFound
from notify import push_guard
from notify.events import ReaderStopped
from notify.models import PushSubscription, Reader

#: RFC 4648, section 5; browsers leave the padding out.
_BASE64URL = re.compile(r"[A-Za-z0-9_-]{1,90}={0,2}")


class BadPushKeys(Invalid):
    """The keys that came with a push endpoint are none."""

    type = "/problems/push-keys"
    default = _(
        "Your browser sent keys that can't be used to send you messages. Turn notices off and on again."
    )


def reader_for_email(*, email: str, language: str, at: datetime) -> Reader:
    """The reader of a bare e-mail address, made when there is none yet.

    email   whatever its case. Raises Invalid (field "email") when it is no address.
    """
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid(
            _("That does not look like an e-mail address. Check it, or leave it empty."), field="email"
        ) from None
    reader, is_new = Reader.objects.get_or_create(
        kind=Reader.Kind.ADDRESS,
        email=address,
        defaults={"language": _supported(language), "created_at": at},
    )
    return reader if is_new else _wants_again(reader, language)


def reader_for_phone(*, endpoint: str, p256dh: str, auth: str, language: str, at: datetime) -> Reader:
    """The reader behind a browser's push subscription, made when there is none yet; new keys replace the old.

    p256dh, auth   base64url, as the browser gives them.
    Raises         push_guard.EndpointRefused, BadPushKeys.
    The endpoint's host is looked up. Where this is called in a transaction, call `push_guard.check_endpoint`
    before it begins: the answer is remembered, and nobody waits for a name server while holding the lock.
    """
    push_guard.check_endpoint(endpoint)
    _check_keys(p256dh, auth)
    with transaction.atomic():
        known = _subscription(endpoint, at)
        known.p256dh, known.auth, known.failed_at = p256dh, auth, None
        known.save(update_fields=["p256dh", "auth", "failed_at"])
        return _wants_again(known.reader, language)


def reader_to_answer(*, email: str, language: str, at: datetime) -> Reader:
    """The reader of a bare address that is sent one answer. Whoever stopped messages there stays stopped."""
    reader, _is_new = Reader.objects.get_or_create(
        kind=Reader.Kind.ADDRESS,
        email=email.strip().lower(),
        defaults={"language": _supported(language), "created_at": at},
    )
    return reader


def reader_for_person(*, person: Person, at: datetime) -> Reader:
    """The reader of somebody who signs in, made when there is none yet; by e-mail, in their language."""
    reader, _is_new = Reader.objects.update_or_create(
        person=person,
        defaults={"language": _supported(person.language)},
        create_defaults={
            "kind": Reader.Kind.PERSON,
            "language": _supported(person.language),
            "created_at": at,
        },
    )
    return reader


def reader_of_phone(endpoint: str) -> Reader | None:
    """The reader behind a push endpoint that we know, or None."""
    known = PushSubscription.objects.select_related("reader").filter(endpoint=endpoint).first()
    return known.reader if known else None


def reader_by_token(token: str) -> Reader | None:
    """The reader whose link this is, or None."""
    return Reader.objects.filter(token=token).first()


def stop(*, token: str, at: datetime) -> Reader:
    """End all messages to the reader whose link this is. Raises NotFound for a token that is nobody's."""
    with transaction.atomic():
        reader = Reader.objects.select_for_update(of=("self",)).filter(token=token).first()
        if reader is None:
            raise NotFound
        if reader.stopped_at is None:
            reader.stopped_at = at
            reader.save(update_fields=["stopped_at"])
            events.publish(ReaderStopped(reader_id=reader.pk))
    return reader


def _subscription(endpoint: str, at: datetime) -> PushSubscription:
    known = PushSubscription.objects.select_related("reader")
    found = known.filter(endpoint=endpoint).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            reader = Reader.objects.create(kind=Reader.Kind.PHONE, created_at=at)
            return PushSubscription.objects.create(reader=reader, endpoint=endpoint, created_at=at)
    except IntegrityError:  # the same phone asked twice at once
        return known.get(endpoint=endpoint)


def _wants_again(reader: Reader, language: str) -> Reader:
    wanted = (_supported(language), None)
    if (reader.language, reader.stopped_at) != wanted:
        reader.language, reader.stopped_at = wanted
        reader.save(update_fields=["language", "stopped_at"])
    return reader


def _supported(language: str) -> str:
    try:
        return get_supported_language_variant(language.lower())
    except LookupError:
        return "en-gb"


def _check_keys(p256dh: str, auth: str) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _from_base64url(p256dh, 65))
    except ValueError:
        raise BadPushKeys(field="push.p256dh") from None
    try:
        _from_base64url(auth, 16)
    except ValueError:
        raise BadPushKeys(field="push.auth") from None


def _from_base64url(text: str, length: int) -> bytes:
    if len(text) > length * 2 or not text.isascii():
        raise ValueError("not a key")
    if not _BASE64URL.fullmatch(text):
        raise ValueError("not base64url")
    try:
        raw = base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    except binascii.Error:
        raise ValueError("not base64url") from None
    if len(raw) != length:
        raise ValueError("not a key")
    return raw

"""The second step of signing in: codes from a telephone, passkeys, recovery codes.

How they work is allauth's; here is how we use it: who must have one, who may change one, what is kept how.
A passkey asks for the finger or the PIN of its device, so it is both steps at once.
"""

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import audit, sessions
from accounts.actor import Actor, held_now
from accounts.events import SignInChanged
from accounts.models import Person, Role
from core import events
from core.problems import Invalid, NotFound, Refusal

_Type = Authenticator.Type
#: Whoever holds one of these sees what is private; a councillor sees only what everybody may.
_ASKED_OF: Final = (Role.DESK, Role.CREW, Role.OFFICER, Role.ADMINISTRATOR)
MOST_PASSKEYS: Final = 10


class WrongCode(Invalid):
    """A code that is not the one of now, or was used already; a passkey that is not known here."""

    status, type = 401, "/problems/wrong-code"
    title = _("That did not match")
    default = _("That code is not right, or it is over. Wait for the next one and type that.")


class WrongPasskey(WrongCode):
    type = "/problems/wrong-passkey"
    default = _("That passkey is not known here, or it took too long. Try again, or sign in another way.")


class LastSecondStep(Refusal):
    """The only second step of somebody who must have one."""

    type = "/problems/last-second-step"
    title = _("Not the only one")
    default = _("Your organisation asks for a second step. Set up another one before you remove this.")


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """What allauth asks of us."""

    def encrypt(self, text: str) -> str:
        """Secrets of second steps are kept sealed with the server's key: the database alone is no use."""
        sealed: bytes = _safe().encrypt(text.encode())
        return sealed.decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        opened: bytes = _safe().decrypt(encrypted_text.encode())
        return opened.decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys are bound to the host of the public address, whatever a request calls us."""
        return {"id": urlsplit(settings.BASE_URL).hostname or "localhost", "name": "Doorstep"}


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey in its owner's list."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Ways:
    """What somebody has set up beside a password."""

    has_codes: bool
    passkeys: list[Passkey]
    recovery_left: int

    @property
    def any(self) -> bool:
        """Whether there is a second step at all."""
        return self.has_codes or bool(self.passkeys)


def is_asked_of(person: Person) -> bool:
    """Whether a body where this person works asks for a second step. Never of the demo's people."""
    if person.is_demo:
        return False
    return held_now(person.pk).filter(role__in=_ASKED_OF, body__second_step_required=True).exists()


def has_one(person: Person) -> bool:
    """Whether this person has set one up."""
    return bool(Authenticator.objects.filter(user=person, type__in=(_Type.TOTP, _Type.WEBAUTHN)).exists())


def ways_of(person: Person) -> Ways:
    """What this person has set up."""
    found = list(Authenticator.objects.filter(user=person).order_by("pk"))
    recovery = next((one for one in found if one.type == _Type.RECOVERY_CODES), None)
    return Ways(
        has_codes=any(one.type == _Type.TOTP for one in found),
        passkeys=[
            Passkey(one.pk, one.wrap().name, one.created_at, one.last_used_at)
            for one in found
            if one.type == _Type.WEBAUTHN
        ],
        recovery_left=len(recovery.wrap().get_unused_codes()) if recovery else 0,
    )


@dataclass(frozen=True, slots=True)
class CodeSetUp:
    """What a telephone needs to make codes: the secret as text, as an address, and as a picture (SVG)."""

    secret: str
    uri: str
    picture: str


def begin_codes(person: Person) -> CodeSetUp:
    """A new secret, kept in the session until the first code has proved that the telephone has it."""
    adapter = Adapter()
    secret: str = totp.get_totp_secret(regenerate=True)
    uri: str = adapter.build_totp_url(person, secret)
    return CodeSetUp(secret, uri, adapter.build_totp_svg(uri))


def finish_codes(request: HttpRequest, *, person: Person, code: str) -> list[str]:
    """Codes from a telephone are asked for from now on. Returns recovery codes that are new, once.

    Raises WrongCode.
    """
    secret = request.session.get(totp.SECRET_SESSION_KEY, "")
    if not secret or not totp.validate_totp_code(secret, code):
        raise WrongCode(field="code")
    with transaction.atomic():
        _lock(person)
        Authenticator.objects.filter(user=person, type=_Type.TOTP).delete()
        totp.TOTP.activate(person, secret)
        fresh = _new_step(request, person)
    totp.clear_totp_secret(request)
    return fresh


def begin_passkey(person: Person) -> dict[str, Any]:
    """What the browser needs to make a passkey (PublicKeyCredentialCreationOptions as JSON)."""
    options: dict[str, Any] = _plain(_webauthn().begin_registration(person, passwordless=True))
    return dict(options["publicKey"])


def finish_passkey(
    request: HttpRequest, *, person: Person, name: str, credential: Mapping[str, Any]
) -> list[str]:
    """Keep a passkey that the browser made. Returns recovery codes that are new. Raises WrongPasskey."""
    webauthn = _webauthn()
    if Authenticator.objects.filter(user=person, type=_Type.WEBAUTHN).count() >= MOST_PASSKEYS:
        raise Invalid(_("There are ten passkeys already. Remove one that you do not use any more."))
    try:
        webauthn.parse_registration_response(credential)
        made = webauthn.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError):
        raise WrongPasskey from None
    if not made.is_user_verified():
        raise WrongPasskey
    with transaction.atomic():
        _lock(person)
        webauthn.WebAuthn.add(person, name, dict(credential))
        return _new_step(request, person)


def rename_passkey(passkey_id: int, *, person: Person, name: str) -> None:
    """Raises NotFound."""
    found = Authenticator.objects.filter(pk=passkey_id, user=person, type=_Type.WEBAUTHN).first()
    if found is None:
        raise NotFound
    found.wrap().name = name
    found.data["name"] = name
    found.save(update_fields=["data"])


def remove(request: HttpRequest, *, person: Person, passkey_id: int | None) -> None:
    """Remove a passkey, or with None the codes from a telephone. Raises NotFound, LastSecondStep."""
    with transaction.atomic():
        _lock(person)
        steps = Authenticator.objects.filter(user=person, type__in=(_Type.TOTP, _Type.WEBAUTHN))
        wanted = (
            steps.filter(pk=passkey_id, type=_Type.WEBAUTHN) if passkey_id else steps.filter(type=_Type.TOTP)
        )
        found = wanted.first()
        if found is None:
            raise NotFound
        is_last = steps.count() == 1
        if is_last and is_asked_of(person):
            raise LastSecondStep
        found.delete()
        if is_last:
            Authenticator.objects.filter(user=person).delete()  # codes that recover nothing any more
        sessions.end_all(person, but=request.session)
        events.publish(SignInChanged(person_id=person.pk))


def new_recovery_codes(person: Person) -> list[str]:
    """Ten new ones; those from before are over. Raises NotFound where there is nothing to recover."""
    with transaction.atomic():
        _lock(person)
        if not has_one(person):
            raise NotFound
        Authenticator.objects.filter(user=person, type=_Type.RECOVERY_CODES).delete()
        codes: list[str] = RecoveryCodes.activate(person).get_unused_codes()
        events.publish(SignInChanged(person_id=person.pk))
    return codes


def forget_all(person: Person, *, at: datetime) -> None:
    """Remove every second step of somebody who lost theirs, and end their sessions; by a command."""
    with transaction.atomic():
        Authenticator.objects.filter(user=person).delete()
        sessions.end_all(person)
        events.publish(SignInChanged(person_id=person.pk))
        audit.note(actor=Actor(), action="forgot_second_step", subject=f"person:{person.pk}", at=at)


def check_code(person: Person, code: str) -> None:
    """A code from the telephone, or a recovery code, which ends with its use. Raises WrongCode."""
    with transaction.atomic():
        _lock(person)  # of two who use the same code at once, one comes first
        for kind in (_Type.TOTP, _Type.RECOVERY_CODES):
            found = Authenticator.objects.filter(user=person, type=kind).first()
            if found is not None and found.wrap().validate_code(code):
                found.record_usage()
                return
    raise WrongCode(field="code")


def ask_for_passkey(person: Person | None) -> dict[str, Any]:
    """What the browser needs to ask for a passkey: this person's, or with None any that it has."""
    options: dict[str, Any] = _plain(_webauthn().begin_authentication(person))
    return dict(options["publicKey"])


def check_passkey(person: Person | None, credential: Mapping[str, Any]) -> Person:
    """Whose passkey that is; with `person` it must be theirs. Raises WrongPasskey."""
    webauthn = _webauthn()
    try:
        webauthn.parse_authentication_response(credential)
        owner = person or webauthn.extract_user_from_response(credential)
        found = webauthn.complete_authentication(owner, credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        raise WrongPasskey from None
    if not isinstance(owner, Person) or not owner.is_active:
        raise WrongPasskey
    found.record_usage()
    return owner


def _new_step(request: HttpRequest, person: Person) -> list[str]:
    """What goes with every new second step: recovery codes with the first, no session without it."""
    codes = RecoveryCodes.activate(person)
    fresh: list[str] = []
    if not codes.did_view:
        codes.mark_as_viewed()
        fresh = codes.get_unused_codes()
    sessions.end_all(person, but=request.session)
    events.publish(SignInChanged(person_id=person.pk))
    return fresh


def _lock(person: Person) -> None:
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _webauthn() -> Any:
    """allauth's part for passkeys; it reads a list of all public suffixes, so only where one is used."""
    from allauth.mfa.webauthn.internal import auth

    return auth


def _safe() -> Any:
    from cryptography.fernet import Fernet

    key = hmac.new(settings.SECRET_KEY.encode(), b"second step", sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _plain(value: Any) -> Any:
    """fido2's objects as JSON has them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key]) for key in value if value[key] is not None}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value

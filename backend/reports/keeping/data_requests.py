"""Asking for one's data by e-mail address: a code goes to the address, and opens the door for a short while.

Whether anything is known under an address is told to nobody but its owner: the answer is the same, and
looking it up is a worker's. Neither the address nor the code is stored, only keyed hashes of them.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import allowance
from accounts.actor import Actor
from core import outbox
from core.clock import now
from core.problems import Invalid
from notify import readers
from notify.models import Reader
from notify.tell import tell
from reports.checking.check_models import Flag
from reports.keeping.erasure import of_address
from reports.keeping.holds import address_hash
from reports.keeping.keeping_models import DataRequest
from reports.submit import check_email

TASK: Final = "mail_data_code"
CODE_GOOD_FOR: Final = timedelta(minutes=10)
OPEN_FOR: Final = timedelta(minutes=30)
MOST_TRIES: Final = 5
BECAUSE: Final = _("You get this because somebody, most likely you, asked what we hold under this address.")


class WrongCode(Invalid):
    """The code, the address or the session is not right, or too old; which of them is not said."""

    status, type = 403, "/problems/wrong-code"
    title = _("That did not match")
    default = _("That code does not match, or it is too old. Ask for a new one.")


@dataclass(frozen=True, slots=True)
class Opened:
    """The door stands open: `token` is shown with each request until `until`."""

    token: str
    until: datetime


def ask(*, email: str, language: str, actor: Actor, at: datetime) -> UUID:
    """Send a code to this address, if anything is known under it; the request's own number.

    The number goes with the code: nobody can use up the tries of somebody else's request.
    Raises  Invalid for what is no address; TooMany.
    """
    if not (address := check_email(email)):
        raise Invalid(_("Say which e-mail address."), field="email")
    allowance.take(actor, "data requests", by_address=20, by_phone=5)
    allowance.take_mail_to(address)
    with transaction.atomic():
        asked = DataRequest.objects.create(email_hash=address_hash(address), language=language, asked_at=at)
        outbox.enqueue(TASK, {"asked": str(asked.pk), "email": address.lower()})
    return asked.pk


def mail_code(errand: outbox.Errand) -> None:
    """Outbox task: make the code and send it, where the address is known. The payload forgets the address."""
    email, at = errand.payload["email"], now()
    asked = DataRequest.objects.filter(pk=errand.payload["asked"], code_hash="").first()
    with transaction.atomic():
        if asked is not None and is_known(email):
            code = f"{secrets.randbelow(1_000_000):06d}"
            asked.code_hash = _sealed("code", asked, code)
            asked.save(update_fields=["code_hash"])
            reader = readers.reader_to_answer(email=email, language=asked.language, at=at)
            params = {"ref": "", "because": str(BECAUSE), "code": code, "url": f"{settings.BASE_URL}/my-data"}
            tell(event_key=uuid4(), template="data_code", params=params, readers=[reader], at=at)
        outbox.forget_payload(errand)
        errand.finish()


def open_door(*, asked_id: UUID, email: str, code: str, actor: Actor, at: datetime) -> Opened:
    """Show the code that was mailed. Raises WrongCode, the same for whatever is wrong; TooMany."""
    allowance.take(actor, "data codes", by_address=100, by_phone=20)
    refused = False
    with transaction.atomic():
        mine = DataRequest.objects.filter(pk=asked_id, email_hash=address_hash(email))
        asked = mine.select_for_update(of=("self",)).first()
        if asked is None:
            raise WrongCode(field="code")
        asked.tries += 1
        right = hmac.compare_digest(asked.code_hash or "none", _sealed("code", asked, code.strip()))
        in_time = asked.asked_at <= at <= asked.asked_at + CODE_GOOD_FOR
        refused = not right or not in_time or asked.tries > MOST_TRIES
        token = secrets.token_urlsafe(32)
        if not refused:
            asked.code_hash, asked.open_until = "", at + OPEN_FOR
            asked.session_hash = _sealed("session", asked, token)
        asked.save(update_fields=["tries", "code_hash", "session_hash", "open_until"])
    if refused:  # only now, so that the try has counted
        raise WrongCode(field="code")
    return Opened(token, at + OPEN_FOR)


def check_open(*, email: str, token: str, at: datetime) -> DataRequest:
    """The request of whoever shows this token for this address. Raises WrongCode."""
    asked = DataRequest.objects.filter(email_hash=address_hash(email), open_until__gte=at).exclude(
        session_hash=""
    )
    for one in asked:
        if hmac.compare_digest(one.session_hash, _sealed("session", one, token)):
            return one
    raise WrongCode


def is_known(email: str) -> bool:
    """Whether anything is held under this address."""
    address = email.strip().lower()
    return (
        of_address(address).exists()
        or Reader.objects.filter(kind=Reader.Kind.ADDRESS, email=address).exists()
        or Flag.objects.filter(email__iexact=address).exists()
    )


def _sealed(what: str, asked: DataRequest, secret: str) -> str:
    said = f"my-data|{what}|{asked.pk}|{secret}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, sha256).hexdigest()

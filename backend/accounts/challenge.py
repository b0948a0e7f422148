"""A few seconds of work for a phone, where many reports come at once: nothing to a person, much to a flood.

The work is ALTCHA's proof of work, made and checked here: no other service is asked, nothing is shown to be
solved, and the answer tells nothing about the phone. A challenge holds for one thing only (this report, this
photo), for ten minutes, and counts once.
"""

import base64
import binascii
import hmac
import json
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

import altcha
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import SpentChallenge
from core.problems import Refusal

#: The header in which the answer comes back.
HEADER: Final = "Challenge-Answer"
HOLDS_FOR: Final = timedelta(minutes=10)
#: An answer is about 600 characters.
MOST_CHARACTERS: Final = 2_000

#: The phone tries numbers one after the other, and one try takes `_ROUNDS` rounds of PBKDF2. The number is
#: drawn from this span, so that the time it takes has an upper end; docs/abuse.md says what was measured.
_ALGORITHM: Final = "PBKDF2/SHA-256"
_ROUNDS: Final = 1_000
_LEAST: Final = 400
_MOST: Final = 1_200


class ChallengeFirst(Refusal):
    """Work to be done before this is taken; `challenge` holds it."""

    status, type = 429, "/problems/challenge"
    title = _("One moment")
    default = _(
        "A lot is being reported here just now, so we check that this comes from a person's phone. "
        "It takes a few seconds and goes by itself."
    )


def make(*, about: str, at: datetime) -> dict[str, object]:
    """A challenge for one thing, as the phone's solver takes it.

    about  the one thing that its answer opens: "reports:<uuid>", …
    """
    made = altcha.create_challenge(
        algorithm=_ALGORITHM,
        cost=_ROUNDS,
        counter=_LEAST + secrets.randbelow(_MOST - _LEAST),
        hmac_secret=_key("challenge"),
        hmac_key_secret=_key("challenge answer"),
        expires_at=int((at + HOLDS_FOR).timestamp()),
        data={"about": _about(about)},
    )
    return made.to_dict()


def is_answered(answer: str, *, about: str, at: datetime) -> bool:
    """Whether this is the right answer to a challenge of ours, for this thing, in time, for the first time.

    answer  as the phone sends it: base64 of ALTCHA's payload. Anything else is no answer.
    """
    payload = _read(answer)
    if payload is None:
        return False
    found = altcha.verify_solution(
        payload, hmac_secret=_key("challenge"), hmac_key_secret=_key("challenge answer")
    )
    if not found.verified:
        return False
    parameters = payload.challenge.parameters
    expires_at = parameters.expires_at
    if parameters.data != {"about": _about(about)} or not expires_at or expires_at < at.timestamp():
        return False
    return _spend(str(payload.challenge.signature), at=at)


def forget_spent(*, at: datetime) -> int:
    """Forget answers whose challenges have run out; how many there were."""
    gone, _by_table = SpentChallenge.objects.filter(expires_at__lt=at).delete()
    return gone


def _spend(signature: str, *, at: datetime) -> bool:
    digest = sha256(signature.encode()).hexdigest()
    try:
        with transaction.atomic():
            SpentChallenge.objects.create(digest=digest, expires_at=at + HOLDS_FOR)
    except IntegrityError:
        return False
    return True


def _read(answer: str) -> altcha.Payload | None:
    if not 0 < len(answer) <= MOST_CHARACTERS:
        return None
    try:
        return altcha.Payload.from_dict(json.loads(base64.b64decode(answer, validate=True)))
    except (binascii.Error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _about(about: str) -> str:
    return hmac.new(_key("challenge about"), about.encode(), sha256).hexdigest()[:32]


def _key(purpose: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), purpose.encode(), sha256).digest()

"""Guessing at passwords is slowed down, and nobody can be locked out by somebody else's guesses.

Wrong tries are counted three ways, each with growing pauses:
- from one network address on one account;
- on one account from everywhere, by browsers that never signed in to it: against guesses from many addresses;
- from one browser that did sign in to it before, told by its device cookie. Such a browser is counted by
  itself alone: whatever others do elsewhere, the owner gets in where they got in before.
From one address on all accounts together there is a plain limit.

Source: OWASP, "Slow Down Online Guessing Attacks with Device Cookies". Kept in the cache under keyed hashes.
"""

import hmac
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.core import signing
from django.core.cache import cache

from core import limits
from core.problems import TooMany

#: Beginning of the names of device cookies.
DEVICE_COOKIE: Final = "device"
DEVICE_COOKIE_S: Final = 60 * 60 * 24 * 180
_SALT: Final = "accounts.device"

#: Wrong tries that cost nothing: from an address or a known browser; on an account from everywhere.
FREE, FREE_FROM_EVERYWHERE = 10, 100
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 60, 3600
#: How long wrong tries are remembered after the last one.
_REMEMBERED_S = 60 * 60 * 24


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to sign in: on which account, from where, by a browser that is known there or not.

    account  the address that was typed, in lower case; whether there is such an account is not asked.
    device   the device cookie's own random word where it is one of this account's, else "".
    """

    account: str
    address: str
    device: str

    def counted_by(self) -> list[tuple[str, int]]:
        """The keys it is counted under, each with the number of free tries."""
        if self.device:
            return [(_key("device", self.device), FREE)]
        return [
            (_key("address", f"{self.address}|{self.account}"), FREE),
            (account_key(self.account), FREE_FROM_EVERYWHERE),
        ]


def begin(*, account: str, address: str, device_cookie: str, device_of: str = "") -> Attempt:
    """A try begins. Raises TooMany, with when to try again, while a pause lasts.

    device_of  whose device cookie it is, where that is not `account`.
    """
    device = known_device(device_cookie, device_of or account)
    attempt = Attempt(account.strip().lower(), address, f"{device}|{account}" if device else "")
    limits.take("sign-in from", address, most=100, seconds=900)
    waits = [_wait(key) for key, _free in attempt.counted_by()]
    if (longest := max(waits)) > 0:
        raise TooMany(retry_after=longest)
    return attempt


def was_wrong(attempt: Attempt) -> None:
    """Count a wrong try; beyond the free ones each makes the pause twice as long."""
    for key, free in attempt.counted_by():
        count = _count(key)
        if count >= free:
            pause = min(_FIRST_PAUSE_S * 2 ** min(count - free, 10), _LONGEST_PAUSE_S)
            cache.set(f"{key}:until", time.time() + pause, timeout=pause)


def was_right(attempt: Attempt) -> None:
    """Forget the wrong tries of this browser, or from this address; those from elsewhere stay counted."""
    key, _free = attempt.counted_by()[0]
    cache.delete_many([key, f"{key}:until"])


def device_cookie_for(account: str, *, nonce: str) -> str:
    """What a browser keeps after it signed in to an account: signed, so that nobody can make one up."""
    return signing.dumps([account_key(account), nonce], salt=_SALT)


def known_device(cookie: str, account: str) -> str:
    """The random word of this account's device cookie; "" for none, another's, a forged or an old one."""
    try:
        whose, nonce = signing.loads(cookie, salt=_SALT, max_age=DEVICE_COOKIE_S)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(nonce) if hmac.compare_digest(str(whose), account_key(account)) else ""


def account_key(account: str) -> str:
    """Stands for an account where its address must not: a keyed hash, letters and digits after a colon."""
    return _key("account", account.strip().lower())


def _wait(key: str) -> int:
    until = cache.get(f"{key}:until")
    return max(0, int(until - time.time()) + 1) if until else 0


def _count(key: str) -> int:
    cache.add(key, 0, timeout=_REMEMBERED_S)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out between the two calls
        cache.set(key, 1, timeout=_REMEMBERED_S)
        return 1


def _key(kind: str, who: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), f"guess {kind}|{who}".encode(), sha256).hexdigest()
    return f"guess:{digest[:32]}"

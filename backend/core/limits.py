"""How much one sender may send in a time. Counted in the cache under a keyed hash: no address is stored."""

import hmac
from contextlib import suppress
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache

from core.problems import TooMany


def take(kind: str, who: str, *, most: int, seconds: int, amount: int = 1) -> None:
    """Count `amount` against the sender's limit.

    Raises TooMany, with when to try again, once it is over `most`.

    kind      what is limited: "report", "photo-bytes", "sign-in", …
    who       the sender: a network address, a phone's token; hashed with the server's key before it is kept.
    seconds   the window, counted from the sender's first use.
    """
    if use(kind, who, seconds=seconds, amount=amount) > most:
        raise TooMany(retry_after=seconds)


def use(kind: str, who: str, *, seconds: int, amount: int = 1) -> int:
    """Count `amount`, and say how much was used in this window, this use included."""
    key = _key(kind, who)
    cache.add(key, 0, timeout=seconds)
    try:
        return int(cache.incr(key, amount))
    except ValueError:  # it ran out between the two calls
        cache.set(key, amount, timeout=seconds)
        return amount


def give_back(kind: str, who: str, *, amount: int = 1) -> None:
    """Take `amount` off again: what it was counted for did not happen."""
    with suppress(ValueError):  # the window may have ended meanwhile
        cache.decr(_key(kind, who), amount)


def _key(kind: str, who: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{kind}|{who}".encode(), sha256).hexdigest()
    return f"limit:{digest[:32]}"

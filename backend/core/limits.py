"""How much one sender may send in a time. Counted in the cache under a keyed hash: no address is stored."""

import hmac
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
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{kind}|{who}".encode(), sha256).hexdigest()[:32]
    key = f"limit:{digest}"
    cache.add(key, 0, timeout=seconds)
    try:
        used = cache.incr(key, amount)
    except ValueError:  # it ran out between the two calls
        cache.set(key, amount, timeout=seconds)
        used = amount
    if used > most:
        raise TooMany(retry_after=seconds)

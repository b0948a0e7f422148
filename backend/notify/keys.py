"""The key pair by which push services know us (VAPID, RFC 8292): made at first start, and kept.

A lost key ends every push subscription: browsers give them for one key.
"""

import base64
import os
import threading
import time
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

#: A token may be good for a day at most; ours are used for half of that.
_GOOD_FOR_S, _USED_FOR_S = 12 * 3600, 6 * 3600

_tokens: dict[str, tuple[float, str]] = {}
_tokens_lock = threading.Lock()


@lru_cache(maxsize=1)
def private_key() -> "EllipticCurvePrivateKey":
    """The key of this installation, in `keys/vapid.pem` of the data folder; made there when it is missing."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    path = settings.KEYS / "vapid.pem"
    if not path.exists():
        pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        settings.KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # another process was first; its key is the one
        finally:
            fresh.unlink()
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path} does not hold a P-256 key")
    return key


@lru_cache(maxsize=1)
def public_key() -> str:
    """What a browser subscribes with (`applicationServerKey`): uncompressed point, base64url, unpadded."""
    from cryptography.hazmat.primitives import serialization

    point = (
        private_key()
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def authorization(origin: str) -> str:
    """The Authorization header for the push service of this origin; signed anew every few hours."""
    from py_vapid import Vapid02

    at = time.time()
    with _tokens_lock:
        until, header = _tokens.get(origin, (0.0, ""))
        if until > at:
            return header
        # A fresh dictionary each time: signers write into what they are given.
        claims = {"aud": origin, "sub": settings.PUSH_CONTACT, "exp": int(at + _GOOD_FOR_S)}
        header = str(Vapid02(private_key()).sign(claims)["Authorization"])
        if len(_tokens) > 1000:
            _tokens.clear()
        _tokens[origin] = (at + _USED_FOR_S, header)
        return header

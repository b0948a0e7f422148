"""A telephone that makes codes and keeps passkeys, in software."""

import base64
import hashlib
import hmac
import json
import os
import struct
import time
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor

#: As the server of the tests calls itself (`DOORSTEP_BASE_URL`), over TLS: passkeys want that.
HOST, ORIGIN = "127.0.0.1", "https://127.0.0.1"
_PRESENT_VERIFIED, _WITH_KEY = 0x05, 0x40


def code_of(secret: str, *, steps: int = 0) -> str:
    """The six digits an app shows for this secret, now or so many half minutes later (RFC 6238)."""
    counter = int(time.time()) // 30 + steps
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 15
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Authenticator:
    """Keeps one passkey (WebAuthn, ES256, no attestation)."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: os.urandom(32))
    handle: str = ""
    origin: str = ORIGIN

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """What `navigator.credentials.create` gives."""
        self.handle = options["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        attested = bytes(16) + struct.pack(">H", len(self.id)) + self.id + cbor.encode(public)
        known = self._known(_PRESENT_VERIFIED | _WITH_KEY) + attested
        made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": known})
        said = self._said("webauthn.create", options)
        return self._credential({"clientDataJSON": _text(said), "attestationObject": _text(made)}) | {
            "clientExtensionResults": {"credProps": {"rk": True}}
        }

    def sign(self, options: dict[str, Any]) -> dict[str, Any]:
        """What `navigator.credentials.get` gives."""
        said, known = self._said("webauthn.get", options), self._known(_PRESENT_VERIFIED)
        signature = self.key.sign(known + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential(
            {
                "clientDataJSON": _text(said),
                "authenticatorData": _text(known),
                "signature": _text(signature),
                "userHandle": self.handle,
            }
        )

    def _known(self, flags: int) -> bytes:
        return hashlib.sha256(HOST.encode()).digest() + bytes([flags]) + struct.pack(">I", 1)

    def _said(self, what: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": what, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        known = {"id": _text(self.id), "rawId": _text(self.id), "type": "public-key"}
        return {**known, "response": response, "clientExtensionResults": {}}

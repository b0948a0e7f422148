"""A push service that speaks the real protocol, and the browsers that hear by it.

It holds every message against RFC 8030, 8188, 8291 and 8292: the token's signature, audience and time, the
headers, the size; it decrypts what came as the browser would. What does not fit is refused and complained of.
"""

import base64
import contextlib
import json
import threading
import time
import uuid
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Browser:
    """One browser with a push subscription."""

    endpoint: str
    private_key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    secret: bytes = field(default_factory=lambda: uuid.uuid4().bytes)
    #: What arrived and was taken, in order, repeats included.
    heard: list[dict[str, Any]] = field(default_factory=list)
    #: The headers of every request, whatever was answered.
    asked: list[dict[str, str]] = field(default_factory=list)
    #: What the service answers to the next requests: a status, with headers. Then 201.
    answers: deque[tuple[int, dict[str, str]]] = field(default_factory=deque)

    @property
    def keys(self) -> dict[str, str]:
        """`p256dh` and `auth` as the browser gives them."""
        point = self.private_key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return {"p256dh": _base64url(point), "auth": _base64url(self.secret)}

    @property
    def shown(self) -> list[dict[str, Any]]:
        """What its person sees when all is delivered: of messages with one topic, one."""
        return list(
            {headers["topic"]: said for headers, said in zip(self._taken, self.heard, strict=True)}.values()
        )

    _taken: list[dict[str, str]] = field(default_factory=list)


class PushService:
    """The service: browsers subscribe with `subscribe`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.browsers: dict[str, Browser] = {}
        #: What senders did wrong.
        self.complaints: list[str] = []

    def subscribe(self, *answers: int | tuple[int, dict[str, str]]) -> Browser:
        """A new browser; `answers` is what the service says to the first requests for it."""
        name = uuid.uuid4().hex
        browser = Browser(endpoint=f"{self.url}/push/{name}")
        browser.answers.extend((a, {}) if isinstance(a, int) else a for a in answers)
        self.browsers[f"/push/{name}"] = browser
        return browser

    def take(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str]]:
        """Judge one request."""
        browser = self.browsers.get(path)
        if browser is None:
            return 404, {}
        browser.asked.append(headers)
        if browser.answers:
            status, more = browser.answers.popleft()
            if status >= 300:
                return status, more
        try:
            self._check(headers, body)
            message = self._decrypt(browser, body)
        except (AssertionError, InvalidSignature, KeyError, ValueError, http_ece.ECEException) as error:
            self.complaints.append(f"{type(error).__name__}: {error}")
            return 400, {}
        browser._taken.append(headers)
        browser.heard.append(message)
        return 201, {"Location": f"{self.url}/message/{uuid.uuid4().hex}"}

    def _check(self, headers: dict[str, str], body: bytes) -> None:
        assert len(body) <= 4096, "more than 4,096 bytes"
        assert headers["content-encoding"] == "aes128gcm"
        assert 0 < int(headers["ttl"]) <= 2_419_200
        assert headers["urgency"] in {"very-low", "low", "normal", "high"}
        assert 0 < len(headers["topic"]) <= 32
        assert headers["topic"].replace("-", "").replace("_", "").isalnum()
        scheme, _, parts = headers["authorization"].partition(" ")
        assert scheme == "vapid"
        said = dict(part.strip().split("=", 1) for part in parts.split(","))
        signed, _, signature = said["t"].rpartition(".")
        pair = _raw(signature)
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _raw(said["k"]))
        key.verify(
            encode_dss_signature(int.from_bytes(pair[:32]), int.from_bytes(pair[32:])),
            signed.encode(),
            ec.ECDSA(hashes.SHA256()),
        )
        head, claims = (json.loads(_raw(part)) for part in signed.split("."))
        assert head["alg"] == "ES256"
        assert claims["aud"] == self.url, f"a token for {claims['aud']}"
        assert time.time() < claims["exp"] <= time.time() + 86_400
        assert claims["sub"].startswith(("mailto:", "https:"))

    def _decrypt(self, browser: Browser, body: bytes) -> dict[str, Any]:
        text = http_ece.decrypt(
            body, private_key=browser.private_key, auth_secret=browser.secret, version="aes128gcm"
        )
        message: dict[str, Any] = json.loads(text)
        return message


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_who: Any) -> None:
        """A sender that was killed breaks off; that is what some tests are about."""


@contextlib.contextmanager
def push_service() -> Iterator[PushService]:
    """A push service on 127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length)
            if len(body) < length:  # its sender was killed while it wrote
                self.close_connection = True
                return
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, more = service.take(self.path, headers, body)
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words: Any) -> None:
            """Says nothing."""

    server = _Server(("127.0.0.1", 0), Handler)
    service = PushService(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()

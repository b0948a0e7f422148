"""One HTTP request to a push service that nobody vouches for, in bounded time and size.

It goes to the checked address. No redirect is followed, no proxy used, no answer read beyond kilobytes.
"""

import http.client
import io
import socket
import ssl
import threading
import time
from collections import OrderedDict
from functools import partial
from typing import NamedTuple

from notify import push_guard
from notify.push_guard import Target

#: For everything together: looking up, connecting, sending, and the answer.
DEADLINE_S = 10.0
#: An answer's body is of no use to us; more of it than this ends the connection.
_MOST_OF_A_BODY = 4096
#: Connections a thread keeps, to as many push services, and for how long without use.
_KEPT, _KEPT_S = 8, 25.0


class Answer(NamedTuple):
    """What a push service said."""

    status: int
    retry_after: str


class _Hurried(io.RawIOBase):
    """Reads a socket until a deadline; a time limit per read would let a drip of bytes hold us for ever."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock, self._deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader gives
        self._sock.settimeout(_left(self._deadline))
        return self._sock.recv_into(buffer)


class _Response(http.client.HTTPResponse):
    """A response read through `_Hurried`."""

    def __init__(self, sock: socket.socket, method: str | None = None, *, deadline: float) -> None:
        super().__init__(sock, method=method)
        self.fp.close()
        self.fp = io.BufferedReader(_Hurried(sock, deadline))


class _Connection(http.client.HTTPConnection):
    """A connection to the address that the guard has just found public; TLS still proves the name."""

    auto_open = 0  # http.client would look the name up by itself

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port)
        self.default_port = 443 if target.scheme == "https" else 80
        self.target = target
        self.used_at = time.monotonic()

    def open(self, deadline: float) -> None:
        """Look up, check, connect. Raises EndpointRefused, NoAnswer or OSError."""
        failure: OSError = OSError("no address")
        for address in push_guard.public_addresses(self.target, within=_left(deadline)):
            try:
                self.sock = socket.create_connection((address, self.port), timeout=_left(deadline))
                break
            except OSError as error:
                failure = error
        else:
            raise failure
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.target.scheme == "https":
            self.sock.settimeout(_left(deadline))
            self.sock = _tls().wrap_socket(self.sock, server_hostname=self.target.host)

    def exchange(self, headers: dict[str, str], body: bytes, deadline: float) -> Answer:
        """Send one POST and read its answer. Raises OSError or HTTPException."""
        assert self.sock is not None
        self.sock.settimeout(_left(deadline))
        self.request("POST", self.target.path, body=body, headers=headers)
        self.response_class = partial(_Response, deadline=deadline)  # type: ignore[assignment]  # only called
        response = self.getresponse()
        answer = Answer(response.status, response.headers.get("Retry-After", ""))
        try:
            if response.length is None or response.length > _MOST_OF_A_BODY:
                self.close()
            else:
                response.read()
        except (OSError, http.client.HTTPException):
            self.close()  # it has said what it has to say; sending again would be a second message
        self.used_at = time.monotonic()
        return answer


class _Kept(threading.local):
    def __init__(self) -> None:
        self.connections: OrderedDict[str, _Connection] = OrderedDict()


_kept = _Kept()
_tls_lock = threading.Lock()
_tls_context: list[ssl.SSLContext] = []


def post(target: Target, headers: dict[str, str], body: bytes) -> Answer:
    """POST to a push service. Raises EndpointRefused, NoAnswer, OSError (time-outs too) or HTTPException."""
    deadline = time.monotonic() + DEADLINE_S
    used = _kept.connections.pop(target.origin, None)
    if used is not None and used.sock is not None and time.monotonic() - used.used_at < _KEPT_S:
        used.target = target
        try:
            return _keep(used, used.exchange(headers, body, deadline))
        except (ConnectionError, http.client.BadStatusLine, ssl.SSLEOFError):
            used.close()  # it had been closed at the other end; a new one will do
        except BaseException:
            used.close()
            raise
    elif used is not None:
        used.close()
    fresh = _Connection(target)
    try:
        fresh.open(deadline)
        return _keep(fresh, fresh.exchange(headers, body, deadline))
    except BaseException:
        fresh.close()
        raise


def _keep(connection: _Connection, answer: Answer) -> Answer:
    if connection.sock is not None:
        _kept.connections[connection.target.origin] = connection
        if len(_kept.connections) > _KEPT:
            _kept.connections.popitem(last=False)[1].close()
    return answer


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("the push service took too long")
    return left


def _tls() -> ssl.SSLContext:
    with _tls_lock:
        if not _tls_context:
            _tls_context.append(ssl.create_default_context())
        return _tls_context[0]

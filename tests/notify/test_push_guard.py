"""A push endpoint is a stranger's text: it must reach nothing that only this server can reach."""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from cast import Cast
from core.clock import now
from core.models import OutboxRow
from notify import push_guard, push_line
from notify.models import Delivery, PushSubscription, Reader
from push_service import PushService
from services import free_port
from telling import AT, phone, say

Do = Callable[[], None]

REFUSED = [
    "http://fcm.googleapis.com/x",  # not https
    "ftp://fcm.googleapis.com/x",
    "file:///etc/passwd",
    "https://fcm.googleapis.com:8443/x",  # not 443
    "https://fcm.googleapis.com:22/x",
    "https://user@fcm.googleapis.com/x",
    "https://fcm.googleapis.com@10.0.0.1/x",
    "https://fcm.googleapis.com/x#part",
    "https:///x",
    "https://",
    "//fcm.googleapis.com/x",
    "javascript:alert(1)",
    "",
    "https://fcm.googleapis.com:99999/x",
    "https://fcm.googleapis.com/\r\nHost: other",
    "https://fcm.googleapis.com\\@10.0.0.1/x",
    "https://fcm.googleapis.com/ x",
    "https://fcm.googleapis.com/x\x00",
    "https://fcm.göogleapis.com/x",
    "https://[::1/x",
    "https://a%2eb/x",
    "https://fcm.googleapis.com/" + "x" * 1500,
    # loopback, in many spellings
    "https://127.0.0.1/x",
    "https://127.1/x",
    "https://2130706433/x",
    "https://0x7f.1/x",
    "https://0x7f000001/x",
    "https://0177.0.0.1/x",
    "https://0/x",
    "https://localhost/x",
    "https://[::1]/x",
    "https://[::]/x",
    "https://[::ffff:127.0.0.1]/x",
    "https://[::127.0.0.1]/x",
    "https://[0:0:0:0:0:ffff:7f00:1]/x",
    "https://[64:ff9b::7f00:1]/x",  # NAT64
    "https://[64:ff9b:1::7f00:1]/x",
    "https://[2002:7f00:1::]/x",  # 6to4
    "https://[2001:0:7f00:1::]/x",  # Teredo
    # networks of our own, and what hands out a machine's secrets
    "https://10.0.0.1/x",
    "https://172.16.5.4/x",
    "https://192.168.1.1/x",
    "https://100.64.0.1/x",
    "https://169.254.169.254/latest/meta-data",
    "https://168.63.129.16/x",
    "https://[fd00:ec2::254]/x",
    "https://[fe80::1]/x",
    "https://[fec0::1]/x",
    # addresses that Python calls global
    "https://192.0.0.9/x",
    "https://192.88.99.1/x",
    "https://224.0.0.1/x",
    "https://239.255.255.250/x",
    "https://240.0.0.1/x",
    "https://255.255.255.255/x",
    "https://[ff02::1]/x",
    "https://[2001:db8::1]/x",
    "https://[3fff::1]/x",
    "https://[100::1]/x",
]


@pytest.mark.parametrize("endpoint", REFUSED)
def test_an_endpoint_that_is_not_public_is_refused(endpoint: str) -> None:
    with pytest.raises(push_guard.EndpointRefused) as refused:
        push_guard.check_endpoint(endpoint)
    assert (refused.value.status, refused.value.type) == (422, "/problems/push-endpoint")
    assert refused.value.field == "push.endpoint"


@pytest.mark.parametrize("address", ["8.8.8.8", "142.250.180.10", "2a00:1450:4009::200a", "2620:149:208::1"])
def test_public_addresses_pass(address: str) -> None:
    assert push_guard.is_public(address)


@given(st.ip_addresses(v=4))
def test_no_address_passes_that_python_itself_calls_special(address: ipaddress.IPv4Address) -> None:
    special = address.is_private or address.is_multicast or address.is_reserved or address.is_loopback
    assert not (push_guard.is_public(str(address)) and (special or address.is_link_local))


@given(st.ip_addresses(v=4))
def test_an_address_hidden_in_another_is_never_public(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    mapped = str(ipaddress.IPv6Address((0xFFFF << 32) | number))
    assert push_guard.is_public(mapped) == push_guard.is_public(str(address))
    nat64, six_to_four, teredo = 0x64FF9B << 96, 0x2002 << 112, 0x20010000 << 96
    for hiding in (number, nat64 | number, six_to_four | (number << 80), teredo | number):
        assert not push_guard.is_public(str(ipaddress.IPv6Address(hiding)))


@given(st.ip_addresses(v=6))
def test_only_ipv6_that_is_handed_out_passes(address: ipaddress.IPv6Address) -> None:
    if push_guard.is_public(str(address)) and address.ipv4_mapped is None:
        assert address in ipaddress.ip_network("2000::/3")
        assert address.is_global
        assert address.sixtofour is None
        assert address.teredo is None


@given(st.text(max_size=60))
def test_any_text_is_refused_or_names_a_host_over_https(text: str) -> None:
    try:
        target = push_guard.target_of("https://" + text)
    except push_guard.EndpointRefused:
        return
    assert (target.scheme, target.port) == ("https", 443)
    assert target.host.isascii()
    assert target.path.startswith("/")
    assert not set(" \r\n\t\\#") & set(target.path)


@contextmanager
def _names(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> Iterator[list[str]]:
    """A name server that answers these addresses in turn, the last for ever; the names it was asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def answer(host: str, port: int, *args: Any, **named: Any) -> Any:
        if named.get("flags") or not host.endswith(".example"):
            return real(host, port, *args, **named)
        addresses = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    with monkeypatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", answer)
        yield asked


def test_every_address_of_a_name_must_be_public(monkeypatch: pytest.MonkeyPatch) -> None:
    with _names(monkeypatch, ["8.8.8.8", "10.0.0.1"]), pytest.raises(push_guard.EndpointRefused):
        push_guard.check_endpoint("https://mixed.example/x")


def test_a_name_that_cannot_be_looked_up_passes_for_now(monkeypatch: pytest.MonkeyPatch) -> None:
    with _names(monkeypatch, []) as asked:
        push_guard.check_endpoint("https://slow.example/x")
        push_guard.check_endpoint("https://slow.example/x")
    assert len(asked) == 2  # it was not remembered as good


def test_a_second_question_about_a_name_is_answered_from_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    with _names(monkeypatch, ["8.8.8.8"]) as asked:
        push_guard.check_endpoint("https://remembered.example/x")
        push_guard.check_endpoint("https://remembered.example/y")
    assert len(asked) == 1


def test_a_name_server_that_never_answers_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()

    def ask(_host: str, _port: int, flags: int) -> list[str]:
        if flags:
            raise OSError("not a number")
        never.wait(30)
        return []

    monkeypatch.setattr(push_guard, "_ask", ask)
    try:
        with pytest.raises(push_guard.NoAnswer):
            push_guard.public_addresses(push_guard.target_of("https://never.example/x"), within=0.05)
    finally:
        never.set()


def test_a_name_that_turns_private_after_it_was_checked_is_not_connected_to(
    monkeypatch: pytest.MonkeyPatch, work: Do, db: None
) -> None:
    """DNS rebinding: the connection goes to the address that was looked up for it, and is checked."""
    inside = socket.create_server(("127.0.0.1", 0))
    try:
        with _names(monkeypatch, ["8.8.8.8"], ["127.0.0.1"]) as asked:
            reader = Reader.objects.create(kind="phone", created_at=AT)
            keys = {"p256dh": PHONE_KEY, "auth": "AAAAAAAAAAAAAAAAAAAAAA"}
            endpoint = "https://rebound.example/x"
            push_guard.check_endpoint(endpoint)
            PushSubscription.objects.create(reader=reader, endpoint=endpoint, created_at=AT, **keys)
            say("cleared", reader)
            work()
        assert len(asked) == 2
        inside.setblocking(False)
        with pytest.raises(BlockingIOError):
            inside.accept()
    finally:
        inside.close()
    assert Delivery.objects.get().state == "failed"


def test_a_redirect_is_not_followed(pushes: PushService, work: Do, db: None) -> None:
    secret = pushes.subscribe()
    asha = pushes.subscribe((307, {"Location": secret.endpoint}))
    say("cleared", phone(asha))
    work()
    assert secret.asked == []


def test_no_proxy_of_the_environment_is_used(
    pushes: PushService, work: Do, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    asha = pushes.subscribe()
    say("cleared", phone(asha))
    work()
    assert len(asha.heard) == 1


@pytest.mark.parametrize("head", [b"Content-Length: 9000000", b"Transfer-Encoding: chunked", b"X: y"])
def test_a_long_answer_is_not_read_to_its_end(settings: Settings, head: bytes) -> None:
    settings.PUSH_PRIVATE = True
    with _server(b"HTTP/1.1 201 Created\r\n" + head + b"\r\n\r\n" + b"x" * 50_000) as port:
        target = push_guard.target_of(f"http://127.0.0.1:{port}/x")
        assert push_line.post(target, {}, b"x").status == 201


@pytest.mark.parametrize("drop", [b"HTTP/1.1 201 Created\r\nX-A: ", b"x", b""])
def test_an_answer_that_comes_byte_by_byte_is_given_up_at_the_deadline(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, drop: bytes
) -> None:
    settings.PUSH_PRIVATE = True
    monkeypatch.setattr(push_line, "DEADLINE_S", 0.4)
    with _server(drop, drip=True) as port, pytest.raises(OSError):
        push_line.post(push_guard.target_of(f"http://127.0.0.1:{port}/x"), {}, b"x")


@contextmanager
def _server(said: bytes, *, drip: bool = False, shows: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server that answers these bytes to whoever connects; `drip` adds one more, again and again."""
    ending = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        try:
            peer, _address = listening.accept()
            with shows.wrap_socket(peer, server_side=True) if shows else peer as peer:
                peer.recv(65536)
                peer.sendall(said)
                while drip and not ending.wait(0.05):
                    peer.sendall(b"x")
                ending.wait(10)
        except OSError:
            pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        ending.set()
        listening.close()
        thread.join(5)


#: A valid key that nobody has the other half of.
PHONE_KEY = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"


@pytest.mark.parametrize(
    "endpoint", ["https://10.0.0.1/x", "https://localhost/x", "http://169.254.169.254/x"]
)
def test_following_by_a_private_endpoint_is_a_problem_and_nothing_is_stored(
    cast: Cast, endpoint: str
) -> None:
    report, _job = cast.mattresses()
    push = {"endpoint": endpoint, "p256dh": PHONE_KEY, "auth": "AAAAAAAAAAAAAAAAAAAAAA"}
    reply = Client().put(
        f"/api/v1/reports/{report.ref}/follow",
        {"push": push},
        content_type="application/json",
        headers={"Accept-Language": "en-GB"},
    )
    problem = reply.json()
    assert (reply.status_code, problem["type"]) == (422, "/problems/push-endpoint")
    assert problem["field"] == "push.endpoint"
    assert not PushSubscription.objects.filter(endpoint=endpoint).exists()
    assert not OutboxRow.objects.filter(task="notify.deliver").exists()


@pytest.mark.parametrize("is_trusted", [True, False])
def test_a_push_service_must_prove_its_name(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_trusted: bool
) -> None:
    settings.PUSH_PRIVATE = True
    certificate = _certificate(tmp_path, "localhost")
    trusting = ssl.create_default_context(cafile=certificate if is_trusted else None)
    monkeypatch.setattr(push_line, "_tls", lambda: trusting)
    showing = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    showing.load_cert_chain(certificate)
    with _server(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n", shows=showing) as port:
        named = push_guard.target_of(f"https://localhost:{port}/x")
        if is_trusted:
            assert push_line.post(named, {}, b"x").status == 201
        else:
            with pytest.raises(ssl.SSLCertVerificationError):
                push_line.post(named, {}, b"x")


def _certificate(folder: Path, name: str) -> Path:
    """A certificate for that name which nobody else vouches for, with its key."""
    key, at = ec.generate_private_key(ec.SECP256R1()), now()
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder(named, named, key.public_key(), x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return path

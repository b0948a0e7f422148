"""Whatever is sent, the API answers with what was asked or with a problem document; it never breaks."""

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cast import WEIR_LANE, Cast, said
from core.paging import write_cursor

pytestmark = pytest.mark.django_db

#: One database for all examples of a test: what an example leaves behind makes the next one no less valid.
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

#: Text as JSON can carry it: NUL and halves of surrogate pairs are in it.
words = st.text(st.characters(), max_size=40) | st.sampled_from(
    ["\0", "\ud800", "a\0b", "\u202e", "%", "_", "'", "fly_tip", "street-cleansing", "a@b.example", "-1"]
)
numbers = (
    st.integers()
    | st.floats()
    | st.sampled_from([2**31, 2**63, -(2**63) - 1, 10**400, 1e308, float("nan"), float("inf"), -0.0])
)
dates = st.sampled_from(
    ["0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00", "2026-03-29T01:30:00"]
)
anything = st.recursive(
    st.none() | st.booleans() | numbers | words | dates,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)
FIELDS = [
    *("id", "issue_type", "point", "description", "made_at", "place_note", "answers", "photos"),
    *("name", "email", "phone", "needs", "language"),
]
PUBLIC = [
    "session", "issue-types", "where", "streets", "basemap", "push-key", "reports", "wards", "photos/{}",
    "photos/{}/320", "photos/{}/original", "reports/{}", "wards/{}", "queues/{}/jobs", "crews", "jobs/{}",
    "rounds/today", "departments", "bodies", "{}",
]  # fmt: skip
PARAMETERS = [
    *("lat", "lon", "issue_type", "q", "limit", "bbox", "status", "cursor", "ward", "department", "edge"),
]
WRITES = [
    ("post", "session"), ("post", "reports"), ("put", "reports/{}/follow"),
    ("post", "reports/{}/still-there"), ("post", "reports/{}/withdraw"),
    ("post", "reports/{}/pass"), ("post", "reports/{}/hide"),
    ("post", "jobs/{}/assign"), ("post", "jobs/{}/forward"), ("post", "jobs/{}/start"),
    ("post", "jobs/{}/outcome"), ("put", "photos/{}"), ("delete", "reports"), ("patch", "wards"),
]  # fmt: skip
BODY_FIELDS = [
    *("email", "password", "push", "endpoint", "p256dh", "auth", "language", "note", "what", "photo_id"),
    *("reason", "crew_id", "department", "outcome", "owner_body"),
]
bodies = st.dictionaries(st.sampled_from(BODY_FIELDS), anything, max_size=5)
cursors = st.lists(anything, max_size=3).map(lambda values: write_cursor(*values))


def holds(reply: Any) -> None:
    """An answer, or a refusal that a program and a person can read."""
    assert reply.status_code < 500, reply.content
    if reply.status_code >= 400:
        assert reply["Content-Type"] == "application/problem+json"
        problem = reply.json()
        assert problem["status"] == reply.status_code
        assert problem["type"].startswith("/problems/")
        assert problem["title"]
        assert problem["detail"]


def stranger() -> Client:
    """A client that shows us the 500 that a browser would get."""
    cache.clear()
    return Client(raise_request_exception=False)


@pytest.fixture
def desk(cast: Cast) -> Client:
    """The same, signed in at the desk."""
    client = cast.staff(cast.dev).client
    client.handler.enforce_csrf_checks = False
    client.raise_request_exception = False
    return client


@many
@given(changes=st.dictionaries(st.sampled_from(FIELDS), anything, max_size=3))
def test_a_report_with_anything_in_a_field_is_taken_or_refused(cast: Cast, changes: dict[str, Any]) -> None:
    holds(stranger().post("/api/v1/reports", json.dumps(said(**changes)), content_type="application/json"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("made_at", "0001-01-01T00:00:00+14:00"),
        ("made_at", "9999-12-31T23:59:59-12:00"),
        ("made_at", "2026-03-29T01:30:00"),
        ("description", "\0\ud800 a bag"),
        ("name", "\0"),
        ("email", "a@b.example\r\nBcc: c@d.example"),
        ("answers", {"\ud800": 1}),
    ],
)
def test_what_no_honest_phone_sends_is_taken_or_refused(cast: Cast, field: str, value: Any) -> None:
    body = json.dumps(said(**{field: value}))
    holds(stranger().post("/api/v1/reports", body, content_type="application/json"))


@pytest.mark.parametrize("text", ["a\0b@c.example", "\ud800@c.example"])
def test_a_sign_in_that_no_database_can_look_up_is_refused(cast: Cast, text: str) -> None:
    for body in ({"email": text, "password": "?"}, {"email": cast.dev.email, "password": text}):
        holds(stranger().post("/api/v1/session", json.dumps(body), content_type="application/json"))


@pytest.mark.parametrize("values", [("x", None, 1), (None, None, None), ([1], {}, "1"), (0, "0001-01-01", 1)])
@pytest.mark.parametrize("status", ["open", "ended"])
def test_a_cursor_of_wrong_values_is_refused(desk: Client, status: str, values: tuple[Any, ...]) -> None:
    for some in (values, values[1:]):
        query = {"status": status, "cursor": write_cursor(*some)}
        holds(desk.get("/api/v1/queues/street-cleansing/jobs", query))


def test_a_page_is_only_looked_at(cast: Cast) -> None:
    report, _job = cast.mattresses()
    client = cast.staff(cast.dev).client
    client.raise_request_exception = False
    assert client.post(f"/r/{report.ref}").status_code == 405


@many
@given(place=st.dictionaries(st.sampled_from(["lat", "lon", "accuracy_m", "source"]), anything))
def test_a_report_of_any_place_is_taken_or_refused(cast: Cast, place: dict[str, Any]) -> None:
    point = {"lat": WEIR_LANE.lat, "lon": WEIR_LANE.lon, **place}
    body = json.dumps(said(point=point))
    holds(stranger().post("/api/v1/reports", body, content_type="application/json"))


@many
@given(
    body=st.binary(max_size=200)
    | anything.map(lambda value: json.dumps(value).encode())
    | st.sampled_from([b"[" * 100_000, b'{"a":' * 50_000, b'{"id":' + b"9" * 10_000 + b"}", b"\xff\xfe"]),
    kind=st.sampled_from(["application/json", "text/plain", "multipart/form-data; boundary=x", "", "\x01"]),
)
def test_a_body_of_any_bytes_is_refused(cast: Cast, body: bytes, kind: str) -> None:
    reply = stranger().post("/api/v1/reports", body, content_type=kind)
    holds(reply)
    assert reply.status_code in (400, 422)


@many
@given(
    path=st.sampled_from(PUBLIC),
    part=words | st.integers().map(str) | st.uuids().map(str),
    query=st.dictionaries(st.sampled_from(PARAMETERS), words | numbers.map(str), max_size=4),
)
def test_any_address_is_answered(cast: Cast, path: str, part: str, query: dict[str, str]) -> None:
    address = f"/api/v1/{path.format(quote(part, safe='', errors='surrogatepass'))}"
    holds(stranger().get(f"{address}?{urlencode(query, errors='surrogatepass')}"))


@many
@given(
    method_and_path=st.sampled_from(WRITES),
    part=words | st.integers().map(str) | st.uuids().map(str),
    body=bodies,
    at_the_desk=st.booleans(),
)
def test_whatever_is_written_is_answered(
    desk: Client, method_and_path: tuple[str, str], part: str, body: dict[str, Any], at_the_desk: bool
) -> None:
    method, path = method_and_path
    client = desk if at_the_desk else stranger()
    cache.clear()
    address = f"/api/v1/{path.format(quote(part, safe='', errors='surrogatepass'))}"
    holds(getattr(client, method)(address, json.dumps(body), content_type="application/json"))


@many
@given(
    status=st.sampled_from(["open", "ended", "overdue", "to_pass", ""]),
    cursor=cursors | words,
    ward=words | st.just(""),
    issue_type=words | st.just(""),
)
def test_a_cursor_that_was_tampered_with_is_refused(
    desk: Client, status: str, cursor: str, ward: str, issue_type: str
) -> None:
    query = {"status": status, "cursor": cursor, "ward": ward, "issue_type": issue_type}
    sendable = {name: value for name, value in query.items() if _sendable(value)}
    holds(desk.get("/api/v1/queues/street-cleansing/jobs", sendable))


@many
@given(
    name=st.sampled_from(["Accept-Language", "Cookie", "Track-Token", "X-Forwarded-For", "If-None-Match"]),
    value=st.text(st.characters(max_codepoint=255), max_size=60)
    | st.sampled_from(
        [
            'session="aaaaaaaaaaa\\000b"',
            "language=" + "a-" * 900,
            'csrftoken="\\000"',
            "a-" * 4000,
            "en;q=nan",
            'phone="\\000"; language="\\000"',
            "session=" + "x" * 5000,
        ]
    ),
)
def test_garbage_in_a_header_is_garbage_only(cast: Cast, name: str, value: str) -> None:
    for path in ("reports/FT-0000-00", "session", "basemap"):
        holds(stranger().get(f"/api/v1/{path}", headers={name: value}))


def test_another_host_name_is_refused(cast: Cast) -> None:
    reply = stranger().get("/api/v1/session", headers={"Host": "evil.example"})
    assert reply.status_code == 400
    holds(reply)


def _sendable(text: str) -> bool:
    """Whether a query can carry it: a lone surrogate has no UTF-8."""
    return text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text)

"""Following a report, by the phone that made it and by others."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from cast import Cast
from config import audience
from notify import push_guard
from reports.models import Follow, Report

pytestmark = pytest.mark.django_db(transaction=True)

#: A P-256 point and a secret as a browser gives them.
KEYS = {
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}


def test_who_followed_before_showing_the_token_hears_as_the_reporter_afterwards(cast: Cast) -> None:
    ref = cast.asha.report()["ref"]
    path, body = f"/api/v1/reports/{ref}/follow", {"email": "asha@example.org"}
    client = cast.asha.client
    assert client.put(path, body, content_type="application/json").status_code == 204
    assert list(Follow.objects.values_list("is_reporter", flat=True)) == [False]
    token = {"Track-Token": cast.asha.tokens[ref]}
    assert client.put(path, body, content_type="application/json", headers=token).status_code == 204
    assert list(Follow.objects.values_list("is_reporter", flat=True)) == [True]


def test_a_name_server_that_a_stranger_chose_holds_up_no_write(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_transaction: list[bool] = []

    def never_found(*_args: Any, **_named: Any) -> list[str]:
        in_transaction.append(connection.in_atomic_block)
        raise push_guard.NoAnswer("slow.example")

    monkeypatch.setattr(push_guard, "public_addresses", never_found)
    ref = cast.asha.report()["ref"]
    body = {"push": {"endpoint": "https://slow.example/x", **KEYS}}
    reply = cast.asha.client.put(f"/api/v1/reports/{ref}/follow", body, content_type="application/json")
    assert reply.status_code == 204, reply.content
    assert in_transaction
    assert not any(in_transaction)


def test_nobody_is_looked_up_for_a_report_that_is_not_there(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push_guard, "check_endpoint", lambda endpoint: pytest.fail("looked up"))
    body = {"push": {"endpoint": "https://slow.example/x", **KEYS}}
    reply = cast.asha.client.put("/api/v1/reports/FT-0000-00/follow", body, content_type="application/json")
    assert reply.status_code == 404


def put_follow(ref: str, body: dict[str, Any], *, token: str = "") -> Any:
    headers = {"Track-Token": token}
    return Client().put(
        f"/api/v1/reports/{ref}/follow", body, content_type="application/json", headers=headers
    )


def test_a_phone_can_stop_being_told_of_one_report(cast: Cast, settings: Any) -> None:
    settings.PUSH_PRIVATE = True
    ref = cast.asha.report()["ref"]
    push = {"endpoint": "http://127.0.0.1:9/phone", **KEYS}
    assert put_follow(ref, {"push": push}).status_code == 204
    assert Follow.objects.count() == 1
    for _twice in range(2):
        reply = Client().delete(
            f"/api/v1/reports/{ref}/follow", {"endpoint": push["endpoint"]}, content_type="application/json"
        )
        assert reply.status_code == 204
    assert Follow.objects.count() == 0


def test_a_reporter_with_an_address_and_a_phone_hears_by_one_of_them(cast: Cast, settings: Any) -> None:
    settings.PUSH_PRIVATE = True
    ref = cast.asha.report(email="asha@example.org")["ref"]
    push = {"endpoint": "http://127.0.0.1:9/phone", **KEYS}
    assert put_follow(ref, {"push": push}, token=cast.asha.tokens[ref]).status_code == 204
    report = Report.objects.get(ref=ref)
    message = audience.reporter({"report_id": report.pk})
    assert message is not None
    assert [reader.kind for reader in message.readers] == ["phone"]

"""A message reaches a phone by web push, encrypted for it, once, and stops when the phone is gone."""

import base64
import json
import stat
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from core import outbox
from core.clock import now
from core.models import OutboxRow
from notify import keys, push, readers, tell
from notify.models import Delivery, PushSubscription
from push_service import PushService
from telling import AT, MATTRESSES, phone, say

Do = Callable[[], None]
pytestmark = pytest.mark.django_db


def test_a_phone_hears_that_its_report_was_cleared(pushes: PushService, work: Do) -> None:
    asha = pushes.subscribe()
    say("cleared", phone(asha))
    work()
    assert asha.heard == [
        {
            "title": "Cleared: Fly-tipping: mattresses, Weir Lane",
            "body": "Street cleansing cleared it on Tuesday 24 November. Still there? Tell us.",
            "url": "https://doorstep.example/r/FT-7K3Q-2M",
            "tag": "FT-7K3Q-2M",
        }
    ]
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.channel) == ("sent", "push")
    assert delivery.sent_at is not None


def test_a_push_never_carries_the_token_that_a_mailed_link_has(pushes: PushService, work: Do) -> None:
    asha = pushes.subscribe()
    say("cleared", phone(asha))
    work()
    assert "track" not in json.dumps(asha.heard)
    assert "track" not in json.dumps(Delivery.objects.get().params)


@pytest.mark.parametrize("template", ["received", "scheduled", "cleared", "closed", "reopened", "passed_on"])
def test_news_of_a_private_report_says_neither_type_nor_place(
    pushes: PushService, work: Do, template: str
) -> None:
    asha = pushes.subscribe()
    say(template, phone(asha), private=True)
    work()
    [heard] = asha.heard
    assert heard["title"] == "There is news on your report"
    assert not any(word in json.dumps(heard) for word in ("Fly", "Weir", "cleansing", "Exampleton"))


def test_each_phone_hears_in_its_own_language(pushes: PushService, work: Do) -> None:
    ben, carys = pushes.subscribe(), pushes.subscribe()
    say("cleared", phone(ben), phone(carys, "cy"))
    work()
    assert "Fly-tipping: mattresses" in ben.heard[0]["title"]
    assert "Tipio anghyfreithlon: matresi" in carys.heard[0]["title"]
    assert "24 Tachwedd" in carys.heard[0]["body"]


def test_the_same_event_told_twice_is_one_message(pushes: PushService, work: Do) -> None:
    asha = pushes.subscribe()
    reader = phone(asha)
    key = say("cleared", reader, reader)
    say("cleared", reader, event_key=key)
    work()
    assert len(asha.heard) == 1
    assert Delivery.objects.count() == 1


def test_nothing_is_told_when_the_transaction_is_rolled_back(pushes: PushService, work: Do) -> None:
    asha = pushes.subscribe()
    reader = phone(asha)
    with transaction.atomic():
        tell.tell(event_key=uuid.uuid4(), template="cleared", params=MATTRESSES, readers=[reader], at=AT)
        transaction.set_rollback(True)
    work()
    assert asha.asked == []
    assert not OutboxRow.objects.exists()


@pytest.mark.parametrize("answer", [404, 410])
def test_a_phone_that_is_gone_is_forgotten(pushes: PushService, work: Do, answer: int) -> None:
    gone = pushes.subscribe(answer)
    reader = phone(gone)
    say("cleared", reader)
    work()
    assert not PushSubscription.objects.filter(reader=reader).exists()
    assert Delivery.objects.get().state == "gone"
    say("reopened", reader)
    work()
    assert len(gone.asked) == 1


@pytest.mark.parametrize("answer", [408, 429, 500, 502, 503])
def test_a_push_service_in_trouble_is_asked_again_later(
    pushes: PushService, work: Do, later: Do, answer: int
) -> None:
    asha = pushes.subscribe(answer, answer)
    say("cleared", phone(asha))
    work()
    assert asha.heard == []
    assert OutboxRow.objects.get(task="notify.deliver").run_at > now()
    for _time in range(2):
        later()
        work()
    assert len(asha.heard) == 1
    assert len({headers["topic"] for headers in asha.asked}) == 1
    assert Delivery.objects.get().state == "sent"


def test_pauses_grow_from_seconds_to_hours(pushes: PushService, work: Do, later: Do) -> None:
    asha = pushes.subscribe(500, 500, 500, 500)
    say("cleared", phone(asha))
    pauses = []
    for _time in range(4):
        work()
        pauses.append((OutboxRow.objects.get(task="notify.deliver").run_at - now()).total_seconds())
        later()
    assert pauses == sorted(pauses)
    assert pauses[0] < 5
    assert pauses[-1] > 200


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [
        ("90", 80, 91),
        ("0", 1, 3),
        ("999999999", 21_000, 21_601),
        ("Wed, 01 Jan 2020 00:00:00 GMT", 1, 3),
        ("soon", 1, 3),
        ("-5", 1, 3),
    ],
)
def test_a_push_service_that_says_when_is_believed_within_reason(
    pushes: PushService, work: Do, asked: str, least: float, most: float
) -> None:
    asha = pushes.subscribe((429, {"Retry-After": asked}))
    say("cleared", phone(asha))
    work()
    pause = OutboxRow.objects.get(task="notify.deliver").run_at - now()
    assert timedelta(seconds=least - 1) <= pause <= timedelta(seconds=most)


@pytest.mark.parametrize("answer", [301, 302, 400, 401, 403, 413])
def test_a_refusal_for_good_ends_it(pushes: PushService, work: Do, later: Do, answer: int) -> None:
    asha = pushes.subscribe((answer, {"Location": f"{pushes.url}/elsewhere"}))
    say("cleared", phone(asha))
    for _time in range(2):
        work()
        later()
    assert len(asha.asked) == 1
    assert Delivery.objects.get().state == "failed"
    assert PushSubscription.objects.get().failed_at is not None


def test_after_a_day_of_trouble_it_is_given_up_and_staff_can_see_it(
    pushes: PushService, work: Do, later: Do
) -> None:
    asha = pushes.subscribe(*[500] * 20)
    say("cleared", phone(asha))
    for _time in range(len(outbox.PAUSES) + 3):
        work()
        later()
    assert len(asha.asked) == len(outbox.PAUSES) + 1
    assert Delivery.objects.get().state == "failed"
    assert OutboxRow.objects.get(task="notify.deliver").state == "done"


def test_a_phone_that_subscribes_again_hears_again(pushes: PushService, work: Do) -> None:
    asha = pushes.subscribe(403)
    reader = phone(asha)
    say("cleared", reader)
    work()
    assert phone(asha) == reader
    say("reopened", reader)
    work()
    assert len(asha.heard) == 1


def test_a_push_service_out_of_reach_does_not_hold_up_the_others(
    pushes: PushService, work: Do, settings: Settings
) -> None:
    asha = pushes.subscribe()
    dead = [
        readers.reader_for_phone(endpoint=f"http://127.0.0.1:1/{n}", **asha.keys, language="en-gb", at=AT)
        for n in range(5)
    ]
    say("cleared", *dead, phone(asha))
    work()
    assert len(asha.heard) == 1
    errors = OutboxRow.objects.filter(state="waiting").values_list("last_error", flat=True)
    assert sorted(error.partition(":")[2].strip() for error in errors)[-4:] == ["the push service rests"] * 4


def test_a_long_message_is_shortened_to_what_push_services_take() -> None:
    message = {"title": "Cleared", "body": "ŵ" * 5000, "url": "https://doorstep.example/r/X", "tag": "X"}
    raw = push.fit(message)
    assert 3900 < len(raw) <= 3993
    assert json.loads(raw)["body"].endswith("ŵ…")


def test_a_short_message_is_left_as_it_is() -> None:
    message = {"title": "Cleared", "body": "Done.", "url": "https://doorstep.example/", "tag": "X"}
    assert json.loads(push.fit(message)) == message


def test_a_token_is_made_for_each_push_service(pushes: PushService) -> None:
    one, other = keys.authorization("https://one.example"), keys.authorization("https://other.example:8443")

    def audience(header: str) -> str:
        claims = header.split("t=")[1].split(".")[1]
        found: str = json.loads(base64.urlsafe_b64decode(claims + "=="))["aud"]
        return found

    assert (audience(one), audience(other)) == ("https://one.example", "https://other.example:8443")


def test_the_key_is_made_once_and_only_its_owner_can_read_it(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.KEYS = tmp_path / "keys"
    keys.private_key.cache_clear()
    keys.public_key.cache_clear()
    try:
        first = client.get("/api/v1/push-key").json()["key"]
        keys.private_key.cache_clear()
        keys.public_key.cache_clear()
        assert client.get("/api/v1/push-key").json() == {"key": first}
        assert len(base64.urlsafe_b64decode(first + "=")) == 65
        assert stat.S_IMODE((tmp_path / "keys" / "vapid.pem").stat().st_mode) == 0o600
        assert [path.name for path in (tmp_path / "keys").iterdir()] == ["vapid.pem"]
    finally:
        keys.private_key.cache_clear()
        keys.public_key.cache_clear()


@pytest.mark.parametrize(
    ("p256dh", "auth", "field"),
    [
        ("", "", "push.p256dh"),
        ("AAAA", "AAAAAAAAAAAAAAAAAAAAAA", "push.p256dh"),
        ("B" + "A" * 86, "AAAAAAAAAAAAAAAAAAAAAA", "push.p256dh"),  # not on the curve
        ("ä" * 87, "AAAAAAAAAAAAAAAAAAAAAA", "push.p256dh"),
        (None, "", "push.auth"),
        (None, "AAAA", "push.auth"),
        (None, "A" * 100_000, "push.auth"),
    ],
)
def test_keys_that_are_none_are_refused(
    pushes: PushService, p256dh: str | None, auth: str, field: str
) -> None:
    browser = pushes.subscribe()
    with pytest.raises(readers.BadPushKeys) as refused:
        readers.reader_for_phone(
            endpoint=browser.endpoint,
            p256dh=browser.keys["p256dh"] if p256dh is None else p256dh,
            auth=auth,
            language="en-gb",
            at=AT,
        )
    assert refused.value.field == field
    assert not PushSubscription.objects.exists()

"""How much is taken from one phone, one address, one network and about one place."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import SenderMark
from cast import WEIR_LANE, WEIR_MEADOW, Cast, Phone, at, said
from core import limits
from core.addresses import origin_of, read_network
from core.clock import LONDON, now

CHALLENGE = "/problems/challenge"


def phone_at(address: str) -> Phone:
    """A phone that was never seen before, at a network address."""
    return Phone(Client(REMOTE_ADDR=address))


def kinds(replies: list[Any]) -> list[str]:
    return ["taken" if reply.status_code == 201 else reply.json()["type"] for reply in replies]


@pytest.fixture
def no_challenges(settings: Any) -> None:
    settings.CHALLENGE_FROM_PERCENT = 100
    settings.REPORTS_AN_HOUR_A_PLACE = 1000


@pytest.mark.parametrize(
    ("address", "connection", "network"),
    [
        ("203.0.113.7", "203.0.113.7/32", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.7/32", "203.0.113.0/24"),
        ("64:ff9b::203.0.113.7", "203.0.113.7/32", "203.0.113.0/24"),
        ("203.0.113.7:49152", "203.0.113.7/32", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("2001:DB8:1:2::9", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/64", "fe80::/48"),
        ("unknown", "unknown", "unknown"),
        ("", "", ""),
    ],
)
def test_an_address_is_its_connection_and_its_network(address: str, connection: str, network: str) -> None:
    origin = origin_of(address)
    assert (origin.connection, origin.network) == (connection, network)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("203.0.113.7", "203.0.113.7/32"),
        ("203.0.113.9/24", "203.0.113.0/24"),
        ("2001:db8:1:2::/64", "2001:db8:1:2::/64"),
        ("2001:db8:1::/48", "2001:db8:1::/48"),
        ("203.0.0.0/8", None),
        ("2001:db8::/32", None),
        ("0.0.0.0/0", None),
        ("203.0.113.0/²4", None),
        ("Weir Lane", None),
        ("", None),
    ],
)
def test_a_network_is_no_wider_than_what_is_counted(text: str, known: str | None) -> None:
    assert read_network(text) == known


@pytest.mark.django_db
@pytest.mark.usefixtures("no_challenges")
class TestRefused:
    """Over the limits themselves."""

    def test_a_home_with_ipv6_is_one_sender_whatever_address_it_picks(
        self, cast: Cast, settings: Any
    ) -> None:
        settings.REPORTS_AN_HOUR = 3
        replies = [phone_at(f"2001:db8:1:2::{n}").send(said()) for n in range(4)]
        assert kinds(replies) == ["taken"] * 3 + ["/problems/too-many"]
        assert phone_at("2001:db8:1:3::1").send(said()).status_code == 201

    def test_a_mapped_address_is_the_ipv4_address_it_stands_for(self, cast: Cast, settings: Any) -> None:
        settings.REPORTS_AN_HOUR = 1
        assert phone_at("203.0.113.7").send(said()).status_code == 201
        assert phone_at("::ffff:203.0.113.7").send(said()).status_code == 429

    @pytest.mark.parametrize(
        ("inside", "outside"),
        [("203.0.113.{}", "203.0.114.1"), ("2001:db8:1:{}::1", "2001:db8:2:1::1")],
    )
    def test_a_network_has_a_limit_of_its_own(
        self, cast: Cast, settings: Any, inside: str, outside: str
    ) -> None:
        settings.REPORTS_AN_HOUR_A_NETWORK = 3
        replies = [phone_at(inside.format(n + 1)).send(said()) for n in range(4)]
        assert kinds(replies) == ["taken"] * 3 + ["/problems/too-many"]
        assert phone_at(outside).send(said()).status_code == 201

    def test_photos_are_limited_by_network_too(self, cast: Cast, settings: Any) -> None:
        settings.PHOTO_BYTES_AN_HOUR = 10
        settings.PHOTO_BYTES_AN_HOUR_A_PHONE = 10_000
        sent = [
            phone_at(f"203.0.113.{n + 1}").client.put(
                f"/api/v1/photos/00000000-0000-4000-8000-00000000000{n}",
                b"123456789",
                content_type="application/octet-stream",
            )
            for n in range(5)
        ]
        assert [reply.status_code for reply in sent] == [415] * 4 + [429]


@pytest.mark.django_db
class TestAsked:
    """Where a phone has to do some work first."""

    def test_from_half_of_the_limit_on_the_phone_works(self, cast: Cast, settings: Any) -> None:
        settings.REPORTS_AN_HOUR_A_PHONE = 4
        replies = [cast.asha.send(said()) for _ in range(3)]
        assert kinds(replies) == ["taken", "taken", CHALLENGE]
        assert replies[2]["Content-Type"] == "application/problem+json"

    def test_what_was_only_asked_for_does_not_use_up_the_limit(self, cast: Cast, settings: Any) -> None:
        settings.REPORTS_AN_HOUR_A_PHONE = 4
        replies = [cast.asha.send(said()) for _ in range(12)]
        assert kinds(replies) == ["taken"] * 2 + [CHALLENGE] * 10

    def test_a_crowded_place_asks_everybody_and_refuses_nobody(self, cast: Cast, settings: Any) -> None:
        settings.REPORTS_AN_HOUR_A_PLACE = 5
        replies = [phone_at(f"203.0.{n}.1").send(said()) for n in range(8)]
        assert kinds(replies) == ["taken"] * 5 + [CHALLENGE] * 3
        assert phone_at("203.0.200.1").send(said(point=at(WEIR_MEADOW))).status_code == 201

    def test_what_is_urgent_waits_for_no_check(self, cast: Cast, settings: Any) -> None:
        settings.REPORTS_AN_HOUR_A_PLACE = 1
        assert phone_at("203.0.1.1").send(said()).status_code == 201
        urgent = said(answers={"size": "car_boot", "blocking": "yes"})
        assert phone_at("203.0.2.1").send(urgent).status_code == 201
        assert kinds([phone_at("203.0.3.1").send(said())]) == [CHALLENGE]

    def test_staff_are_neither_counted_nor_asked(self, cast: Cast, settings: Any) -> None:
        settings.REPORTS_AN_HOUR_A_PHONE = settings.REPORTS_AN_HOUR = settings.REPORTS_AN_HOUR_A_PLACE = 1
        dev = cast.staff(cast.dev)
        assert [dev.post("/api/v1/reports", said()).status_code for _ in range(3)] == [201] * 3

    def test_a_trusted_reporter_is_neither_counted_nor_asked(self, cast: Cast, settings: Any) -> None:
        settings.REPORTS_AN_HOUR_A_PHONE, settings.REPORTS_AN_HOUR_A_PLACE = 2, 1
        ref = cast.asha.report()["ref"]
        assert cast.asha.send(said()).status_code == 429
        trust = {"ref": ref, "who": "phone", "until": "2999-01-01", "reason": "Walks the ward every week."}
        dev = cast.staff(cast.dev)
        assert dev.post("/api/v1/trusted", trust).json()["field"] == "until"
        trust["until"] = _in_days(30)
        assert dev.post("/api/v1/trusted", trust).status_code == 201
        assert [cast.asha.send(said()).status_code for _ in range(3)] == [201] * 3
        mark = SenderMark.objects.get()
        dev.client.delete(
            f"/api/v1/trusted/{mark.pk}",
            {"reason": "Moved away"},
            content_type="application/json",
            headers={"X-CSRFToken": dev.client.cookies["csrftoken"].value},
        )
        assert cast.asha.send(said()).status_code == 429

    def test_who_only_types_a_trusted_address_is_counted_and_no_flood_of_mail_comes_of_it(
        self, cast: Cast, settings: Any
    ) -> None:
        settings.REPORTS_AN_HOUR_A_PHONE, settings.REPORTS_AN_HOUR_A_PLACE = 3, 1
        ref = cast.asha.report(email="councillor@example.org")["ref"]
        trust = {"ref": ref, "who": "email", "until": _in_days(30), "reason": "Walks the ward every week."}
        assert cast.staff(cast.dev).post("/api/v1/trusted", trust).status_code == 201
        stranger = phone_at("203.0.2.1")
        replies = [stranger.send(said(email="councillor@example.org")) for _time in range(4)]
        assert kinds(replies) == ["taken"] * 3 + ["/problems/too-many"]
        assert limits.use("mail to", "councillor@example.org", seconds=1) == 5

    def test_one_place_is_about_a_hundred_metres(self, cast: Cast, settings: Any) -> None:
        settings.REPORTS_AN_HOUR_A_PLACE = 1
        near = {"lat": WEIR_LANE.lat + 0.00003, "lon": WEIR_LANE.lon + 0.00003, "source": "pin"}
        far = {"lat": WEIR_LANE.lat + 0.002, "lon": WEIR_LANE.lon, "source": "pin"}
        replies = [
            phone_at(f"203.0.{n}.1").send(said(point=point)) for n, point in enumerate((near, near, far))
        ]
        assert kinds(replies) == ["taken", CHALLENGE, "taken"]


def _in_days(days: int) -> str:
    return (now().astimezone(LONDON).date() + timedelta(days=days)).isoformat()

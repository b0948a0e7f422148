"""Staff sign in with an address and a password; guessing is slowed down without locking anybody else out."""

import time
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client

from accounts import guessing, sign_in
from cast import PASSWORD, Cast
from core import outbox
from core.models import OutboxRow
from staff_browser import StaffBrowser

pytestmark = pytest.mark.django_db


def attempt(email: str, password: str, *, address: str = "192.0.2.1") -> Any:
    return Client(REMOTE_ADDR=address).post(
        "/api/v1/session", {"email": email, "password": password}, content_type="application/json"
    )


def test_who_signs_in_is_told_their_roles(cast: Cast) -> None:
    found = attempt("DEV@example.org", PASSWORD).json()
    assert found["person"] == "Dev"
    assert [(r["role"], r["department"]["key"]) for r in found["roles"]] == [("desk", "street-cleansing")]


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(cast: Cast) -> None:
    wrong, unknown = attempt("dev@example.org", "wrong"), attempt("nobody@example.org", "wrong")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()


def test_the_cookie_is_kept_from_scripts_and_other_sites(cast: Cast) -> None:
    cookie = attempt("dev@example.org", PASSWORD).cookies["session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_guessing_is_slowed_down_and_locks_nobody_else_out(cast: Cast) -> None:
    codes = [attempt("dev@example.org", f"guess {n}").status_code for n in range(11)]
    assert codes == [401] * 10 + [429]
    assert attempt("dev@example.org", PASSWORD).status_code == 429
    assert attempt("dev@example.org", PASSWORD, address="192.0.2.2").status_code == 200
    assert attempt("ewa@example.org", PASSWORD).status_code == 200


def test_one_address_cannot_try_one_password_on_everybody(cast: Cast) -> None:
    codes = {attempt(f"person{n}@example.org", "Password1").status_code for n in range(100)}
    assert codes == {401}
    assert attempt("person100@example.org", "Password1").status_code == 429


def test_somebody_who_has_left_cannot_sign_in_and_is_signed_out(cast: Cast) -> None:
    dev = cast.staff(cast.dev)
    assert dev.get("/api/v1/departments").status_code == 200
    cast.dev.is_active = False
    cast.dev.save(update_fields=["is_active"])
    assert dev.get("/api/v1/departments").status_code == 401
    assert attempt("dev@example.org", PASSWORD).status_code == 401


def test_a_new_password_ends_old_sessions(cast: Cast) -> None:
    dev = cast.staff(cast.dev)
    cast.dev.set_password("another long password")
    cast.dev.save(update_fields=["password"])
    assert dev.get("/api/v1/departments").status_code == 401


def test_signing_out_ends_the_session(cast: Cast) -> None:
    dev = cast.staff(cast.dev)
    token = {"X-CSRFToken": dev.client.cookies["csrftoken"].value}
    assert dev.client.delete("/api/v1/session", headers=token).status_code == 204
    assert dev.get("/api/v1/departments").status_code == 401
    assert dev.client.get("/api/v1/session").json()["person"] is None


def test_signing_in_itself_wants_the_csrf_token(cast: Cast) -> None:
    """Else another site could sign somebody in as somebody else, and read what they then type."""
    client = Client(enforce_csrf_checks=True)
    client.get("/api/v1/session")
    said = {"email": "dev@example.org", "password": PASSWORD}
    refused = client.post("/api/v1/session", said, content_type="application/json")
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/not-allowed")
    assert client.get("/api/v1/session").json()["person"] is None


def test_the_pause_grows_and_ends(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1_000_000.0]
    monkeypatch.setattr(time, "time", lambda: clock[0])
    for n in range(10):
        attempt("dev@example.org", f"guess {n}")
    pauses = []
    for n in range(4):
        pauses.append(attempt("dev@example.org", PASSWORD).json()["retry_after"])
        clock[0] += pauses[-1]
        assert attempt("dev@example.org", f"another {n}").status_code == 401
    assert pauses == sorted(pauses)
    assert pauses[-1] > 4 * pauses[0]
    clock[0] += 3601
    assert attempt("dev@example.org", PASSWORD).status_code == 200
    assert attempt("dev@example.org", "wrong again").status_code == 401


def test_hammering_from_everywhere_does_not_stop_the_owner_on_a_known_device(cast: Cast) -> None:
    mine = StaffBrowser(address="192.0.2.50")
    assert mine.sign_in("dev@example.org").status_code == 200
    mine.send("session", "delete")
    for n in range(100):
        attempt("dev@example.org", f"guess {n}", address=f"198.51.100.{n}")
    # From any further address the account takes no guesses for a while, right or wrong ...
    assert attempt("dev@example.org", PASSWORD, address="203.0.113.1").status_code == 429
    # ... and its owner, where they signed in before, does not notice.
    assert mine.sign_in("dev@example.org").status_code == 200
    assert attempt("ewa@example.org", PASSWORD, address="203.0.113.1").status_code == 200


def test_guesses_on_a_known_device_are_counted_by_the_device(cast: Cast) -> None:
    shared = StaffBrowser(address="192.0.2.51")
    shared.sign_in("dev@example.org")
    shared.send("session", "delete")
    codes = [shared.sign_in("dev@example.org", f"guess {n}").status_code for n in range(11)]
    assert codes == [401] * 10 + [429]
    assert attempt("dev@example.org", PASSWORD, address="192.0.2.51").status_code == 200


@pytest.mark.parametrize("whose", ["nobody's", "ewa's"])
def test_a_device_cookie_of_another_or_made_up_opens_no_way_round(cast: Cast, whose: str) -> None:
    browser = StaffBrowser(address="198.51.100.200")
    value = guessing.device_cookie_for("ewa@example.org", nonce="x") if whose == "ewa's" else "made:up"
    browser.client.cookies[sign_in.cookie_name("dev@example.org")] = value
    for n in range(100):
        attempt("dev@example.org", f"guess {n}", address=f"198.51.100.{n}")
    assert browser.sign_in("dev@example.org").status_code == 429


def test_an_old_hash_is_made_anew_when_its_owner_signs_in(cast: Cast, settings: Any) -> None:
    settings.PASSWORD_HASHERS = [
        "accounts.password_rules.Argon2",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
    cast.dev.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
    cast.dev.save()
    assert attempt("dev@example.org", PASSWORD).status_code == 200
    cast.dev.refresh_from_db()
    assert cast.dev.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_new_device_is_told_of_by_mail_and_a_known_one_is_not(cast: Cast) -> None:
    browser = StaffBrowser()
    browser.sign_in("dev@example.org")
    browser.sign_in("dev@example.org")
    told = OutboxRow.objects.filter(task="tell_people", payload__event="SignedInAnew")
    assert told.count() == 1
    while outbox.work_once():
        pass
    (letter,) = mail.outbox
    assert letter.to == ["dev@example.org"]
    assert letter.subject == "You signed in on a new device"
    assert "Reference" not in letter.body
    assert "192.0.2" not in letter.body

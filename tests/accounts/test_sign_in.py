"""Staff sign in with an address and a password; guessing is slowed down without locking anybody else out."""

from typing import Any

import pytest
from django.test import Client

from cast import PASSWORD, Cast

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

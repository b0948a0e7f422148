"""A second step beside the password: codes from a telephone, recovery codes, passkeys."""

import pytest
from django.db import connection

from accounts.models import Body
from cast import PASSWORD, Cast
from passkeys import Authenticator, code_of
from staff_browser import StaffBrowser

pytestmark = pytest.mark.django_db


@pytest.fixture
def dev(cast: Cast) -> StaffBrowser:
    browser = StaffBrowser()
    assert browser.sign_in("dev@example.org").status_code == 200
    return browser


def test_who_set_up_codes_is_asked_for_one_after_the_password(dev: StaffBrowser) -> None:
    secret, recovery = dev.set_up_codes()
    assert len(recovery) == 10
    other = StaffBrowser()
    reply = other.sign_in("dev@example.org")
    assert (reply.status_code, reply.json()["type"]) == (401, "/problems/second-step")
    assert reply.json()["ways"] == ["code"]
    assert other.get("departments").status_code == 401
    assert other.send("session/second-step", code="000000").json()["type"] == "/problems/wrong-code"
    assert other.send("session/second-step", code=code_of(secret)).json()["person"] == "Dev"
    assert other.get("departments").status_code == 200


def test_a_code_works_once(dev: StaffBrowser) -> None:
    secret, _recovery = dev.set_up_codes()
    code = code_of(secret)
    first, second = StaffBrowser(), StaffBrowser()
    first.sign_in("dev@example.org")
    second.sign_in("dev@example.org")
    assert first.send("session/second-step", code=code).status_code == 200
    assert second.send("session/second-step", code=code).status_code == 401


def test_a_recovery_code_works_once(dev: StaffBrowser) -> None:
    _secret, recovery = dev.set_up_codes()
    for expected in (200, 401):
        browser = StaffBrowser()
        browser.sign_in("dev@example.org")
        assert browser.send("session/second-step", code=recovery[0]).status_code == expected
    assert dev.get("security").json()["recovery_left"] == 9


def test_guessing_codes_ends_the_attempt_and_then_pauses(dev: StaffBrowser) -> None:
    secret, _recovery = dev.set_up_codes()
    thief = StaffBrowser(address="198.51.100.9")
    found = []
    for _round in range(2):
        thief.sign_in("dev@example.org")
        found += [thief.send("session/second-step", code="000000").json()["type"] for _try in range(5)]
    assert found == (["/problems/wrong-code"] * 4 + ["/problems/step-over"]) * 2
    thief.sign_in("dev@example.org")
    assert thief.send("session/second-step", code=code_of(secret)).status_code == 429
    # From elsewhere its owner goes on.
    owner = StaffBrowser(address="192.0.2.77")
    owner.sign_in("dev@example.org")
    assert owner.send("session/second-step", code=code_of(secret)).status_code == 200


def test_the_second_step_without_the_first_is_nothing(cast: Cast) -> None:
    assert StaffBrowser().send("session/second-step", code="123456").json()["type"] == "/problems/step-over"


def test_a_passkey_alone_signs_in(dev: StaffBrowser) -> None:
    phone = dev.add_passkey()
    other = StaffBrowser()
    assert other.use_passkey(phone).json()["person"] == "Dev"
    assert other.get("departments").status_code == 200


def test_a_passkey_is_the_second_step_too(dev: StaffBrowser) -> None:
    phone = dev.add_passkey()
    other = StaffBrowser()
    assert other.sign_in("dev@example.org").json()["ways"] == ["passkey"]
    assert other.use_passkey(phone).status_code == 200


def test_a_strangers_passkey_a_phishers_and_a_second_use_are_refused(dev: StaffBrowser, cast: Cast) -> None:
    phone = dev.add_passkey()
    stranger = Authenticator(handle=phone.handle)
    assert StaffBrowser().use_passkey(stranger).json()["type"] == "/problems/wrong-passkey"
    phished = Authenticator(
        key=phone.key, id=phone.id, handle=phone.handle, origin="https://d00rstep.example"
    )
    assert StaffBrowser().use_passkey(phished).status_code == 401
    browser = StaffBrowser()
    options = browser.send("session/passkey-options").json()["public_key"]
    signed = phone.sign(options)
    assert browser.send("session/passkey", credential=signed).status_code == 200
    assert StaffBrowser().send("session/passkey", credential=signed).status_code == 401
    cast.dev.is_active = False
    cast.dev.save()
    assert StaffBrowser().use_passkey(phone).status_code == 401


@pytest.mark.parametrize("credential", [{}, {"id": 1}, {"response": None}, {"response": {"userHandle": "%"}}])
def test_nonsense_for_a_passkey_is_refused(cast: Cast, credential: dict[str, object]) -> None:
    browser = StaffBrowser()
    browser.send("session/passkey-options")
    reply = browser.send("session/passkey", credential=credential)
    assert (reply.status_code, reply.json()["type"]) == (401, "/problems/wrong-passkey")


def test_a_passkey_is_renamed_and_removed(dev: StaffBrowser) -> None:
    phone = dev.add_passkey("Phone")
    (known,) = dev.get("security").json()["passkeys"]
    assert dev.send(f"security/passkeys/{known['id']}", "put", name="My old phone").status_code == 204
    assert dev.get("security").json()["passkeys"][0]["name"] == "My old phone"
    assert dev.send(f"security/passkeys/{known['id']}", "delete").status_code == 204
    assert StaffBrowser().use_passkey(phone).status_code == 401
    assert dev.get("security").json()["recovery_left"] == 0


def test_nobody_touches_anothers_passkey(dev: StaffBrowser, cast: Cast) -> None:
    dev.add_passkey()
    (known,) = dev.get("security").json()["passkeys"]
    ewa = StaffBrowser()
    ewa.sign_in("ewa@example.org")
    assert ewa.send(f"security/passkeys/{known['id']}", "put", name="Mine").status_code == 404
    assert ewa.send(f"security/passkeys/{known['id']}", "delete").status_code == 404


def test_where_the_body_asks_for_it_nothing_works_before_it_is_set_up(cast: Cast) -> None:
    Body.objects.update(second_step_required=True)
    browser = StaffBrowser()
    told = browser.sign_in("dev@example.org").json()
    assert (told["must_set_second_step"], told["roles"]) == (True, [])
    refused = browser.get("queues/street-cleansing/jobs")
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/set-second-step")
    browser.add_passkey()
    assert browser.get("session").json()["must_set_second_step"] is False
    assert browser.get("queues/street-cleansing/jobs").status_code == 200
    (known,) = browser.get("security").json()["passkeys"]
    last = browser.send(f"security/passkeys/{known['id']}", "delete")
    assert (last.status_code, last.json()["type"]) == (409, "/problems/last-second-step")


def test_a_councillor_sees_nothing_private_and_is_not_asked(cast: Cast) -> None:
    Body.objects.update(second_step_required=True)
    assert StaffBrowser().sign_in("gwen@example.org").json()["must_set_second_step"] is False


def test_a_new_second_step_ends_sessions_begun_without_it(cast: Cast, dev: StaffBrowser) -> None:
    elsewhere = StaffBrowser()
    elsewhere.sign_in("dev@example.org")
    dev.set_up_codes()
    assert elsewhere.get("departments").status_code == 401
    assert dev.get("departments").status_code == 200


def test_changes_want_a_fresh_proof_of_who_it_is(dev: StaffBrowser) -> None:
    session = dev.client.session
    session["proved at"] = "2020-01-01T00:00:00+00:00"
    session.save()
    refused = dev.send("security/codes-secret")
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/prove-first")
    assert dev.send("security/proof", password="wrong").status_code == 401
    assert dev.send("security/proof", password=PASSWORD).status_code == 204
    assert dev.send("security/codes-secret").status_code == 200


def test_secrets_lie_sealed_in_the_database_and_the_picture_asks_nobody(dev: StaffBrowser) -> None:
    made = dev.send("security/codes-secret").json()
    assert made["picture"].startswith("<?xml")
    assert "script" not in made["picture"]
    assert f"secret={made['secret']}" in made["uri"]
    dev.send("security/codes", code=code_of(made["secret"]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        assert made["secret"] not in str(cursor.fetchall())

"""A password is judged by how hard it is to guess, set by a link that works once, changed by its owner."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from accounts import password_links
from accounts.models import PasswordLink, Person
from accounts.password_rules import judge, own_words_of
from cast import PASSWORD, Cast
from core import outbox
from core.clock import now
from core.models import OutboxRow
from staff_browser import StaffBrowser

pytestmark = pytest.mark.django_db

STRONG = "violet harbour thimble oxcart"


def link_for(person: Person, kind: PasswordLink.Kind = PasswordLink.Kind.RESET) -> str:
    link = password_links.make_link(person=person, kind=kind, at=now())
    return password_links.address_of(link).partition("#")[2]


def deliver() -> None:
    while outbox.work_once():
        pass


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "password1234",
        "Passw0rd!2026",
        "qwertyuiopasdf",
        "aaaaaaaaaaaaaaa",
        "123456789012345",
        "Exampleton District Council",
        "dev@example.org",
        "DoorstepDoorstep",
        "Street Cleansing 1",
    ],
)
def test_what_could_be_guessed_is_refused_with_a_sentence(cast: Cast, password: str) -> None:
    judged = judge(password, own_words=own_words_of(cast.dev))
    assert not judged.is_strong
    assert judged.sentence[0].isupper()
    assert judged.sentence.endswith(".")


@pytest.mark.parametrize(
    "password", [STRONG, "x7#Kq!mZ2p&Vw9", "ci cath ceffyl mochyn", "ваза лимон облако весло"]
)
def test_what_is_hard_to_guess_is_taken_whatever_signs_it_has(cast: Cast, password: str) -> None:
    assert judge(password, own_words=own_words_of(cast.dev)).is_strong


def test_a_password_may_be_long(cast: Cast) -> None:
    assert judge(STRONG * 6).is_strong


def test_the_sentence_is_in_the_readers_language(cast: Cast) -> None:
    browser = StaffBrowser()
    said = {
        language: browser.client.post(
            "/api/v1/password/judge",
            {"password": "short"},
            content_type="application/json",
            headers={"Accept-Language": language, "X-CSRFToken": browser.client.cookies["csrftoken"].value},
        ).json()["sentence"]
        for language in ("en-GB", "cy")
    }
    assert said["cy"] != said["en-GB"]


def test_the_judge_knows_whose_password_it_will_be(cast: Cast) -> None:
    cast.dev.name = "Zebedee Quartermaine"
    cast.dev.save()
    stranger = StaffBrowser()
    said = {"password": "zebedee quartermaine"}
    assert stranger.send("password/judge", **said).json()["is_strong"] is True
    assert stranger.send("password/judge", **said, secret=link_for(cast.dev)).json()["is_strong"] is False


def test_an_invitation_sets_the_first_password(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    call_command(
        "add_person", "--email", "new@example.org", "--name", "Nel", "--role", "desk",
        "--body", "exampleton", "--department", "parks",
    )  # fmt: skip
    printed = re.search(r"http\S+/set-password#(\w+)", capsys.readouterr().out)
    assert printed
    deliver()
    (letter,) = mail.outbox
    assert letter.to == ["new@example.org"]
    assert printed[1] in letter.body
    browser = StaffBrowser()
    assert browser.sign_in("new@example.org", "").status_code == 401
    told = browser.send("password/link", secret=printed[1]).json()
    assert told == {"name": "Nel", "email": "new@example.org", "kind": "invitation"}
    weak = browser.send("password/set", secret=printed[1], password="password1234")
    assert (weak.status_code, weak.json()["type"]) == (422, "/problems/weak-password")
    assert browser.send("password/set", secret=printed[1], password=STRONG).status_code == 204
    assert browser.send("password/set", secret=printed[1], password=STRONG).status_code == 410
    assert browser.sign_in("new@example.org", STRONG).status_code == 200
    assert browser.get("queues/parks/jobs").status_code == 200


def test_the_secret_of_a_link_is_kept_nowhere(cast: Cast) -> None:
    secret = link_for(cast.dev)
    deliver()
    kept = str(list(PasswordLink.objects.values())) + str(list(OutboxRow.objects.values()))
    assert secret not in kept
    assert secret in mail.outbox[0].body


def test_a_link_ends_with_its_time_with_the_next_one_and_with_its_owner(cast: Cast) -> None:
    first = link_for(cast.dev)
    second = link_for(cast.dev)
    browser = StaffBrowser()
    assert browser.send("password/link", secret=first).status_code == 410
    assert browser.send("password/link", secret=second).status_code == 200
    PasswordLink.objects.update(ends_at=now() - timedelta(seconds=1))
    assert browser.send("password/set", secret=second, password=STRONG).status_code == 410
    third = link_for(cast.dev)
    cast.dev.is_active = False
    cast.dev.save()
    assert browser.send("password/set", secret=third, password=STRONG).status_code == 410


@pytest.mark.parametrize("secret", ["", "x", "0" * 96, "é" * 96, "0" * 200])
def test_a_made_up_link_is_refused(cast: Cast, secret: str) -> None:
    assert StaffBrowser().send("password/link", secret=secret).status_code == 410


def test_asking_for_a_way_back_in_says_nothing_of_who_there_is(cast: Cast) -> None:
    browser = StaffBrowser()
    known = browser.send("password/reset", email="DEV@example.org")
    unknown = browser.send("password/reset", email="nobody@example.org")
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content) == (204, b"")
    deliver()
    assert [letter.to for letter in mail.outbox] == [["dev@example.org"]]


def test_nobodys_mailbox_is_flooded_with_resets(cast: Cast) -> None:
    codes = {
        StaffBrowser(address=f"198.51.100.{n}").send("password/reset", email="dev@example.org").status_code
        for n in range(30)
    }
    assert codes == {204}
    assert OutboxRow.objects.filter(payload__event="PasswordLinkMade").count() == 20


def test_changing_it_ends_every_other_session_and_tells_its_owner(cast: Cast) -> None:
    here, there = StaffBrowser(), StaffBrowser()
    here.sign_in("dev@example.org")
    there.sign_in("dev@example.org")
    assert here.send("security/password", "put", password="password1234").status_code == 422
    assert here.send("security/password", "put", password=STRONG).status_code == 204
    assert here.get("departments").status_code == 200
    assert there.get("departments").status_code == 401
    assert there.sign_in("dev@example.org", PASSWORD).status_code == 401
    assert there.sign_in("dev@example.org", STRONG).status_code == 200
    deliver()
    assert "The way you sign in has changed" in [letter.subject for letter in mail.outbox]


def test_a_reset_ends_every_session(cast: Cast) -> None:
    dev = StaffBrowser()
    dev.sign_in("dev@example.org")
    StaffBrowser().send("password/set", secret=link_for(cast.dev), password=STRONG)
    assert dev.get("departments").status_code == 401


def test_a_link_still_in_the_mail_ends_when_its_owner_changes_the_password(cast: Cast) -> None:
    here = StaffBrowser()
    here.sign_in("dev@example.org")
    secret = link_for(cast.dev)
    assert here.send("security/password", "put", password=STRONG).status_code == 204
    assert (
        here.send("password/set", secret=secret, password="another thimble in the oxcart").status_code == 410
    )
    assert StaffBrowser().sign_in("dev@example.org", STRONG).status_code == 200

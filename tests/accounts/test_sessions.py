"""Where somebody is signed in, they see and end themselves."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from accounts import sessions
from accounts.models import SignIn
from cast import Cast
from core.clock import now
from staff_browser import StaffBrowser

pytestmark = pytest.mark.django_db

ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 Chrome/141.0.0.0 Mobile Safari/537.36"


def sign_in(**how: str) -> StaffBrowser:
    browser = StaffBrowser(**how)
    assert browser.sign_in("dev@example.org").status_code == 200
    return browser


def test_the_list_says_which_device_since_when_and_nothing_of_where(cast: Cast) -> None:
    sign_in(agent=ANDROID, address="203.0.113.5")
    desk = sign_in()
    here, there = desk.get("security").json()["sessions"]
    assert [here["device"], there["device"]] == ["Firefox, Linux", "Chrome, Android"]
    assert [here["is_this"], there["is_this"]] == [True, False]
    assert set(here) == {"id", "device", "begun_at", "used_at", "is_this"}
    assert there["used_at"].endswith(":00:00Z")
    assert "203.0.113" not in desk.get("security").content.decode()


def test_one_is_ended_and_the_others_go_on(cast: Cast) -> None:
    phone, desk = sign_in(agent=ANDROID), sign_in()
    theirs = next(s for s in desk.get("security").json()["sessions"] if not s["is_this"])
    assert desk.send(f"security/sessions/{theirs['id']}", "delete").status_code == 204
    assert phone.get("departments").status_code == 401
    assert desk.get("departments").status_code == 200


def test_all_others_are_ended_at_once(cast: Cast) -> None:
    others, desk = [sign_in(), sign_in()], sign_in()
    assert desk.send("security/sessions", "delete").status_code == 204
    assert [other.get("departments").status_code for other in others] == [401, 401]
    assert len(desk.get("security").json()["sessions"]) == 1


def test_nobody_ends_anothers_session(cast: Cast) -> None:
    dev, ewa = sign_in(), StaffBrowser()
    ewa.sign_in("ewa@example.org")
    (mine,) = dev.get("security").json()["sessions"]
    assert ewa.send(f"security/sessions/{mine['id']}", "delete").status_code == 404
    assert dev.get("departments").status_code == 200


def test_a_session_ends_twelve_hours_after_it_began_however_much_it_is_used(cast: Cast) -> None:
    dev = sign_in()
    session = dev.client.session
    assert timedelta(hours=11, minutes=59) < session.get_expiry_date() - now() <= sessions.LASTS
    ends = session.get_expiry_date()
    sessions.was_used(session, at=now() + timedelta(hours=3))
    session.save()
    assert dev.client.session.get_expiry_date() == ends
    Session.objects.update(expire_date=now() - timedelta(seconds=1))
    assert dev.get("departments").status_code == 401


def test_signing_out_takes_it_off_the_list_and_what_is_over_is_forgotten(cast: Cast) -> None:
    sign_in().send("session", "delete")
    assert SignIn.objects.count() == 0
    sign_in()
    sessions.forget_ended(at=now() + sessions.LASTS + timedelta(minutes=1))
    assert (SignIn.objects.count(), Session.objects.count()) == (0, 0)

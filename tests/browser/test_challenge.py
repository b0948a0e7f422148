"""Where a lot comes at once, a phone does a few seconds of work: seen, said, and stopped by who wants to."""

import json
import urllib.error
import urllib.request
import uuid

import pytest
from playwright.sync_api import Page, Route, expect

from browser import reporting
from browser.borough import Exampleton, Place
from browser.screens import ON_PHONES, Examiner
from browser.windows import Phone, Windows

CHECKING = "Checking that this is a person's phone"
#: What `DOORSTEP_REPORTS_AN_HOUR_A_PLACE` is unless somebody says otherwise.
TAKEN_AT_ONCE = 20


def crowd(exampleton: Exampleton, here: Place) -> None:
    """Many phones report this place, until one is asked to work."""
    for _nth in range(TAKEN_AT_ONCE + 1):
        said = {
            "id": str(uuid.uuid4()),
            "issue_type": "fly_tip",
            "point": {"lat": here.lat, "lon": here.lon, "source": "device"},
            "answers": {"size": "car_boot", "blocking": "no"},
        }
        request = urllib.request.Request(
            f"{exampleton.url}/api/v1/reports",
            json.dumps(said).encode(),
            {"Content-Type": "application/json"},
        )
        try:
            urllib.request.urlopen(request, timeout=20).close()
        except urllib.error.HTTPError as refused:
            if json.load(refused)["type"] == "/problems/challenge":
                return
    raise AssertionError("nobody was asked to work")


def fill_in(phone: Phone, here: Place) -> Page:
    page = phone.open("/report")
    reporting.go_on_from_photo(page)
    reporting.say_here(page, here.street)
    reporting.say_fly_tip(page)
    return page


@pytest.mark.parametrize("worker", [True, False], ids=["with its worker", "without"])
def test_a_phone_that_is_asked_to_work_does_and_its_report_goes(
    windows: Windows, exampleton: Exampleton, worker: bool
) -> None:
    here = exampleton.place_on("Drovers Lane")
    crowd(exampleton, here)
    phone = windows.phone(here, worker=worker, forgives=("status of 429",))
    page = fill_in(phone, here)
    with page.expect_response(lambda reply: reply.status == 429 and "reports" in reply.url):
        reporting.send(page)
    assert reporting.reference(page).startswith("FT-")


def test_the_check_is_said_can_be_stopped_and_gone_on_with(windows: Windows, exampleton: Exampleton) -> None:
    here = exampleton.place_on("Drovers Lane")
    phone = windows.phone(here, worker=False, forgives=("status of 429",))
    page = fill_in(phone, here)

    def ask_for_ever(route: Route) -> None:
        """A challenge that has no answer."""
        parameters = {
            "algorithm": "PBKDF2/SHA-256",
            "cost": 1000,
            "keyLength": 32,
            "keyPrefix": "ff" * 16,
            "nonce": "00" * 16,
            "salt": "00" * 16,
        }
        challenge = {"parameters": parameters, "signature": "00"}
        problem = {"type": "/problems/challenge", "title": "", "status": 429, "detail": ""}
        route.fulfill(
            status=429,
            content_type="application/problem+json",
            body=json.dumps({**problem, "challenge": challenge}),
        )

    page.route("**/api/v1/reports", ask_for_ever)
    reporting.send(page)
    checking = page.get_by_role("status").filter(has_text=CHECKING)
    expect(checking).to_be_visible()
    seen = Examiner(phone, ON_PHONES)
    seen.look("challenge-checking")
    stop = page.get_by_role("button", name="Stop checking")
    stop.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You stopped the check of your phone")).to_be_visible()
    seen.look("challenge-stopped")
    page.unroute("**/api/v1/reports")
    page.get_by_role("button", name="Check my phone and send it").click()
    assert reporting.reference(page).startswith("FT-")
    seen.check()

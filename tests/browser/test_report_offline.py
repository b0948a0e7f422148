"""A report is in the phone's outbox before it is sent, goes by itself, and is one report whatever happens."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from browser import reporting
from browser.borough import Exampleton, Place
from browser.camera import gallery_photo
from browser.windows import Phone, Windows
from services import until


def fill_in(phone: Phone, here: Place, photo: Path | None = None) -> Page:
    """A whole report, ready to be sent."""
    page = phone.open("/report")
    if photo:
        reporting.choose_photo(page, photo)
        expect(page.get_by_text("1 of 4 photos")).to_be_visible()
    reporting.go_on_from_photo(page)
    reporting.say_here(page, here.street)
    reporting.say_fly_tip(page)
    expect(page.get_by_role("heading", name="Check and send")).to_be_visible()
    expect(page.get_by_text("Street cleansing")).to_be_visible()
    return page


@pytest.fixture
def phone_at(windows: Windows, exampleton: Exampleton) -> Callable[[str], tuple[Phone, Place]]:
    """A phone in a street, whose worker is at work, as on a second visit."""

    def stand(street: str) -> tuple[Phone, Place]:
        here = exampleton.place_on(street)
        # A network that is gone is a line on the console, and nothing to complain of.
        phone = windows.phone(here, forgives=("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED"))
        page = phone.open("/")
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        return phone, here

    return stand


def test_a_report_made_without_signal_waits_on_the_phone_and_goes_by_itself(
    phone_at: Callable[[str], tuple[Phone, Place]], exampleton: Exampleton, tmp_path: Path
) -> None:
    phone, here = phone_at("Bobbin Street")
    before = exampleton.reports_round(here)
    page = fill_in(phone, here, gallery_photo(tmp_path, lat=here.lat, lon=here.lon))

    phone.context.set_offline(True)
    expect(page.get_by_text("You're offline")).to_be_visible()
    phone.shoot("offline-check")
    page.get_by_role("button", name="Send when I'm back online").click()
    expect(page.get_by_role("heading", name="Saved on this phone")).to_be_visible()
    phone.shoot("offline-saved")

    page.get_by_role("link", name="See my reports").click()
    waiting = page.get_by_text("Waiting for signal")
    expect(waiting).to_be_visible()
    expect(page.get_by_text(f"Fly-tipping, {here.street}")).to_be_visible()
    phone.shoot("offline-mine")

    # It outlives the page: loaded anew from what the phone keeps, it still waits.
    page.reload()
    expect(waiting).to_be_visible()
    assert exampleton.reports_round(here) == before

    phone.context.set_offline(False)
    expect(page.get_by_text("FT-")).to_be_visible()
    expect(waiting).to_be_hidden()
    [ref] = exampleton.reports_round(here) - before
    until("its photo, sent after it", lambda: exampleton.ask(f"reports/{ref}")["photos"])


def test_a_report_whose_answer_was_lost_is_sent_again_and_stays_one(
    phone_at: Callable[[str], tuple[Phone, Place]], exampleton: Exampleton
) -> None:
    phone, here = phone_at("Damson Row")
    before = exampleton.reports_round(here)
    sent: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        reply = route.fetch()
        sent.append(reply.status)
        if len(sent) == 1:
            route.abort()
        else:
            route.fulfill(response=reply)

    phone.context.route("**/api/v1/reports", lose_the_first_answer)
    page = fill_in(phone, here)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Saved on this phone")).to_be_visible()
    until("the first try", lambda: page.evaluate("1") and sent)
    assert sent[0] == 201
    assert len(exampleton.reports_round(here) - before) == 1

    # The server has it; the phone does not know, and asks again when it has signal.
    phone.context.set_offline(True)
    phone.context.set_offline(False)
    ref = reporting.reference(page)
    assert sent == [201, 200]
    assert exampleton.reports_round(here) - before == {ref}

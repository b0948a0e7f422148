"""Leaving in a hurry: at once, with nothing left of what was told, and no way back to it."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from browser import reporting
from browser.borough import Exampleton
from browser.camera import gallery_photo
from browser.phones import PLAIN_READS, kept_on
from browser.screens import ON_PHONES, Examiner
from browser.windows import Phone, Windows

WORDS = "They bang on our door every night."
#: What would tell whoever looks that this page is Doorstep's.
OURS = re.compile("doorstep|report|council|problem", re.IGNORECASE)


def begin(phone: Phone, street: str) -> Page:
    """Up to where somebody has told what is happening."""
    page = phone.open("/")
    page.get_by_role("link", name="Report a problem").click()
    page.get_by_role("link", name="About people or noise, or in danger now?").click()
    page.get_by_role("button", name="Antisocial behaviour").click()
    reporting.say_here(page, street)
    reporting.choose(page, "What is happening?", "Rowdy")
    reporting.choose(page, "How much is it affecting you", "4")
    page.get_by_label("In your own words").fill(WORDS)
    return page


def see_the_plain_page(page: Page) -> None:
    page.wait_for_url("**/plain.html")
    expect(page.get_by_role("table")).to_be_visible()
    assert not OURS.search(page.title() + page.locator("body").inner_text())


def nothing_kept(page: Page) -> None:
    """Asked of the plain page, which is of the same place as Doorstep."""
    kept = kept_on(page)
    assert all(rows == [] for rows in kept["stores"].values()), kept["stores"]
    # The list of what can be reported is everybody's; nothing else that was asked for is kept.
    assert set(kept["cached"]) <= PLAIN_READS, list(kept["cached"])
    assert "door every" not in str(kept)
    assert "Potter" not in str([kept["stores"], kept["local"], kept["session"]])


def test_leaving_goes_to_a_plain_page_and_the_back_button_does_not_come_back(
    windows: Windows, exampleton: Exampleton
) -> None:
    here = exampleton.place_on("Potter Street")
    phone = windows.phone(here, worker=False)
    page = begin(phone, here.street)
    page.get_by_role("button", name="Leave now").click()
    see_the_plain_page(page)
    seen = Examiner(phone, ON_PHONES)
    seen.look("plain")
    seen.check()
    nothing_kept(page)
    page.go_back()
    see_the_plain_page(page)
    page.go_forward()
    see_the_plain_page(page)
    # Whoever asks for Doorstep anew gets it, and nothing of what was told.
    phone.open("/report/what")
    expect(page.get_by_role("heading", name="Show us the problem")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_have_count(0)


def test_escape_three_times_leaves_too_also_out_of_a_dialog(windows: Windows, exampleton: Exampleton) -> None:
    here = exampleton.place_on("Potter Street")
    page = begin(windows.phone(here, worker=False), here.street)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_label("In your own words")).to_have_value(WORDS)
    page.get_by_role("button", name="Text or sign").click()
    page.keyboard.press("Escape")
    see_the_plain_page(page)
    nothing_kept(page)


def test_leaving_works_without_signal(windows: Windows, exampleton: Exampleton) -> None:
    here = exampleton.place_on("Potter Street")
    phone = windows.phone(here, forgives=("net::ERR_INTERNET_DISCONNECTED",))
    page = phone.open("/")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    begin(phone, here.street)
    phone.context.set_offline(True)
    page.get_by_role("button", name="Leave now").click()
    see_the_plain_page(page)
    phone.context.set_offline(False)
    nothing_kept(page)


def test_a_photo_and_a_place_from_before_go_when_somebody_leaves(
    windows: Windows, exampleton: Exampleton, tmp_path: Path
) -> None:
    here = exampleton.place_on("Potter Street")
    phone = windows.phone(here, worker=False)
    page = phone.open("/report")
    reporting.choose_photo(page, gallery_photo(tmp_path, lat=here.lat, lon=here.lon))
    expect(page.get_by_text("1 of 4 photos")).to_be_visible()
    page.wait_for_function(
        """() => new Promise((done) => {
          indexedDB.open("doorstep").onsuccess = ({ target: { result: db } }) => {
            db.transaction("draft_photos").objectStore("draft_photos").count().onsuccess = (counted) => {
              db.close();
              done(counted.target.result === 1);
            };
          };
        })"""
    )
    page.get_by_role("link", name="About people or noise, or in danger now?").click()
    page.get_by_role("button", name="Leave now").click()
    see_the_plain_page(page)
    nothing_kept(page)


def test_every_private_step_has_the_way_out_and_tells_nothing_in_its_title_or_address(
    windows: Windows, exampleton: Exampleton
) -> None:
    here = exampleton.place_on("Potter Street")
    phone = windows.phone(here, worker=False)
    page = phone.open("/report")
    titles, addresses = set(), set()

    def look() -> None:
        expect(page.get_by_role("button", name="Leave now")).to_be_visible()
        titles.add(page.title())
        addresses.add(page.url.removeprefix(phone.url))

    page.get_by_role("link", name="About people or noise, or in danger now?").click()
    look()
    page.get_by_role("button", name="Hate").click()
    look()
    reporting.say_here(page, here.street)
    look()
    reporting.choose(page, "What happened?", "Words or shouting")
    page.get_by_role("button", name="Next: check and send").click()
    expect(page.get_by_role("heading", name="Check and send")).to_be_visible()
    look()
    reporting.send(page)
    reporting.reference(page)
    look()
    assert titles == {"Report a problem · Doorstep"}
    assert addresses == {"/report/other", "/report/where", "/report/what", "/report/check", "/report/sent"}
    page.get_by_role("link", name="Track it").click()
    expect(page.get_by_role("button", name="Leave now")).to_be_visible()
    page.get_by_role("button", name="Leave now").click()
    see_the_plain_page(page)

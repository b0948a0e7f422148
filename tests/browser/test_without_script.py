"""A report's page says all that the public may know, to a browser that runs no script."""

import re

from playwright.sync_api import expect

from browser.borough import Exampleton
from browser.windows import Windows


def test_a_report_can_be_read_without_script(windows: Windows, exampleton: Exampleton) -> None:
    listed = exampleton.ask("reports", bbox="-2.5,53.3,-2.2,53.5", status="ended")["items"]
    ref = next(one["ref"] for one in listed if one["photo"] and one["status"] == "cleared")
    report = exampleton.ask(f"reports/{ref}")
    phone = windows.phone(worker=False, java_script_enabled=False)
    page = phone.open(f"/r/{ref}")
    expect(page.get_by_role("heading", level=1)).to_have_text(report["title"])
    expect(page.get_by_text(ref)).to_be_visible()
    expect(page.get_by_text(report["explanation"])).to_be_visible()
    for entry in report["timeline"]:
        expect(page.get_by_text(entry["heading"], exact=True).first).to_be_visible()
    expect(page.get_by_role("img", name="What was reported").first).to_be_visible()
    assert page.locator("meta[property='og:title']").get_attribute("content") == report["title"]
    expect(page).to_have_title(re.compile(ref))
    phone.shoot("track-without-script")
    wide = page.evaluate("document.scrollingElement.scrollWidth > innerWidth")
    assert not wide, "the page is wider than the phone"


def test_the_page_of_a_report_that_nobody_may_see_says_so_without_script(windows: Windows) -> None:
    phone = windows.phone(worker=False, java_script_enabled=False, forgives=("status of 404",))
    page = phone.open("/r/RP-0000-00")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing here")

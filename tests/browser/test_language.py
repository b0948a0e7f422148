"""Welsh is one tap away, stays, says that it is not yet checked, and is what a screen reader is told."""

import polib
from playwright.sync_api import expect

from browser import reporting
from browser.windows import Windows
from processes import ROOT


def welsh(key: str) -> str:
    """The app's Welsh words for a key."""
    entry = polib.pofile(str(ROOT / "locale" / "cy" / "LC_MESSAGES" / "pwa.po")).find(key)
    assert entry is not None, f"no Welsh for {key}"
    return entry.msgstr


def test_welsh_stays_once_chosen_and_says_that_it_is_unreviewed(windows: Windows) -> None:
    phone = windows.phone(worker=False)
    page = phone.open("/settings")
    root = page.locator("html")
    expect(page.get_by_role("heading", name="Settings", level=1)).to_be_visible()
    expect(root).to_have_attribute("lang", "en-GB")

    reporting.choose(page, "Language", "Cymraeg")
    expect(root).to_have_attribute("lang", "cy")
    expect(page.get_by_role("heading", level=1)).to_have_text(welsh("settings.title"))
    note = page.get_by_text(welsh("app.unreviewed"))
    expect(note.first).to_be_visible()
    phone.shoot("settings-welsh")

    # The next visit begins in Welsh, on every screen, and the server answers in it.
    other = page.context.new_page()
    other.goto(f"{phone.url}/report/what")
    expect(other.locator("html")).to_have_attribute("lang", "cy")
    with page.expect_request("**/api/v1/issue-types") as asked:
        page.goto(f"{phone.url}/")
    assert asked.value.headers["accept-language"].startswith("cy")
    expect(root).to_have_attribute("lang", "cy")
    expect(page.get_by_role("button", name="Tipio anghyfreithlon")).to_be_visible()
    expect(note.first).to_be_visible()


def test_a_browser_that_speaks_welsh_is_answered_in_welsh(windows: Windows) -> None:
    phone = windows.phone(worker=False, locale="cy-GB")
    page = phone.open("/")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.get_by_role("link", name=welsh("nearby.report"))).to_be_visible()

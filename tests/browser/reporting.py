"""How a resident makes a report, by what is written on the screen."""

from pathlib import Path

from playwright.sync_api import Page, expect


def choose(page: Page, group: str, option: str) -> None:
    """Tap one answer of a question."""
    among = page.get_by_role("group", name=group)
    among.locator("label").filter(has=page.get_by_role("radio", name=option)).click()


def photograph(page: Page) -> None:
    """Take a photo with Doorstep's own camera."""
    shutter = page.get_by_role("button", name="Take photo")
    expect(shutter).to_be_enabled()
    shutter.click()


def choose_photo(page: Page, photo: Path) -> None:
    """Choose a photo from the gallery."""
    page.get_by_label("Choose from your photos").set_input_files(photo)


def go_on_from_photo(page: Page) -> None:
    """To the place, with a photo or without."""
    page.get_by_role("link", name="Next").click()


def say_here(page: Page, street: str) -> None:
    """Yes, where the phone is."""
    expect(page.get_by_role("heading", name="Is this the right place?")).to_be_visible()
    expect(page.get_by_text(street, exact=True)).to_be_visible()
    page.get_by_role("button", name="Yes, this is the place").click()


def say_fly_tip(page: Page, *, size: str = "Car boot", blocking: str = "No", words: str = "") -> None:
    """Fly-tipping, and its two questions."""
    choose(page, "What is the problem?", "Fly-tipping")
    choose(page, "How much is there?", size)
    choose(page, "Is it blocking", blocking)
    if words:
        page.get_by_label("In your own words").fill(words)
    page.get_by_role("button", name="Next: check and send").click()


def send(page: Page) -> None:
    """Everything is right: off it goes."""
    expect(page.get_by_role("heading", name="Check and send")).to_be_visible()
    page.get_by_role("button", name="Send", exact=True).click()


def reference(page: Page) -> str:
    """The reference on the thank-you screen."""
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    return page.get_by_text("Your reference").locator("xpath=following-sibling::p").inner_text()

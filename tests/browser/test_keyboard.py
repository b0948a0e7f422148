"""Everything that a thumb does, the keyboard does: a whole report without touching the screen."""

from playwright.sync_api import Locator, Page, expect

from browser import reporting
from browser.borough import Exampleton
from browser.windows import Windows

MOST_TABS = 40


def tab_to(page: Page, wanted: Locator, *, most: int = MOST_TABS) -> int:
    """Press Tab until the focus is there; how often it took. Fails when it never comes there."""
    for times in range(1, most + 1):
        page.keyboard.press("Tab")
        if wanted.evaluate("(element) => element === document.activeElement"):
            return times
    raise AssertionError(f"{wanted} had not the focus after {most} times Tab")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """Go there by Tab and press a key."""
    tab_to(page, wanted)
    expect(wanted).to_be_focused()
    page.keyboard.press(key)


def pick(page: Page, group: str, option: str) -> None:
    """Into a group of radio buttons by Tab, to the option by the arrows."""
    radios = page.get_by_role("group", name=group).get_by_role("radio")
    wanted = page.get_by_role("group", name=group).get_by_role("radio", name=option)
    tab_to(page, radios.first)
    page.keyboard.press("Space")
    for _option in range(radios.count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{option} of {group} was not reached by the arrows")


def test_a_whole_report_is_made_with_the_keyboard_alone(windows: Windows, exampleton: Exampleton) -> None:
    here = exampleton.place_on("Heron Road")
    phone = windows.phone(here, worker=False, has_touch=False, is_mobile=False)
    page = phone.open("/")
    press(page, page.get_by_role("link", name="Report a problem"))

    # A photo is not asked of anybody: the way past it comes first.
    expect(page.get_by_role("heading", name="Show us the problem")).to_be_focused()
    skip = page.get_by_role("link", name="Skip, I don't have a photo")
    assert tab_to(page, skip) == 1
    assert tab_to(page, page.get_by_role("link", name="About people or noise, or in danger now?")) == 1
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Is this the right place?")).to_be_focused()
    expect(page.get_by_text(here.street, exact=True)).to_be_visible()
    press(page, page.get_by_role("button", name="Yes, this is the place"))

    expect(page.get_by_role("heading", name="What is the problem?")).to_be_focused()
    pick(page, "What is the problem?", "Litter")
    pick(page, "Is it by a playground", "No")
    tab_to(page, page.get_by_label("In your own words"))
    page.keyboard.type("Cans and wrappers by the bench.")
    press(page, page.get_by_role("button", name="Next: check and send"))

    expect(page.get_by_role("heading", name="Check and send")).to_be_focused()
    expect(page.get_by_text("Cans and wrappers by the bench.")).to_be_visible()
    press(page, page.get_by_role("button", name="Send", exact=True))
    ref = reporting.reference(page)
    expect(page.get_by_role("heading", name="Thank you")).to_be_focused()

    press(page, page.get_by_role("link", name="Track it"))
    expect(page.get_by_role("heading", name="Litter", level=1)).to_be_visible()
    assert ref in page.url


def test_the_place_can_be_chosen_from_the_list_of_streets_by_keyboard(
    windows: Windows, exampleton: Exampleton
) -> None:
    here = exampleton.place_on("Reed Street")
    phone = windows.phone(here, worker=False, has_touch=False, is_mobile=False)
    page = phone.open("/report/where")
    pick(page, "How to say where", "Street list")
    tab_to(page, page.get_by_label("Street name"))
    page.keyboard.type("Wharf")
    wharf = page.get_by_role("radio", name="Wharf Road")
    expect(wharf).to_have_count(1)
    tab_to(page, wharf)
    page.keyboard.press("Space")
    expect(page.get_by_role("status").get_by_text("Wharf Road")).to_be_visible()

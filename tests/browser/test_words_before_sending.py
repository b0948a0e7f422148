"""What may tell who somebody is in one's own words is shown before it is sent."""

from playwright.sync_api import expect

from browser import reporting
from browser.borough import Exampleton
from browser.screens import ON_PHONES, Examiner
from browser.windows import Windows

WORDS = "Mattresses by 12 Weir Lane. Ring me on 07700 900123."


def test_a_number_is_taken_out_with_one_tap_and_an_address_kept_for_the_team(
    windows: Windows, exampleton: Exampleton
) -> None:
    here = exampleton.place_on("Minnow Street")
    phone = windows.phone(here, worker=False)
    seen = Examiner(phone, ON_PHONES)
    page = phone.open("/report")
    reporting.go_on_from_photo(page)
    page.get_by_role("switch", name="This is at my home").click()
    seen.look("report-where-home")
    reporting.say_here(page, here.street)
    reporting.say_fly_tip(page, words=WORDS)

    expect(page.get_by_text("At your home: others see only the street")).to_be_visible()
    expect(page.get_by_text("A person reads your words before they are public.")).to_be_visible()
    assert page.locator("mark").all_inner_texts() == ["12 Weir Lane", "07700 900123"]
    seen.look("report-check-words")
    page.get_by_role("button", name="Keep for the department: 12 Weir Lane").click()
    page.get_by_role("button", name="Take it out: 07700 900123").click()
    assert page.locator("mark").all_inner_texts() == ["12 Weir Lane"]
    expect(page.get_by_role("button", name="Keep for the department: 12 Weir Lane")).to_have_attribute(
        "aria-pressed", "true"
    )
    reporting.send(page)
    reporting.reference(page)
    page.get_by_role("link", name="Track it").click()
    expect(page.get_by_text("Mattresses by 12 Weir Lane. Ring me on.")).to_be_visible()
    expect(page.get_by_text("Others don’t see your words yet: a person reads them first.")).to_be_visible()
    seen.look("track-words-wait")
    seen.check()


def test_by_keyboard_the_focus_stays_with_what_was_found(windows: Windows, exampleton: Exampleton) -> None:
    here = exampleton.place_on("Minnow Street")
    page = windows.phone(here, worker=False).open("/report")
    reporting.go_on_from_photo(page)
    reporting.say_here(page, here.street)
    reporting.say_fly_tip(page, words="Ask asha@example.org")
    page.get_by_role("button", name="Take it out: asha@example.org").press("Enter")
    expect(page.get_by_role("heading", name="Nothing left that says who")).to_be_focused()


def test_in_welsh_the_private_screens_hold_too(windows: Windows, exampleton: Exampleton) -> None:
    phone = windows.phone(exampleton.place_on("Minnow Street"), worker=False, locale="cy-GB")
    seen = Examiner(phone, ON_PHONES)
    page = phone.open("/report/other")
    expect(page.get_by_role("button", name="Ymddygiad gwrthgymdeithasol")).to_be_visible()
    seen.look("report-people-welsh")
    page.get_by_role("button", name="Ymddygiad gwrthgymdeithasol").click()
    expect(page.get_by_text("Pwy sy’n ei ddarllen")).to_be_visible()
    seen.look("report-where-private-welsh")
    seen.check()

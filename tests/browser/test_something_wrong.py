""" "Something wrong with this?": any reader says so, with script or without, and the desk hears."""

import re

from playwright.sync_api import Page, expect

from browser.borough import Exampleton
from browser.screens import ON_PHONES, Examiner
from browser.windows import Windows

DEV = "dev@exampleton.example"


def public_ref(exampleton: Exampleton, at: int) -> str:
    """A report of street cleansing that everybody sees."""
    listed = exampleton.ask("reports", bbox="-2.5,53.3,-2.2,53.5", limit=1000)["items"]
    return str([one["ref"] for one in listed if one["issue_type"] == "fly_tip"][at])


def asked_about(windows: Windows, ref: str) -> list[str]:
    """What the desk's list says that this report waits for."""
    desk = windows.desk(DEV, worker=False)
    reply = desk.context.request.get(f"{desk.url}/api/v1/moderation/street-cleansing?wanted=asked&limit=100")
    assert reply.ok, reply.text()
    return [want for item in reply.json()["items"] if item["ref"] == ref for want in item["wants"]]


def say_it_shows_my_home(page: Page) -> None:
    page.get_by_text("It shows my home").click()
    page.get_by_label("Anything that helps us see it").fill("The green door is mine.")


def test_a_reader_says_what_is_wrong_in_the_app(windows: Windows, exampleton: Exampleton) -> None:
    ref = public_ref(exampleton, 0)
    phone = windows.phone(worker=False)
    seen = Examiner(phone, ON_PHONES)
    page = phone.open(f"/r/{ref}")
    page.get_by_role("button", name="Something wrong with this?").click()
    dialog = page.get_by_role("dialog", name="Something wrong with this?")
    expect(dialog.get_by_role("radio")).to_have_count(7)
    dialog.get_by_role("button", name="Tell us").click()
    expect(dialog.get_by_text("Choose what is wrong with it.")).to_be_visible()
    seen.look("something-wrong")
    say_it_shows_my_home(page)
    dialog.get_by_role("button", name="Tell us").click()
    expect(dialog.get_by_text("Thank you. A person looks at it within a working day.")).to_be_visible()
    seen.look("something-wrong-thanks")
    seen.check()
    assert "flag" in asked_about(windows, ref)


def test_a_reader_without_script_says_it_too(windows: Windows, exampleton: Exampleton) -> None:
    ref = public_ref(exampleton, 1)
    phone = windows.phone(worker=False, java_script_enabled=False)
    page = phone.open(f"/r/{ref}")
    page.get_by_role("link", name="Something wrong with this?").click()
    say_it_shows_my_home(page)
    phone.shoot("something-wrong-without-script")
    page.get_by_role("button", name="Tell us").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Thank you. A person looks at it within a working day."
    )
    assert "flag" in asked_about(windows, ref)


def test_the_page_without_script_is_fit_for_everybody(windows: Windows, exampleton: Exampleton) -> None:
    phone = windows.phone(worker=False, forgives=("status of 404",))
    seen = Examiner(phone, ON_PHONES)
    page = phone.open(f"/r/{public_ref(exampleton, 2)}/wrong")
    expect(page.get_by_role("radio")).to_have_count(7)
    seen.look("something-wrong-page")
    seen.check()
    page = phone.open("/r/RP-0000-00/wrong")
    expect(page.get_by_role("heading", name=re.compile("nothing here"))).to_be_visible()

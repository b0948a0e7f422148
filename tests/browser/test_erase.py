"""A resident copies and erases what was told; the information officer holds it; a stranger gets nowhere."""

import json
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from browser import reporting
from browser.borough import Exampleton
from browser.screens import ON_DESKS, ON_PHONES, Examiner
from browser.windows import Phone, Windows

WORDS = "Two mattresses behind the green gate."


def reported(phone: Phone, exampleton: Exampleton, street: str) -> str:
    page = phone.open("/report")
    reporting.go_on_from_photo(page)
    reporting.say_here(page, street)
    reporting.say_fly_tip(page, words=WORDS)
    reporting.send(page)
    return reporting.reference(page)


def erase(page: Page, ref: str) -> None:
    page.get_by_role("button", name=f"Erase: {ref}").click()
    dialog = page.get_by_role("dialog", name="Erase it for good?")
    expect(dialog.get_by_text("What stays:")).to_be_visible()
    dialog.get_by_role("button", name="Erase it now").click()


def test_a_resident_takes_a_copy_erases_it_and_nobody_finds_it_again(
    windows: Windows, exampleton: Exampleton, tmp_path: Path
) -> None:
    here = exampleton.place_on("Glaze Street")
    # Its page is then a 404, which a browser notes.
    phone = windows.phone(here, forgives=("status of 404",))
    seen = Examiner(phone, ON_PHONES)
    ref = reported(phone, exampleton, here.street)
    page = phone.open(f"/r/{ref}")
    page.get_by_role("link", name="What we hold of this report").click()
    expect(page.get_by_role("heading", name="Your data")).to_be_visible()
    seen.look("my-data")

    with page.expect_download() as loading:
        page.get_by_role("button", name=f"Get a copy: {ref}").click()
    saved = tmp_path / "my-data.zip"
    loading.value.save_as(saved)
    with zipfile.ZipFile(saved) as copied:
        (report,) = json.loads(copied.read("data.json"))["reports"]
        assert (report["reference"], report["words"]) == (ref, WORDS)
        assert WORDS in copied.read("index.html").decode()

    page.get_by_role("button", name=f"Erase: {ref}").click()
    seen.look("my-data-erase")
    page.keyboard.press("Escape")
    erase(page, ref)
    expect(page.get_by_text("One report was erased.")).to_be_visible()
    expect(page.get_by_text("stays in the crew's list")).to_be_visible()
    seen.look("my-data-erased")
    expect(page.get_by_text(ref)).to_have_count(0)

    again = phone.open(f"/r/{ref}")
    expect(again.get_by_role("heading", name="Nothing to see here")).to_be_visible()
    assert ref not in exampleton.reports_round(here)
    seen.check()


def test_what_the_officer_holds_is_not_erased_and_the_resident_is_told(
    windows: Windows, exampleton: Exampleton
) -> None:
    here = exampleton.place_on("Glaze Street")
    phone = windows.phone(here, forgives=("status of 409", "status of 404"))
    ref = reported(phone, exampleton, here.street)

    isla = windows.desk("isla@exampleton.example")
    seen = Examiner(isla, ON_DESKS)
    officer = isla.open("/officer")
    expect(officer.get_by_role("heading", name="What is kept")).to_be_visible()
    officer.get_by_role("button", name="Try it without changing anything").click()
    expect(officer.get_by_text("What a run would do now. Nothing was changed.")).to_be_visible()
    seen.look("officer-keeping")
    officer.get_by_role("link", name="Legal holds").click()
    officer.get_by_label("Reference").fill(ref)
    officer.get_by_label("Reason").fill("A claim in court")
    officer.get_by_role("button", name="Hold it").click()
    expect(officer.get_by_text("A claim in court")).to_be_visible()
    seen.look("officer-holds")

    page = phone.open(f"/my-data?ref={ref}")
    erase(page, ref)
    expect(page.get_by_text("This is held for legal reasons")).to_be_visible()
    expect(phone.open(f"/r/{ref}").get_by_text(WORDS)).to_be_visible()

    officer.get_by_role("button", name="End the hold").first.click()
    dialog = officer.get_by_role("dialog", name="End this hold?")
    dialog.get_by_label("Reason").fill("Settled")
    dialog.get_by_role("button", name="End the hold").click()
    expect(officer.get_by_text("Ended", exact=True)).to_be_visible()
    officer.get_by_role("link", name="Audit trail").click()
    expect(officer.get_by_role("cell", name="ended_hold").first).to_be_visible()
    seen.look("officer-audit")
    page = phone.open(f"/my-data?ref={ref}")
    erase(page, ref)
    expect(page.get_by_text("One report was erased.")).to_be_visible()
    seen.check()


def test_a_stranger_with_the_reference_or_a_made_up_code_gets_nowhere(
    windows: Windows, exampleton: Exampleton
) -> None:
    here = exampleton.place_on("Glaze Street")
    ref = reported(windows.phone(here), exampleton, here.street)
    stranger = windows.phone(forgives=("status of 403",))
    seen = Examiner(stranger, ON_PHONES)
    page = stranger.open(f"/my-data?ref={ref}")
    expect(page.get_by_text("There are none on this phone.", exact=False)).to_be_visible()
    expect(page.get_by_role("button", name=f"Erase: {ref}")).to_have_count(0)
    page.get_by_role("textbox", name="Your e-mail address").fill("somebody@example.org")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_text("If we hold anything under somebody@example.org")).to_be_visible()
    page.get_by_role("textbox", name="The code from the e-mail").fill("123456")
    page.get_by_role("button", name="Show what you hold").click()
    expect(page.get_by_text("That code does not match, or it is too old.")).to_be_visible()
    seen.look("my-data-wrong-code")
    assert ref in exampleton.reports_round(here)
    seen.check()

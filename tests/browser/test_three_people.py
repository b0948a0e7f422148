"""The main job, end to end: photo → department's queue → cleared → the reporter hears.

Asha on her phone, Dev at his desk, Femi with his crew's phone, Gwen at her ward's map: four windows on one
server, and none of them is loaded anew while the others work.
"""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from browser import reporting
from browser.borough import Exampleton
from browser.camera import cleared_photo, gallery_photo
from browser.windows import Phone, Windows
from core.references import read_reference

STREET = "Finch Terrace"
WORDS = "Two mattresses by the bottle bank"
DEV, FEMI, GWEN = "dev@exampleton.example", "femi@exampleton.example", "gwen@exampleton.example"


def test_a_fly_tip_is_photographed_queued_cleared_and_heard_of(
    windows: Windows, exampleton: Exampleton, tmp_path: Path
) -> None:
    here = exampleton.place_on(STREET)
    assert here.ward == "Weirside"

    # Three windows are open already.
    dev = windows.desk(DEV)
    desk = dev.open("/desk/street-cleansing")
    expect(desk.get_by_role("heading", name="Street cleansing")).to_be_visible()
    femi = windows.crew(FEMI)
    crew = femi.open("/crew")
    expect(crew.get_by_role("heading", name="Today’s round")).to_be_visible()
    gwen = windows.desk(GWEN)
    ward = gwen.open("/ward/weirside")
    expect(ward.get_by_role("heading", name="Weirside")).to_be_visible()
    for page in (desk, crew, ward):
        expect(page.get_by_text("Live", exact=True).first).to_be_visible()
        page.evaluate("window.neverLoadedAnew = true")
    open_before, cleared_before = figure(ward, "Open now"), figure(ward, "Cleared")

    # Asha reports what she sees, and asks to be told.
    asha = windows.phone(here)
    phone = asha.open("/")
    phone.get_by_role("link", name="Report a problem").click()
    ref = report_a_fly_tip(asha, gallery_photo(tmp_path, lat=here.lat, lon=here.lon))

    # The desk and the ward have it by themselves.
    row = desk.get_by_role("row").filter(has_text=ref)
    # It blocks the way, so it is urgent, and stands where it is seen at once.
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("Fly-tipping")
    expect(row).to_contain_text("Urgent")
    expect(row).to_contain_text(STREET)
    dev.shoot("three-desk-new-row")
    expect(figure_of(ward, "Open now")).to_have_text(str(open_before + 1))
    in_ward = ward.get_by_role("row").filter(has=ward.locator(f"a[href='/r/{ref}']"))
    expect(in_ward).to_be_visible()

    # Dev reads why it came to him, and gives it to a crew.
    row.get_by_role("link").click()
    job = desk.get_by_role("region", name="Job", exact=True)
    expect(job.get_by_text(ref).first).to_be_visible()
    expect(job.get_by_text(WORDS)).to_be_visible()
    why = job.get_by_role("heading", name="Why it came here").locator("xpath=..")
    expect(why).to_contain_text("Fly-tipping in Exampleton goes to Street cleansing")
    expect(job.get_by_role("img").first).to_be_visible()
    dev.shoot("three-desk-job")
    job.get_by_role("button", name="Assign to a crew").click()
    desk.get_by_role("dialog", name="Which crew?").get_by_role("button", name="Cleansing North").click()
    expect(desk.get_by_text("Given to Cleansing North")).to_be_visible()
    expect(row).to_contain_text("Cleansing North")

    # Asha's page says so, and the crew has it on its round, by themselves.
    expect(phone.get_by_text("On a crew's round").first).to_be_visible()
    on_round = crew.locator("a[href^='/crew/job/']").filter(has_text=STREET)
    expect(on_round).to_be_visible()
    femi.shoot("three-crew-round")

    # Femi goes there, clears it and shows it.
    on_round.click()
    expect(crew.get_by_text(WORDS)).to_be_visible()
    expect(crew.get_by_text(ref)).to_be_visible()
    crew.get_by_role("button", name=re.compile("Start job")).click()
    finish = crew.get_by_role("link", name=re.compile("Finish job"))
    expect(finish).to_be_visible()
    expect(phone.get_by_text("Crew on the way").first).to_be_visible()
    finish.click()
    reporting.choose(crew, "How did it go?", "Cleared")
    crew.get_by_role("link", name="Take the after photo").click()
    reporting.choose_photo(crew, cleared_photo(tmp_path))
    expect(crew.get_by_role("figure", name="After")).to_be_visible()
    femi.shoot("three-crew-outcome")
    crew.get_by_role("button", name=re.compile("Finish job")).click()
    expect(crew.get_by_text("Done. The resident is told.")).to_be_visible()

    # Asha's open page changes by itself: cleared, before and after.
    expect(phone.get_by_text("Cleared", exact=True).first).to_be_visible()
    for picture in ("What was reported", "The place afterwards"):
        shown = phone.get_by_role("img", name=picture).first
        expect(shown).to_be_visible()
        expect(shown).to_have_js_property("complete", True)
    expect(phone.get_by_role("button", name="It's still there")).to_be_visible()
    asha.shoot("three-track-cleared")

    # The ward counts it, the desk has it no longer.
    expect(figure_of(ward, "Open now")).to_have_text(str(open_before))
    expect(figure_of(ward, "Cleared")).to_have_text(str(cleared_before + 1))
    expect(in_ward).to_contain_text("Cleared")
    expect(row).to_have_count(0)
    gwen.shoot("three-ward")

    # Her phone is told, encrypted on the way, and the notice opens the report.
    message = asha.pushes.wait_for("Cleared")
    notice = asha.pushes.deliver(phone, message)
    assert notice["title"] == f"Cleared: Fly-tipping: a car boot load, blocking the way, {STREET}"
    assert "Street cleansing cleared it" in notice["body"]
    assert notice["url"] == f"{exampleton.url}/r/{ref}"
    assert asha.pushes.tap(phone) == "focus", "the page that shows it already comes to the front"
    phone.get_by_role("button", name="Back").click()
    asha.pushes.deliver(phone, message)
    assert asha.pushes.tap(phone) == f"open {notice['url']}"

    for page in (desk, crew, ward):
        assert page.evaluate("window.neverLoadedAnew === true"), f"{page.url} was loaded anew"


def report_a_fly_tip(asha: Phone, from_gallery: Path) -> str:
    """Two photos, two answers, some words, sent; "Notify me", and its page. Returns the reference."""
    page = asha.page
    reporting.photograph(page)
    expect(page.get_by_text("1 of 4 photos")).to_be_visible()
    reporting.choose_photo(page, from_gallery)
    expect(page.get_by_text("2 of 4 photos")).to_be_visible()
    asha.shoot("three-report-photo")
    reporting.go_on_from_photo(page)
    reporting.say_here(page, STREET)
    reporting.say_fly_tip(page, blocking="Yes", words=WORDS)
    expect(page.get_by_text("Street cleansing")).to_be_visible()
    asha.shoot("three-report-check")
    reporting.send(page)

    ref = reporting.reference(page)
    assert read_reference(ref) == ref
    expect(page.get_by_text("Your report has gone straight to Street cleansing.")).to_be_visible()
    aim = page.get_by_text("We aim to deal with it by")
    expect(aim).to_contain_text(re.compile(r"(Monday|Tuesday|Wednesday|Thursday|Friday) \d+ [A-Z][a-z]+"))
    page.get_by_role("button", name="Notify me").click()
    expect(page.get_by_text("We'll notify this phone")).to_be_visible()
    asha.shoot("three-thank-you")
    page.get_by_role("link", name="Track it").click()
    expect(page.get_by_role("heading", name=STREET, level=1)).to_be_visible()
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    return ref


def figure_of(ward: Page, label: str) -> Locator:
    """The number under one of the ward's figures."""
    figures = ward.get_by_role("region", name="Figures").get_by_role("listitem")
    return figures.filter(has=ward.get_by_text(label, exact=True)).locator("p").nth(1)


def figure(ward: Page, label: str) -> int:
    """That number, as it stands now."""
    return int(figure_of(ward, label).inner_text())

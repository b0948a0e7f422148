"""Every screen, for each person who opens it: phone and desk, light and dark, with large text, at 320 px.

Each is held to WCAG 2.2 AA by axe, never scrolls sideways, never complains on the console, keeps to its own
content policy and host, and leaves a picture in `screenshots/`.
"""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from browser import reporting
from browser.borough import Exampleton
from browser.camera import cleared_photo, gallery_photo
from browser.screens import ON_DESKS, ON_PHONES, Examiner
from browser.windows import Window, Windows

DEV, JO, GWEN = "dev@exampleton.example", "jo@exampleton.example", "gwen@exampleton.example"
ISLA = "isla@exampleton.example"
NOT_FOUND = "status of 404"
_NO_PUSH = "delete window.PushManager;"


def test_nearby(windows: Windows, exampleton: Exampleton) -> None:
    phone = windows.phone(exampleton.place_on("Ferry Road"), worker=False)
    seen = Examiner(phone, ON_PHONES)
    page = phone.open("/")
    expect(page.get_by_role("heading", name="Near you now")).to_be_visible()
    expect(page.get_by_role("link", name="Fly-tipping").first).to_be_visible()
    expect(page.locator(".leaflet-container")).to_be_visible()
    seen.look("nearby")
    page.get_by_role("button", name="Graffiti", exact=True).click()
    expect(page.get_by_role("button", name="Graffiti", exact=True)).to_have_attribute("aria-pressed", "true")
    seen.look("nearby-one-kind")
    seen.check()


def test_nearby_on_a_desk(windows: Windows) -> None:
    desk = windows.desk(None, worker=False)
    seen = Examiner(desk, ON_DESKS)
    page = desk.open("/")
    expect(page.get_by_role("heading", name="On this map")).to_be_visible()
    seen.look("nearby-desk")
    page.goto(f"{desk.url}/report")
    expect(page.get_by_role("heading", name="Show us the problem")).to_be_visible()
    seen.look("report-photo-desk")
    seen.check()


def test_making_a_report(windows: Windows, exampleton: Exampleton, tmp_path: Path) -> None:
    here = exampleton.place_on("Minnow Street")
    phone = windows.phone(here, forgives=("net::ERR_INTERNET_DISCONNECTED",))
    seen = Examiner(phone, ON_PHONES)
    page = phone.open("/report")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    expect(page.get_by_role("button", name="Take photo")).to_be_enabled()
    seen.look("report-photo")
    reporting.photograph(page)
    reporting.choose_photo(page, gallery_photo(tmp_path, lat=here.lat, lon=here.lon))
    expect(page.get_by_text("2 of 4 photos")).to_be_visible()
    seen.look("report-photo-taken")

    reporting.go_on_from_photo(page)
    expect(page.get_by_text(here.street, exact=True)).to_be_visible()
    expect(page.locator(".leaflet-container")).to_be_visible()
    seen.look("report-where-map")
    reporting.choose(page, "How to say where", "Street list")
    expect(page.get_by_role("radio", name=here.street)).to_have_count(1)
    seen.look("report-where-list")
    page.get_by_role("button", name="Yes, this is the place").click()

    expect(page.get_by_role("radio", name="Fly-tipping")).to_have_count(1)
    seen.look("report-what")
    reporting.choose(page, "What is the problem?", "Fly-tipping")
    page.get_by_role("button", name="Next: check and send").click()
    expect(page.get_by_text("Choose an answer").first).to_be_visible()
    seen.look("report-what-unanswered")
    reporting.choose(page, "How much is there?", "Car boot")
    reporting.choose(page, "Is it blocking", "Yes")
    page.get_by_label("In your own words").fill("Two mattresses and a broken chair, by the bottle bank.")
    seen.look("report-what-fly-tip")
    page.get_by_role("button", name="Next: check and send").click()

    expect(page.get_by_text("Street cleansing")).to_be_visible()
    seen.look("report-check")
    page.get_by_text("Your name, email or phone").click()
    page.get_by_label("Email").fill("asha")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Check the address")).to_be_visible()
    seen.look("report-check-wrong")
    page.get_by_label("Email").fill("")
    phone.context.set_offline(True)
    expect(page.get_by_text("You're offline")).to_be_visible()
    seen.look("report-check-offline")
    page.get_by_role("button", name="Send when I'm back online").click()
    expect(page.get_by_role("heading", name="Saved on this phone")).to_be_visible()
    seen.look("report-saved")
    page.get_by_role("link", name="See my reports").click()
    expect(page.get_by_text("Waiting for signal")).to_be_visible()
    seen.look("mine-waiting")
    phone.context.set_offline(False)
    own = page.get_by_role("link", name=re.compile(r"FT-\w{4}-\w{2}"))
    expect(own).to_be_visible()
    seen.look("mine")
    own.click()
    expect(page.get_by_role("heading", name=here.street, level=1)).to_be_visible()
    seen.look("track-own")
    page.get_by_role("button", name="Withdraw it").click()
    seen.look("track-withdraw")
    seen.check()


def test_thanks(windows: Windows, exampleton: Exampleton) -> None:
    here = exampleton.place_on("Bargate Road")
    phone = windows.phone(here, worker=False)
    phone.context.add_init_script(_NO_PUSH)
    seen = Examiner(phone, ON_PHONES)
    page = phone.open("/report")
    reporting.go_on_from_photo(page)
    reporting.say_here(page, here.street)
    reporting.say_fly_tip(page)
    reporting.send(page)
    reporting.reference(page)
    seen.look("report-sent")
    page.get_by_role("button", name="Notify me").click()
    expect(page.get_by_role("dialog", name="Hear by email")).to_be_visible()
    seen.look("report-notify-by-email")
    seen.check()


def test_a_private_report(windows: Windows, exampleton: Exampleton) -> None:
    here = exampleton.place_on("Hop Lane")
    phone = windows.phone(here, worker=False)
    seen = Examiner(phone, ON_PHONES)
    page = phone.open("/report/other")
    kind = page.get_by_role("button", name="Antisocial behaviour")
    expect(kind).to_be_visible()
    seen.look("report-people")
    page.get_by_role("button", name="Text or sign").click()
    expect(page.get_by_role("dialog", name="Text or sign")).to_be_visible()
    seen.look("report-people-text-or-sign")
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    kind.click()
    reporting.say_here(page, here.street)
    expect(page.get_by_role("heading", name="What is happening?")).to_be_visible()
    seen.look("report-what-private")
    reporting.choose(page, "What is happening?", "Neighbours")
    reporting.choose(page, "Do you feel it is aimed at you", "Yes")
    seen.look("report-what-private-told")
    reporting.choose(page, "How much is it affecting you", "4")
    page.get_by_role("button", name="Next: check and send").click()
    expect(page.get_by_role("heading", name="Check and send")).to_be_visible()
    seen.look("report-check-private")
    reporting.send(page)
    reporting.reference(page)
    seen.look("report-sent-private")
    page.get_by_role("link", name="Track it").click()
    expect(page.get_by_text("Only you, on this phone")).to_be_visible()
    seen.look("track-private")
    page.goto(f"{phone.url}/mine")
    expect(page.get_by_text("Private report")).to_be_visible()
    seen.look("mine-private")
    seen.check()


def test_reports_of_others(windows: Windows, exampleton: Exampleton) -> None:
    listed = exampleton.ask("reports", bbox="-2.5,53.3,-2.2,53.5", limit=1000)["items"]
    cleared = next(one for one in listed if one["status"] == "cleared" and one["photo"])
    late = next(one for one in listed if one["is_overdue"] and one["photo"])
    held = next(one for one in listed if one["issue_type"] == "graffiti")
    phone = windows.phone(worker=False, forgives=(NOT_FOUND,))
    seen = Examiner(phone, ON_PHONES)
    for name, report in (("track-cleared", cleared), ("track-late", late), ("track-graffiti", held)):
        page = phone.open(f"/r/{report['ref']}")
        expect(page.get_by_role("heading", level=1)).to_have_text(report["title"])
        expect(page.get_by_role("list", name="What has happened")).to_be_visible()
        seen.look(name)
    page = phone.open("/r/FT-0000-00")
    expect(page.get_by_role("heading", name="Nothing to see here")).to_be_visible()
    seen.look("track-unknown")
    seen.check()


def test_places_of_the_app_with_nothing_in_them(windows: Windows) -> None:
    phone = windows.phone(worker=False)
    seen = Examiner(phone, ON_PHONES)
    for name, path, heading in (
        ("mine-empty", "/mine", "My reports"),
        ("my-data-none", "/my-data", "Your data"),
        ("settings", "/settings", "Settings"),
        ("forgot-password", "/forgot-password", "A new password"),
        ("nowhere", "/no/such/page", ""),
    ):
        expect(phone.open(path).get_by_role("heading", name=heading, level=1)).to_be_visible()
        seen.look(name)
    seen.check()


def test_pages_that_only_the_server_draws(windows: Windows) -> None:
    phone = windows.phone(worker=False, forgives=(NOT_FOUND,))
    seen = Examiner(phone, ON_PHONES)
    for path in ("/privacy", "/accessibility", "/unsubscribe/no-such-token"):
        expect(phone.open(path).get_by_role("heading", level=1)).to_be_visible()
        seen.look(path.strip("/").partition("/")[0])
    seen.check()


def test_signing_in(windows: Windows) -> None:
    phone = windows.phone(worker=False, forgives=("status of 401",))
    seen = Examiner(phone, ON_PHONES)
    page = phone.open("/desk")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    seen.look("sign-in")
    page.get_by_label("Email").fill("nobody@exampleton.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("You are not signed in")).to_be_visible()
    seen.look("sign-in-wrong")
    page.get_by_label("Email").fill(JO)
    page.get_by_label("Password").fill("exampleton")
    page.get_by_role("button", name="Sign in").click()
    # Somebody of a crew has no desk, and is not asked to sign in again.
    expect(page.get_by_role("heading", name="Today’s round")).to_be_visible()
    seen.check()


def test_a_crews_day(windows: Windows, tmp_path: Path) -> None:
    crew = windows.crew(JO, worker=False)
    seen = Examiner(crew, ON_PHONES)
    page = crew.open("/crew")
    expect(page.get_by_text(re.compile(r"\d+ of \d+ done"))).to_be_visible()
    expect(page.locator(".leaflet-container")).to_be_visible()
    seen.look("crew-round")
    page.get_by_role("list").get_by_role("link").filter(has=page.locator("img")).first.click()
    start = page.get_by_role("button", name=re.compile("Start job"))
    expect(start).to_be_visible()
    seen.look("crew-job")
    start.click()
    finish = page.get_by_role("link", name=re.compile("Finish job"))
    expect(finish).to_be_visible()
    seen.look("crew-job-started")
    finish.click()
    done = page.get_by_role("button", name=re.compile("Finish job"))
    expect(done).to_be_visible()
    seen.look("crew-outcome")
    reporting.choose(page, "How did it go?", "Not ours")
    expect(page.get_by_label("Whose is it?")).to_be_visible()
    seen.look("crew-outcome-not-ours")
    reporting.choose(page, "How did it go?", "Cleared")
    done.click()
    expect(page.get_by_text("A photo is needed")).to_be_visible()
    seen.look("crew-outcome-photo-needed")
    page.get_by_role("link", name="Take the after photo").click()
    expect(page.get_by_role("button", name="Take photo")).to_be_enabled()
    seen.look("crew-photo")
    reporting.choose_photo(page, cleared_photo(tmp_path))
    expect(page.get_by_role("figure", name="After")).to_be_visible()
    seen.look("crew-outcome-cleared")
    seen.check()


def open_a_job(window: Window) -> Page:
    """The desk's first job that has a photo."""
    page = window.open("/desk/street-cleansing?status=no_crew")
    page.get_by_role("row").filter(has_text="Fly-tipping").first.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Why it came here")).to_be_visible()
    return page


def test_a_desk(windows: Windows) -> None:
    desk = windows.desk(DEV, worker=False)
    seen = Examiner(desk, ON_DESKS)
    page = desk.open("/desk")
    expect(page.get_by_role("row").nth(1)).to_be_visible()
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    seen.look("desk")
    open_a_job(desk)
    seen.look("desk-job")
    page.get_by_role("button", name="Assign to a crew").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Cleansing North")).to_be_visible()
    seen.look("desk-assign")
    dialog.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Forward").click()
    expect(dialog).to_be_visible()
    seen.look("desk-forward")
    dialog.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Hide report").click()
    expect(dialog).to_be_visible()
    seen.look("desk-hide")
    seen.check()


def test_a_desk_of_held_reports(windows: Windows) -> None:
    desk = windows.desk(DEV, worker=False)
    seen = Examiner(desk, ON_DESKS)
    page = desk.open("/desk/street-cleansing?status=to_pass")
    expect(page.get_by_role("row").nth(1).or_(page.get_by_text("Nothing matches"))).to_be_visible()
    seen.look("desk-to-pass")
    page = desk.open("/desk/street-cleansing?status=ended&type=pothole")
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    seen.look("desk-none")
    seen.check()


def test_a_ward(windows: Windows) -> None:
    desk = windows.desk(GWEN, worker=False)
    seen = Examiner(desk, ON_DESKS)
    page = desk.open("/ward/weirside")
    expect(page.get_by_role("region", name="Figures")).to_be_visible()
    expect(page.locator(".leaflet-container")).to_be_visible()
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    seen.look("ward")
    page.get_by_role("button", name=re.compile("Show on the map:")).first.click()
    seen.look("ward-chosen")
    page = desk.open("/ward")
    expect(page.get_by_role("link", name="Weirside")).to_be_visible()
    seen.look("wards")
    seen.check()


def test_how_somebody_signs_in(windows: Windows) -> None:
    desk = windows.desk(DEV, worker=False, forgives=("status of 410",))
    seen = Examiner(desk, ON_DESKS)
    page = desk.open("/security")
    expect(page.get_by_role("button", name="Change my password")).to_be_visible()
    seen.look("security")
    page = desk.open("/set-password")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    seen.look("set-password-no-key")
    seen.check()


def test_further_places_of_a_desk(windows: Windows) -> None:
    desk = windows.desk(DEV, worker=False)
    seen = Examiner(desk, ON_DESKS)
    for place in ("check", "first", "senders"):
        page = desk.open(f"/desk/{place}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".skeleton")).to_have_count(0)
        seen.look(f"desk-{place}")
    seen.check()


def test_an_officers_places(windows: Windows) -> None:
    desk = windows.desk(ISLA, worker=False)
    seen = Examiner(desk, ON_DESKS)
    for place in ("", "/holds", "/reviews", "/people", "/audit"):
        page = desk.open(f"/officer{place}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".skeleton")).to_have_count(0)
        seen.look(f"officer{place.replace('/', '-')}-as-it-is")
    seen.check()

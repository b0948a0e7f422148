"""The desk limits whoever sent a report, and ends it again, without seeing who that is."""

from playwright.sync_api import expect

from browser import reporting
from browser.borough import Exampleton
from browser.screens import ON_DESKS, Examiner
from browser.test_three_people import DEV
from browser.windows import Windows


def test_the_desk_limits_the_sender_of_a_report_and_ends_it(windows: Windows, exampleton: Exampleton) -> None:
    here = exampleton.place_on("Damson Row")
    phone = windows.phone(here, worker=False, forgives=("status of 429",))
    told = phone.open("/report")
    reporting.go_on_from_photo(told)
    reporting.say_here(told, here.street)
    reporting.say_fly_tip(told)
    reporting.send(told)
    ref = reporting.reference(told)

    desk = windows.desk(DEV, worker=False, forgives=("status of 422",))
    seen = Examiner(desk, ON_DESKS)
    page = desk.open(f"/desk/senders?ref={ref}")
    asked = page.get_by_role("dialog")
    expect(asked.get_by_label("Reference of a report")).to_have_value(ref)
    asked.get_by_role("button", name="Decide", exact=True).click()
    expect(asked.get_by_text("Write down why")).to_be_visible()
    asked.get_by_label("Why").fill("Sent forty reports of one garden.")
    seen.look("desk-limit-a-sender")
    asked.get_by_role("button", name="Decide", exact=True).click()
    expect(page.get_by_text(f"from report {ref}")).to_be_visible()
    seen.look("desk-senders")

    page.get_by_role("button", name="End it").click()
    asked.get_by_label("Why?").fill("They appealed, and were right.")
    asked.get_by_role("button", name="End it").click()
    expect(page.get_by_text("Ended by Dev Anand: They appealed, and were right.")).to_be_visible()
    seen.check()

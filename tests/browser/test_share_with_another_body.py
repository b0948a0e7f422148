"""The desk tells another body something, by the reporter's word or by a reason.

Who reads first is named by an administrator; the panel says what is at home, and where an outcome was made.
"""

import json
import re
import urllib.request
from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from browser.borough import Exampleton
from browser.screens import ON_DESKS, Examiner
from browser.windows import Window, Windows

SAMIR, HUW = "samir@exampleton.example", "huw@exampleton.example"
DEV, FEMI = "dev@exampleton.example", "femi@exampleton.example"
OFFLINE = "ERR_INTERNET_DISCONNECTED"
#: About 20 m from the reported place.
_AWAY = 0.00018
_ASK = """async ([method, path, body]) => {
  const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
  const headers = {"Content-Type": "application/json", "X-CSRFToken": token};
  const reply = await fetch(`/api/v1/${path}`, {method, headers, body: body && JSON.stringify(body)});
  return reply.ok ? await reply.json() : Promise.reject(new Error(`${reply.status} ${await reply.text()}`));
}"""


def ask(window: Window, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """The API's answer to whoever is signed in there. Fails where it refuses."""
    return window.page.evaluate(_ASK, [method, path, body])


def tell(exampleton: Exampleton, street: str, **changes: Any) -> str:
    """A report as a phone sends it; its reference."""
    here = exampleton.place_on(street)
    said = {"id": str(uuid4()), "point": {"lat": here.lat, "lon": here.lon, "source": "pin"}, **changes}
    request = urllib.request.Request(
        f"{exampleton.url}/api/v1/reports",
        data=json.dumps(said).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=20) as reply:
        return str(json.load(reply)["ref"])


def tell_of_neighbours(exampleton: Exampleton, street: str, share: str | None) -> str:
    """A private report by somebody who says who they are."""
    answers = {"impact": 2, "target": "no", **({"share": share} if share else {})}
    return tell(
        exampleton,
        street,
        issue_type="asb_neighbour",
        answers=answers,
        description="Shouting until three in the morning.",
        name="Quillon Marsh",
        email=f"{uuid4().hex}@mail.example",
    )


def open_job(desk: Window, department: str, ref: str) -> Page:
    """The job that serves a report, beside its queue."""
    page = desk.open(f"/desk/{department}")
    page.get_by_role("row").filter(has_text=ref).get_by_role("link").first.click()
    expect(page.get_by_role("region", name="Job", exact=True)).to_contain_text(ref)
    return page


def ask_to_share(page: Page) -> Locator:
    """The dialog, opened and read."""
    opens = page.get_by_role("button", name="Share with another body")
    opens.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Which body?")).to_be_visible()
    return dialog


def test_what_the_reporter_agreed_to_goes_with_keys_alone(windows: Windows, exampleton: Exampleton) -> None:
    ref = tell_of_neighbours(exampleton, "Finch Terrace", "landlord")
    page = open_job(windows.desk(SAMIR), "community-safety", ref)
    dialog = ask_to_share(page)
    expect(dialog).to_contain_text("My landlord only")
    expect(dialog).to_contain_text("Nothing of it was given to anybody here.")
    expect(dialog.get_by_role("checkbox", name="The photos as they were taken")).to_be_disabled()
    # Nothing is chosen for anybody.
    assert dialog.get_by_role("checkbox", checked=True).count() == 0

    keys = page.keyboard
    dialog.get_by_label("Which body?").focus()
    keys.type("Weirside Homes")
    keys.press("Tab")
    expect(dialog.get_by_role("checkbox", name="Who they are")).to_be_focused()
    keys.press("Tab")
    keys.press("Space")
    expect(dialog).to_contain_text("agreed that Weirside Homes is told this")
    goes, stays = dialog.get_by_role("list").nth(0), dialog.get_by_role("list").nth(1)
    expect(goes).to_contain_text("Everything they wrote and answered, and the exact place")
    expect(stays).to_contain_text("Name, e-mail address and phone number")
    expect(dialog).to_contain_text("may tell who they are")
    keys.press("Enter")
    expect(page.get_by_text("On its way to Weirside Homes")).to_be_visible()
    expect(page.get_by_role("button", name="Share with another body")).to_be_focused()

    before = ask_to_share(page).locator(".share-before")
    expect(before).to_contain_text("Weirside Homes words and answers")
    expect(before).to_contain_text("The reporter agreed.")
    expect(before).to_contain_text("Samir Lowe")
    expect(before).not_to_contain_text("contact details")
    keys.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_without_their_word_a_reason_is_asked_for_and_kept(windows: Windows, exampleton: Exampleton) -> None:
    ref = tell_of_neighbours(exampleton, "Bobbin Street", "landlord")
    desk = windows.desk(SAMIR, worker=False, forgives=(OFFLINE,))
    page = open_job(desk, "community-safety", ref)
    dialog = ask_to_share(page)
    dialog.get_by_role("button", name="Share").click()
    expect(dialog.get_by_label("Which body?")).to_be_focused()
    expect(dialog).to_contain_text("Choose a body.")
    expect(dialog).to_contain_text("Choose what goes.")
    dialog.get_by_label("Which body?").select_option(label="Exampleshire Police")
    dialog.get_by_role("checkbox", name="Who they are").check()
    reason = dialog.get_by_label("By what right?")
    expect(dialog).to_contain_text("did not agree that Exampleshire Police gets: contact details")
    dialog.get_by_role("button", name="Send to Exampleshire Police").click()
    expect(reason).to_be_focused()
    expect(dialog).to_contain_text("Write down by what right it may go.")

    reason.fill("Crime and Disorder Act 1998, s. 115")
    desk.context.set_offline(True)
    dialog.get_by_role("button", name="Send to Exampleshire Police").click()
    expect(dialog).to_contain_text("There was no answer. Check the connection and try again.")
    expect(reason).to_have_value("Crime and Disorder Act 1998, s. 115")
    desk.context.set_offline(False)
    dialog.get_by_role("button", name="Send to Exampleshire Police").click()
    expect(page.get_by_text("On its way to Exampleshire Police")).to_be_visible()

    before = ask_to_share(page).locator(".share-before")
    expect(before).to_contain_text("By what right: Crime and Disorder Act 1998, s. 115")
    (given,) = ask(desk, "GET", f"reports/{ref}/share")["items"]
    assert (given["body"]["key"], given["what"], given["agreed"]) == (
        "exampleshire-police",
        ["contact"],
        False,
    )


def test_a_body_that_cannot_be_told_is_said_at_its_field(windows: Windows, exampleton: Exampleton) -> None:
    ref = tell_of_neighbours(exampleton, "Finch Terrace", None)
    desk = windows.desk(SAMIR, worker=False, forgives=("status of 422",))
    page = open_job(desk, "community-safety", ref)
    dialog = ask_to_share(page)
    expect(dialog).to_contain_text("They did not answer.")
    dialog.get_by_label("Which body?").select_option(label="Exampleshire Police")
    dialog.get_by_role("checkbox", name="What they wrote").check()
    dialog.get_by_label("By what right?").fill("Children Act 1989, s. 47")
    # It no longer works with this one.
    page.route(
        "**/share",
        lambda route: route.continue_(
            post_data=(route.request.post_data or "").replace("exampleshire-police", "gone")
        ),
    )
    dialog.get_by_role("button", name="Send to Exampleshire Police").click()
    expect(dialog).to_contain_text("We do not know that body.")
    expect(dialog.get_by_label("Which body?")).to_be_focused()


def test_the_panel_says_it_is_at_home_and_where_the_outcome_was_stamped(
    windows: Windows, exampleton: Exampleton
) -> None:
    ref = tell(exampleton, "Bobbin Street", issue_type="fly_tip", answers={"size": "car_boot"}, at_home=True)
    dev, femi = windows.desk(DEV, worker=False), windows.crew(FEMI, worker=False)
    page = open_job(dev, "street-cleansing", ref)
    panel = page.get_by_role("region", name="Job", exact=True)
    expect(panel).to_contain_text("This is at the reporter’s home: the public sees the street only.")
    expect(panel.locator(".panel-stamp")).to_have_count(0)

    job = int(page.url.rsplit("/", 1)[-1].split("?", maxsplit=1)[0])
    crew = next(
        c for c in ask(dev, "GET", "crews?department=street-cleansing") if c["name"] == "Cleansing North"
    )
    point = ask(dev, "POST", f"jobs/{job}/assign", {"crew_id": crew["id"]})["line"]["point"]
    femi.open("/crew")
    ask(femi, "POST", f"jobs/{job}/start", {})
    stands = {"lat": point["lat"] + _AWAY, "lon": point["lon"]}
    ask(femi, "POST", f"jobs/{job}/outcome", {"outcome": "NFA", "point": stands})
    dev.open(f"/desk/street-cleansing/{job}")
    expect(panel.locator(".panel-stamp")).to_contain_text("within 20 m of the place")


def test_an_administrator_names_who_reads_first(windows: Windows) -> None:
    huw = windows.desk(HUW)
    page = huw.open("/desk/first")
    part = page.get_by_role("region", name="Who reads first")
    expect(part).to_contain_text("usually three times in 90 days")
    part.get_by_label("Department").select_option(label="Community safety")
    who = part.get_by_label("Who reads first?")
    expect(who).to_have_value(SAMIR)
    # Nobody of another department, and no crew.
    assert "Dev Anand" not in who.inner_text()
    assert "Nia Rowe" not in who.inner_text()
    who.select_option("")
    part.get_by_role("button", name="Save who reads first").press("Enter")
    expect(page.get_by_text("Saved for Community safety")).to_be_visible()
    page.reload()
    part.get_by_label("Department").select_option(label="Community safety")
    expect(who).to_have_value("")
    assert ask(huw, "GET", "departments/community-safety/reviewer")["email"] is None
    who.select_option(label=f"Samir Lowe ({SAMIR})")
    part.get_by_role("button", name="Save who reads first").click()
    expect(page.get_by_text("Saved for Community safety")).to_be_visible()
    expect(who).to_have_value(SAMIR)
    assert ask(huw, "GET", "departments/community-safety/reviewer")["email"] == SAMIR

    samir = windows.desk(SAMIR).open("/desk/first")
    expect(samir.get_by_role("heading", name="Reports to read first")).to_be_visible()
    expect(samir.get_by_text(re.compile("Nothing to read|Report number"))).to_be_visible()
    expect(samir.get_by_role("region", name="Who reads first")).to_have_count(0)


def test_both_are_fit_for_everybody(windows: Windows, exampleton: Exampleton) -> None:
    ref = tell_of_neighbours(exampleton, "Finch Terrace", "both")
    desk = windows.desk(HUW, worker=False)
    seen = Examiner(desk, ON_DESKS)
    desk.open("/desk/first")
    expect(desk.page.get_by_label("Who reads first?")).to_be_visible()
    seen.look("who-reads-first")
    page = open_job(desk, "community-safety", ref)
    dialog = ask_to_share(page)
    dialog.get_by_label("Which body?").select_option(label="Exampleshire Police")
    dialog.get_by_role("checkbox", name="What they wrote").check()
    seen.look("share-agreed")
    dialog.get_by_label("Which body?").select_option(label="Quill Valley Railway")
    dialog.get_by_role("button", name="Send to Quill Valley Railway").click()
    seen.look("share-reason-missing")
    seen.check()

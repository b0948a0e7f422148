"""A report about people is private from the first tap: no photo, no public trace, only a reference stays."""

import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from browser import reporting
from browser.borough import Exampleton
from browser.windows import Windows

_KEPT = """
async () => {
  const db = await new Promise((resolve, reject) => {
    const asked = indexedDB.open("doorstep");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const all = (name) => new Promise((resolve) => {
    db.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => resolve(target.result);
  });
  const stores = {};
  for (const name of db.objectStoreNames) stores[name] = await all(name);
  db.close();
  return { stores, local: { ...localStorage }, session: { ...sessionStorage } };
}
"""
WORDS = "They bang on our door every night and shout my name."


def test_a_report_about_people_leaves_only_its_reference_on_the_phone_and_nothing_in_public(
    windows: Windows, exampleton: Exampleton
) -> None:
    here = exampleton.place_on("Glaze Street")
    public_before = exampleton.reports_round(here)
    # Its public page is a 404 like an unknown one's, which a browser notes.
    phone = windows.phone(here, forgives=("status of 404",))
    page = phone.open("/report")
    page.get_by_role("link", name="About people or noise, or in danger now?").click()

    # Danger first, no camera, and a way out on every step.
    expect(page.get_by_text("No photo needed. Please don't take one.")).to_be_visible()
    expect(page.get_by_role("link", name="Call 999")).to_be_visible()
    expect(page.get_by_role("button", name="Leave now")).to_be_visible()
    expect(page.get_by_role("button", name="Take photo")).to_have_count(0)
    page.get_by_role("button", name="Rowdy or inconsiderate behaviour").click()
    reporting.say_here(page, here.street)
    expect(page.get_by_text("Only the team that handles it reads this.", exact=False).first).to_be_visible()
    expect(page.get_by_role("button", name="Leave now")).to_be_visible()
    reporting.choose(page, "How much is it affecting you", "4")
    reporting.choose(page, "Do you feel it is aimed at you", "Yes")
    page.get_by_label("In your own words").fill(WORDS)
    page.get_by_role("button", name="Next: check and send").click()
    expect(page.get_by_text("Photos", exact=True)).to_have_count(0)
    expect(page.get_by_text("Only the team that handles it reads this.")).to_be_visible()
    reporting.send(page)

    ref = reporting.reference(page)
    assert ref.startswith("RP-")
    expect(page.get_by_text("Keep the reference. It is all that stays on this phone.")).to_be_visible()
    expect(page.get_by_role("button", name="Share")).to_have_count(0)
    phone.shoot("private-sent")

    # All that the phone still has of it.
    kept = page.evaluate(_KEPT)
    [own] = kept["stores"].pop("mine")
    assert {key for key, value in own.items() if value} == {"id", "ref", "track_token", "isPrivate"}
    assert all(rows == [] for rows in kept["stores"].values()), kept["stores"]
    everything = str({**kept, "mine": own})
    assert not any(word in everything for word in ("Glaze", "asb", "door", "53.4"))

    # The public sees nothing: not on the map, not at its address.
    assert exampleton.reports_round(here) == public_before
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{exampleton.url}/r/{ref}", timeout=20)
    assert refused.value.code == 404
    body = refused.value.read().decode()
    assert not any(word in body for word in ("Glaze", "Rowdy", WORDS, "og:title"))
    stranger = windows.phone(worker=False, forgives=("status of 404",)).open(f"/r/{ref}")
    expect(stranger.get_by_role("heading", name="Nothing to see here")).to_be_visible()
    expect(stranger.get_by_text("Glaze")).to_have_count(0)

    # Its reporter still follows it from the phone that made it.
    page.get_by_role("link", name="Track it").click()
    expect(
        page.get_by_text("Only you, on this phone, and the team that handles it can see this.")
    ).to_be_visible()
    phone.shoot("private-track")


def test_leaving_now_goes_elsewhere_at_once_and_leaves_no_way_back(
    windows: Windows, exampleton: Exampleton
) -> None:
    # "Elsewhere" is the one address outside; nothing leaves this machine, so it is answered here.
    phone = windows.phone(
        exampleton.place_on("Potter Street"), worker=False, forgives=("asked another host",)
    )
    phone.context.route(
        re.compile("^https:"), lambda route: route.fulfill(body="Weather", content_type="text/html")
    )
    page = phone.open("/")
    page.get_by_role("link", name="Report a problem").click()
    page.get_by_role("link", name="About people or noise, or in danger now?").click()
    page.get_by_role("button", name="Rowdy or inconsiderate behaviour").click()
    page.get_by_role("button", name="Leave now").click()
    page.wait_for_url("https://www.bbc.co.uk/weather")
    page.go_back()
    expect(page.get_by_text("Rowdy")).to_have_count(0)

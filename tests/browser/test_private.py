"""A report about people is private from the first tap: no photo, no public trace, only a reference stays."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import reporting
from browser.borough import Exampleton
from browser.camera import gallery_photo
from browser.phones import PLAIN_READS, kept_on
from browser.windows import Windows

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
    page.get_by_role("button", name="Antisocial behaviour").click()
    # Before anything is asked: who reads it, when it goes further, what happens next.
    for said in ("Who reads it", "When we share it", "What happens next"):
        expect(page.get_by_text(said, exact=True)).to_be_visible()
    reporting.choose(page, "How to say where", "Street list")
    expect(page.get_by_role("radio", name=here.street)).to_have_count(1)
    page.get_by_role("button", name="Yes, this is the place").click()
    expect(page.get_by_text("Who reads it", exact=True)).to_be_visible()
    reporting.choose(page, "What is happening?", "Rowdy")
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
    kept = kept_on(page)
    [own] = kept["stores"].pop("mine")
    assert {key for key, value in own.items() if value} == {"id", "ref", "track_token", "isPrivate"}
    assert all(rows == [] for rows in kept["stores"].values()), kept["stores"]
    assert set(kept["cached"]) <= PLAIN_READS, list(kept["cached"])
    everything = str(
        {"stores": kept["stores"], "local": kept["local"], "session": kept["session"], "mine": own}
    )
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


def test_a_photo_that_was_taken_goes_when_it_is_about_people_and_it_is_said_before(
    windows: Windows, exampleton: Exampleton, tmp_path: Path
) -> None:
    here = exampleton.place_on("Glaze Street")
    page = windows.phone(here, worker=False).open("/report")
    reporting.choose_photo(page, gallery_photo(tmp_path, lat=here.lat, lon=here.lon))
    expect(page.get_by_text("1 of 4 photos")).to_be_visible()
    page.get_by_role("link", name="About people or noise, or in danger now?").click()
    expect(
        page.get_by_text("The photo you took is removed from this phone when you choose one.")
    ).to_be_visible()
    page.get_by_role("button", name="Noise").click()
    expect(page.get_by_role("heading", name="Is this the right place?")).to_be_visible()
    kept = kept_on(page)
    assert all(rows == [] for rows in kept["stores"].values()), kept["stores"]
    # It does not come back with a change of mind either.
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="It's not about people").click()
    expect(page.get_by_role("heading", name="Show us the problem")).to_be_visible()
    expect(page.get_by_role("img", name="Photo 1")).to_have_count(0)


def test_a_public_kind_without_photos_lets_go_of_them_too(
    windows: Windows, exampleton: Exampleton, tmp_path: Path
) -> None:
    here = exampleton.place_on("Glaze Street")
    page = windows.phone(here, worker=False).open("/report")
    reporting.choose_photo(page, gallery_photo(tmp_path, lat=here.lat, lon=here.lon))
    reporting.go_on_from_photo(page)
    reporting.say_here(page, here.street)
    reporting.choose(page, "What is the problem?", "Needles or syringes")
    said = page.get_by_text("The photo you took is removed from this phone when you go on.")
    expect(said).to_be_visible()
    page.get_by_role("button", name="Next: check and send").click()
    expect(said).to_have_count(0)
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_text("Needles or syringes: please take no photo")).to_be_visible()
    expect(page.get_by_role("button", name="Take photo")).to_have_count(0)
    expect(page.get_by_role("img", name="Photo 1")).to_have_count(0)


def test_what_is_aimed_at_somebody_for_who_they_are_can_be_reported_as_hate(
    windows: Windows, exampleton: Exampleton
) -> None:
    here = exampleton.place_on("Glaze Street")
    page = windows.phone(here, worker=False).open("/report/other")
    page.get_by_role("button", name="Antisocial behaviour").click()
    reporting.say_here(page, here.street)
    reporting.choose(page, "What is happening?", "Not sure")
    reporting.choose(page, "Do you feel it is aimed at you", "Yes")
    page.get_by_role("button", name="Report it as hate").click()
    expect(page.get_by_role("radio", name="Hate", exact=True)).to_be_checked()
    # What was answered goes along.
    expect(
        page.get_by_role("group", name="Do you feel it is aimed at you").get_by_role("radio", name="Yes")
    ).to_be_checked()
    reporting.choose(page, "What happened?", "Words or shouting")
    page.get_by_role("button", name="Next: check and send").click()
    reporting.send(page)
    assert reporting.reference(page).startswith("RP-")


def test_my_reports_says_only_the_reference_and_that_can_be_removed(
    windows: Windows, exampleton: Exampleton
) -> None:
    here = exampleton.place_on("Glaze Street")
    phone = windows.phone(here, worker=False, forgives=("status of 404",))
    page = phone.open("/report/other")
    page.get_by_role("button", name="Noise").click()
    reporting.say_here(page, here.street)
    reporting.choose(page, "What do you hear?", "A dog")
    reporting.choose(page, "How much is it affecting you", "2")
    page.get_by_role("button", name="Next: check and send").click()
    reporting.send(page)
    ref = reporting.reference(page)

    phone.open("/mine")
    card = page.get_by_role("link", name=ref)
    expect(card).to_be_visible()
    said = page.get_by_role("main").inner_text()
    assert not any(word in said for word in ("Noise", "Glaze", "Received", "aim"))
    phone.shoot("mine-private")
    page.get_by_role("button", name="Remove from this phone").click()
    dialog = page.get_by_role("dialog", name="Remove it from this phone?")
    expect(dialog.get_by_text("This phone forgets the reference and the key to it")).to_be_visible()
    expect(dialog.get_by_text(ref)).to_be_visible()
    dialog.get_by_role("button", name="Remove from this phone").click()
    expect(card).to_have_count(0)
    assert ref not in str(kept_on(page))
    # Without the key it is nobody's here.
    phone.open(f"/r/{ref}")
    expect(page.get_by_role("heading", name="Nothing to see here")).to_be_visible()


def test_a_private_report_that_waits_for_signal_shows_nothing_of_what_it_says(
    windows: Windows, exampleton: Exampleton
) -> None:
    here = exampleton.place_on("Glaze Street")
    phone = windows.phone(here, forgives=("net::ERR_INTERNET_DISCONNECTED",))
    page = phone.open("/report/other")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.get_by_role("button", name="Noise").click()
    reporting.say_here(page, here.street)
    reporting.choose(page, "What do you hear?", "A dog")
    reporting.choose(page, "How much is it affecting you", "2")
    page.get_by_role("button", name="Next: check and send").click()
    expect(page.get_by_role("heading", name="Check and send")).to_be_visible()
    phone.context.set_offline(True)
    page.get_by_role("button", name="Send when I'm back online").click()
    expect(page.get_by_role("heading", name="Saved on this phone")).to_be_visible()
    page.get_by_role("link", name="Done").click()
    page.get_by_role("link", name="My reports").click()
    expect(page.get_by_text("Private report")).to_be_visible()
    said = page.get_by_role("main").inner_text()
    assert not any(word in said for word in ("Noise", "Glaze", "Edit"))
    page.get_by_role("button", name="Remove it, don’t send").click()
    expect(page.get_by_text("Private report")).to_have_count(0)
    assert all(rows == [] for rows in kept_on(page)["stores"].values())

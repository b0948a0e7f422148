"""Before it's public: the desk redacts with keys alone, the author objects once, a crew hides on the spot."""

import json
import re
import urllib.request
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from PIL import Image
from playwright.sync_api import Page, expect

from browser.borough import Exampleton
from browser.camera import gallery_photo
from browser.screens import ON_DESKS, ON_PHONES, Examiner
from browser.windows import Windows
from services import until

DEV, HUW, FEMI = "dev@exampleton.example", "huw@exampleton.example", "femi@exampleton.example"
#: Where nobody else here reports, or theirs would become one job with these.
STREET = "Cornmill Lane"
WORDS = "Gulls split the bags. It’s always 22 Finch Terrace, XT4 2QJ. Ring me on 07700 900118."
REDACTED = "Gulls split the […] It’s always […]. Ring me on […]."
#: What the cover in the middle of the photo must have turned it into.
DARK = 60


@dataclass(frozen=True)
class Sent:
    """A report that somebody has sent, and what proves that it was them."""

    ref: str
    token: str
    photo: str


def send(exampleton: Exampleton, folder: Path, words: str = WORDS) -> Sent:
    """A fly-tip with words and a photo, as a phone sends it."""
    here, photo = exampleton.place_on(STREET), str(uuid4())
    picture = gallery_photo(folder, lat=here.lat, lon=here.lon).read_bytes()
    _ask(exampleton, "PUT", f"photos/{photo}", picture, "image/jpeg")
    answer = _ask(
        exampleton,
        "POST",
        "reports",
        json.dumps(
            {
                "id": str(uuid4()),
                "issue_type": "fly_tip",
                "description": words,
                "point": {"lat": here.lat, "lon": here.lon, "source": "pin"},
                "answers": {"size": "car_boot", "blocking": "no"},
                "photos": [photo],
                "language": "en-GB",
            }
        ).encode(),
        "application/json",
    )
    return Sent(answer["ref"], answer["track_token"], photo)


def _ask(exampleton: Exampleton, method: str, path: str, body: bytes, kind: str) -> Any:
    request = urllib.request.Request(
        f"{exampleton.url}/api/v1/{path}", data=body, method=method, headers={"Content-Type": kind}
    )
    with urllib.request.urlopen(request, timeout=20) as reply:
        return json.load(reply)


def public_photo(page: Page, sent: Sent) -> Image.Image | None:
    """The photo as everybody is given it; None while nobody is."""
    reply = page.context.request.get(f"/api/v1/photos/{sent.photo}/960")
    return Image.open(BytesIO(reply.body())).convert("L") if reply.ok else None


def open_check(page: Page, sent: Sent) -> None:
    """Wait until its photo is there to be covered."""
    page.goto(f"/desk/street-cleansing/check/{sent.ref}")
    expect(page.locator(".cover-paper")).to_be_visible()


def redact_by_keys(page: Page) -> None:
    """A cover on the photo's middle, and one word out; what the patterns marked is out already."""
    keys = page.keyboard
    keys.press("r")
    expect(page.locator(".cover-paper")).to_be_focused()
    keys.press("Enter")
    cover = page.get_by_role("button", name=re.compile("^Cover 1:"))
    expect(cover).to_be_focused()
    for _press in range(5):
        keys.press("Shift+ArrowRight")
    keys.press("ArrowLeft")
    keys.press("r")
    words = page.get_by_role("listbox", name="Their words. Choose what to take out")
    expect(words.get_by_role("option").first).to_be_focused()
    for _press in range(3):
        keys.press("ArrowRight")
    keys.press("Space")
    expect(words.get_by_role("option", name="bags.")).to_have_attribute("aria-selected", "true")


def test_the_desk_redacts_and_passes_with_the_keyboard_alone(
    windows: Windows, exampleton: Exampleton, tmp_path: Path
) -> None:
    sent = send(exampleton, tmp_path)
    dev = windows.desk(DEV, base_url=exampleton.url)
    page = dev.open("/desk")
    page.get_by_role("link", name="Check").press("Enter")
    expect(page.get_by_role("heading", name="Before it’s public")).to_be_visible()
    expect(page.locator(".check-row[aria-current]")).to_have_count(1)

    # The next and the one before open with a key.
    first = page.url
    page.keyboard.press("j")
    expect(page).not_to_have_url(first)
    page.keyboard.press("k")
    expect(page).to_have_url(first)

    open_check(page, sent)
    # Exactly what has happened: with a detector that finds no face in a heap of rubbish, or without one.
    expect(page.get_by_text(re.compile("no detector is installed|found no face"))).to_be_visible()
    redact_by_keys(page)
    after = page.locator(".check-card--after")
    expect(after).to_contain_text(f"“{REDACTED}”")
    expect(page.get_by_role("button", name="Names a household")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("We covered something in one of your photos.")).to_be_visible()
    dev.shoot("check-redacted")
    page.keyboard.press("p")
    expect(page.get_by_text(f"{sent.ref} is passed with changes. Its author is told.")).to_be_visible()
    # The next has opened by itself.
    expect(page).not_to_have_url(re.compile(sent.ref))
    expect(page.get_by_role("article", name="What was sent").get_by_role("heading").first).to_be_focused()

    assert exampleton.ask(f"reports/{sent.ref}")["words"] == REDACTED
    everybody = windows.phone(worker=False, forgives=("status of 404",), base_url=exampleton.url).page
    everybody.goto(f"/r/{sent.ref}")
    expect(everybody.get_by_text(REDACTED)).to_be_visible()
    expect(everybody.get_by_role("img").first).to_be_visible()
    # It left the public while it was painted anew, and nobody is ever given it uncovered.
    until("the covered photo", lambda: public_photo(everybody, sent) is not None, seconds=20)
    shown = public_photo(everybody, sent)
    assert shown is not None
    middle = shown.getpixel((shown.width // 2, shown.height // 2))
    assert isinstance(middle, int | float)
    assert middle < DARK
    # Nothing that is private was kept by the browser.
    kept = page.evaluate(
        "caches.keys().then(async (names) => (await Promise.all(names.map(async (name) =>"
        " (await (await caches.open(name)).keys()).map((request) => request.url)))).flat())"
    )
    assert [url for url in kept if re.search(r"/api/.*/(photos|check|moderation)\b|/desk/.", url)] == []


def test_two_at_the_desk_do_not_decide_the_same_twice(
    windows: Windows, exampleton: Exampleton, tmp_path: Path
) -> None:
    sent = send(exampleton, tmp_path)
    dev = windows.desk(DEV, base_url=exampleton.url, forgives=("status of 409",))
    huw = windows.desk(HUW, base_url=exampleton.url)
    open_check(dev.page, sent)
    open_check(huw.page, sent)
    huw.page.keyboard.press("p")
    expect(huw.page.get_by_text(f"{sent.ref} is passed with changes")).to_be_visible()
    dev.page.keyboard.press("p")
    expect(dev.page.get_by_text("Somebody else decided this just now")).to_be_visible()
    # As it stands now, and it can be changed again.
    expect(dev.page.get_by_text("Public: what is shown here")).to_be_visible()
    dev.shoot("check-decided-elsewhere")


def test_hiding_needs_a_reason_and_takes_it_off_at_once(
    windows: Windows, exampleton: Exampleton, tmp_path: Path
) -> None:
    sent = send(exampleton, tmp_path, words="Next door did it.")
    dev = windows.desk(DEV, base_url=exampleton.url)
    open_check(dev.page, sent)
    dev.page.keyboard.press("h")
    expect(dev.page.get_by_text("Choose why, so that its author can be told.")).to_be_visible()
    accuses = dev.page.get_by_role("button", name="Accuses someone")
    accuses.press("Space")
    expect(accuses).to_have_attribute("aria-pressed", "true")
    dev.page.keyboard.press("h")
    expect(dev.page.get_by_text(f"{sent.ref} is hidden.")).to_be_visible()
    everybody = windows.phone(worker=False, forgives=("status of 404",))
    assert everybody.context.request.get(f"{exampleton.url}/api/v1/reports/{sent.ref}").status == 404


def test_the_author_sees_what_changed_and_objects_once(
    windows: Windows, exampleton: Exampleton, tmp_path: Path
) -> None:
    sent = send(exampleton, tmp_path)
    dev = windows.desk(DEV, base_url=exampleton.url)
    open_check(dev.page, sent)
    dev.page.keyboard.press("p")
    expect(dev.page.get_by_text(f"{sent.ref} is passed with changes")).to_be_visible()

    asha = windows.phone(worker=False)
    told = Examiner(asha, ON_PHONES)
    page = asha.open(f"/r/{sent.ref}?token={sent.token}")
    expect(page.get_by_text("We left something out of what you wrote.")).to_be_visible()
    told.look("author-what-changed")
    page.get_by_role("button", name="I object").click()
    dialog = page.get_by_role("dialog", name="I object")
    dialog.get_by_role("textbox").fill("It is the bin store's own address.")
    dialog.get_by_role("button", name="Send my objection").click()
    expect(page.get_by_text(re.compile("^You objected on"))).to_be_visible()
    expect(page.get_by_role("button", name="I object")).to_have_count(0)

    # Whoever decided first can't answer; somebody else does, with a sentence.
    huw = windows.desk(HUW, base_url=exampleton.url)
    seen = Examiner(huw, ON_DESKS)
    huw.open("/desk/street-cleansing/check?wanted=objected")
    huw.page.get_by_role("link", name=re.compile("its author objects")).first.click()
    open_check(huw.page, sent)
    expect(huw.page.get_by_text("It is the bin store's own address.")).to_be_visible()
    huw.page.keyboard.press("p")
    answer = huw.page.get_by_label("Answer to the author")
    expect(answer).to_be_focused()
    answer.fill("It stays out: it is a home.")
    seen.look("check-objection")
    huw.page.get_by_role("button", name=re.compile("^Pass")).click()
    expect(huw.page.get_by_text(re.compile(f"{sent.ref} is passed"))).to_be_visible()
    asha.open(f"/r/{sent.ref}?token={sent.token}")
    expect(page.get_by_text("It stays out: it is a home.")).to_be_visible()
    told.look("author-answered")
    seen.check()
    told.check()


def test_a_crew_hides_a_photo_on_the_spot(windows: Windows, exampleton: Exampleton, tmp_path: Path) -> None:
    sent = send(exampleton, tmp_path)
    desk = windows.desk(DEV, base_url=exampleton.url)
    open_check(desk.page, sent)
    desk.page.keyboard.press("p")
    expect(desk.page.get_by_text(f"{sent.ref} is passed with changes")).to_be_visible()
    everybody = windows.phone(worker=False, forgives=("status of 404",), base_url=exampleton.url).page
    everybody.goto(f"/r/{sent.ref}")
    expect(everybody.get_by_role("img").first).to_be_visible()

    desk.open("/desk/street-cleansing")
    desk.page.get_by_role("row").filter(has_text=sent.ref).get_by_role("link").click()
    desk.page.get_by_role("button", name="Assign to a crew").click()
    which = desk.page.get_by_role("dialog", name="Which crew?")
    which.get_by_role("button", name="Cleansing North").click()
    expect(desk.page.get_by_text("Given to Cleansing North")).to_be_visible()
    job = desk.page.url.rsplit("/", 1)[-1]

    femi = windows.crew(FEMI, worker=False)
    seen = Examiner(femi, ON_PHONES)
    page = femi.open(f"/crew/job/{job}")
    page.get_by_role("button", name="What the public sees").click()
    dialog = page.get_by_role("dialog", name="What the public sees")
    expect(dialog.get_by_text("Hide photo 1")).to_be_visible()
    # It was passed at the desk already.
    expect(dialog.get_by_role("button", name="Pass photo 1")).to_have_count(0)
    dialog.get_by_role("button", name="Hide it now").click()
    expect(dialog.get_by_text("Choose what, and why.")).to_be_visible()
    dialog.get_by_text("Hide photo 1").click()
    dialog.get_by_text("A face").click()
    seen.look("crew-hide-on-the-spot")
    dialog.get_by_role("button", name="Hide it now").click()
    expect(page.get_by_text("Hidden. The public no longer sees it.")).to_be_visible()
    assert public_photo(everybody, sent) is None
    seen.check()


def test_the_check_is_fit_for_everybody(windows: Windows, exampleton: Exampleton, tmp_path: Path) -> None:
    sent = send(exampleton, tmp_path)
    dev = windows.desk(DEV, base_url=exampleton.url, worker=False)
    seen = Examiner(dev, ON_DESKS)
    open_check(dev.page, sent)
    redact_by_keys(dev.page)
    seen.look("check")
    dev.page.get_by_role("button", name="Crop").click()
    seen.look("check-crop")
    dev.page.get_by_role("button", name="Brush").click()
    seen.look("check-brush")
    dev.open("/desk/street-cleansing/check?wanted=asked")
    expect(dev.page.get_by_role("heading", name="Before it’s public")).to_be_visible()
    seen.look("check-list")
    seen.check()

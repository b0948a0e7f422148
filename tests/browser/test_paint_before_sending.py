"""What somebody paints over in a photo never leaves the phone: not in what is sent, not in what is kept."""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from browser import reporting
from browser.borough import Exampleton
from browser.screens import ON_PHONES, Examiner
from browser.windows import Windows

RED = (220, 30, 30)
#: Keeps the bytes of each photo that a page sends; the browser's own log leaves them out.
_SENT = """
window.sentPhotos = [];
const send = window.fetch;
window.fetch = async (to, options) => {
  if (options?.method === "PUT" && String(to).includes("/photos/"))
    window.sentPhotos.push([...new Uint8Array(await options.body.arrayBuffer())]);
  return send(to, options);
};
"""


def secret_photo(folder: Path) -> Path:
    """Grey, with something red in the middle that nobody is to see."""
    picture = Image.new("RGB", (800, 600), (128, 128, 128))
    picture.paste(RED, (340, 240, 460, 360))
    path = folder / "secret.jpg"
    picture.save(path, quality=95)
    return path


def reds(data: bytes) -> int:
    """How many pixels of a picture are as red as what was painted over."""
    red, green, blue = Image.open(io.BytesIO(data)).convert("RGB").split()
    pixels = zip(red.tobytes(), green.tobytes(), blue.tobytes(), strict=True)
    return sum(1 for r, g, b in pixels if r > 160 and g < 100 and b < 100)


def paint_over_the_middle(page: Page) -> None:
    page.get_by_role("button", name="Hide something in photo 1").click()
    dialog = page.get_by_role("dialog", name="Hide something in it")
    expect(dialog.get_by_text("What you paint over here never leaves this phone.")).to_be_visible()
    stage = dialog.get_by_role("application", name="Photo 1")
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.35, box["y"] + box["height"] * 0.3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.65, box["y"] + box["height"] * 0.7, steps=8)
    page.mouse.up()


def kept_photos(page: Page) -> list[bytes]:
    """The bytes of the photos of the report in the making, as the phone keeps them."""
    found = page.evaluate(
        """async () => {
          const db = await new Promise((done) => {
            indexedDB.open("doorstep").onsuccess = ({ target }) => done(target.result);
          });
          const rows = await new Promise((done) => {
            const shelf = db.transaction("draft_photos").objectStore("draft_photos");
            shelf.getAll().onsuccess = ({ target }) => done(target.result);
          });
          db.close();
          return Promise.all(rows.map(async ({ blob }) => [...new Uint8Array(await blob.arrayBuffer())]));
        }"""
    )
    return [bytes(one) for one in found]


def test_what_is_painted_over_is_in_no_byte_that_is_kept_or_sent(
    windows: Windows, exampleton: Exampleton, tmp_path: Path
) -> None:
    here = exampleton.place_on("Minnow Street")
    phone = windows.phone(here, worker=False)
    phone.context.add_init_script(_SENT)
    seen = Examiner(phone, ON_PHONES)
    page = phone.open("/report")
    reporting.choose_photo(page, secret_photo(tmp_path))
    expect(page.get_by_text("1 of 4 photos")).to_be_visible()
    paint_over_the_middle(page)
    seen.look("hide-in-photo")
    page.get_by_role("button", name="Use this photo").click()
    expect(page.get_by_role("dialog")).to_have_count(0)

    reporting.go_on_from_photo(page)
    reporting.say_here(page, here.street)
    reporting.say_fly_tip(page)
    kept = kept_photos(page)
    assert [reds(photo) for photo in kept] == [0]
    reporting.send(page)
    reporting.reference(page)
    page.wait_for_function(
        """() => new Promise((done) => {
          indexedDB.open("doorstep").onsuccess = ({ target: { result: db } }) => {
            db.transaction("entries").objectStore("entries").count().onsuccess = (counted) => {
              db.close();
              done(counted.target.result === 0);
            };
          };
        })"""
    )
    sent = [bytes(one) for one in page.evaluate("() => window.sentPhotos")]
    assert [reds(photo) for photo in sent] == [0]
    seen.check()


def test_a_photo_with_nothing_painted_over_stays_as_it_is(
    windows: Windows, exampleton: Exampleton, tmp_path: Path
) -> None:
    page = windows.phone(exampleton.place_on("Minnow Street"), worker=False).open("/report")
    reporting.choose_photo(page, secret_photo(tmp_path))
    page.get_by_role("button", name="Hide something in photo 1").click()
    page.get_by_role("button", name="Use this photo").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("1 of 4 photos")).to_be_visible()

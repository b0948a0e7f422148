"""The detector: what it finds is blurred for good, and when it dies a photo waits for a person, not lost."""

import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from django.core.management import call_command
from django.test import Client
from PIL import Image, ImageDraw, ImageFont, ImageStat

import pictures
from cast import Cast
from photo_steps import claim, develop, do_errands, send
from reports.models import Photo, Report
from reports.photo import baking, darkroom
from reports.photo.darkroom import WALL_SECONDS, Darkroom, PhotoRefused
from reports.photo.finds import MOST_FINDS, Find, blurred, is_detector_installed, read_finds
from reports.photo.image_headers import EDGES, Kind

Start = Callable[[str], Darkroom]

FINDS_ONE = """
from reports.photo.finds import Find
def look(picture):
    return [Find("face", 0.1, 0.1, 0.2, 0.2, 0.9)]
"""


@pytest.fixture
def with_detector(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts a darkroom whose real child has this for its detector."""
    rooms: list[Darkroom] = []

    def start(detector: str) -> Darkroom:
        folder = tmp_path / "reports"
        without = shutil.ignore_patterns("migrations", "management")
        shutil.copytree(Path(darkroom.__file__).parents[1], folder, ignore=without, dirs_exist_ok=True)
        (folder / "photo" / "detector.py").write_text(detector)
        monkeypatch.setattr(darkroom, "_SOURCES", tmp_path)
        if rooms:
            return rooms[0]
        wall = 6 if "sleep(60)" in detector else WALL_SECONDS
        rooms.append(Darkroom(seconds=dict.fromkeys(get_args(Kind), 3), wall_seconds=wall))
        return rooms[0]

    yield start
    for room in rooms:
        room.close()


def chequered(width: int = 640, height: int = 480) -> bytes:
    """A picture that differs from cell to cell, as a face does."""
    picture = Image.new("L", (width // 8, height // 8))
    picture.putdata([255 * ((x + y) % 2) for y in range(height // 8) for x in range(width // 8)])
    page = BytesIO()
    picture.resize((width, height), Image.Resampling.NEAREST).save(page, "JPEG", quality=95)
    return page.getvalue()


def contrast(data: bytes, box: tuple[float, float, float, float]) -> float:
    """How much the pixels in a part (left, upper, right, lower, in fractions) differ from each other."""
    image = Image.open(BytesIO(data)).convert("L")
    across, down = image.size
    at = (int(box[0] * across), int(box[1] * down), int(box[2] * across), int(box[3] * down))
    return ImageStat.Stat(image.crop(at)).stddev[0]


def test_what_is_found_is_blurred_in_every_size_and_kept_whole_for_the_desk(with_detector: Start) -> None:
    developed = with_detector(FINDS_ONE).develop(chequered(), "jpeg")
    assert developed.found == [Find("face", 0.1, 0.1, 0.2, 0.2, 0.9)]
    face, elsewhere = (0.1, 0.1, 0.3, 0.3), (0.6, 0.6, 0.8, 0.8)
    for edge in EDGES:
        assert contrast(developed.sizes[edge], face) < 30, edge
        assert contrast(developed.sizes[edge], elsewhere) > 80, edge
    assert developed.uncovered is not None
    assert contrast(developed.uncovered, face) > 80


def test_a_blur_cannot_be_undone(with_detector: Start) -> None:
    """Two photos of one face come out differently, so that nobody can find out by trying who it was."""
    room = with_detector(FINDS_ONE)
    first, second = (room.develop(chequered(), "jpeg").sizes[320] for _ in range(2))
    assert first != second


@pytest.mark.parametrize(
    "detector",
    [
        "import os, signal\ndef look(picture):\n    os.kill(os.getpid(), signal.SIGSEGV)\n",
        "def look(picture):\n    while True: pass\n",
        "import time\ndef look(picture):\n    time.sleep(60)\n",
        "def look(picture):\n    return [bytearray(1 << 40)]\n",
        "def look(picture):\n    raise RuntimeError\n",
        "def look(picture):\n    return None\n",
        "import no_such_network\n",
        FINDS_ONE.replace("0.1, 0.1", "0.9, 0.9"),
    ],
    ids=[
        "crashes",
        "spins",
        "hangs",
        "eats memory",
        "fails",
        "is not there",
        "cannot be loaded",
        "sees things",
    ],
)
def test_a_photo_over_which_the_detector_dies_is_developed_and_waits(
    with_detector: Start, detector: str
) -> None:
    room = with_detector(detector)
    developed = room.develop(pictures.photo(width=640, height=480), "jpeg")
    assert developed.found is None
    assert set(developed.sizes) == set(EDGES)
    assert developed.uncovered is None


def test_a_detector_that_waits_for_a_busy_machine_is_not_cut_short(with_detector: Start) -> None:
    """Longer by the wall than it may work: other processes had the processor meanwhile."""
    waits = FINDS_ONE.replace("    return", "    import time\n    time.sleep(4.5)\n    return")
    assert with_detector(waits).develop(chequered(), "jpeg").found == [Find("face", 0.1, 0.1, 0.2, 0.2, 0.9)]


def test_a_photo_that_cannot_be_decoded_is_still_refused(with_detector: Start) -> None:
    with pytest.raises(PhotoRefused):
        with_detector(FINDS_ONE).develop(pictures.png_claiming(9_000, 5_000), "png")


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "thing"},
        {"x": -0.1},
        {"w": 0},
        {"x": 0.95},
        {"y": float("nan")},
        {"score": float("nan")},
        {"h": None},
    ],
)
def test_a_find_that_is_not_in_the_photo_is_not_believed(bad: dict[str, object]) -> None:
    good = {"kind": "plate", "x": 0.1, "y": 0.1, "w": 0.2, "h": 0.2, "score": 0.5}
    assert read_finds([good]) == [Find("plate", 0.1, 0.1, 0.2, 0.2, 0.5)]
    with pytest.raises((TypeError, ValueError)):
        read_finds([{**good, **bad}])


def test_the_blur_is_larger_than_the_find_and_never_beyond_the_photo() -> None:
    (box,) = blurred([Find("face", 0.9, 0.4, 0.1, 0.1, 0.5)])
    assert (box["x"], box["y"], box["w"], box["h"]) == (0.88, 0.38, 0.12, 0.14)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("detector", "visibility", "release", "public"),
    [
        (FINDS_ONE, "pub", "auto", 200),
        (FINDS_ONE, "held", "auto", 404),
        ("def look(picture):\n    return None\n", "pub", "waiting", 404),
        (FINDS_ONE.replace("]", f"] * {MOST_FINDS + 1}"), "pub", "waiting", 404),
    ],
    ids=["public type", "held type", "no detector", "a crowd"],
)
def test_what_the_detector_looked_at_is_public_only_where_its_type_is(
    report: Report,
    with_detector: Start,
    monkeypatch: pytest.MonkeyPatch,
    detector: str,
    visibility: str,
    release: str,
    public: int,
) -> None:
    monkeypatch.setattr(baking, "darkroom", with_detector(detector))
    Report.objects.update(visibility=visibility)
    sent = send(chequered())
    claim(report, sent.pk)
    photo = develop(sent)
    assert (photo.state, photo.release) == ("ready", release)
    assert Client().get(f"/api/v1/photos/{photo.pk}/320").status_code == public
    if public == 200:
        assert photo.found == [{"kind": "face", "x": 0.1, "y": 0.1, "w": 0.2, "h": 0.2, "score": 0.9}]
        assert [cover["style"] for cover in photo.covers] == ["blur"]


@pytest.mark.django_db
def test_the_desk_takes_a_false_find_away(
    report: Report, with_detector: Start, monkeypatch: pytest.MonkeyPatch, cast: Cast
) -> None:
    room = with_detector(FINDS_ONE)
    monkeypatch.setattr(baking, "darkroom", room)
    sent = send(chequered())
    claim(report, sent.pk)
    photo = develop(sent)
    desk = cast.staff(cast.dev)
    url = f"/api/v1/reports/{report.ref}/check"
    ruling: dict[str, object] = {"id": str(photo.pk), "decision": "pass", "covers": [], "crop": None}
    body = {"version": desk.get(url).json()["version"], "decision": "pass", "photos": [ruling]}
    assert desk.post(url, {**body, "reasons": [], "note": ""}).status_code == 200
    do_errands("bake_photo")
    photo.refresh_from_db()
    assert (photo.state, photo.release, photo.covers, photo.uncovered) == ("ready", "passed", [], "")
    public = Client().get(f"/api/v1/photos/{photo.pk}/320")
    assert contrast(public.content, (0.1, 0.1, 0.3, 0.3)) > 80


@pytest.mark.skipif(not is_detector_installed(), reason="no detector is installed here")
def test_a_number_plate_in_a_street_is_found_and_its_words_are_gone() -> None:
    street = Image.new("RGB", (1600, 1200), (120, 122, 125))
    draw = ImageDraw.Draw(street)
    draw.rectangle((500, 500, 1100, 800), (40, 60, 90))
    draw.rectangle((680, 640, 920, 692), (250, 205, 30))
    draw.text((800, 666), "AB12 CDE", (15, 15, 15), ImageFont.load_default(46), anchor="mm", stroke_width=1)
    page = BytesIO()
    street.save(page, "JPEG", quality=90)
    room = Darkroom()
    developed = room.develop(page.getvalue(), "jpeg")
    room.close()
    assert developed.found is not None
    assert [find.kind for find in developed.found] == ["plate"]
    plate = (680 / 1600, 640 / 1200, 920 / 1600, 692 / 1200)
    assert developed.uncovered is not None
    assert contrast(developed.uncovered, plate) > 2 * contrast(developed.sizes[1920], plate)


@pytest.mark.django_db
@pytest.mark.skipif(not is_detector_installed(), reason="no detector is installed here")
def test_photos_from_before_the_detector_are_looked_at_when_asked(
    report: Report, with_detector: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(baking, "darkroom", with_detector("def look(picture):\n    return None\n"))
    before, decided = send(chequered()), send(pictures.photo())
    claim(report, before.pk, decided.pk)
    for photo in (before, decided):
        develop(photo)
    Photo.objects.filter(pk=decided.pk).update(release="passed")
    room = with_detector(FINDS_ONE)
    room.close()  # the next child has the new detector
    call_command("look_at_photos")
    assert Client().get(f"/api/v1/photos/{before.pk}/320").status_code == 404
    assert develop(before).release == "auto"
    assert Client().get(f"/api/v1/photos/{before.pk}/320").status_code == 200
    decided.refresh_from_db()
    assert (decided.state, decided.found) == ("ready", None)

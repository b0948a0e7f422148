"""What is taken at the photo door is decided by the bytes alone, before any of them is decoded."""

import csv
from io import BytesIO
from pathlib import Path
from typing import NoReturn
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

import pictures
from core.problems import Refusal
from reports.photo.photo_bytes import (
    PhotoEmpty,
    PhotoNotAnImage,
    PhotoTooLarge,
    PhotoTooManyPixels,
    PhotoUnreadable,
    inspect,
)


@pytest.fixture(autouse=True)
def nothing_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> NoReturn:
        raise AssertionError("the door decoded a picture")

    monkeypatch.setattr(ImageFile.ImageFile, "load", refuse)
    monkeypatch.setattr(Image, "open", refuse)


def a_zip() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("photo.jpg", b"\xff\xd8\xff")
    return file.getvalue()


@pytest.mark.parametrize(("format", "kind"), [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_photo_is_known_by_its_content(format: str, kind: str) -> None:
    found = inspect(pictures.photo(format, width=640, height=480))
    assert (found.kind, found.width, found.height) == (kind, 640, 480)


def test_every_way_of_writing_webp_is_measured() -> None:
    for options in ({"lossless": True}, {"lossless": False}, {"exif": pictures.exif_of_a_place()}):
        found = inspect(pictures.photo("WEBP", width=301, height=77, **options))
        assert (found.width, found.height) == (301, 77)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("zip", a_zip(), "ZIP"),
        ("svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "drawing"),
        ("svg, declared", b'\xef\xbb\xbf\n<?xml version="1.0"?><svg onload="alert(1)"/>', "drawing"),
        ("html", b"<!doctype html><script>alert(1)</script>", "web page"),
        ("pdf", b"%PDF-1.7\n", "PDF"),
        ("gif", b"GIF89a" + bytes(20), "GIF"),
        ("bmp", b"BM" + bytes(60), "BMP"),
        ("raw", b"II*\x00" + bytes(60), "TIFF"),
        ("avif", b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf", "AVIF"),
        ("video", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "video"),
        ("words", b"two mattresses by the gate", "JPEG, PNG, WebP or HEIC"),
        ("one byte", b"\xff", "JPEG, PNG, WebP or HEIC"),
    ],
)
def test_anything_else_is_refused_by_what_it_is(name: str, data: bytes, says: str) -> None:
    with pytest.raises(PhotoNotAnImage) as refused:
        inspect(data)
    assert says in str(refused.value.message)
    assert refused.value.status == 415


def test_nothing_at_all_is_refused() -> None:
    with pytest.raises(PhotoEmpty):
        inspect(b"")


def test_a_bomb_is_refused_by_its_header() -> None:
    bomb = pictures.png_claiming(30_000, 30_000)
    assert len(bomb) < 1_000
    with pytest.raises(PhotoTooManyPixels):
        inspect(bomb)


@pytest.mark.parametrize(("width", "height", "taken"), [(10_000, 5_000, True), (10_000, 5_001, False)])
def test_fifty_million_pixels_are_taken_and_no_more(width: int, height: int, taken: bool) -> None:
    data = pictures.png_claiming(width, height)
    if taken:
        assert inspect(data).width == width
    else:
        with pytest.raises(PhotoTooManyPixels):
            inspect(data)


def test_twenty_five_megabytes_are_taken_and_no_more() -> None:
    photo = pictures.photo("JPEG")
    assert inspect(photo.ljust(25_000_000, b"\0")).kind == "jpeg"
    with pytest.raises(PhotoTooLarge):
        inspect(photo.ljust(25_000_001, b"\0"))


def test_a_jpeg_without_a_frame_is_refused() -> None:
    with pytest.raises(PhotoUnreadable):
        inspect(b"\xff\xd8\xff\xe0\x00\x04ab\xff\xd9")


WHOLE = {format: pictures.telltale_photo(format) for format in ("JPEG", "PNG", "WEBP")}


@given(format=st.sampled_from(sorted(WHOLE)), data=st.data())
def test_damage_is_taken_or_refused_and_never_crashes(format: str, data: st.DataObject) -> None:
    whole = WHOLE[format]
    damaged = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for _ in range(data.draw(st.integers(0, 3)) if damaged else 0):
        damaged[data.draw(st.integers(0, min(len(damaged), 200) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = inspect(bytes(damaged))
    except Refusal:
        return
    assert 0 < found.width * found.height <= 50_000_000


@given(st.binary(max_size=200).map(lambda tail: b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + tail))
def test_boxes_of_nonsense_are_refused(data: bytes) -> None:
    with pytest.raises(PhotoUnreadable):
        inspect(data)


#: Real files whose header alone says that they cannot be read, or that they are something else.
REFUSED_AT_THE_DOOR = {
    "corrupt.heic": PhotoUnreadable,
    "corrupt_empty.heic": PhotoEmpty,
    "corrupt_fuzz_1.jpg": PhotoUnreadable,
    "corrupt_fuzz_2.jpg": PhotoNotAnImage,
    "corrupt_header_checksum.png": PhotoUnreadable,
    "corrupt_huge_tag.jpg": PhotoUnreadable,
    "corrupt_max_uint32.jpg": PhotoUnreadable,
    "exif.avif": PhotoNotAnImage,
}


def test_real_photos_are_measured_and_broken_ones_refused(shared_data: Path) -> None:
    folder = shared_data / "photos"
    for row in csv.DictReader((folder / "photos.csv").open(encoding="utf-8")):
        data = (folder / row["file"]).read_bytes()
        if expected := REFUSED_AT_THE_DOOR.get(row["file"]):
            with pytest.raises(expected):
                inspect(data)
        else:
            found = inspect(data)
            if row["decodes"] == "yes" and row["format"] != "HEIF":
                assert (found.width, found.height) == (int(row["width"]), int(row["height"])), row["file"]

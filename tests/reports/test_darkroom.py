"""Developing: three upright sRGB sizes with nothing but pixels in them, made by a child that may die."""

import csv
import os
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import get_args

import pillow_heif
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageStat

import pictures
from core.problems import Refusal
from reports.photo.darkroom import Darkroom, PhotoRefused, Reason, Shut, _checked
from reports.photo.image_headers import EDGES, Kind, webp_chunks
from reports.photo.photo_bytes import inspect
from reports.photo.photo_facts import PhotoPlace
from services import until


@pytest.fixture(scope="module")
def darkroom() -> Iterator[Darkroom]:
    room = Darkroom()
    yield room
    room.close()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data), formats=["WEBP"])


def alike(one: Image.Image, other: Image.Image, *, within: float) -> bool:
    """Whether two pictures of one size differ by less than `within` of 255 on average."""
    assert one.size == other.size
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return max(ImageStat.Stat(difference).mean) < within


def test_three_sizes_are_made_by_the_long_edge(darkroom: Darkroom) -> None:
    developed = darkroom.develop(pictures.photo("JPEG", width=3000, height=4000), "jpeg")
    assert {edge: opened(data).size for edge, data in developed.sizes.items()} == {
        320: (240, 320),
        960: (720, 960),
        1920: (1440, 1920),
    }
    assert (developed.width, developed.height) == (3000, 4000)


def test_a_small_photo_is_never_enlarged(darkroom: Darkroom) -> None:
    developed = darkroom.develop(pictures.photo("PNG", width=700, height=10), "png")
    assert [opened(developed.sizes[edge]).size for edge in EDGES] == [(320, 5), (700, 10), (700, 10)]
    sliver = darkroom.develop(pictures.photo("PNG", width=4000, height=1), "png")
    assert opened(sliver.sizes[320]).size == (320, 1)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(darkroom: Darkroom, orientation: int) -> None:
    turned_back = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    upright = pictures.picture(640, 480)
    stored = upright.transpose(turned_back) if turned_back is not None else upright
    page = BytesIO()
    stored.save(page, "JPEG", quality=95, exif=pictures.exif_of_a_place(orientation=orientation))
    developed = darkroom.develop(page.getvalue(), "jpeg")
    assert (developed.width, developed.height) == (640, 480)
    assert alike(opened(developed.sizes[960]), upright, within=4)


def test_real_photos_of_every_orientation_come_out_alike(darkroom: Darkroom, shared_data: Path) -> None:
    shown = []
    for orientation in range(1, 9):
        data = (shared_data / "photos" / f"orientation_{orientation}.jpg").read_bytes()
        shown.append(opened(darkroom.develop(data, "jpeg").sizes[320]).convert("RGB").resize((24, 36)))
    assert all(alike(shown[0], other, within=12) for other in shown[1:])


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_pixels_is_left_in_any_size(darkroom: Darkroom, format: str) -> None:
    data = pictures.telltale_photo(format)
    assert pictures.TELLTALE in data
    for size in darkroom.develop(data, inspect(data).kind).sizes.values():
        assert set(webp_chunks(size)) <= {b"VP8 ", b"VP8L"}
        for trace in (
            pictures.TELLTALE,
            b"Exif",
            b"EXIF",
            b"XMP",
            b"ICCP",
            b"xmpmeta",
            b"GPS",
            b"8BIM",
            b"PK\x03\x04",
        ):
            assert trace not in size


def test_place_and_time_are_read_first(darkroom: Darkroom) -> None:
    for format in ("JPEG", "PNG", "WEBP"):
        data = pictures.photo(format, exif=pictures.exif_of_a_place())
        developed = darkroom.develop(data, inspect(data).kind)
        assert developed.place == PhotoPlace(lat=53.4585, lon=-2.2866, error_m=6.0)
        assert developed.taken_at == datetime(2026, 6, 3, 8, 15, 22, tzinfo=timezone(timedelta(hours=1)))


def test_wide_gamut_becomes_srgb(darkroom: Darkroom, shared_data: Path) -> None:
    phone = pillow_heif.open_heif((shared_data / "photos" / "gps_iphone11_exif_at_eof.heic").read_bytes())
    profile = ImageCms.ImageCmsProfile(BytesIO(phone.info["icc_profile"]))
    assert "P3" in ImageCms.getProfileDescription(profile)
    colour = Image.new("RGB", (64, 64), (200, 60, 40))
    data = BytesIO()
    colour.save(data, "PNG", icc_profile=profile.tobytes())
    shown = opened(darkroom.develop(data.getvalue(), "png").sizes[320])
    expected = ImageCms.profileToProfile(colour, profile, ImageCms.createProfile("sRGB"))
    assert expected is not None
    assert not alike(colour, expected, within=8)
    assert alike(shown, expected, within=3)


def test_what_transparency_hid_is_gone(darkroom: Darkroom) -> None:
    secret = Image.new("RGBA", (64, 64), (255, 0, 0, 0))
    page = BytesIO()
    secret.save(page, "PNG")
    shown = opened(darkroom.develop(page.getvalue(), "png").sizes[320])
    assert shown.mode == "RGB"
    assert shown.getpixel((32, 32)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_mode_of_png_is_developed(darkroom: Darkroom, mode: str) -> None:
    grey = (
        Image.new("I;16", (40, 30), 32_768) if mode == "I;16" else Image.new("L", (40, 30), 128).convert(mode)
    )
    page = BytesIO()
    grey.save(page, "PNG")
    shown = (
        opened(darkroom.develop(page.getvalue(), "png").sizes[320])
        .convert("L")
        .resize((1, 1), Image.Resampling.BOX)
    )
    assert abs(int(shown.tobytes()[0]) - 128) <= 3


def test_a_print_shop_jpeg_is_developed(darkroom: Darkroom) -> None:
    page = BytesIO()
    pictures.picture().convert("CMYK").save(page, "JPEG", quality=95)
    assert alike(opened(darkroom.develop(page.getvalue(), "jpeg").sizes[320]), pictures.picture(), within=12)


def test_a_photo_that_lies_about_its_size_is_refused(darkroom: Darkroom) -> None:
    """The header passed the door; the decoder finds less than it promised."""
    with pytest.raises(PhotoRefused) as refused:
        darkroom.develop(pictures.png_claiming(9_000, 5_000), "png")
    assert refused.value.reason is Reason.UNREADABLE


def test_the_child_sees_no_secrets_and_ends_when_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORSTEP_SECRET_KEY", "tell nobody")
    room = Darkroom(idle_seconds=0.2)
    room.develop(pictures.photo(), "jpeg")
    pid = room.child_pid
    assert pid is not None
    environment = Path(f"/proc/{pid}/environ")
    if environment.exists():
        assert b"tell nobody" not in environment.read_bytes()
    until("the idle child ending", lambda: room.child_pid is None)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert room.develop(pictures.photo(), "jpeg").width == 64
    room.close()


def test_a_killed_child_costs_no_photo(darkroom: Darkroom) -> None:
    darkroom.develop(pictures.photo(), "jpeg")
    first = darkroom.child_pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert darkroom.develop(pictures.photo(), "jpeg").width == 64
    assert darkroom.child_pid != first


def test_a_photo_that_takes_too_long_is_refused_and_the_next_one_is_developed() -> None:
    room = Darkroom(seconds=dict.fromkeys(get_args(Kind), 30))
    usual = room._wall_seconds
    room.develop(pictures.photo(), "jpeg")
    pid = room.child_pid
    assert pid is not None
    room._wall_seconds = 0  # no time at all
    with pytest.raises(PhotoRefused) as refused:
        room.develop(pictures.photo("PNG", width=4000, height=3000), "png")
    assert refused.value.reason is Reason.TOO_SLOW
    room._wall_seconds = usual
    assert room.develop(pictures.photo(), "jpeg").width == 64
    assert room.child_pid != pid
    room.close()


def test_an_installation_that_cannot_develop_refuses_no_photo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(Shut):
        Darkroom().develop(pictures.photo(), "jpeg")


@pytest.mark.parametrize(
    "answer",
    [
        pictures.photo("WEBP", exif=pictures.exif_of_a_place()),
        pictures.photo("WEBP", width=400),
        pictures.photo("JPEG"),
        pictures.photo("WEBP") + b"PK\x03\x04",
        b"RIFF",
    ],
    ids=["with metadata", "too large", "not WebP", "with something behind it", "cut off"],
)
def test_a_child_that_was_taken_over_is_not_believed(answer: bytes) -> None:
    reply = {
        "edges": [320],
        "uncovered": False,
        "found": None,
        "width": 1,
        "height": 1,
        "place": None,
        "taken_at": None,
        "cpu_ms": 1,
        "peak_kb": 1,
    }
    with pytest.raises(PhotoRefused):
        _checked(reply, [answer])


WHOLE = {
    **{
        kind: pictures.photo(kind.upper(), width=90, height=70, exif=pictures.exif_of_a_place())
        for kind in ("jpeg", "png", "webp")
    },
}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(sorted(WHOLE)), data=st.data())
def test_cut_off_and_damaged_photos_are_developed_or_refused(
    darkroom: Darkroom, kind: Kind, data: st.DataObject
) -> None:
    whole = WHOLE[kind]
    damaged = bytearray(whole[: data.draw(st.integers(len(whole) // 4, len(whole)))])
    for _ in range(data.draw(st.integers(0, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        developed = darkroom.develop(bytes(damaged), inspect(bytes(damaged)).kind)
    except (PhotoRefused, Refusal):
        return
    assert set(developed.sizes) == set(EDGES)


#: Real files that pass the door and are refused here, since nobody could decode them.
REFUSED_INSIDE = {
    "corrupt.hif",
    "corrupt_negative_size.heif",
    "corrupt_box.heif",
    "corrupt_bad_tiff_header.jpg",
    "corrupt_truncated_ihdr.png",
    "corrupt_bad_stream.png",
    "corrupt_missing_idat.png",
    "corrupt_truncated.jpg",
}
UNTRUSTED_PLACES = {"gps_bad_nan_seconds_nikon_d5000.jpg", "gps_bad_zero_zero.jpg", "gps_bad_ref_missing.jpg"}


def test_every_real_photo_is_developed_or_refused_as_its_list_says(
    darkroom: Darkroom, shared_data: Path
) -> None:
    folder = shared_data / "photos"
    developed_ones = 0
    for row in csv.DictReader((folder / "photos.csv").open(encoding="utf-8")):
        data = (folder / row["file"]).read_bytes()
        try:
            kind = inspect(data).kind
        except Refusal:
            continue  # test_photo_bytes holds these against their reasons
        if row["file"] in REFUSED_INSIDE:
            assert row["decodes"] != "yes"
            with pytest.raises(PhotoRefused) as refused:
                darkroom.develop(data, kind)
            assert refused.value.reason is Reason.UNREADABLE
            continue
        developed = darkroom.develop(data, kind)
        developed_ones += 1
        stored = (int(row["width"]), int(row["height"]))
        upright = stored[::-1] if row["exif_orientation"] in {"5", "6", "7", "8"} else stored
        assert (developed.width, developed.height) == upright, row["file"]
        if row["file"] in UNTRUSTED_PLACES or not row["gps_lat"]:
            assert developed.place is None, row["file"]
        else:
            assert developed.place is not None, row["file"]
            assert developed.place.lat == pytest.approx(float(row["gps_lat"]), abs=1e-5)
            assert developed.place.lon == pytest.approx(float(row["gps_lon"]), abs=1e-5)
        taken_at = developed.taken_at.strftime("%Y:%m:%d %H:%M:%S") if developed.taken_at else ""
        assert taken_at == row["exif_datetime"], row["file"]
        for size in developed.sizes.values():
            assert set(webp_chunks(size)) <= {b"VP8 ", b"VP8L"}
    assert developed_ones == 35

"""The demo's drawn photographs are photographs to everything that handles them."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image

from core.geometry import Point
from demo.pictures.album import MOTIFS, draw, with_facts
from demo.pictures.easel import SIZE
from demo.pictures.outline import flatten
from distances import metres_between
from reports.photo.photo_facts import read_place, read_time
from routing.issue_types import ISSUE_TYPES


def test_every_issue_type_that_takes_photos_has_pictures() -> None:
    pictured = {motif.issue_type for motif in MOTIFS.values()}
    borrowed = {"dead_animal", "waste_put_out", "vandalism"}
    assert pictured | borrowed == {key for key, kind in ISSUE_TYPES.items() if kind.takes_photos}


@pytest.mark.parametrize("key", ["fly_tip-00", "pothole-28", "street_light-33"])
def test_a_picture_is_the_same_every_time_and_changes_when_the_place_is_cleared(key: str) -> None:
    found, cleared = draw(key, "before"), draw(key, "after")
    assert found == draw(key, "before")
    assert found != cleared
    assert Image.open(BytesIO(found)).size == SIZE


def test_a_picture_carries_its_place_and_time_as_a_phone_writes_them() -> None:
    place, at = Point(53.421234, -2.347321), datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
    exif = Image.open(BytesIO(with_facts(draw("litter-14", "before"), place=place, at=at))).getexif()
    read = read_place(exif)
    assert read is not None
    assert metres_between(Point(read.lat, read.lon), place) < 0.1
    assert read_time(exif) == at


def test_a_path_is_followed_as_svg_means_it() -> None:
    (square,) = flatten("M1 1h2v2H1z")
    assert list(square) == [(1, 1), (3, 1), (3, 3), (1, 3), (1, 1)]
    (bow,) = flatten("M0 0q5 10 10 0")
    assert bow[-1] == pytest.approx((10, 0))
    assert max(y for _, y in bow) == pytest.approx(5)

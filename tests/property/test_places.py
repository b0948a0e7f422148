"""Distances and the codes by which the database finds what lies in a box."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.geometry import BBox, Point, cover, morton
from distances import metres_between

lats = st.floats(-89.9, 89.9)
lons = st.floats(-179.9, 179.9)
points = st.builds(Point, lats, lons)


@st.composite
def boxes_with_a_point(draw: st.DrawFn) -> tuple[BBox, Point]:
    """A box up to a few degrees wide, and a point in it."""
    south, west = draw(st.floats(-80, 75)), draw(st.floats(-170, 165))
    height, width = draw(st.floats(1e-5, 4)), draw(st.floats(1e-5, 4))
    box = BBox(west, south, west + width, south + height)
    inside = Point(
        draw(st.floats(box.south, box.north)),
        draw(st.floats(box.west, box.east)),
    )
    return box, inside


@given(boxes_with_a_point())
def test_a_cover_holds_every_point_of_its_box(box_and_point: tuple[BBox, Point]) -> None:
    box, point = box_and_point
    code = morton(point)
    assert any(low <= code <= high for low, high in cover(box))


@given(boxes_with_a_point())
def test_a_cover_is_few_ranges_that_do_not_overlap(box_and_point: tuple[BBox, Point]) -> None:
    ranges = cover(box_and_point[0])
    assert 1 <= len(ranges) <= 27
    assert all(before[1] < after[0] for before, after in pairwise(ranges))


@given(points, points)
def test_a_distance_is_the_same_both_ways_and_never_negative(a: Point, b: Point) -> None:
    assert metres_between(a, b) == pytest.approx(metres_between(b, a), abs=1e-6)
    assert metres_between(a, b) >= 0
    assert metres_between(a, a) == 0


@given(points)
def test_a_code_fits_a_bigint(point: Point) -> None:
    assert 0 <= morton(point) < 2**63


def test_a_known_distance() -> None:
    london, edinburgh = Point(51.5074, -0.1278), Point(55.9533, -3.1883)
    assert metres_between(london, edinburgh) == pytest.approx(534_000, rel=0.005)


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (0, 181), (float("nan"), 0), (0, float("inf"))])
def test_what_is_no_place_on_earth_is_no_point(lat: float, lon: float) -> None:
    with pytest.raises(ValueError, match="not a place"):
        Point(lat, lon)

"""What is true of Exampleton's map, whatever is drawn on it."""

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from shapely import to_geojson, unary_union
from shapely.geometry import LineString

from core.geometry import METRES_PER_DEGREE
from demo.borough import Borough, build_borough

#: About a metre, in degrees.
METRE = 1 / METRES_PER_DEGREE


@pytest.fixture(scope="module")
def borough() -> Borough:
    return build_borough()


def test_the_eight_wards_fill_the_borough_without_gap_or_overlap(borough: Borough) -> None:
    assert len(borough.wards) == 8
    assert all(ward.shape.is_valid for ward in borough.wards)
    assert all(a.shape.intersection(b.shape).area == 0 for a, b in combinations(borough.wards, 2))
    assert unary_union([ward.shape for ward in borough.wards]).equals(borough.outline.shape)


def test_the_county_holds_the_borough_and_more(borough: Borough) -> None:
    assert borough.county.shape.contains_properly(borough.outline.shape)
    assert borough.county.shape.area > 2 * borough.outline.shape.area


def test_every_street_lies_in_the_borough_and_knows_its_wards(borough: Borough) -> None:
    around = borough.outline.shape.buffer(METRE)
    assert all(around.contains(way.line) for way in borough.ways)
    slugs = {ward.key for ward in borough.wards}
    assert all(way.wards and set(way.wards) <= slugs for way in borough.ways)
    assert {slug for way in borough.ways for slug in way.wards} == slugs


def test_no_two_streets_or_areas_share_a_name(borough: Borough) -> None:
    streets = [way.name for way in borough.ways]
    assert len(set(streets)) == len(streets)
    keys = [(place.kind, place.key) for place in borough.places()]
    assert len(set(keys)) == len(keys)
    assert 60 <= sum(way.kind != "path" for way in borough.ways) <= 90


def test_the_streets_are_one_network(borough: Borough) -> None:
    roads = unary_union([way.line.buffer(3 * METRE) for way in borough.ways if way.kind != "path"])
    assert roads.geom_type == "Polygon"


def test_each_park_and_the_estate_lie_in_one_ward(borough: Borough) -> None:
    for place in (*borough.parks, borough.estate):
        assert sum(ward.shape.intersects(place.shape) for ward in borough.wards) == 1, place.name
        assert place.shape.is_valid


def test_nothing_is_built_on_a_street_or_in_the_water(borough: Borough) -> None:
    houses = next(b.shape for b in borough.backcloth if b.kind == "building")
    streets = unary_union([way.line for way in borough.ways if way.kind != "path"])
    water = unary_union([b.shape for b in borough.backcloth if b.kind == "water"])
    assert not streets.intersects(houses)
    assert not water.intersects(houses)


def test_the_ends_of_streets_are_streets(borough: Borough) -> None:
    assert all(isinstance(way.line, LineString) and way.line.is_simple for way in borough.ways)


def test_the_base_map_travels_light(borough: Borough) -> None:
    shapes = [b.shape for b in borough.backcloth] + [way.line for way in borough.ways]
    assert sum(len(to_geojson(shape)) for shape in shapes) < 256_000


def test_exampleton_is_the_same_every_time() -> None:
    draw = (
        "import hashlib, shapely; from demo.borough import build_borough; b = build_borough();"
        "shapes = [p.shape for p in b.places()] + [w.line for w in b.ways] + [d.shape for d in b.backcloth];"
        "print(hashlib.sha256(b''.join(shapely.to_wkb(shape) for shape in shapes)).hexdigest())"
    )
    backend = Path(sys.modules["demo"].__path__[0]).parent
    prints = {
        subprocess.run(
            [sys.executable, "-c", draw],
            cwd=backend,
            env={"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(prints) == 1

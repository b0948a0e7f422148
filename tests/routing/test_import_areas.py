"""`./doorstep manage import_areas`, on real boundaries: a whole borough, and every council in the UK."""

import csv
import gzip
import json
import sqlite3
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import Body, Department
from core.geometry import Point
from routing import atlas
from routing.area_import import Imported, ImportPlan, KindOf, import_areas
from routing.boundary_files import WrongFile
from routing.default_rules import save_default_rules
from routing.destination import find_destination, find_place
from routing.models import Area, Generation
from routing.national_grid import to_wgs84
from routing.nobody import NobodyHere, PointSwapped

pytestmark = pytest.mark.django_db
BoroughFiles = Callable[[str], Path]
AT = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)


def run(file: Path, *arguments: str) -> str:
    """What the command prints."""
    said = StringIO()
    call_command("import_areas", str(file), *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def council() -> Body:
    return Body.objects.create(key="trafford", name="Trafford Council", kind="unitary", is_ours=True)


def test_a_borough_with_its_wards_and_green_spaces(borough_files: BoroughFiles, council: Body) -> None:
    assert "Added 1," in run(borough_files("borough.geojson"), "--kind", "unitary", "--body", "trafford")
    assert "Added 21," in run(borough_files("wards.geojson"), "--kind", "ward")
    said = run(borough_files("greenspace_sites.geojson"), "--kind", "park", "--body", "trafford")
    assert "Read 427 areas" in said
    assert "No field tells them apart" in said
    assert "Repaired" not in said
    assert Area.objects.filter(kind="park").count() == 427
    town_hall = find_place(point=Point(lat=53.4585, lon=-2.2866), at=AT)
    assert [area.kind for area in town_hall.areas] == ["ward", "unitary"]
    assert town_hall.ward is not None
    assert Area.objects.get(kind="unitary").code == "E08000009"


def test_the_wards_hold_the_postcodes_of_their_codes(borough_files: BoroughFiles, council: Body) -> None:
    run(borough_files("wards.geojson"), "--kind", "ward", "--body", "trafford")
    wards = atlas.current()
    day = AT.date()
    wrong = [
        row["postcode"]
        for row in rows_of(borough_files("postcodes.csv"))
        if [area.code for area in wards.areas_at(Point(lat=float(row["lat"]), lon=float(row["lon"])), day)][
            :1
        ]
        != [row["ward_code"]]
    ]
    assert len(wrong) <= 1


def test_every_green_space_answers_at_a_point_inside_it(borough_files: BoroughFiles, council: Body) -> None:
    run(borough_files("greenspace_sites.geojson"), "--kind", "park", "--body", "trafford")
    held = atlas.current()
    for area, shape in zip(held.areas, held.shapes, strict=True):
        inside = shapely.point_on_surface(shape)
        assert area in held.areas_at(Point(lat=inside.y, lon=inside.x), AT.date())


def test_three_invalid_outlines_are_repaired_and_named(borough_files: BoroughFiles, council: Body) -> None:
    said = run(borough_files("leisure_centre_polygons.geojson"), "--kind", "park", "--body", "trafford")
    repaired = next(line for line in said.splitlines() if line.startswith("Repaired"))
    assert repaired.startswith("Repaired 3:")
    for name in ("Sale", "Partington", "Stretford Sports Village"):
        assert name in repaired
    assert "Added 17," in said
    assert all(shapely.from_wkb(bytes(area.geometry)).is_valid for area in Area.objects.all())


def test_the_same_file_again_changes_nothing(borough_files: BoroughFiles, council: Body) -> None:
    for name, kind in (("wards.geojson", "ward"), ("leisure_centre_polygons.geojson", "park")):
        run(borough_files(name), "--kind", kind, "--body", "trafford")
        before = Generation.objects.get(pk=1).token
        said = run(borough_files(name), "--kind", kind, "--body", "trafford")
        assert "Added 0, changed 0, unchanged" in said
        assert Generation.objects.get(pk=1).token == before


def test_a_new_edition_changes_what_it_has_and_keeps_the_rest(
    borough_files: BoroughFiles, council: Body, tmp_path: Path
) -> None:
    run(borough_files("wards.geojson"), "--kind", "ward", "--body", "trafford")
    kept_slug = Area.objects.get(code="E05015239").slug
    edition = json.loads(borough_files("wards.geojson").read_text())
    edition["features"] = edition["features"][:20]
    edition["features"][0]["properties"]["area_name"] = "New Altrincham"
    said = run(write(tmp_path, edition), "--kind", "ward", "--body", "trafford")
    assert "Added 0, changed 1, unchanged 19." in said
    assert "Kept 1 that the file does not name" in said
    ward = Area.objects.get(code="E05015239")
    assert (ward.name, ward.slug) == ("New Altrincham", kept_slug)


def test_all_districts_and_counties_of_the_uk_answer_for_47_known_places(
    united_kingdom: None, shared_data: Path
) -> None:
    districts = dict(Area.objects.filter(kind__in=["district", "unitary"]).values_list("code", "body__key"))
    counties = dict(Area.objects.filter(kind="county").values_list("code", "body__key"))
    assert (len(districts), len(counties)) == (361, 21)
    for row in rows_of(shared_data / "uk" / "probe_points.csv"):
        point = Point(lat=float(row["lat"]), lon=float(row["lon"]))
        lower, upper = row["expected_lad_code"], row["expected_county_code"]
        if not lower:
            with pytest.raises((NobodyHere, PointSwapped)) as refused:
                whose(point, "fly_tip")
            assert isinstance(refused.value, PointSwapped) == row["name"].startswith("Swapped"), row["name"]
            continue
        assert whose(point, "fly_tip") == districts[lower], row["name"]
        assert whose(point, "pothole") == (counties[upper] if upper else districts[lower]), row["name"]


def test_5000_postcodes_reach_their_district_and_county(united_kingdom: None, shared_data: Path) -> None:
    districts = dict(Area.objects.filter(kind__in=["district", "unitary"]).values_list("code", "body__key"))
    counties = dict(Area.objects.filter(kind="county").values_list("code", "body__key"))
    rows = list(rows_of(shared_data / "uk" / "postcodes_sample.csv"))
    right = 0
    for row in rows:
        point = Point(lat=float(row["lat"]), lon=float(row["lon"]))
        roads = counties[row["county_code"]] if row["county_code"] else districts[row["lad_code"]]
        right += (whose(point, "fly_tip"), whose(point, "street_light")) == (
            districts[row["lad_code"]],
            roads,
        )
    assert len(rows) == 5000
    assert right >= 4999


def test_the_nations_of_new_bodies_come_from_their_field(united_kingdom: None) -> None:
    nations = dict(Body.objects.values_list("key", "nation"))
    assert (nations["cardiff"], nations["shetland-islands"]) == ("wales", "scotland")
    assert (nations["belfast"], nations["trafford"]) == ("northern_ireland", "england")
    assert Body.objects.get(key="cardiff").name_cy == "Caerdydd"


def test_a_geopackage_in_the_national_grid_lies_where_it_should(tmp_path: Path, council: Body) -> None:
    # Trafford Town Hall stands at about 381050, 395760.
    square = shapely.box(380_950, 395_660, 381_150, 395_860)
    file = geopackage(tmp_path, {"wards": [("W1", "Town Hall", square)]}, reference=27700)
    assert "Added 1," in run(file, "--kind", "ward", "--body", "trafford")
    place = find_place(point=Point(lat=53.4585, lon=-2.2866), at=AT)
    assert [area.code for area in place.areas] == ["W1"]


def test_the_national_grid_agrees_with_5000_published_postcodes(shared_data: Path) -> None:
    rows = list(rows_of(shared_data / "uk" / "postcodes_sample.csv"))
    grid = np.array([[float(row["easting"]), float(row["northing"])] for row in rows])
    published = np.array([[float(row["lon"]), float(row["lat"])] for row in rows])
    assert np.abs(to_wgs84(grid) - published).max() < 1.1e-6


def test_a_geopackage_of_several_layers_asks_which(tmp_path: Path, council: Body) -> None:
    square = shapely.box(-2.1, 53.0, -2.0, 53.1)
    layers = {"wards": [("W1", "One", square)], "parks": [("P1", "Park", square), ("P2", "Park 2", square)]}
    file = geopackage(tmp_path, layers, reference=4326)
    with pytest.raises(CommandError, match="--layer: parks, wards"):
        run(file, "--kind", "park", "--body", "trafford")
    assert "Added 2," in run(file, "--kind", "park", "--body", "trafford", "--layer", "parks")


def test_a_gzipped_file_is_read_whatever_its_name(tmp_path: Path, council: Body) -> None:
    file = tmp_path / "wards"
    file.write_bytes(gzip.compress(json.dumps(squares(1)).encode()))
    assert "Added 1," in run(file, "--kind", "ward", "--body", "trafford")


def collection(*features: Any, **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def squares(count: int, **properties: Any) -> dict[str, Any]:
    """A row of squares, coded S0, S1 and so on."""
    return collection(
        *(
            {
                "type": "Feature",
                "properties": {"code": f"S{n}", "name": f"Square {n}", **properties},
                "geometry": json.loads(shapely.to_geojson(shapely.box(-2 + n / 10, 53, -1.9 + n / 10, 53.1))),
            }
            for n in range(count)
        )
    )


def feature(geometry: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"code": "A", "name": "A"}, "geometry": geometry}


GRID_SQUARE = {"type": "Polygon", "coordinates": [[[4e5, 4e5], [4.1e5, 4e5], [4.1e5, 4.1e5], [4e5, 4e5]]]}
WEB_MERCATOR = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}

WRONG = [
    ("not json", "neither GeoJSON nor a GeoPackage", b"Code,Name\nE05,Ward\n"),
    ("empty", "neither GeoJSON nor a GeoPackage", b""),
    ("a zip", "is a ZIP file", b"PK\x03\x04rest"),
    ("a cut gzip", "damaged or cut short", gzip.compress(b"{}" * 99)[:-9]),
    ("another json", "not a GeoJSON FeatureCollection", b'{"hello": 1}'),
    ("a list", "not a GeoJSON FeatureCollection", b"[1, 2]"),
    ("deep nesting", "neither GeoJSON nor a GeoPackage", b"[" * 200_000),
    ("no features", "holds no areas", json.dumps(collection()).encode()),
    ("a feature of text", "row 1 is no feature", json.dumps(collection("x")).encode()),
    (
        "points only",
        "holds no outlines",
        json.dumps(collection(feature({"type": "Point", "coordinates": [1, 2]}))).encode(),
    ),
    ("no shapes", "holds no outlines", json.dumps(collection(feature(None))).encode()),
    (
        "a broken shape",
        "shape of row 1 can't be read",
        json.dumps(collection(feature({"type": "Polygon"}))).encode(),
    ),
    (
        "an unknown shape",
        "shape of row 1 can't be read",
        json.dumps(collection(feature({"type": "Blob", "coordinates": [1]}))).encode(),
    ),
    ("metres", "say --crs 27700", json.dumps(collection(feature(GRID_SQUARE))).encode()),
    (
        "another reference",
        "EPSG:3857",
        json.dumps(collection(feature(GRID_SQUARE), crs=WEB_MERCATOR)).encode(),
    ),
    ("not a number", "shape of row 1 can't be read", json.dumps(squares(1)).replace("53.1", "NaN").encode()),
    ("a database", "not a GeoPackage", b"SQLite format 3\x00" + b"\x00" * 200),
]


@pytest.mark.parametrize(
    ("sentence", "content"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG]
)
def test_a_wrong_file_is_refused_in_one_sentence_and_changes_nothing(
    tmp_path: Path, council: Body, sentence: str, content: bytes
) -> None:
    file = tmp_path / "areas.geojson"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        run(file, "--kind", "ward", "--body", "trafford")
    assert not Area.objects.exists()
    assert not Generation.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--kind", "wards"], "no kind of area called “wards”"),
        (["--kind", "ward", "--body", "nobody"], "No body has the key “nobody”. There are: trafford"),
        (["--kind", "ward", "--code-field", "gss"], "Row 1 has no code in gss"),
        (["--kind", "ward", "--code-field", "half"], "Row 2 repeats the code “x” in half"),
        (["--kind", "ward", "--name-field", "title"], "There is no field title. There are: code, name, half"),
        (["--kind", "half:y=ward"], "Row 1 has “x” in half, for which no kind was given"),
        (["--kind", "ward", "--own-bodies"], "Only districts, unitaries and counties"),
    ],
)
def test_wrong_arguments_are_refused_in_one_sentence_and_change_nothing(
    tmp_path: Path, council: Body, arguments: list[str], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(write(tmp_path, squares(3, half="x")), *arguments)
    assert not Area.objects.exists()


def test_a_missing_file_is_said_to_be_missing(council: Body, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="can't be read: No such file"):
        run(tmp_path / "none.geojson", "--kind", "ward")


def test_areas_without_an_outline_are_left_out_and_named(tmp_path: Path, council: Body) -> None:
    file = squares(2)
    file["features"].append(feature({"type": "Point", "coordinates": [-2, 53]}))
    said = run(write(tmp_path, file), "--kind", "ward", "--body", "trafford")
    assert "Left out 1 without an outline of their own: A." in said
    assert "Added 2," in said


def test_two_areas_of_one_name_get_addresses_of_their_own(tmp_path: Path, council: Body) -> None:
    run(write(tmp_path, squares(3, name="St. Mary's")), "--kind", "ward", "--body", "trafford")
    assert sorted(Area.objects.values_list("slug", flat=True)) == ["st-marys", "st-marys-2", "st-marys-3"]


def test_default_rules_are_written_once(council: Body) -> None:
    highways = Department.objects.create(key="highways", name="Highways", body=council)
    said = StringIO()
    call_command("add_default_rules", "--watched-by", highways.key, stdout=said)
    assert said.getvalue().startswith("Added ")
    with pytest.raises(CommandError, match="There are rules already"):
        call_command("add_default_rules")


def test_an_import_says_what_it_did_to_code_too(tmp_path: Path, council: Body) -> None:
    done: Imported = import_areas(
        write(tmp_path, squares(2)), ImportPlan(kind=KindOf.parse("ward"), body=council, source="Made up")
    )
    assert (done.code_field, done.saved.added, done.missing) == ("code", ("Square 0", "Square 1"), ())
    with pytest.raises(WrongFile):
        import_areas(tmp_path / "none", ImportPlan(kind=KindOf.parse("ward")))


@pytest.fixture
def united_kingdom(shared_data: Path) -> None:
    """Every council of the UK, each its own body, with the default rules."""
    run(
        shared_data / "uk" / "local_authority_districts_2025.geojson.gz",
        *("--kind", "two_tier:yes=district,no=unitary", "--own-bodies"),
        *("--nation-field", "country", "--name-cy-field", "name_cy"),
    )
    run(shared_data / "uk" / "counties_2025.geojson.gz", "--kind", "county", "--own-bodies")
    save_default_rules()


def whose(point: Point, issue_type: str) -> str:
    return find_destination(point=point, issue_type=issue_type, answers={}, at=AT).body.key


def rows_of(file: Path) -> Iterable[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def write(folder: Path, content: Any) -> Path:
    file = folder / "areas.geojson"
    file.write_text(json.dumps(content))
    return file


def geopackage(
    folder: Path, layers: Mapping[str, Sequence[tuple[str, str, shapely.Geometry]]], *, reference: int
) -> Path:
    """A GeoPackage with only what the standard obliges a reader to look at."""
    path = folder / "areas.gpkg"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization_coordsys_id INTEGER)")
        file.execute("CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER)")
        file.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (7, ?)", (reference,))
        for layer, rows in layers.items():
            file.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 7)", (layer,))
            file.execute(f'CREATE TABLE "{layer}" (fid INTEGER PRIMARY KEY, geom BLOB, code TEXT, name TEXT)')
            for code, name, shape in rows:
                # Little-endian, with an envelope of x and y.
                west, south, east, north = shapely.bounds(shape)
                header = b"GP\x00\x03" + struct.pack("<i4d", 7, west, east, south, north)
                blob = header + shapely.to_wkb(shape)
                file.execute(f'INSERT INTO "{layer}" (geom, code, name) VALUES (?, ?, ?)', (blob, code, name))
    file.close()
    return path

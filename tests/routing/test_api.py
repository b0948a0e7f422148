"""The room's doors: what a phone asks before it reports."""

import gzip
import json
from typing import Any

import pytest
import shapely
from django.test import Client

from routing.boundaries import BackdropDraft, StreetDraft, save_backdrops, save_streets
from routing.models import Area, Backdrop
from squares import Country


@pytest.fixture
def drawn(country: Country) -> Country:
    """The country with a street, a river, two buildings and a tree."""
    save_streets(
        [
            StreetDraft(
                name="Mill Lane",
                name_cy="Lôn y Felin",
                shape=shapely.LineString([(-2.09, 53.05), (-2.07, 53.05)]),
                ward=country.areas["W1"],
            )
        ]
    )
    save_backdrops(
        [
            BackdropDraft(kind="building", shape=shapely.box(-2.08, 53.051, -2.0799, 53.0511)),
            BackdropDraft(kind="building", shape=shapely.box(-2.07, 53.051, -2.0699, 53.0511)),
            BackdropDraft(kind="water", name="River Bury", shape=shapely.box(-2.1, 53.08, -2.0, 53.081)),
        ]
    )
    save_backdrops([BackdropDraft(kind="tree", shape=shapely.Point(-2.075, 53.0501))])
    return country


def get(client: Client, path: str, **asked: Any) -> Any:
    return client.get(f"/api/v1/{path}", asked)


def test_issue_types_come_with_their_questions(client: Client, db: None) -> None:
    items = get(client, "issue-types").json()["items"]
    assert [item["key"] for item in items][:3] == ["fly_tip", "litter", "graffiti"]
    fly_tip = items[0]
    assert fly_tip["label"] == "Fly-tipping"
    assert fly_tip["group"] == {"key": "rubbish", "name": "Rubbish"}
    assert (fly_tip["icon"], fly_tip["visibility"], fly_tip["takes_photos"]) == ("flytip", "pub", True)
    size, blocking = fly_tip["questions"]
    assert (size["id"], size["ask"], len(size["options"])) == ("size", "choice", 8)
    assert [option["key"] for option in blocking["options"]] == ["yes", "no"]
    asb = next(item for item in items if item["key"] == "asb_nuisance")
    assert (asb["visibility"], asb["takes_photos"]) == ("prv", False)
    assert (asb["questions"][0]["ask"], asb["questions"][0]["most"]) == ("scale", 5)
    wires = next(option for option in items[5]["questions"][0]["options"] if option["key"] == "wires")
    assert wires["danger"] is True


def test_where_names_the_department_and_why(client: Client, drawn: Country) -> None:
    answer = get(client, "where", lat=53.0501, lon=-2.08, issue_type="fly_tip").json()
    assert answer["body"] == {"key": "westbury", "name": "Westbury District Council"}
    assert answer["department"] == {"key": "street-cleansing", "name": "Street cleansing"}
    assert answer["ward"] == {"key": "westbury-north", "name": "Westbury North"}
    assert answer["street"]["name"] == "Mill Lane"
    assert answer["explanation"].startswith("Fly-tipping in Westbury goes to Street cleansing")
    assert answer["aim_at"].endswith("Z")
    assert [area["code"] for area in answer["areas"]] == ["W1", "D1", "C1"]
    assert answer["rules"] is None  # staff alone see them


def test_where_without_an_issue_type_tells_the_place(client: Client, drawn: Country) -> None:
    answer = get(client, "where", lat=53.0501, lon=-2.08).json()
    assert answer["body"]["key"] == "westbury"
    assert (answer["department"], answer["aim_at"], answer["explanation"]) == (None, None, "")


@pytest.mark.parametrize(
    ("asked", "status", "problem", "field"),
    [
        ({"lat": 54.6, "lon": -0.2}, 422, "/problems/nobody-here", "point"),
        ({"lat": 0, "lon": 0, "issue_type": "litter"}, 422, "/problems/nobody-here", "point"),
        ({"lat": -2.05, "lon": 53.04, "issue_type": "litter"}, 422, "/problems/point-swapped", "point"),
        ({"lat": 53.04, "lon": -2.08, "issue_type": "dragons"}, 422, "/problems/invalid", "issue_type"),
    ],
)
def test_a_place_that_cannot_be_is_refused_with_a_problem(
    client: Client, country: Country, asked: dict[str, Any], status: int, problem: str, field: str
) -> None:
    reply = get(client, "where", **asked)
    assert (reply.status_code, reply.json()["type"], reply.json()["field"]) == (status, problem, field)


@pytest.mark.parametrize(
    "asked", [{"lat": 91, "lon": 0}, {"lat": "nan", "lon": 0}, {"lat": "inf", "lon": 0}, {"lat": 1}]
)
def test_coordinates_out_of_range_are_refused(
    client: Client, country: Country, asked: dict[str, Any]
) -> None:
    assert get(client, "where", **asked).status_code == 422


def test_streets_by_name_and_by_place(client: Client, drawn: Country) -> None:
    by_name = get(client, "streets", q="mil").json()["items"]
    assert [(street["name"], street["ward"], street["metres"]) for street in by_name] == [
        ("Mill Lane", "Westbury North", None)
    ]
    by_place = get(client, "streets", lat=53.0501, lon=-2.08).json()
    assert ([street["name"] for street in by_place["items"]], by_place["next"]) == (["Mill Lane"], None)
    assert get(client, "streets").json()["items"] == []


def test_the_base_map_is_drawn_from_the_bottom_up(client: Client, drawn: Country) -> None:
    Area.objects.filter(code="P1").update(source="Contains made-up data.")
    reply = get(client, "basemap")
    assert reply["Content-Type"] == "application/geo+json"
    drawing = reply.json()
    kinds = [feature["properties"]["kind"] for feature in drawing["features"]]
    assert list(dict.fromkeys(kinds)) == [
        "land",
        "estate",
        "park",
        "water",
        "building",
        "tree",
        "street",
        "ward",
    ]
    assert drawing["bbox"] == [-2.1, 52.9, -1.9, 53.1]
    street = next(feature for feature in drawing["features"] if feature["properties"]["kind"] == "street")
    assert street == {
        "type": "Feature",
        "properties": {"kind": "street", "name": "Mill Lane", "name_cy": "Lôn y Felin"},
        "geometry": {"type": "LineString", "coordinates": [[-2.09, 53.05], [-2.07, 53.05]]},
    }
    ward = next(feature for feature in drawing["features"] if feature["properties"]["kind"] == "ward")
    assert ward["properties"]["slug"] == "westbury-north"
    assert all(
        shapely.from_geojson(json.dumps(feature["geometry"])).is_valid for feature in drawing["features"]
    )


def test_the_base_map_is_asked_for_again_by_its_etag(client: Client, drawn: Country) -> None:
    first = get(client, "basemap")
    again = client.get("/api/v1/basemap", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    save_backdrops([BackdropDraft(kind="tree", shape=shapely.Point(-2.075, 53.06))], instead=True)
    changed = client.get("/api/v1/basemap", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    assert Backdrop.objects.filter(kind="tree").count() == 1


def test_the_base_map_travels_small(client: Client, drawn: Country) -> None:
    packed = client.get("/api/v1/basemap", headers={"Accept-Encoding": "br, gzip"})
    plain = client.get("/api/v1/basemap")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]


def test_an_empty_installation_draws_nothing_and_refuses_kindly(client: Client, db: None) -> None:
    assert get(client, "basemap").json()["features"] == []
    reply = get(client, "where", lat=53, lon=-2, issue_type="litter")
    assert (reply.status_code, reply.json()["type"]) == (422, "/problems/nobody-here")

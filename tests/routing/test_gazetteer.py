"""Streets by name and by place, and the public place of a private point."""

import pytest
import shapely
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.geometry import Point
from core.problems import Invalid
from distances import metres_between
from routing.boundaries import StreetDraft, save_streets
from routing.gazetteer import PUBLIC_WITHIN_M, move_to_street, nearest_street, search_streets, streets_near
from routing.models import Street
from routing.names import fold
from squares import Country


@pytest.fixture
def streets(country: Country) -> list[Street]:
    """Four in the district: two that cross, one far off, one in two pieces."""
    ward = country.areas["W1"]
    return save_streets(
        [
            StreetDraft(
                name="Mill Lane", shape=shapely.LineString([(-2.09, 53.05), (-2.07, 53.05)]), ward=ward
            ),
            StreetDraft(
                name="St. Mary's Road",
                name_cy="Ffordd y Santes Fair",
                shape=shapely.LineString([(-2.08, 53.04), (-2.08, 53.06)]),
                ward=ward,
            ),
            StreetDraft(
                name="Canal Path", kind="path", shape=shapely.LineString([(-2.01, 52.91), (-2.01, 52.92)])
            ),
            StreetDraft(
                name="Café Row",
                shape=shapely.MultiLineString(
                    [[(-2.05, 53.09), (-2.049, 53.09)], [(-2.048, 53.09), (-2.03, 53.09)]]
                ),
                ward=ward,
            ),
        ]
    )


def test_the_nearest_street_and_how_far(streets: list[Street]) -> None:
    found = nearest_street(Point(lat=53.0505, lon=-2.075))
    assert found is not None
    assert (found.name.en, found.ward and found.ward.en) == ("Mill Lane", "Westbury North")
    assert found.metres == pytest.approx(55.6, abs=0.5)
    assert found.point.lat == pytest.approx(53.05, abs=1e-6)
    assert nearest_street(Point(lat=53.02, lon=-2.04)) is None


def test_streets_near_come_the_nearest_first_and_once_each(streets: list[Street], country: Country) -> None:
    save_streets(
        [
            StreetDraft(
                name="Mill Lane",
                shape=shapely.LineString([(-2.09, 53.051), (-2.08, 53.051)]),
                ward=country.areas["W2"],
            )
        ]
    )
    assert [street.name.en for street in streets_near(Point(lat=53.0502, lon=-2.0795))] == [
        "Mill Lane",
        "St. Mary's Road",
    ]
    assert len(streets_near(Point(lat=53.0502, lon=-2.0795), limit=1)) == 1


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("mill", ["Mill Lane"]),
        ("  MILL   la", ["Mill Lane"]),
        ("st marys", ["St. Mary's Road"]),
        ("St Mary’s r", ["St. Mary's Road"]),
        ("santes", ["St. Mary's Road"]),
        ("cafe", ["Café Row"]),
        ("CAFÉ", ["Café Row"]),
        ("lane", ["Mill Lane"]),
        ("c", ["Café Row", "Canal Path"]),
        ("ill", []),
        ("", []),
        ("...", []),
        ("%", []),
        ("x" * 5000, []),
    ],
)
def test_streets_are_found_by_the_beginning_of_a_word(
    streets: list[Street], words: str, names: list[str]
) -> None:
    assert [street.name.en for street in search_streets(words)] == names


def test_a_street_has_its_welsh_name_for_a_welsh_reader(streets: list[Street]) -> None:
    found = search_streets("st marys")[0]
    assert str(found.name) == "St. Mary's Road"
    with override("cy"):
        assert str(found.name) == "Ffordd y Santes Fair"


def test_a_found_street_lies_on_its_longest_piece(streets: list[Street]) -> None:
    point = search_streets("cafe")[0].point
    assert point == Point(lat=53.09, lon=-2.039)


def test_the_public_place_is_on_the_street(streets: list[Street]) -> None:
    garden = Point(lat=53.0504, lon=-2.085)
    public = move_to_street(garden)
    assert (public.point, public.street) == (Point(lat=53.05, lon=-2.085), "Mill Lane")


def test_far_from_any_street_the_public_place_is_coarse(streets: list[Street]) -> None:
    pond = move_to_street(Point(lat=53.001234, lon=-2.055678))
    assert pond == (Point(lat=53.001, lon=-2.056), "Bury Park")
    field = move_to_street(Point(lat=53.021234, lon=-2.095678))
    assert field == (Point(lat=53.021, lon=-2.096), "")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lat=st.floats(52.9, 53.1), lon=st.floats(-2.1, -1.9))
def test_the_public_place_is_near_and_moves_no_further(streets: list[Street], lat: float, lon: float) -> None:
    point = Point(lat=lat, lon=lon)
    public = move_to_street(point)
    assert metres_between(point, public.point) <= PUBLIC_WITHIN_M + 1
    again = move_to_street(public.point)
    assert again.street == public.street or not public.street
    if public.street in ("Mill Lane", "Café Row"):
        assert metres_between(public.point, again.point) < 0.5


def test_saving_a_street_again_changes_it(streets: list[Street]) -> None:
    mill = streets[0]
    again = save_streets(
        [
            StreetDraft(
                name="Mill Lane", shape=shapely.LineString([(-2.09, 53.0), (-2.07, 53.0)]), code=mill.code
            )
        ]
    )
    assert (again[0].pk, Street.objects.count()) == (mill.pk, 4)
    found = nearest_street(Point(lat=53.0, lon=-2.08))
    assert found is not None
    assert found.name.en == "Mill Lane"


@pytest.mark.parametrize(
    "wrong",
    [
        StreetDraft(name="", shape=shapely.LineString([(0, 0), (1, 1)])),
        StreetDraft(name="A", shape=shapely.Point(0, 0)),
        StreetDraft(name="A", shape=shapely.LineString()),
        StreetDraft(name="A", kind="canal", shape=shapely.LineString([(0, 0), (1, 1)])),
    ],
)
def test_what_is_no_street_is_refused(db: None, wrong: StreetDraft) -> None:
    with pytest.raises(Invalid):
        save_streets([wrong])
    assert not Street.objects.exists()


def test_folding_forgets_case_accents_and_punctuation() -> None:
    assert fold("  Ôl-y-Môr, St. MARY’s ") == "ol y mor st marys"

"""Whose is this point? Cases in a small country of squares, and what must hold for every point in it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Body
from core.geometry import Point
from core.problems import Invalid, Refusal
from routing import atlas
from routing.boundaries import save_areas
from routing.destination import Destination, find_destination, find_place
from routing.explanation import Explanation, RuleLooked, render_explanation
from routing.issue_types import ISSUE_TYPES
from routing.kinds import Aim
from routing.levels import COUNCIL_LEVELS
from routing.models import Rule
from routing.nobody import NobodyHere, PointSwapped
from routing.rules import save_rules
from squares import AT, Country, draft, rule, where

CASES = [
    # what                                    lat      lon     issue type    answers               goes to
    ("a street in the district", 53.04, -2.08, "fly_tip", {}, "street-cleansing"),
    ("a fly-tip that blocks the way", 53.04, -2.08, "fly_tip", {"blocking": "yes"}, "street-cleansing"),
    ("the district's road is the county's", 53.04, -2.08, "pothole", {}, "highways"),
    ("one council has both", 53.04, -1.95, "pothole", {}, "eastbury-streets"),
    ("and litter", 53.04, -1.95, "litter", {}, "eastbury-streets"),
    ("a park before its ward and district", 53.0, -2.055, "litter", {}, "parks"),
    ("but its potholes are the county's", 53.0, -2.055, "pothole", {}, "highways"),
    ("the edge of the park is the park", 53.0, -2.06, "litter", {}, "parks"),
    ("the corner of the park is the park", 53.01, -2.05, "litter", {}, "parks"),
    ("an estate, whatever it is", 53.045, -2.025, "pothole", {}, "homes"),
    ("a trunk road's litter", 52.9505, -2.08, "litter", {}, "trunk-roads"),
    ("its lights, since no rule says else", 52.9505, -2.08, "street_light", {}, "highways"),
    ("the border of two councils: the district first", 53.05, -2.0, "fly_tip", {}, "street-cleansing"),
    ("the border of two wards", 53.0, -2.09, "fly_tip", {}, "street-cleansing"),
    ("the corner of four wards", 53.0, -2.0, "litter", {}, "street-cleansing"),
    ("100 m outside everything", 53.05, -1.8985, "litter", {}, "eastbury-streets"),
    ("100 m outside, and the county's", 52.8991, -2.05, "pothole", {}, "highways"),
]


@pytest.mark.parametrize(
    ("lat", "lon", "issue_type", "answers", "key"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_a_report_goes_to_whose_it_is(
    country: Country, lat: float, lon: float, issue_type: str, answers: dict[str, str], key: str
) -> None:
    found = where(lat, lon, issue_type, answers)
    assert (found.department.key if found.department else found.body.key) == key


def test_the_first_rule_of_a_level_wins_and_sets_the_aim(country: Country) -> None:
    assert where(53.04, -2.08, answers={"blocking": "yes"}).aim_at == datetime(2026, 6, 11, 9, 0, tzinfo=UTC)
    # Two working days after a Wednesday morning, at five in London.
    assert where(53.04, -2.08).aim_at == datetime(2026, 6, 12, 16, 0, tzinfo=UTC)
    assert where(53.04, -2.08, "pothole").aim_at is None


def test_a_working_day_is_one_of_the_bodys_nation(country: Country) -> None:
    # The eve of St Andrew's Day, a holiday in Scotland alone.
    friday = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
    point = Point(lat=53.04, lon=-1.95)
    in_england = find_destination(point=point, issue_type="litter", answers={}, at=friday)
    Body.objects.filter(key="eastbury").update(nation="scotland")
    save_rules([rule("as it was", "park", ["litter"], department=country.parks)])
    in_scotland = find_destination(point=point, issue_type="litter", answers={}, at=friday)
    assert in_england.aim_at == datetime(2026, 12, 4, 17, 0, tzinfo=UTC)
    assert in_scotland.aim_at == datetime(2026, 12, 7, 17, 0, tzinfo=UTC)


def test_somebody_elses_report_is_watched_by_a_department_of_ours(country: Country) -> None:
    found = where(53.045, -2.025)
    assert (found.body.key, found.department) == ("homes", None)
    assert found.watched_by is not None
    assert found.queue is not None
    assert found.watched_by.key == found.queue.key == "street-cleansing"


def test_the_areas_and_the_ward_are_told(country: Country) -> None:
    found = where(53.0, -2.055)
    assert [area.code for area in found.areas] == ["P1", "W1", "W2", "D1", "C1"]
    assert found.ward is not None
    assert found.ward.slug == "westbury-north"  # on the border of two: the lower code


def test_every_rule_looked_at_is_told_with_why(country: Country) -> None:
    looked = where(53.04, -2.08).rules
    assert [(each.text, each.matched, str(each)) for each in looked] == [
        ("trunk road litter", False, "The place is not on land of this kind (trunk road)."),
        ("estates", False, "The place is not on land of this kind (housing estate)."),
        ("parks", False, "The place is not on land of this kind (park or open space)."),
        (
            "blocking fly-tips",
            False,
            "The answers are different: it needs Is it blocking the road, pavement or a way in? Yes.",
        ),
        ("streets", True, "It applies."),
    ]
    assert [RuleLooked.from_json(kept) for kept in where(53.04, -2.08).rules_json()] == list(looked)


def test_the_explanation_is_one_sentence_in_the_readers_language(country: Country) -> None:
    assert str(where(53.04, -2.08).explanation) == (
        "Fly-tipping in Westbury goes to Street cleansing at Westbury District Council."
    )
    assert str(where(53.045, -2.025).explanation) == "Lark Estate belongs to Bury Homes."
    assert (
        str(where(53.0, -2.055).explanation)
        == "This place is in Bury Park, which Westbury District Council looks after."
    )
    kept = where(53.04, -2.08, "pothole").explanation.as_json()
    assert "Wessex County Council" in render_explanation(kept)
    with override("cy"):
        assert "Cyngor Sir Wessex" in render_explanation(kept)
        assert "Priffyrdd" in render_explanation(kept)
    assert render_explanation(None) == ""


def test_an_explanation_kept_before_a_member_was_added_is_still_read(country: Country) -> None:
    kept = where(53.04, -2.08).explanation.as_json()
    del kept["near_m"], kept["department"]
    assert (
        str(Explanation.from_json(kept))
        == "Fly-tipping in Westbury is dealt with by Westbury District Council."
    )


def test_a_place_just_outside_everything_is_told_how_far(country: Country) -> None:
    found = where(53.05, -1.8985, "litter")
    assert found.place.near_m == pytest.approx(100, abs=2)
    assert str(found.explanation) == (
        f"The place is {found.place.near_m} m outside Eastbury, and Eastbury Council is the nearest to help."
    )


@pytest.mark.parametrize(("lon", "is_answered"), [(-1.8965, True), (-1.896, False)], ids=["234 m", "268 m"])
def test_the_nearest_body_answers_within_250_m(country: Country, lon: float, is_answered: bool) -> None:
    if is_answered:
        assert where(53.05, lon, "litter").body.key == "eastbury"
        return
    with pytest.raises(NobodyHere) as refused:
        where(53.05, lon, "litter")
    assert "Eastbury Council" in str(refused.value.message)
    assert refused.value.field == "point"
    assert refused.value.extra["nearest"]["key"] == "eastbury"


def test_far_away_and_nowhere_are_refused_kindly(country: Country) -> None:
    with pytest.raises(NobodyHere) as refused:
        where(54.6, -0.2)
    assert "far outside" in str(refused.value.message)
    with pytest.raises(NobodyHere) as refused:
        where(0.0, 0.0)
    assert "no real place" in str(refused.value.message)


def test_swapped_coordinates_are_noticed(country: Country) -> None:
    with pytest.raises(PointSwapped) as refused:
        where(-2.05, 53.04)
    assert "Did you swap latitude and longitude?" in str(refused.value.message)
    assert refused.value.field == "point"


def test_a_type_that_nobody_was_named_for_is_refused_naming_the_council(country: Country) -> None:
    with pytest.raises(NobodyHere) as refused:
        where(53.04, -2.08, "graffiti")
    assert "Westbury District Council" in str(refused.value.message)
    assert refused.value.field == "issue_type"


def test_an_unknown_issue_type_is_refused(country: Country) -> None:
    with pytest.raises(Invalid) as refused:
        where(53.04, -2.08, "dragons")
    assert refused.value.field == "issue_type"


def test_a_rule_holds_only_between_its_days(country: Country) -> None:
    Rule.objects.filter(name="streets").update(valid_to=date(2026, 6, 9))
    new_owner = rule(
        "new owner", "district", ["fly_tip"], department=country.parks, valid_from=date(2026, 6, 11)
    )
    save_rules([new_owner])
    point = Point(lat=53.04, lon=-2.08)
    # 23:30 UTC is the next day in London's summer.
    days = {
        day: find_destination(
            point=point, issue_type="fly_tip", answers={}, at=datetime(2026, 6, day, 23, 30, tzinfo=UTC)
        )
        for day in (8, 10)
    }
    assert [found.department.key for found in days.values() if found.department] == [
        "street-cleansing",
        "parks",
    ]
    with pytest.raises(NobodyHere):
        where(53.04, -2.08)


def test_an_area_holds_only_between_its_days(country: Country) -> None:
    park = draft("park", "P1", "Bury Park", -2.06, 52.99, -2.05, 53.01, country.areas["D1"].body)
    save_areas([replace(park, valid_to=date(2026, 6, 9))])
    found = where(53.0, -2.055)
    assert found.department is not None
    assert found.department.key == "street-cleansing"


def test_a_rule_for_one_area_is_for_no_other_of_its_kind(country: Country) -> None:
    save_areas([draft("park", "P2", "Far Park", -2.09, 53.06, -2.08, 53.07, country.areas["D1"].body)])
    only = rule(
        "Bury Park's potholes", "park", ["pothole"], area=country.areas["P1"], department=country.parks
    )
    save_rules([only])
    assert where(53.0, -2.055, "pothole").department == seen("parks")
    far = where(53.065, -2.085, "pothole")
    assert far.department == seen("highways")
    assert "Bury Park's potholes" not in [looked.text for looked in far.rules]


def seen(key: str) -> object:
    """The department as the atlas sees it."""
    return next(each for each in atlas.current().directory.departments.values() if each.key == key)


def test_of_two_areas_of_a_kind_the_lower_code_has_the_first_word(country: Country) -> None:
    save_areas([draft("park", "P0", "Inner Park", -2.056, 52.999, -2.054, 53.001, country.landlord)])
    found = where(53.0, -2.055, "litter")
    assert str(found.explanation.area) == "Inner Park"


def test_an_area_whose_own_body_has_no_department_named_is_passed_over(country: Country) -> None:
    save_rules([rule("whose?", "ward", ["litter"])])
    found = where(53.04, -2.08, "litter")
    assert found.department is not None
    assert [looked.why for looked in found.rules if looked.text == "whose?"] == ["nobody"]


def test_the_areas_own_body_deals_with_it_where_a_rule_names_none(country: Country) -> None:
    save_rules([rule("whoever owns the road", "trunk_road", ["street_light"], watched_by=country.highways)])
    found = where(52.9505, -2.08, "street_light")
    assert (found.body.key, found.department) == ("trunk-roads", None)
    assert found.queue is not None
    assert found.queue.key == "highways"


in_the_country = st.builds(
    Point, lat=st.floats(52.9, 53.1, allow_nan=False), lon=st.floats(-2.1, -1.9, allow_nan=False)
)
#: Many points on edges and corners, where things fall between.
on_the_lines = st.builds(
    Point,
    lat=st.sampled_from([52.9, 52.95, 52.951, 52.99, 53.0, 53.01, 53.04, 53.05, 53.1]),
    lon=st.sampled_from([-2.1, -2.06, -2.05, -2.03, -2.02, -2.0, -1.95, -1.9]),
)
anywhere = st.builds(Point, lat=st.floats(-90, 90), lon=st.floats(-180, 180))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    point=in_the_country | on_the_lines,
    issue_type=st.sampled_from(["fly_tip", "litter", "pothole", "street_light"]),
)
def test_every_point_of_the_country_is_answered_and_always_the_same(
    country: Country, point: Point, issue_type: str
) -> None:
    found = find_destination(point=point, issue_type=issue_type, answers={}, at=AT)
    again = find_destination(point=point, issue_type=issue_type, answers={}, at=AT)
    assert found == again
    assert found.queue is not None
    assert found.place.near_m is None
    assert found.ward is not None
    assert any(area.kind in COUNCIL_LEVELS for area in found.areas)
    assert [looked.matched for looked in found.rules].count(True) == 1
    assert found.rules[-1].matched


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(point=anywhere, issue_type=st.sampled_from(sorted(ISSUE_TYPES)))
def test_every_point_on_earth_is_answered_or_refused_kindly(
    country: Country, point: Point, issue_type: str
) -> None:
    answer: Destination | Refusal
    try:
        answer = find_destination(point=point, issue_type=issue_type, answers={}, at=AT)
    except (NobodyHere, PointSwapped) as refused:
        answer = refused
    if isinstance(answer, Refusal):
        assert answer.field in ("point", "issue_type")
        assert len(str(answer.message)) > 40
    else:
        assert answer.queue is not None


def test_the_place_alone_needs_no_rule(country: Country) -> None:
    Rule.objects.all().delete()
    place = find_place(point=Point(lat=53.04, lon=-2.08), at=AT)
    assert place.council is not None
    assert (place.council.code, place.ward and place.ward.code) == ("D1", "W1")
    assert place.areas_json()[0] == {
        "kind": "ward",
        "code": "W1",
        "slug": "westbury-north",
        "name": "Westbury North",
        "name_cy": "",
    }


def test_an_aim_may_be_missing(country: Country) -> None:
    save_rules(
        [
            rule(
                "no promise",
                "estate",
                ["litter"],
                rank=1,
                body=country.landlord,
                watched_by=country.streets,
                aim=Aim(),
            )
        ]
    )
    assert where(53.045, -2.025, "litter").aim_at is None

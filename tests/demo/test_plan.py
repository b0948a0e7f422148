"""What is true of the year that the demo tells of, before any of it is written down."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from shapely.geometry import Point

from demo.borough import build_borough
from demo.plan import MANY, Planned, plan_year
from insight.private_counts import LEAST
from routing.issue_types import ISSUE_TYPES, check_answers

NOW = datetime(2026, 6, 17, 13, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def year() -> list[Planned]:
    return plan_year(build_borough(), now=NOW)


def test_a_year_holds_every_issue_type_in_every_ward(year: list[Planned]) -> None:
    assert len(year) == sum(MANY.values()) == 400
    assert set(MANY) == set(ISSUE_TYPES)
    wards = Counter(
        ward.key
        for planned in year
        for ward in build_borough().wards
        if ward.shape.contains(Point(planned.place.lon, planned.place.lat))
    )
    assert len(wards) == 8
    assert min(wards.values()) >= 15


def test_nothing_happens_after_now_or_more_than_a_year_ago(year: list[Planned]) -> None:
    assert all(NOW - timedelta(days=366) < planned.at < NOW for planned in year)
    assert [planned.at for planned in year] == sorted(planned.at for planned in year)


def test_work_comes_after_the_report_in_the_right_order(year: list[Planned]) -> None:
    assert all(planned.at < planned.assigned < planned.started < planned.ended for planned in year)


def test_answers_are_those_that_a_phone_may_send(year: list[Planned]) -> None:
    for planned in year:
        assert check_answers(planned.issue_type, planned.answers) == planned.answers


def test_private_reports_have_no_photos(year: list[Planned]) -> None:
    private = [planned for planned in year if ISSUE_TYPES[planned.issue_type].is_private]
    assert private
    assert not any(planned.photos or planned.motif for planned in private)


def test_people_can_only_be_written_to_at_addresses_that_cannot_exist(year: list[Planned]) -> None:
    assert all(planned.email.endswith(".example") for planned in year if planned.email)
    assert all(planned.phone.startswith("07700 900") for planned in year if planned.phone)


def test_the_same_moment_gives_the_same_year(year: list[Planned]) -> None:
    assert plan_year(build_borough(), now=NOW) == year
    assert len({planned.phone_id for planned in year}) == len(year)


def test_one_ward_has_enough_of_one_private_kind_in_the_last_whole_month_to_be_counted(
    year: list[Planned],
) -> None:
    (ward,) = (ward for ward in build_borough().wards if ward.key == "weirside")
    may = [
        planned
        for planned in year
        if planned.issue_type == "asb_vehicle"
        and (planned.at.year, planned.at.month) == (2026, 5)
        and ward.shape.buffer(0.0002).contains(Point(planned.place.lon, planned.place.lat))
    ]
    assert len(may) >= LEAST


def test_one_person_reports_one_address_three_times_within_90_days(year: list[Planned]) -> None:
    theirs = [planned for planned in year if planned.issue_type == "asb_neighbour"]
    same = [
        planned
        for planned in theirs
        if (planned.email, planned.place) == (theirs[-1].email, theirs[-1].place)
    ]
    assert len(same) == 3
    assert same[-1].email
    assert same[-1].at - same[0].at < timedelta(days=90)

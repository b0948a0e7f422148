"""The atlas in memory: when it is read, and when it is read anew."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.geometry import Point
from core.problems import Invalid
from routing import atlas
from routing.boundaries import save_areas
from routing.kinds import Aim
from routing.models import Area, Generation, Rule
from routing.rules import RuleDraft, save_rules
from squares import AT, Country, draft, make_country, rule, where


def test_a_destination_is_found_without_a_query(country: Country) -> None:
    where(53.04, -2.08)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for _ in range(5):
            where(53.0, -2.055)
            where(53.04, -1.95, "pothole")
    assert [query["sql"] for query in queries.captured_queries] == []


def test_a_change_in_this_process_is_seen_at_once(country: Country) -> None:
    assert where(53.065, -2.085).explanation.area.en == "Westbury"
    save_areas([draft("park", "P2", "Far Park", -2.09, 53.06, -2.08, 53.07, country.areas["D1"].body)])
    assert where(53.065, -2.085).explanation.area.en == "Far Park"


def test_a_change_in_another_process_is_seen_at_the_next_look(
    country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = atlas.current()
    # As another process leaves it: the rows, and a token that this process has not written.
    Area.objects.filter(code="P1").update(kind="estate", code="E2")
    Generation.objects.update(token="00000000-0000-4000-8000-000000000001")
    assert atlas.current() is before
    monkeypatch.setattr(atlas, "CHECK_EVERY_S", 0.0)
    after = atlas.current()
    assert after is not before
    assert after.areas_at(Point(lat=53.0, lon=-2.055), AT.date())[0].code == "E2"
    with CaptureQueriesContext(connection) as queries:
        assert atlas.current() is after
    assert len(queries) == 1


def test_names_of_bodies_are_read_again_without_a_new_generation(
    country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    where(53.04, -2.08)
    type(country.landlord).objects.filter(key="westbury").update(name="Westbury Borough Council")
    monkeypatch.setattr(atlas, "CHECK_EVERY_S", 0.0)
    monkeypatch.setattr(atlas, "NAMES_EVERY_S", 0.0)
    assert where(53.04, -2.08).body.name.en == "Westbury Borough Council"


@pytest.mark.django_db(transaction=True)
def test_what_was_undone_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    country = make_country()
    monkeypatch.setattr(atlas, "CHECK_EVERY_S", 0.0)
    with transaction.atomic():
        save_areas([draft("park", "P2", "Far Park", -2.09, 53.06, -2.08, 53.07, country.areas["D1"].body)])
        assert where(53.065, -2.085).explanation.area.en == "Far Park"
        transaction.set_rollback(True)
    assert where(53.065, -2.085).explanation.area.en == "Westbury"


@pytest.mark.django_db(transaction=True)
def test_threads_agree_while_the_atlas_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    country = make_country()
    atlas.forget()
    monkeypatch.setattr(atlas, "CHECK_EVERY_S", 0.0)
    done = threading.Event()

    def look() -> set[tuple[str, str]]:
        seen = set()
        try:
            while not done.is_set():
                seen.add((where(53.04, -2.08).body.key, where(53.04, -1.95, "pothole").body.key))
        finally:
            connection.close()
        return seen

    park = draft("park", "P1", "Bury Park", -2.06, 52.99, -2.05, 53.01, country.areas["D1"].body)
    with ThreadPoolExecutor(4) as pool:
        looking = [pool.submit(look) for _ in range(4)]
        for number in range(10):
            save_areas([replace(park, name=f"Bury Park {number}")])
        done.set()
    assert set.union(*(each.result() for each in looking)) == {("westbury", "eastbury")}


def wrong_rules(country: Country) -> dict[str, RuleDraft]:
    """Drafts that are refused, by the field that is wrong."""
    good = rule("good", "district", ["fly_tip"], department=country.streets)
    return {
        "name": replace(good, name=" "),
        "level": replace(good, level="planet"),
        "area": replace(good, area=country.areas["P1"]),
        "issue_type": replace(good, issue_types=["dragons"]),
        "aim": replace(good, aim=Aim(hours=1, working_days=1)),
        "reason": replace(good, reason="Because {who}."),
        "answers": replace(good, answers={"depth": ["over_4cm"]}),
        "answers.blocking": replace(good, answers={"blocking": ["perhaps"]}),
        "department": replace(good, department=None, body=country.areas["D1"].body),
        "watched_by": replace(good, department=None, body=country.landlord),
    }


@pytest.mark.parametrize(
    "field",
    [
        "name",
        "level",
        "area",
        "issue_type",
        "aim",
        "reason",
        "answers",
        "answers.blocking",
        "department",
        "watched_by",
    ],
)
def test_a_wrong_rule_is_refused_by_its_field(country: Country, field: str) -> None:
    count = Rule.objects.count()
    with pytest.raises(Invalid) as refused:
        save_rules([wrong_rules(country)[field]])
    assert refused.value.field == field
    assert Rule.objects.count() == count


def test_an_aim_of_nothing_and_a_foreign_department_are_refused(country: Country) -> None:
    for wrong in (
        rule("at once", "district", ["fly_tip"], department=country.streets, aim=Aim(hours=0)),
        rule("foreign", "district", ["fly_tip"], department=country.streets, body=country.areas["C1"].body),
    ):
        with pytest.raises(Invalid):
            save_rules([wrong])

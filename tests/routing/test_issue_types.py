"""The catalogue: what is asked, which answers are taken, and what a title may say."""

import re
from contextlib import suppress
from typing import Any

import pytest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.problems import Invalid
from routing.answers import YES_NO, Ask, Question, When, check_all, say_all
from routing.issue_types import GROUPS, ISSUE_TYPES, check_answers, issue_type_for, title_for
from routing.kinds import Visibility


def test_the_types_are_those_of_the_practice_page() -> None:
    """Key → reference prefix, LGSL number, visibility, whether photos are taken, whether they are shown."""
    assert {
        kind.key: (kind.prefix, kind.lgsl, kind.visibility.value, kind.takes_photos, kind.shows_photos)
        for kind in ISSUE_TYPES.values()
    } == {
        "fly_tip": ("FT", 587, "pub", True, True),
        "litter": ("LT", 580, "pub", True, True),
        "graffiti": ("GR", 584, "held", True, True),
        "dog_fouling": ("DF", 577, "pub", True, True),
        "pothole": ("PH", 557, "pub", True, True),
        "street_light": ("SL", 564, "pub", True, True),
        "abandoned_vehicle": ("AV", 372, "held", True, True),
        "needles": ("ND", 428, "pub", False, True),
        "dead_animal": ("DA", 576, "pub", True, False),
        "waste_put_out": ("WP", 1470, "held", True, True),
        "vandalism": ("AB", 1479, "held", True, True),
        "asb_nuisance": ("RP", 1484, "prv", False, True),
        "noise": ("RP", 412, "prv", False, True),
        "asb_neighbour": ("RP", 1485, "prv", False, True),
        "asb_drinking": ("RP", 1486, "prv", False, True),
        "asb_vehicle": ("RP", 1487, "prv", False, True),
        "hate": ("RP", 1133, "prv", False, True),
        "begging": ("RP", 1480, "prv", False, True),
    }


@pytest.mark.parametrize("key", sorted(kind.key for kind in ISSUE_TYPES.values() if kind.is_private))
def test_a_private_type_says_first_who_reads_it_and_asks_nothing_that_is_public(key: str) -> None:
    kind = ISSUE_TYPES[key]
    assert kind.promise is not None
    assert all(map(str, (kind.promise.read_by, kind.promise.shared, kind.promise.next)))
    assert all(question.private for question in kind.questions)
    assert not kind.takes_photos


def test_nothing_else_makes_that_promise() -> None:
    assert {kind.key for kind in ISSUE_TYPES.values() if kind.promise} == {
        kind.key for kind in ISSUE_TYPES.values() if kind.is_private
    }


@pytest.mark.parametrize("key", sorted(ISSUE_TYPES))
def test_each_type_is_whole(key: str) -> None:
    kind = ISSUE_TYPES[key]
    assert kind.group in GROUPS
    assert kind.questions
    assert (kind.aim.hours is None) != (kind.aim.working_days is None)
    assert (kind.prefix == "RP") == (kind.visibility is Visibility.PRIVATE)
    assert len({question.id for question in kind.questions}) == len(kind.questions)
    for question in kind.questions:
        assert bool(question.options) == (question.ask not in (Ask.TEXT, Ask.SCALE))
        assert re.fullmatch("[a-z_]+", question.id)
    for urgent in kind.urgent:
        for question_id, keys in urgent.answers.items():
            asked = kind.question(question_id)
            assert asked is not None
            assert asked.ask is Ask.SCALE or all(asked.option(each) for each in keys)


def test_fly_tipping_has_seven_sizes_and_dont_know_each_with_a_picture() -> None:
    size = ISSUE_TYPES["fly_tip"].question("size")
    assert size is not None
    assert [option.key for option in size.options] == [
        *("single_bag", "single_item", "car_boot", "small_van"),
        *("transit_van", "tipper_lorry", "many_loads", "dont_know"),
    ]
    assert all(option.picture for option in size.options)


TAKEN: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("fly_tip", {"size": "car_boot", "blocking": True}, {"size": "car_boot", "blocking": "yes"}),
    ("fly_tip", {"blocking": "no", "size": None}, {"blocking": "no"}),
    ("fly_tip", {}, {}),
    ("fly_tip", {"size": ""}, {}),
    ("asb_nuisance", {"impact": "4", "target": "prefer_not"}, {"impact": 4, "target": "prefer_not"}),
    ("abandoned_vehicle", {"vehicle_state": ["burnt_out", "burnt_out"]}, {"vehicle_state": ["burnt_out"]}),
    ("abandoned_vehicle", {"vehicle_state": []}, {}),
    ("street_light", {"column": "  12\u202eA\n7 "}, {"column": "12 A 7"}),
    ("street_light", {"column": " \t "}, {}),
]


@pytest.mark.parametrize(("key", "sent", "kept"), TAKEN)
def test_answers_are_kept_in_one_way(key: str, sent: dict[str, Any], kept: dict[str, Any]) -> None:
    assert check_answers(key, sent) == kept


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("dragons", {}, "issue_type"),
    ("fly_tip", {"colour": "red"}, "answers.colour"),
    ("fly_tip", {"x" * 5000: "red"}, f"answers.{'x' * 40}"),
    ("fly_tip", {"size": "enormous"}, "answers.size"),
    ("fly_tip", {"size": ["car_boot"]}, "answers.size"),
    ("fly_tip", {"size": 3}, "answers.size"),
    ("fly_tip", {"size": True}, "answers.size"),
    ("fly_tip", {"blocking": "maybe"}, "answers.blocking"),
    ("asb_nuisance", {"impact": 6}, "answers.impact"),
    ("asb_nuisance", {"impact": 0}, "answers.impact"),
    ("asb_nuisance", {"impact": True}, "answers.impact"),
    ("asb_nuisance", {"impact": "²"}, "answers.impact"),
    ("asb_nuisance", {"impact": "9" * 5000}, "answers.impact"),
    ("street_light", {"column": "1" * 31}, "answers.column"),
    ("abandoned_vehicle", {"vehicle_state": "burnt_out"}, "answers.vehicle_state"),
    ("abandoned_vehicle", {"vehicle_state": ["rusty"]}, "answers.vehicle_state"),
    ("abandoned_vehicle", {"vehicle_state": ["burnt_out"] * 7}, "answers.vehicle_state"),
]


@pytest.mark.parametrize(("key", "sent", "field"), REFUSED)
def test_other_answers_are_refused_by_their_field(key: str, sent: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_answers(key, sent)
    assert refused.value.field == field


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(ISSUE_TYPES)),
    st.dictionaries(
        st.sampled_from(["size", "blocking", "impact", "vehicle_state", "column", "x"]),
        st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()),
    ),
)
def test_whatever_is_sent_is_kept_or_refused_and_what_is_kept_stays_as_it_is(
    key: str, sent: dict[str, Any]
) -> None:
    kept: dict[str, Any] = {}
    with suppress(Invalid):
        kept = check_answers(key, sent)
    assert check_answers(key, kept) == kept
    title_for(key, kept, "Mill Lane")


def test_an_answer_to_a_question_that_no_longer_applies_is_left_out() -> None:
    first = Question("first", Ask.YES_NO, _("First?"), options=YES_NO)
    then = Question("then", Ask.TEXT, _("Then?"), when=When("first", ("yes",)))
    assert check_all([first, then], {"first": "yes", "then": "so"}) == {"first": "yes", "then": "so"}
    assert check_all([first, then], {"first": "no", "then": "so"}) == {"first": "no"}


TITLES: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "fly_tip",
        {"size": "small_van", "blocking": "no"},
        "Mill Lane",
        "Fly-tipping: a small van load, Mill Lane",
    ),
    ("fly_tip", {"size": "dont_know", "blocking": "no"}, "Mill Lane", "Fly-tipping, Mill Lane"),
    ("fly_tip", {}, "", "Fly-tipping"),
    (
        "street_light",
        {"light_fault": "out", "column": "7"},
        "High Street",
        "Street light fault: out, High Street",
    ),
    (
        "abandoned_vehicle",
        {"vehicle_state": ["burnt_out"], "vrm": "AB12 CDE"},
        "",
        "Abandoned vehicle: burnt out",
    ),
    (
        "asb_nuisance",
        {"impact": 5, "target": "yes"},
        "Oak Road",
        "Rowdy or inconsiderate behaviour, Oak Road",
    ),
    ("pothole", {"depth": "gone_since"}, "Oak Road", "Pothole or damaged road, Oak Road"),
]


@pytest.mark.parametrize(("key", "answers", "street", "title"), TITLES)
def test_a_title_is_made_of_type_answers_and_street(
    key: str, answers: dict[str, Any], street: str, title: str
) -> None:
    assert title_for(key, answers, street) == title


def test_answers_are_said_in_words() -> None:
    vehicle = issue_type_for("abandoned_vehicle").questions
    assert say_all(vehicle, {"vehicle_state": ["burnt_out", "no_longer_offered"], "vrm": "red"}) == [
        ("What can you see?", "Burnt out, no_longer_offered"),
        ("Registration, make and colour", "red"),
    ]
    asb = issue_type_for("asb_nuisance").questions
    assert say_all(asb, {"impact": 4}) == [("How much is it affecting you?", "4 of 5")]


def test_labels_wait_for_the_readers_language() -> None:
    with override("cy"):
        assert str(ISSUE_TYPES["graffiti"].label) == "Graffiti"
        assert str(ISSUE_TYPES["litter"].label) == "Sbwriel"
    assert str(ISSUE_TYPES["litter"].label) == "Litter"

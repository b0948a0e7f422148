"""Geometry of covers and crops: what lies in the photo is kept as it is, all else refused with its field."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.problems import Invalid
from reports.photo.covers import Box, Crop, Stroke, as_json, crop_as_json, read_covers, read_crop

BOX = {"kind": "box", "x": 0.1, "y": 0.2, "w": 0.3, "h": 0.4, "style": "blur"}
STROKE = {"kind": "stroke", "points": [[0, 0], [1, 1]], "width": 0.02, "style": "cover"}
CROP = {"x": 0.1, "y": 0.1, "w": 0.5, "h": 0.5}


def refused(covers: Any) -> str | None:
    with pytest.raises(Invalid) as problem:
        read_covers(covers)
    return problem.value.field


def test_what_is_sent_is_what_is_stored() -> None:
    sent = [BOX, STROKE]
    assert read_covers(sent) == [
        Box(0.1, 0.2, 0.3, 0.4, style=read_covers([BOX])[0].style),
        Stroke(((0, 0), (1, 1)), 0.02),
    ]
    assert as_json(read_covers(sent)) == sent
    assert crop_as_json(read_crop(CROP)) == CROP


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, -0.1, 1.1, 10**400, "0.5", None, True, [0.1]])
@pytest.mark.parametrize("side", ["x", "y", "w", "h"])
def test_a_side_that_is_no_fraction_is_refused_by_name(side: str, bad: Any) -> None:
    assert refused([STROKE, {**BOX, side: bad}]) == f"covers.1.{side}"
    with pytest.raises(Invalid) as problem:
        read_crop({**CROP, side: bad})
    assert problem.value.field == f"crop.{side}"


@pytest.mark.parametrize(
    ("cover", "field"),
    [
        ({**BOX, "w": 0}, "covers.0.w"),
        ({**BOX, "x": 0.9, "w": 0.2}, "covers.0.w"),
        ({**BOX, "y": 0.7}, "covers.0.h"),
        ({**BOX, "kind": "circle"}, "covers.0"),
        ({**BOX, "style": "sparkle"}, "covers.0"),
        ({**BOX, "style": ["blur"]}, "covers.0"),
        ({**STROKE, "style": "blur"}, "covers.0"),
        ({**STROKE, "points": []}, "covers.0.points"),
        ({**STROKE, "points": [[0.5, 0.5]] * 501}, "covers.0.points"),
        ({**STROKE, "points": [[0.5, math.nan]]}, "covers.0.points.0"),
        ({**STROKE, "points": [[0.5]]}, "covers.0.points.0"),
        ({**STROKE, "points": [[0.5, 0.5], [2, 0.5]]}, "covers.0.points.1"),
        ({**STROKE, "width": 0}, "covers.0.width"),
        ({**STROKE, "width": 0.9}, "covers.0.width"),
        ("box", "covers.0"),
        (None, "covers.0"),
    ],
)
def test_what_covers_nothing_or_lies_outside_is_refused(cover: Any, field: str) -> None:
    assert refused([cover]) == field


def test_a_hundred_parts_are_enough() -> None:
    assert len(read_covers([BOX] * 100)) == 100
    assert refused([BOX] * 101) == "covers"
    assert refused({"0": BOX}) == "covers"


def test_a_crop_that_leaves_everything_is_none_and_one_that_leaves_nothing_is_refused() -> None:
    assert read_crop(None) is None
    assert read_crop({"x": 0, "y": 0, "w": 1, "h": 1}) is None
    bad: Any
    for bad in ({**CROP, "w": 0.01}, {**CROP, "x": 0.8}, [], "all"):
        with pytest.raises(Invalid):
            read_crop(bad)


fractions = st.floats(-0.2, 1.2) | st.sampled_from([math.nan, math.inf, 0, 1])
boxes = st.fixed_dictionaries(
    {
        "kind": st.just("box"),
        "style": st.sampled_from(["cover", "blur"]),
        **dict.fromkeys(("x", "y", "w", "h"), fractions),
    }
)


@given(boxes)
def test_every_box_is_inside_or_refused(sent: dict[str, Any]) -> None:
    try:
        (box,) = read_covers([sent])
    except Invalid:
        return
    assert isinstance(box, Box)
    assert 0 <= box.x < box.x + box.w <= 1 + 1e-9
    assert 0 <= box.y < box.y + box.h <= 1 + 1e-9
    stored = json.loads(json.dumps(as_json([box]), allow_nan=False))
    assert as_json(read_covers(stored)) == stored


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists))
def test_nonsense_is_refused_and_nothing_else_happens(sent: Any) -> None:
    for read in (read_covers, read_crop):
        try:
            found = read(sent)
        except Invalid:
            continue
        assert found in ([], None) or isinstance(found, Crop)

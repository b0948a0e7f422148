"""What a person paints over in a photo, and what they cut off: read from what was sent, and checked.

All geometry is in fractions (0 to 1) of the whole photo, upright, so that it holds for every size.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final, Literal

from django.utils.translation import gettext_lazy as _

from core.problems import Invalid

MOST_COVERS: Final = 100
MOST_POINTS: Final = 500
#: A brush wider than this is a mistake: a rectangle or the crop does it better.
_WIDEST: Final = 0.5
#: Less than this of the photo's edge is nothing that a person could have meant.
_LEAST: Final = 0.0005
_LEAST_CROP: Final = 0.02
#: What adding up fractions may leave over the edge.
_ROUNDING: Final = 1e-6
_DIGITS: Final = 6

_OUTSIDE: Final = _("That lies outside the photo.")
_EMPTY: Final = _("That covers nothing.")
_UNKNOWN: Final = _("We cannot read what is to be covered.")


class Style(StrEnum):
    """How a part is made unrecognisable."""

    COVER = "cover"
    BLUR = "blur"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner, painted over or blurred."""

    x: float
    y: float
    w: float
    h: float
    style: Style = Style.COVER
    kind: Literal["box"] = "box"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of the brush; `width` in fractions of the photo's long edge."""

    points: tuple[tuple[float, float], ...]
    width: float
    style: Style = Style.COVER
    kind: Literal["stroke"] = "stroke"


@dataclass(frozen=True, slots=True)
class Crop:
    """What is left of the photo; the rest is in none of its sizes."""

    x: float
    y: float
    w: float
    h: float


Cover = Box | Stroke


def read_covers(sent: Any, *, field: str = "covers") -> list[Cover]:
    """The covers in a list of JSON objects.

    Raises  Invalid with the field (`covers.3.w`) for what is no cover, lies outside the photo or covers
            nothing, and for more than 100 of them or 500 points in one.
    """
    if not isinstance(sent, list | tuple):
        raise Invalid(_UNKNOWN, field=field)
    if len(sent) > MOST_COVERS:
        raise Invalid(_("At most %(most)d parts can be covered.") % {"most": MOST_COVERS}, field=field)
    return [_read_cover(one, f"{field}.{number}") for number, one in enumerate(sent)]


def read_crop(sent: Any, *, field: str = "crop") -> Crop | None:
    """The crop in a JSON object; None for null, and where it leaves the whole photo.

    Raises  Invalid with the field for one that lies outside the photo or leaves next to nothing.
    """
    if sent is None:
        return None
    x, y, w, h = _rectangle(_object(sent, field), field, least=_LEAST_CROP)
    return None if (x, y, w, h) == (0, 0, 1, 1) else Crop(x, y, w, h)


def as_json(covers: Sequence[Cover]) -> list[dict[str, Any]]:
    """The covers as they are stored and sent; reading it gives the same covers."""
    return [_cover_as_json(cover) for cover in covers]


def crop_as_json(crop: Crop | None) -> dict[str, float] | None:
    """The crop as it is stored and sent."""
    return asdict(crop) if crop else None


def _cover_as_json(cover: Cover) -> dict[str, Any]:
    plain = {**asdict(cover), "style": cover.style.value}
    if isinstance(cover, Stroke):  # lists, as they come back from the database: else the same looks changed
        plain["points"] = [list(point) for point in cover.points]
    return plain


def _read_cover(sent: Any, field: str) -> Cover:
    one = _object(sent, field)
    style = one.get("style", Style.COVER)
    if one.get("kind") == "box" and style in tuple(Style):
        return Box(*_rectangle(one, field, least=_LEAST), style=Style(style))
    if one.get("kind") == "stroke" and style == Style.COVER:
        return _read_stroke(one, field)
    raise Invalid(_UNKNOWN, field=field)


def _read_stroke(one: Mapping[str, Any], field: str) -> Stroke:
    points = one.get("points")
    if not isinstance(points, list | tuple) or not points:
        raise Invalid(_EMPTY, field=f"{field}.points")
    if len(points) > MOST_POINTS:
        raise Invalid(
            _("A line of the brush has at most %(most)d points.") % {"most": MOST_POINTS},
            field=f"{field}.points",
        )
    width = _fraction(one.get("width"), f"{field}.width")
    if not _LEAST <= width <= _WIDEST:
        raise Invalid(_EMPTY if width < _LEAST else _OUTSIDE, field=f"{field}.width")
    return Stroke(tuple(_read_point(point, f"{field}.points.{n}") for n, point in enumerate(points)), width)


def _read_point(sent: Any, field: str) -> tuple[float, float]:
    if not isinstance(sent, list | tuple) or len(sent) != 2:
        raise Invalid(_UNKNOWN, field=field)
    return _fraction(sent[0], field), _fraction(sent[1], field)


def _rectangle(one: Mapping[str, Any], field: str, *, least: float) -> tuple[float, float, float, float]:
    x, y, w, h = (_fraction(one.get(side), f"{field}.{side}") for side in ("x", "y", "w", "h"))
    for side, start, length in (("w", x, w), ("h", y, h)):
        if length < least:
            raise Invalid(_EMPTY, field=f"{field}.{side}")
        if start + length > 1 + _ROUNDING:
            raise Invalid(_OUTSIDE, field=f"{field}.{side}")
    return x, y, min(w, round(1 - x, _DIGITS)), min(h, round(1 - y, _DIGITS))


def _fraction(sent: Any, field: str) -> float:
    """A number from 0 to 1. What is no number, or none that can be counted with, is refused."""
    if isinstance(sent, bool) or not isinstance(sent, int | float):
        raise Invalid(_UNKNOWN, field=field)
    if not -_ROUNDING <= sent <= 1 + _ROUNDING:  # holds for NaN and infinity as well
        raise Invalid(_OUTSIDE, field=field)
    return round(min(1.0, max(0.0, float(sent))), _DIGITS)


def _object(sent: Any, field: str) -> Mapping[str, Any]:
    if not isinstance(sent, Mapping):
        raise Invalid(_UNKNOWN, field=field)
    return sent

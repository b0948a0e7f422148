"""Covers and crops, put into a picture for good. Runs in the darkroom's child, so it knows no Django.

Geometry is in fractions of the whole picture, upright, and has passed `reports.photo.covers`.
"""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any, Final

from PIL import Image, ImageDraw

#: What is painted over becomes this dark grey, which is seen for what it is in every theme.
_PAINT: Final = (38, 43, 51)
#: Of a blurred part this much is left: at most so many cells along its long edge, each with one of so many
#: steps a channel, and that off by chance. Less than a number plate's own information, so that nobody can
#: work out by trying which face or plate it was.
_CELLS: Final = 3
_STEP: Final = 32

Geometry = Mapping[str, Any]


def painted(picture: Image.Image, covers: Iterable[Geometry], crop: Geometry | None) -> Image.Image:
    """A copy with each cover painted in, then cut to the crop."""
    picture = picture.copy()
    for cover in covers:
        if cover["kind"] == "stroke":
            _stroke(picture, cover)
        elif cover["style"] == "blur":
            _blur(picture, _pixels(picture, cover))
        else:
            picture.paste(_PAINT, _pixels(picture, cover))
    return picture.crop(_pixels(picture, crop)) if crop else picture


def _pixels(picture: Image.Image, box: Geometry) -> tuple[int, int, int, int]:
    """The pixels that a rectangle touches, at least one: left, upper, right, lower."""
    width, height = picture.size
    left, upper = min(int(box["x"] * width), width - 1), min(int(box["y"] * height), height - 1)
    right = min(width, max(left + 1, _up((box["x"] + box["w"]) * width)))
    lower = min(height, max(upper + 1, _up((box["y"] + box["h"]) * height)))
    return left, upper, right, lower


def _up(value: float) -> int:
    # What rounding in the sixth digit adds must not take one more row of pixels than was meant.
    return -int(-(value - 0.01) // 1)


def _blur(picture: Image.Image, at: tuple[int, int, int, int]) -> None:
    width, height = at[2] - at[0], at[3] - at[1]
    cell = max(1, -(-max(width, height) // _CELLS))
    few = picture.crop(at).resize(
        (max(1, round(width / cell)), max(1, round(height / cell))), Image.Resampling.BOX
    )
    bands = len(few.getbands())
    chances = secrets.token_bytes(few.width * few.height)  # one for all channels, so that no colours appear
    coarse = bytes(
        min(255, value // _STEP * _STEP + chances[at_byte // bands] % _STEP)
        for at_byte, value in enumerate(few.tobytes())
    )
    smooth = Image.frombytes(few.mode, few.size, coarse).resize((width, height), Image.Resampling.BICUBIC)
    picture.paste(smooth, at[:2])


def _stroke(picture: Image.Image, stroke: Geometry) -> None:
    width, height = picture.size
    brush = max(1, round(stroke["width"] * max(width, height)))
    points = [(x * width, y * height) for x, y in stroke["points"]]
    draw = ImageDraw.Draw(picture)
    if len(points) > 1:
        draw.line(points, fill=_PAINT, width=brush, joint="curve")
    for x, y in points:  # round ends and corners, and a single touch of the brush
        draw.ellipse((x - brush / 2, y - brush / 2, x + brush / 2, y + brush / 2), fill=_PAINT)

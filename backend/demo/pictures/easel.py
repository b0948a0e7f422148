"""Something to paint on: 400 by 300 units, painted twice as fine as the picture that comes off it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from math import cos, pi, radians, sin
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

from demo.pictures.outline import XY, flatten

#: Of the finished picture, in pixels.
SIZE = (1200, 900)
UNITS = (400, 300)

_FINE = 2
_SCALE = SIZE[0] / UNITS[0] * _FINE

RGBA = tuple[int, int, int, int]
Box = tuple[int, int, int, int]


def ink(colour: str, opacity: float = 1.0) -> RGBA:
    """`#rrggbb` with an opacity from 0 to 1."""
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return red, green, blue, round(255 * opacity)


def mix(one: str, other: str, share: float) -> str:
    """A colour between two; `share` of the other."""
    a, b = ImageColor.getrgb(one), ImageColor.getrgb(other)
    return "#" + "".join(f"{round(a[i] + (b[i] - a[i]) * share):02x}" for i in range(3))


class Easel:
    """A picture in the making. Places are in units; y runs down."""

    def __init__(self, ground: str) -> None:
        self._image = Image.new("RGB", (SIZE[0] * _FINE, SIZE[1] * _FINE), ground)
        self._draw = ImageDraw.Draw(self._image, "RGBA")
        #: a, b, c, d, e, f of x' = ax + cy + e, y' = bx + dy + f
        self._frame = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

    @contextmanager
    def placed(
        self, x: float, y: float, *, scale: float = 1, turn: float = 0, flip: bool = False
    ) -> Iterator[None]:
        """Within it, all is drawn round (x, y): turned by degrees clockwise, and mirrored if flipped."""
        a, b, c, d, e, f = kept = self._frame
        k, s = cos(radians(turn)) * scale, sin(radians(turn)) * scale
        m = -1 if flip else 1
        self._frame = (
            (a * k + c * s) * m,
            (b * k + d * s) * m,
            c * k - a * s,
            d * k - b * s,
            a * x + c * y + e,
            b * x + d * y + f,
        )
        yield
        self._frame = kept

    def _pixels(self, points: Sequence[XY]) -> list[XY]:
        a, b, c, d, e, f = self._frame
        return [((a * x + c * y + e) * _SCALE, (b * x + d * y + f) * _SCALE) for x, y in points]

    def _length(self, units: float) -> float:
        a, b, *_ = self._frame
        return units * _SCALE * float(np.hypot(a, b))

    def _strokes(self, what: str | Sequence[XY]) -> list[list[XY]]:
        strokes = flatten(what) if isinstance(what, str) else [tuple(what)]
        return [self._pixels(stroke) for stroke in strokes]

    def fill(self, what: str | Sequence[XY], colour: str, opacity: float = 1) -> None:
        """A flat shape: an SVG path or points."""
        for stroke in self._strokes(what):
            if len(stroke) > 2:
                self._draw.polygon(stroke, fill=ink(colour, opacity))

    def line(self, what: str | Sequence[XY], colour: str, width: float, opacity: float = 1) -> None:
        """A stroke with round joints and ends; see-through ones overlap a little where they bend."""
        wide = max(1, round(self._length(width)))
        for stroke in self._strokes(what):
            if opacity == 1 and wide > 2:
                for x, y in stroke:
                    self._draw.ellipse(
                        (x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2), fill=ink(colour)
                    )
                self._draw.line(stroke, fill=ink(colour), width=wide)
            else:
                self._draw.line(stroke, fill=ink(colour, opacity), width=wide, joint="curve")

    def ring(self, x: float, y: float, rx: float, ry: float) -> list[XY]:
        """Points of an ellipse."""
        return [(x + rx * cos(i * pi / 20), y + ry * sin(i * pi / 20)) for i in range(40)]

    def _mask(self, what: str | Sequence[XY]) -> tuple[Image.Image, Box] | None:
        strokes = self._strokes(what)
        xs, ys = [x for s in strokes for x, _ in s], [y for s in strokes for _, y in s]
        width, height = self._image.size
        box = (
            max(0, int(min(xs))),
            max(0, int(min(ys))),
            min(width, int(max(xs)) + 1),
            min(height, int(max(ys)) + 1),
        )
        if box[0] >= box[2] or box[1] >= box[3]:
            return None
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        draw = ImageDraw.Draw(mask)
        for stroke in strokes:
            draw.polygon([(x - box[0], y - box[1]) for x, y in stroke], fill=255)
        return mask, box

    def shade(self, what: str | Sequence[XY], start: RGBA, end: RGBA, towards: float = 90) -> None:
        """A shape filled from one colour to the other; towards 0 is right, 90 is down."""
        masked = self._mask(what)
        if masked is None:
            return
        mask, box = masked
        ramp = _ramp(start, end, towards % 360).resize(mask.size, Image.Resampling.BILINEAR)
        if start[3] < 255 or end[3] < 255:
            mask = ImageChops.multiply(mask, ramp.getchannel("A"))
        self._image.paste(ramp.convert("RGB"), box[:2], mask)

    def soft(self, what: str | Sequence[XY], colour: str, opacity: float, blur: float) -> None:
        """A shape without edges: shadows, stains, glows. `blur` in units."""
        small = 8
        strokes = [[(x / small, y / small) for x, y in stroke] for stroke in self._strokes(what)]
        far = self._length(blur) / small
        xs, ys = [x for s in strokes for x, _ in s], [y for s in strokes for _, y in s]
        pad = int(far * 2.5) + 2
        west, north = int(min(xs)) - pad, int(min(ys)) - pad
        mask = Image.new("L", (int(max(xs)) + pad - west, int(max(ys)) + pad - north))
        draw = ImageDraw.Draw(mask)
        for stroke in strokes:
            draw.polygon([(x - west, y - north) for x, y in stroke], fill=round(255 * opacity))
        mask = mask.filter(ImageFilter.GaussianBlur(far))
        mask = mask.resize((mask.width * small, mask.height * small), Image.Resampling.BILINEAR)
        self._image.paste(ImageColor.getrgb(colour), (west * small, north * small), mask)

    def cast(self, x: float, y: float, rx: float, ry: float, opacity: float = 0.45) -> None:
        """The shadow of a thing that stands there, darkest where it touches the ground."""
        self.soft(self.ring(x, y, rx, ry), "#0c0f14", opacity, ry * 0.7)
        self.soft(self.ring(x, y, rx * 0.8, ry * 0.45), "#06080a", opacity, ry * 0.25)

    def speckle(
        self, box: tuple[float, float, float, float], chance: Random, many: int, *, size: float = 0.5
    ) -> None:
        """Grit: small light and dark marks in the box (west, north, east, south), larger towards its foot."""
        west, north, east, south = box
        for _ in range(many):
            x, y = chance.uniform(west, east), chance.uniform(north, south)
            near = 0.4 + 0.9 * (y - north) / (south - north)
            r = chance.uniform(0.3, 1) * size * near
            colour = ink("#000000", 0.16) if chance.random() < 0.55 else ink("#ffffff", 0.14)
            (a, b), (c, d) = self._pixels([(x - r, y - r * 0.6), (x + r, y + r * 0.6)])
            self._draw.ellipse((min(a, c), b, max(a, c), d), fill=colour)

    def blur(self, units: float) -> None:
        """Put all that is painted so far out of focus."""
        small = self._image.reduce(4).filter(ImageFilter.GaussianBlur(units * _SCALE / 4))
        self._image.paste(small.resize(self._image.size, Image.Resampling.BILINEAR))

    def finish(self, chance: Random, *, warmth: float = 0, light: float = 1) -> Image.Image:
        """The picture as a phone would have taken it: a little grain, darker corners, warm or cold."""
        pixels = np.asarray(self._image.reduce(_FINE), dtype=np.float32)
        grain = np.roll(_grain(), (chance.randrange(SIZE[1]), chance.randrange(SIZE[0])), axis=(0, 1))
        tint = np.array([1 + warmth, 1 + warmth * 0.25, 1 - warmth], dtype=np.float32) * light
        out = pixels * tint * _corners()[:, :, None] + grain[:, :, None]
        return Image.fromarray(np.clip(out, 0, 255).astype(np.uint8))


@cache
def _ramp(start: RGBA, end: RGBA, towards: float) -> Image.Image:
    side = np.linspace(0, 1, 48, dtype=np.float32)
    x, y = np.meshgrid(side, side)
    along = x * cos(radians(towards)) + y * sin(radians(towards))
    along = (along - along.min()) / (along.max() - along.min())
    colours = np.array(start) + (np.array(end) - np.array(start)) * along[:, :, None]
    return Image.fromarray(colours.astype(np.uint8), "RGBA")


@cache
def _grain() -> NDArray[np.float32]:
    noise = np.random.default_rng(7).normal(0, 2.1, (SIZE[1], SIZE[0]))
    return noise.astype(np.float32)


@cache
def _corners() -> NDArray[np.float32]:
    y, x = np.mgrid[-1 : 1 : SIZE[1] * 1j, -1 : 1 : SIZE[0] * 1j]
    far: NDArray[np.float64] = np.clip(np.hypot(x * 0.9, y) - 0.45, 0, 1)
    return np.asarray(1 - 0.16 * far**1.5, dtype=np.float32)

"""The flat ground Exampleton is drawn on, in metres, and the way from it to the globe.

x runs east and y north from the crossing of Ferry Road and Bridge Street. The place is invented, so an even
grid is exact enough: over five kilometres it is wrong by less than a metre.
"""

from collections.abc import Sequence
from math import cos, radians
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from core.geometry import METRES_PER_DEGREE

LAT, LON = 53.42, -2.35
#: Decimals kept of a degree: 0.11 m north, 0.07 m east.
DECIMALS = 6

_PER_LON = METRES_PER_DEGREE * cos(radians(LAT))

XY = tuple[float, float]
Shape = TypeVar("Shape", bound=BaseGeometry)


def on_globe(shape: Shape) -> Shape:
    """The shape in WGS84 degrees (longitude, latitude), rounded; equal corners stay equal."""

    def move(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        moved = np.column_stack([LON + xy[:, 0] / _PER_LON, LAT + xy[:, 1] / METRES_PER_DEGREE])
        return np.round(moved, DECIMALS)

    return shapely.transform(shape, move)


def _between(p: Sequence[NDArray[np.float64]], steps: int) -> list[NDArray[np.float64]]:
    """Catmull-Rom from p[1] up to, not including, p[2]."""
    a, b = p[2] - p[0], 2 * p[0] - 5 * p[1] + 4 * p[2] - p[3]
    c = 3 * p[1] - p[0] - 3 * p[2] + p[3]
    return [p[1] + 0.5 * (a * t + b * t**2 + c * t**3) for t in np.linspace(0, 1, steps, endpoint=False)]


def _smooth(points: Sequence[XY], *, closed: bool, every: float) -> list[XY]:
    knots = [np.array(p, dtype=np.float64) for p in points]
    padded = [knots[-1], *knots, knots[0], knots[1]] if closed else [knots[0], *knots, knots[-1]]
    out: list[NDArray[np.float64]] = []
    for i in range(len(padded) - 3):
        far = float(np.hypot(*(padded[i + 2] - padded[i + 1])))
        out += _between(padded[i : i + 4], max(2, round(far / every)))
    if not closed:
        out.append(knots[-1])
    return [(float(x), float(y)) for x, y in out]


def curve(points: Sequence[XY], *, every: float = 18, keep: float = 0.6) -> LineString:
    """A smooth line through the points; `keep` is how far, in metres, it may then be thinned."""
    return LineString(LineString(_smooth(points, closed=False, every=every)).simplify(keep).coords)


def blob(points: Sequence[XY], *, every: float = 14, keep: float = 0.8) -> Polygon:
    """A smooth closed shape through the points."""
    return one_polygon(Polygon(_smooth(points, closed=True, every=every)).simplify(keep))


def one_polygon(shape: BaseGeometry) -> Polygon:
    """The shape, which must be one polygon, without the holes it may have."""
    if not isinstance(shape, Polygon):
        raise TypeError(f"expected one polygon, not {shape.geom_type}")
    return Polygon(shape.exterior)


def offset(at: XY, towards: XY, metres: float) -> XY:
    """The point that far along the direction, which is a unit vector."""
    return at[0] + towards[0] * metres, at[1] + towards[1] * metres


def direction(line: LineString, along: float) -> XY:
    """The unit vector of the line that far along it."""
    a, b = line.interpolate(max(0.0, along - 1)), line.interpolate(min(line.length, along + 1))
    far = a.distance(b) or 1.0
    return (b.x - a.x) / far, (b.y - a.y) / far

"""Points on the ground, and boxes that a database can search."""

from dataclasses import dataclass
from math import isfinite

#: Of latitude; of longitude at the equator.
METRES_PER_DEGREE = 111_195.0

_BITS = 31
_CELLS = 1 << _BITS


@dataclass(frozen=True, slots=True)
class Point:
    """A place in WGS84 degrees."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (isfinite(self.lat) and isfinite(self.lon) and abs(self.lat) <= 90 and abs(self.lon) <= 180):
            raise ValueError(f"not a place on earth: {self.lat}, {self.lon}")


@dataclass(frozen=True, slots=True)
class BBox:
    """A box in WGS84 degrees; west is less than east."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        return self.south <= point.lat <= self.north and self.west <= point.lon <= self.east


def _spread(n: int) -> int:
    n &= 0xFFFFFFFF
    n = (n | (n << 16)) & 0x0000FFFF0000FFFF
    n = (n | (n << 8)) & 0x00FF00FF00FF00FF
    n = (n | (n << 4)) & 0x0F0F0F0F0F0F0F0F
    n = (n | (n << 2)) & 0x3333333333333333
    return (n | (n << 1)) & 0x5555555555555555


def _cell(lat: float, lon: float) -> tuple[int, int]:
    x = int((lon + 180) / 360 * _CELLS)
    y = int((lat + 90) / 180 * _CELLS)
    return min(max(x, 0), _CELLS - 1), min(max(y, 0), _CELLS - 1)


def morton(point: Point) -> int:
    """The point's Morton code: 31 bits a side, so that near places have near numbers; fits a BIGINT."""
    x, y = _cell(point.lat, point.lon)
    return _spread(x) | (_spread(y) << 1)


def cover(bbox: BBox, *, most: int = 24) -> list[tuple[int, int]]:
    """Ranges of Morton codes (both ends included) that together hold every point of the box.

    The cover is a little wider than the box, so filter what it finds with `BBox.holds`.
    """
    x0, y0 = _cell(bbox.south, bbox.west)
    x1, y1 = _cell(bbox.north, bbox.east)
    squares: list[tuple[int, int, int]] = [(0, 0, _BITS)]
    done: list[tuple[int, int, int]] = []
    while squares and len(squares) + len(done) < most:
        squares.sort(key=lambda s: s[2])
        x, y, size = squares.pop()
        side = 1 << size
        if x0 <= x and x + side - 1 <= x1 and y0 <= y and y + side - 1 <= y1:
            done.append((x, y, size))
            continue
        if size == 0:
            done.append((x, y, size))
            continue
        half = size - 1
        for cx in (x, x + (1 << half)):
            for cy in (y, y + (1 << half)):
                touches = cx <= x1 and cx + (1 << half) > x0 and cy <= y1 and cy + (1 << half) > y0
                squares += [(cx, cy, half)] if touches else []
    ranges = sorted(
        (start, start + (1 << (2 * size)) - 1)
        for x, y, size in squares + done
        for start in [_spread(x) | (_spread(y) << 1)]
    )
    joined: list[tuple[int, int]] = []
    for low, high in ranges:
        if joined and joined[-1][1] + 1 == low:
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return joined

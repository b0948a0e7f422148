"""How far shapes are from a point, in metres, on a flat map laid round that point.

Good to about 0.1 % within a few kilometres, which is all that is asked here.
"""

import threading
from math import cos, radians
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from core.geometry import METRES_PER_DEGREE, BBox, Point

#: Held while shapes that threads share are looked at. GEOS keeps lazily made parts inside them, and what two
#: threads make at once corrupts memory: the process ends. A look takes microseconds, so nobody waits long.
one_at_a_time = threading.RLock()

#: Arrays of shapes and the shapes in them; shapely's own stubs say no more than this.
Shape = BaseGeometry
Shapes = NDArray[Any]


def box_round(point: Point, metres: float) -> BBox:
    """A box that holds everything within `metres` of the point."""
    dlat = metres / METRES_PER_DEGREE
    dlon = metres / (METRES_PER_DEGREE * max(cos(radians(min(abs(point.lat) + dlat, 90))), 1e-6))
    return BBox(point.lon - min(dlon, 360), point.lat - dlat, point.lon + min(dlon, 360), point.lat + dlat)


def shape_of(box: BBox) -> Shape:
    return shapely.box(box.west, box.south, box.east, box.north)


def flat(shapes: Any, point: Point) -> Any:
    """The same shapes in metres east and north of the point."""
    scale = np.array([METRES_PER_DEGREE * cos(radians(point.lat)), METRES_PER_DEGREE])
    origin = np.array([point.lon, point.lat])
    return shapely.transform(shapes, lambda coordinates: (coordinates - origin) * scale)


def metres_to(shapes: Shapes, point: Point, *, within_m: float) -> NDArray[np.float64]:
    """Metres from the point to each shape; NaN for those farther than about `within_m` away.

    Only the part of each shape round the point is measured, so a county costs as little as a park.
    """
    box = box_round(point, within_m)
    parts = shapely.clip_by_rect(shapes, box.west, box.south, box.east, box.north)
    return np.asarray(shapely.distance(flat(parts, point), shapely.Point(0, 0)), dtype=np.float64)


def nearest_on(line: Shape, point: Point) -> Point:
    """The place on the line that is nearest to the point."""
    with one_at_a_time:
        nearest = shapely.shortest_line(flat(line, point), shapely.Point(0, 0))
    x, y = shapely.get_coordinates(nearest)[0]
    return Point(
        lat=point.lat + float(y) / METRES_PER_DEGREE,
        lon=point.lon + float(x) / (METRES_PER_DEGREE * max(cos(radians(point.lat)), 1e-6)),
    )

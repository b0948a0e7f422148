"""How far places are apart, worked out in another way than the product does."""

from math import asin, cos, radians, sin, sqrt

from core.geometry import Point

EARTH_RADIUS_M = 6_371_008.8


def metres_between(a: Point, b: Point) -> float:
    """Great-circle distance in metres (haversine)."""
    dlat, dlon = radians(b.lat - a.lat), radians(b.lon - a.lon)
    h = sin(dlat / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(dlon / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(h)))

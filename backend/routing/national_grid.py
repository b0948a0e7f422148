"""From the British National Grid (OSGB36, EPSG:27700) to WGS84 degrees.

The seven-parameter Helmert transformation: good to about 2 m everywhere in Great Britain, without a
grid-shift file. Source: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes B and C.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Airy 1830, and the grid's transverse Mercator on it.
_A, _B = 6_377_563.396, 6_356_256.909
_F0, _LAT0, _LON0, _E0, _N0 = 0.9996012717, np.radians(49.0), np.radians(-2.0), 400_000.0, -100_000.0
_E2 = 1 - (_B / _A) ** 2
_N = (_A - _B) / (_A + _B)

# WGS84.
_WGS_A, _WGS_B = 6_378_137.000, 6_356_752.314_2
_WGS_E2 = 1 - (_WGS_B / _WGS_A) ** 2

# OSGB36 to WGS84: metres, seconds of arc, parts per million.
_SHIFT = np.array([446.448, -125.157, 542.060])
_TURN = np.radians(np.array([0.1502, 0.2470, 0.8421]) / 3600)
_SCALE = 1 - 20.4894e-6


def to_wgs84(coordinates: Floats) -> Floats:
    """Rows of easting, northing (metres) become rows of longitude, latitude (degrees)."""
    lat, lon = _geodetic_on_airy(coordinates[:, 0], coordinates[:, 1])
    return _geodetic_on_wgs84(_helmert(_cartesian(lat, lon)))


def _meridional_arc(lat: Floats) -> Floats:
    down, up = lat - _LAT0, lat + _LAT0
    n, n2, n3 = _N, _N**2, _N**3
    arc = (
        (1 + n + 5 / 4 * n2 + 5 / 4 * n3) * down
        - (3 * n + 3 * n2 + 21 / 8 * n3) * np.sin(down) * np.cos(up)
        + (15 / 8 * n2 + 15 / 8 * n3) * np.sin(2 * down) * np.cos(2 * up)
        - 35 / 24 * n3 * np.sin(3 * down) * np.cos(3 * up)
    )
    return np.asarray(_B * _F0 * arc)


def _geodetic_on_airy(easting: Floats, northing: Floats) -> tuple[Floats, Floats]:
    lat = (northing - _N0) / (_A * _F0) + _LAT0
    for _step in range(10):  # converges to well under 0.01 mm in five
        lat = lat + (northing - _N0 - _meridional_arc(lat)) / (_A * _F0)
    sin2 = np.sin(lat) ** 2
    nu = _A * _F0 / np.sqrt(1 - _E2 * sin2)
    rho = _A * _F0 * (1 - _E2) / (1 - _E2 * sin2) ** 1.5
    eta2 = nu / rho - 1
    tan, sec = np.tan(lat), 1 / np.cos(lat)
    d = easting - _E0
    vii = tan / (2 * rho * nu)
    viii = tan / (24 * rho * nu**3) * (5 + 3 * tan**2 + eta2 - 9 * tan**2 * eta2)
    ix = tan / (720 * rho * nu**5) * (61 + 90 * tan**2 + 45 * tan**4)
    x = sec / nu
    xi = sec / (6 * nu**3) * (nu / rho + 2 * tan**2)
    xii = sec / (120 * nu**5) * (5 + 28 * tan**2 + 24 * tan**4)
    xiia = sec / (5040 * nu**7) * (61 + 662 * tan**2 + 1320 * tan**4 + 720 * tan**6)
    return (
        lat - vii * d**2 + viii * d**4 - ix * d**6,
        _LON0 + x * d - xi * d**3 + xii * d**5 - xiia * d**7,
    )


def _cartesian(lat: Floats, lon: Floats) -> Floats:
    nu = _A / np.sqrt(1 - _E2 * np.sin(lat) ** 2)
    return np.stack(
        [nu * np.cos(lat) * np.cos(lon), nu * np.cos(lat) * np.sin(lon), nu * (1 - _E2) * np.sin(lat)], 1
    )


def _helmert(xyz: Floats) -> Floats:
    rx, ry, rz = _TURN
    turn = np.array([[_SCALE, -rz, ry], [rz, _SCALE, -rx], [-ry, rx, _SCALE]])
    return np.asarray(xyz @ turn.T + _SHIFT)


def _geodetic_on_wgs84(xyz: Floats) -> Floats:
    x, y, z = xyz[:, 0], xyz[:, 1], xyz[:, 2]
    p = np.hypot(x, y)
    lat = np.arctan2(z, p * (1 - _WGS_E2))
    for _step in range(6):
        nu = _WGS_A / np.sqrt(1 - _WGS_E2 * np.sin(lat) ** 2)
        lat = np.arctan2(z + _WGS_E2 * nu * np.sin(lat), p)
    return np.stack([np.degrees(np.arctan2(y, x)), np.degrees(lat)], 1)

"""Where and when a photo says it was taken. Read from its Exif before every metadata block is dropped.

Cameras write nonsense: seconds that are not a number, position 0/0 for "no fix", references left out. What
cannot be trusted is None, never a guess. Source: Exif 3.0 (CIPA DC-008), tables 12 to 15 (GPS) and 8 (time).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from math import isfinite
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the server reads these facts from the child and never loads Pillow itself
    from PIL import Image

_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_LAT_REF, _LAT, _LON_REF, _LON, _GPS_TIME, _GPS_DATE, _ERROR_M = 1, 2, 3, 4, 7, 29, 31
#: Time tag and the tag of its offset, best first: original, digitised, changed.
_TIMES = ((0x9003, 0x9011), (0x9004, 0x9012), (0x0132, 0x9010))

_STAMP = re.compile(r"(\d{4})[:\-](\d{2})[:\-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})")
_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})")

_NO_FIX = 1e-6


@dataclass(frozen=True, slots=True)
class PhotoPlace:
    """Where the camera stood: WGS84 degrees, and how far off that may be in metres, where it says."""

    lat: float
    lon: float
    error_m: float | None


def read_place(exif: Image.Exif) -> PhotoPlace | None:
    """The place in a photo's Exif, or None where it has none or none to be trusted."""
    gps = exif.get_ifd(_GPS_IFD)
    lat = _degrees(gps.get(_LAT), _word(gps.get(_LAT_REF)), positive="N", negative="S", most=90)
    lon = _degrees(gps.get(_LON), _word(gps.get(_LON_REF)), positive="E", negative="W", most=180)
    if lat is None or lon is None or (abs(lat) < _NO_FIX and abs(lon) < _NO_FIX):
        return None
    error = _number(gps.get(_ERROR_M))
    return PhotoPlace(lat, lon, round(error, 1) if error is not None and 0 < error < 1e6 else None)


def read_time(exif: Image.Exif) -> datetime | None:
    """When the photo was taken: aware where the camera gives its offset or the satellites' time, else the
    camera's own clock without a zone. None where it has none, or one that no calendar has.
    """
    details = exif.get_ifd(_EXIF_IFD)
    for time_tag, offset_tag in _TIMES:
        taken = _stamp(_word(details.get(time_tag) or exif.get(time_tag)))
        if taken is None:
            continue
        offset = _offset(_word(details.get(offset_tag)))
        return taken.replace(tzinfo=offset) if offset else taken
    return _satellite_time(exif.get_ifd(_GPS_IFD))


def _degrees(value: Any, reference: str, *, positive: str, negative: str, most: int) -> float | None:
    if reference not in (positive, negative) or not isinstance(value, tuple) or len(value) != 3:
        return None
    parts = [_number(part) for part in value]
    if any(part is None or part < 0 for part in parts):
        return None
    degrees, minutes, seconds = (part or 0.0 for part in parts)
    found = degrees + minutes / 60 + seconds / 3600
    if found > most or minutes >= 60.001 or seconds >= 60.001:
        return None
    return round(-found if reference == negative else found, 7)


def _satellite_time(gps: dict[int, Any]) -> datetime | None:
    parts = gps.get(_GPS_TIME)
    if not isinstance(parts, tuple) or len(parts) != 3:
        return None
    hours, minutes, seconds = (_number(part) for part in parts)
    if hours is None or minutes is None or seconds is None:
        return None
    clock = f"{int(hours):02d}:{int(minutes):02d}:{int(seconds):02d}"
    taken = _stamp(f"{_word(gps.get(_GPS_DATE))} {clock}")
    return taken.replace(tzinfo=UTC) if taken else None


def _stamp(text: str) -> datetime | None:
    match = _STAMP.match(text)
    if not match:
        return None
    try:
        return datetime.fromisoformat("{}-{}-{}T{}:{}:{}".format(*match.groups()))
    except ValueError:
        return None


def _offset(text: str) -> timezone | None:
    match = _OFFSET.match(text)
    if not match:
        return None
    ahead = timedelta(hours=int(match[2]), minutes=int(match[3]))
    if ahead > timedelta(hours=14):
        return None
    return timezone(ahead if match[1] == "+" else -ahead)


def _word(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    return value.strip("\x00 ").upper() if isinstance(value, str) else ""


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if isfinite(number) else None

"""What phones here photograph: pictures that the demo draws."""

from datetime import datetime, timedelta
from pathlib import Path

from core.clock import now
from core.geometry import Point
from demo.pictures.album import draw, with_facts

_SEEN = "fly_tip-00"


def film(folder: Path) -> Path:
    """A film for the fake camera: mattresses by a wall."""
    path = folder / "camera.mjpeg"
    # One picture only would be the end of the film.
    path.write_bytes(draw(_SEEN, "before") * 2)
    return path


def gallery_photo(folder: Path, *, lat: float, lon: float, at: datetime | None = None) -> Path:
    """A photo taken there a few minutes ago, with the place in it, as a phone's gallery keeps it."""
    path = folder / "IMG_0042.jpg"
    taken = at or now() - timedelta(minutes=4)
    path.write_bytes(with_facts(draw(_SEEN, "close"), place=Point(lat, lon), at=taken))
    return path


def cleared_photo(folder: Path) -> Path:
    """The same place afterwards, clean."""
    path = folder / "IMG_0043.jpg"
    path.write_bytes(draw(_SEEN, "after"))
    return path

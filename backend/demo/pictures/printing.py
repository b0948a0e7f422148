"""One picture drawn and developed, in a process that knows no Django."""

from demo.pictures.album import View, draw
from reports.photo.development import Prints, develop

Shot = tuple[str, View]


def print_shot(key: str, view: View) -> tuple[bytes, Prints]:
    """The JPEG as it was shot, without metadata, and what is kept of it."""
    picture = draw(key, view)
    return picture, develop(picture, "jpeg")

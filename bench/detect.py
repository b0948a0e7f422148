"""What the detector finds of faces and number plates, and what it takes: see `_marked_pictures` for on what.

A thing counts as found where at least three quarters of it come out blurred. Finds in streets that have
neither face nor plate are false: each blurs something that need not be blurred.
"""

from collections.abc import Iterable
from statistics import median
from time import process_time
from typing import Any

from bench._figures import at_least, at_most
from bench._marked_pictures import Box, Marked, faces, plates, streets
from PIL import Image

from reports.photo import detector
from reports.photo.finds import Find, blurred, is_detector_installed

_ENOUGH = 0.75


def run() -> Iterable[dict[str, Any]]:
    """Recall of faces and plates, false finds, and time."""
    if not is_detector_installed():
        return
    grounds = streets()
    clean, spent = _look(grounds)
    yield at_most(f"detector_cpu_ms_{len(grounds)}_photos_of_1920", median(spent), "ms", 1300)
    yield at_most("detector_false_finds_per_photo", sum(map(len, clean)) / len(grounds), "finds", 0.5)
    for least, marked in ((28, faces(grounds)), (64, plates(grounds))):
        looked = [(one, detector.find(one.kind, one.picture)) for one in marked]
        if looked:
            yield from _recall(looked[0][0].kind, least, looked)


def _recall(kind: str, least: int, looked: list[tuple[Marked, list[Find]]]) -> Iterable[dict[str, Any]]:
    large = [_is_hidden(one, finds) for one, finds in looked if one.size >= least]
    small = [_is_hidden(one, finds) for one, finds in looked if one.size < least]
    name = f"detector_recall_{len(looked)}_{kind}s"
    yield at_least(f"{name}_from_{least}_px", sum(large) / len(large), "share", 0.9)
    yield at_least(f"{name}_under_{least}_px", sum(small) / len(small), "share", 0.1)


def _look(pictures: list[Image.Image]) -> tuple[list[list[Find]], list[float]]:
    found, spent = [], []
    for picture in pictures:
        begun = process_time()
        found.append(detector.look(picture) or [])
        spent.append((process_time() - begun) * 1000)
    return found, spent


def _is_hidden(one: Marked, finds: list[Find]) -> bool:
    """Whether one of the blurred boxes covers enough of it."""
    return any(_covered(one.box, (b["x"], b["y"], b["w"], b["h"])) >= _ENOUGH for b in blurred(finds))


def _covered(thing: Box, cover: Box) -> float:
    across = min(thing[0] + thing[2], cover[0] + cover[2]) - max(thing[0], cover[0])
    down = min(thing[1] + thing[3], cover[1] + cover[3]) - max(thing[1], cover[1])
    return max(0.0, across) * max(0.0, down) / (thing[2] * thing[3])

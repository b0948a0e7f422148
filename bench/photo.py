"""What a photo costs: a 12 MP JPEG and a 12 MP HEIC, from bytes to the three stored sizes; with and without a
detector that looks for faces and number plates.

The pictures are synthetic and noisy, which is harder than a street: about 4 MB as JPEG, 9 MB as HEIC.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import Any

from PIL import Image

from reports.photo.darkroom import Darkroom, Developed
from reports.photo.image_headers import Kind

_SIZE = (4032, 3024)
_ROUNDS = 5


def run() -> Iterable[dict[str, Any]]:
    """The figures of photo handling, each with its goal."""
    jpeg, heic = _noisy_photos()
    developed = [found for found, _seconds in _rounds(jpeg, "jpeg")]
    yield _figure("photo_12mp_jpeg_cpu_ms", median(one.cpu_ms for one in developed), "ms", 350)
    yield _figure("photo_12mp_jpeg_peak_mb", max(one.peak_kb for one in developed) * 1024 / 1e6, "MB", 110)
    seconds = [taken for _found, taken in _rounds(heic, "heic")]
    yield _figure("photo_12mp_heic_s", median(seconds), "s", 1.4)
    looked = [found for found, _seconds in _rounds(jpeg, "jpeg", look=True)]
    if looked[0].found is not None:
        yield _figure("photo_12mp_jpeg_with_detector_cpu_ms", median(o.cpu_ms for o in looked), "ms", 1500)
        peak = max(one.peak_kb for one in looked) * 1024 / 1e6
        yield _figure("photo_12mp_jpeg_with_detector_peak_mb", peak, "MB", 800)


def _figure(name: str, value: float, unit: str, target: float) -> dict[str, Any]:
    return {"name": name, "value": round(value, 2), "unit": unit, "target": target, "ok": value <= target}


def _rounds(data: bytes, kind: Kind, *, look: bool = False) -> Iterator[tuple[Developed, float]]:
    """Each round in the same child, which is new, so that its peak is of these photos alone."""
    darkroom = Darkroom()
    try:
        for _ in range(_ROUNDS):
            begun = perf_counter()
            made = darkroom.develop(data, kind) if look else darkroom.bake(data, kind, covers=[], crop=None)
            yield made, perf_counter() - begun
    finally:
        darkroom.close()


def _noisy_photos() -> tuple[bytes, bytes]:
    """The same picture as JPEG, stored turned (orientation 6), and as HEIC."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    noise = Image.effect_noise(_SIZE, 40)
    slope, round_ = Image.linear_gradient("L").resize(_SIZE), Image.radial_gradient("L").resize(_SIZE)
    bands = [
        Image.blend(band, noise, 0.35)
        for band in (round_, slope, slope.transpose(Image.Transpose.ROTATE_180))
    ]
    picture = Image.merge("RGB", bands)
    exif = Image.Exif()
    exif[0x0112] = 6
    jpeg, heic = BytesIO(), BytesIO()
    picture.save(jpeg, "JPEG", quality=85, exif=exif)
    picture.save(heic, "HEIF", quality=80)
    return jpeg.getvalue(), heic.getvalue()

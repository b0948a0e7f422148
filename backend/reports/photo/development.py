"""What goes on inside the darkroom's own process: one photo in, its sizes, finds and facts out.

Run as `python -m reports.photo.development FD`, where FD is one end of a socket pair; the darkroom holds the
other end. Every file that comes here is hostile until shown otherwise, so this process has no secrets in its
environment, cannot write files, and is held to so much memory and processor time. It must not import Django.
"""

import json
import resource
import socket
import struct
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final, TypeVar

from PIL import Image, ImageCms, ImageFile

from reports.photo.darkroom import LOOKING, READY
from reports.photo.finds import MOST_FINDS, Find, blurred
from reports.photo.image_headers import EDGES, Kind
from reports.photo.painting import Geometry, painted
from reports.photo.photo_facts import PhotoPlace, read_place, read_time

#: Side by side on five photos from real phones, method 2 took 20 to 30 ms more than method 0 for files 10 to
#: 26 % smaller and equally good; method 4 took 60 to 100 ms more than method 2 for files 1 to 6 % smaller.
_WEBP_METHOD: Final = 2
_WEBP_QUALITY: Final = 78

_MOST_MEMORY: Final = 1_500_000_000
_MOST_PIXELS: Final = 50_000_000
#: A crop is cut from a picture of at most this long edge, so that memory stays bounded.
_MOST_EDGE: Final = 4096
_FORMATS: Final[dict[Kind, str]] = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}

_Fact = TypeVar("_Fact")

_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class TooManyPixels(Exception):
    """The picture turned out larger than its header had claimed."""


@dataclass(frozen=True, slots=True)
class Prints:
    """A developed photo: WebP bytes by long edge; the photo's own width and height once turned; its facts.

    found      what the detector found, which is blurred in all sizes; None where none looked.
    uncovered  the whole picture in the largest size; None where nothing is hidden in it.
    """

    sizes: dict[int, bytes]
    found: list[Find] | None
    uncovered: bytes | None
    width: int
    height: int
    place: PhotoPlace | None
    taken_at: datetime | None


#: Finds faces and number plates in an upright picture; None where it cannot look.
Look = Callable[[Image.Image], list[Find] | None]


def develop(data: bytes, kind: Kind, look: Look | None = None) -> Prints:
    """Decode a photo and make its sizes, with what `look` finds blurred in them.

    Raises  whatever the decoders and `look` raise, and TooManyPixels.
    """
    whole, width, height, place, taken_at = _opened(data, kind, EDGES[-1])
    found = look(whole) if look else None
    return _prints(whole, blurred((found or [])[:MOST_FINDS]), None, found, (width, height), place, taken_at)


def bake(data: bytes, kind: Kind, covers: Sequence[Geometry], crop: Geometry | None) -> Prints:
    """Decode a photo and make its sizes with these covers painted in, cut to this crop.

    Raises  what `develop` raises.
    """
    # Enough of the photo that what the crop leaves of it still fills the largest size.
    edge = round(EDGES[-1] / max(crop["w"], crop["h"])) if crop else EDGES[-1]
    whole, width, height, place, taken_at = _opened(data, kind, min(edge, _MOST_EDGE))
    return _prints(whole, covers, crop, None, (width, height), place, taken_at)


def _prints(
    whole: Image.Image,
    covers: Sequence[Geometry],
    crop: Geometry | None,
    found: list[Find] | None,
    size: tuple[int, int],
    place: PhotoPlace | None,
    taken_at: datetime | None,
) -> Prints:
    hides = bool(covers or crop)
    return Prints(
        sizes=_printed(_shrunk(painted(whole, covers, crop), EDGES[-1]) if hides else whole),
        found=found,
        uncovered=_page(_shrunk(whole, EDGES[-1])) if hides else None,
        width=size[0],
        height=size[1],
        place=place,
        taken_at=taken_at,
    )


def _opened(
    data: bytes, kind: Kind, edge: int
) -> tuple[Image.Image, int, int, PhotoPlace | None, datetime | None]:
    """The whole photo, upright, in sRGB, at most `edge` long; its own width and height; its facts."""
    with Image.open(BytesIO(data), formats=[_FORMATS[kind]]) as photo:
        width, height = photo.size
        if width * height > _MOST_PIXELS:
            raise TooManyPixels
        if kind == "jpeg":
            # Asked in the photo's own shape: a square would ask more of the short side than is needed, and
            # draft decoding never goes below what is asked.
            photo.draft(None, _fitted(photo.size, edge))
        photo.load()
        place, taken_at, orientation = _facts(photo)
        profile = photo.info.get("icc_profile")
        large = _as_shown(_shrunk(_plain(photo), edge), profile)
    if orientation in _TURNS:
        large = large.transpose(_TURNS[orientation])
    if orientation >= 5:
        width, height = height, width
    return large, width, height, place, taken_at


def _facts(photo: Image.Image) -> tuple[PhotoPlace | None, datetime | None, int]:
    exif = _or_none(photo.getexif)
    if exif is None:
        return None, None, 1
    return (
        _or_none(lambda: read_place(exif)),
        _or_none(lambda: read_time(exif)),
        _or_none(lambda: int(exif.get(_ORIENTATION, 1))) or 1,
    )


def _or_none(read: Callable[[], _Fact]) -> _Fact | None:
    try:
        return read()
    except Exception:  # noqa: BLE001 - damaged Exif says nothing, and must not cost somebody their photo
        return None


def _plain(photo: Image.Image) -> Image.Image:
    """In a mode that can be shrunk without false colours, and with nothing hidden behind transparency."""
    if photo.mode.startswith("I") or photo.mode == "F":
        return photo.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if photo.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in photo.info:
        photo = photo.convert("RGBA")
    if photo.mode == "1":
        return photo.convert("L")
    return photo


def _shrunk(photo: Image.Image, edge: int) -> Image.Image:
    """A copy whose long edge is at most `edge`; never enlarged."""
    if max(photo.size) <= edge:
        return photo.copy()
    return photo.resize(_fitted(photo.size, edge), Image.Resampling.BICUBIC, reducing_gap=2.0)


def _fitted(size: tuple[int, int], edge: int) -> tuple[int, int]:
    longest = max(size)
    if longest <= edge:
        return size
    return max(1, round(size[0] * edge / longest)), max(1, round(size[1] * edge / longest))


def _as_shown(photo: Image.Image, profile: bytes | None) -> Image.Image:
    """In sRGB, opaque. Wide-gamut photos would look dull once their colour profile is gone."""
    if photo.mode == "RGBA":
        ground = Image.new("RGB", photo.size, "white")
        ground.paste(photo, mask=photo.getchannel("A"))
        photo = ground
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(source):
                shown = ImageCms.profileToProfile(photo, source, _SRGB, outputMode="RGB")
                if shown is not None:
                    photo = shown
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that cannot be used leaves the colours as they are
    photo = photo.convert("RGB") if photo.mode != "RGB" else photo
    photo.info = {}
    return photo


_SRGB: Final = ImageCms.createProfile("sRGB")


def _printed(large: Image.Image) -> dict[int, bytes]:
    """WebP bytes by long edge, each made from the next larger one. Equal sizes share their bytes."""
    prints: dict[int, bytes] = {}
    photo, printed = large, b""
    for edge in reversed(EDGES):
        if not printed or max(photo.size) > edge:
            photo = _shrunk(photo, edge) if max(photo.size) > edge else photo
            printed = _page(photo)
        prints[edge] = printed
    return prints


def _page(photo: Image.Image) -> bytes:
    page = BytesIO()
    photo.save(page, "WEBP", quality=_WEBP_QUALITY, method=_WEBP_METHOD, exif=b"", xmp=b"", icc_profile=None)
    return page.getvalue()


def _serve(line: socket.socket) -> None:
    line.sendall(READY)
    while True:
        head = _receive(line)
        if head is None:
            return
        request, data = json.loads(head), _receive(line) or b""
        spent = time.process_time()
        _allow_seconds(request["seconds"])
        sizes: list[bytes] = []
        trouble: list[str] = []
        try:
            prints = _done(line, request, data, trouble)
        except TooManyPixels:
            reply: dict[str, object] = {"refused": "too_many_pixels"}
        except Exception as error:  # noqa: BLE001 - the outermost loop: whatever a decoder throws is a photo refused
            reply = {"refused": "unreadable", "why": type(error).__name__}
        else:
            sizes = [*prints.sizes.values(), *([prints.uncovered] if prints.uncovered else [])]
            reply = {
                "edges": list(prints.sizes),
                "uncovered": bool(prints.uncovered),
                "trouble": trouble,
                "found": None if prints.found is None else [asdict(find) for find in prints.found],
                "width": prints.width,
                "height": prints.height,
                "place": asdict(prints.place) if prints.place else None,
                "taken_at": prints.taken_at.isoformat() if prints.taken_at else None,
            }
        reply["cpu_ms"] = round((time.process_time() - spent) * 1000)
        reply["peak_kb"] = _peak_kb()
        del data
        for part in (json.dumps(reply).encode(), *sizes):
            _say(line, part)


def _done(line: socket.socket, request: dict[str, Any], data: bytes, trouble: list[str]) -> Prints:
    """What was asked for: covers of a person's to be baked in, or whatever is found to be blurred.

    trouble  is added to where the detector failed.
    """
    if request["covers"] is not None:
        return bake(data, request["kind"], request["covers"], request["crop"])
    if not request["look"]:
        return develop(data, request["kind"])

    def look(picture: Image.Image) -> list[Find] | None:
        _say(line, LOOKING)
        try:
            from reports.photo.detector import look

            return look(picture)
        except Exception as error:  # noqa: BLE001 - whatever a network throws costs the photo its release only
            trouble.append(f"{type(error).__name__}: {error}"[:200])
            return None

    return develop(data, request["kind"], look)


def _say(line: socket.socket, part: bytes) -> None:
    line.sendall(struct.pack(">I", len(part)) + part)


def _peak_kb() -> int:
    """The most memory this process has held. (Linux counts the parent's into ru_maxrss.)"""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _receive(line: socket.socket) -> bytes | None:
    """The next message, or None when the other end has gone."""
    head = line.recv(4, socket.MSG_WAITALL)
    if len(head) < 4:
        return None
    (length,) = struct.unpack(">I", head)
    data = line.recv(length, socket.MSG_WAITALL) if length else b""
    return data if len(data) == length else None


def _allow_seconds(seconds: int) -> None:
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + seconds + 1, resource.RLIM_INFINITY))


def _confine() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _prepare_decoders() -> None:
    import pillow_heif

    # Pillow loads all of its forty plugins to find one that it has not been told of.
    from PIL import WebPImagePlugin  # noqa: F401

    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    ImageFile.LOAD_TRUNCATED_IMAGES = False


if __name__ == "__main__":
    _prepare_decoders()
    _confine()
    _serve(socket.socket(fileno=int(sys.argv[1])))

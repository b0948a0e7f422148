"""What a file is, and how many pixels it claims to hold, from its header alone.

Nothing here decodes a picture: a file of a hundred kilobytes can claim nine hundred million pixels, and the
time to refuse it is before a decoder has believed it. Names and declared content types are never looked at.

Sources: JPEG ITU-T T.81 annex B; PNG (Third Edition) section 5 and 11.2.1; RFC 9649 (WebP);
ISO/IEC 14496-12 and 23008-12 (HEIF: `ftyp`, `meta`, `iprp`, `ipco`, `ispe`).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final, Literal, TypeGuard, get_args

Kind = Literal["jpeg", "png", "webp", "heic"]

#: Long edges of the sizes that are made of each photo, in pixels.
EDGES: Final = (320, 960, 1920)

#: Things that people or attackers send in a photo's place, each with its own sentence of refusal.
Stranger = Literal["empty", "gif", "svg", "zip", "pdf", "avif", "video", "tiff", "bmp", "unknown"]

_BEGINNINGS: Final[dict[Stranger, tuple[bytes, ...]]] = {
    "gif": (b"GIF87a", b"GIF89a"),
    "zip": (b"PK\x03\x04", b"PK\x05\x06"),
    "pdf": (b"%PDF-",),
    "tiff": (b"II*\x00", b"MM\x00*"),
    "bmp": (b"BM",),
}
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})
_HEIF_BRANDS: Final = frozenset({b"mif1", b"mif2", b"msf1"})

#: Start-of-frame markers: C0 to CF without DHT (C4), JPG (C8) and DAC (CC).
_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
#: Markers with no length after them: TEM, RST0 to RST7, SOI.
_JPEG_BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})


class HeaderBroken(ValueError):
    """The file begins like a picture of its kind, but its header cannot be read."""


def kind_of(data: bytes) -> Kind | Stranger:
    """The kind of picture `data` begins like, or which other thing it is."""
    if not data:
        return "empty"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return _kind_of_boxes(data)
    return _stranger(data)


def is_photo(kind: Kind | Stranger) -> TypeGuard[Kind]:
    """Whether it is one of the kinds that are taken."""
    return kind in get_args(Kind)


def measure(data: bytes, kind: Kind) -> tuple[int, int]:
    """Width and height in pixels that the header of `data` claims, as stored (before any turning).

    For HEIC these are of the largest picture in the file, since any of them could be the one that is decoded.
    Raises HeaderBroken where the header is cut off, contradicts itself or claims no pixels.
    """
    try:
        width, height = _MEASURES[kind](data)
    except (struct.error, IndexError) as cut_off:
        raise HeaderBroken("the header is cut off") from cut_off
    if width < 1 or height < 1:
        raise HeaderBroken("the header claims no pixels")
    return width, height


def webp_chunks(data: bytes) -> list[bytes]:
    """Names of a WebP file's chunks, in order. Raises HeaderBroken where they do not fill it exactly."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) != struct.unpack_from("<I", data, 4)[0] + 8:
        raise HeaderBroken("not one whole WebP file")
    names, at = [], 12
    while at < len(data):
        if at + 8 > len(data):
            raise HeaderBroken("a chunk is cut off")
        name, size = struct.unpack_from("<4sI", data, at)
        names.append(name)
        at += 8 + size + (size & 1)
    if at != len(data):
        raise HeaderBroken("a chunk is cut off")
    return names


def _stranger(data: bytes) -> Stranger:
    for stranger, beginnings in _BEGINNINGS.items():
        if data.startswith(beginnings):
            return stranger
    if data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return "svg"
    return "unknown"


def _kind_of_boxes(data: bytes) -> Kind | Stranger:
    size = int.from_bytes(data[:4], "big")
    box = data[8 : min(size, 512)]
    brands = [box[:4], *(box[at : at + 4] for at in range(8, len(box), 4))]
    if brands[0] in _HEIC_BRANDS:
        return "heic"
    if brands[0] in _AVIF_BRANDS:
        return "avif"
    if brands[0] in _HEIF_BRANDS:
        if _HEIC_BRANDS.intersection(brands):
            return "heic"
        return "avif" if _AVIF_BRANDS.intersection(brands) else "unknown"
    return "video"


def _measure_jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise HeaderBroken("no frame before the end")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker == 0x00 or marker in _JPEG_BARE:
            at += 2
        elif marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        elif marker in (0xD9, 0xDA):
            raise HeaderBroken("pixels before the frame that describes them")
        else:
            (length,) = struct.unpack_from(">H", data, at + 2)
            at += 2 + max(length, 2)


def _measure_png(data: bytes) -> tuple[int, int]:
    length, name, width, height = struct.unpack_from(">I4sII", data, 8)
    if length != 13 or name != b"IHDR":
        raise HeaderBroken("the first chunk is not a PNG header")
    if zlib.crc32(data[12:29]) != struct.unpack_from(">I", data, 29)[0]:
        raise HeaderBroken("the header's checksum is wrong")
    return width, height


def _measure_webp(data: bytes) -> tuple[int, int]:
    name = data[12:16]
    if name == b"VP8X":
        width, height = int.from_bytes(data[24:27], "little"), int.from_bytes(data[27:30], "little")
        if len(data) < 30:
            raise HeaderBroken("the header is cut off")
        return width + 1, height + 1
    if name == b"VP8L":
        signature, bits = struct.unpack_from("<BI", data, 20)
        if signature != 0x2F:
            raise HeaderBroken("the lossless signature is missing")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8 ":
        if data[23:26] != b"\x9d\x01\x2a":
            raise HeaderBroken("the key frame's start code is missing")
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise HeaderBroken("the first chunk is not a picture")


def _measure_heic(data: bytes) -> tuple[int, int]:
    meta = _inside(data, b"meta", (0, len(data)))
    # `meta` is a full box: four bytes of version and flags come before the boxes inside it.
    properties = _inside(data, b"ipco", _inside(data, b"iprp", (meta[0] + 4, meta[1])))
    claims = [
        struct.unpack_from(">II", data, start + 4)
        for name, start, _end in _boxes(data, properties)
        if name == b"ispe"
    ]
    if not claims:
        raise HeaderBroken("no picture says how large it is")
    width, height = max(claims, key=lambda claim: claim[0] * claim[1])
    return int(width), int(height)


def _inside(data: bytes, wanted: bytes, within: tuple[int, int]) -> tuple[int, int]:
    for name, start, end in _boxes(data, within):
        if name == wanted:
            return start, end
    raise HeaderBroken(f"there is no {wanted.decode()} box")


def _boxes(data: bytes, within: tuple[int, int]) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of the content of each box between two places."""
    start, end = within
    while start + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, start)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, start + 8)
            head = 16
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            raise HeaderBroken("a box is larger than what holds it")
        yield name, start + head, start + size
        start += size


_MEASURES: Final = {"jpeg": _measure_jpeg, "png": _measure_png, "webp": _measure_webp, "heic": _measure_heic}

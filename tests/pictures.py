"""Pictures made for tests: photos with facts in them, and files that only pretend to be photos."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational

#: Put into every metadata block of `telltale_photo`; must be in nothing that is served.
TELLTALE = b"TELLTALE-0161-496-0000"


def picture(width: int = 64, height: int = 48) -> Image.Image:
    """A picture whose four corners differ, so that each way of turning it shows."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height // 2))
    image.paste("green", (width // 2, 0, width, height // 2))
    image.paste("blue", (0, height // 2, width // 2, height))
    return image


def photo(format: str = "JPEG", *, width: int = 64, height: int = 48, **options: Any) -> bytes:
    """`picture` as the bytes of a file."""
    page = BytesIO()
    picture(width, height).save(page, format, **options)
    return page.getvalue()


def exif_of_a_place(*, orientation: int = 1) -> Image.Exif:
    """Trafford Town Hall, 3 June 2026, 08:15:22 in British Summer Time, within 6 m."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = TELLTALE.decode()
    exif.get_ifd(0x8769).update({0x9003: "2026:06:03 08:15:22", 0x9011: "+01:00"})
    exif.get_ifd(0x8825).update(
        {
            1: "N",
            2: (IFDRational(53), IFDRational(27), IFDRational(306, 10)),
            3: "W",
            4: (IFDRational(2), IFDRational(17), IFDRational(1176, 100)),
            31: IFDRational(6),
        }
    )
    return exif


def telltale_photo(format: str) -> bytes:
    """A photo with something to hide in every kind of metadata that its format has."""
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + TELLTALE + b"</x:xmpmeta>"
    exif = exif_of_a_place()
    if format == "JPEG":
        data = photo("JPEG", exif=exif, xmp=xmp, comment=TELLTALE, icc_profile=_profile())
        iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(TELLTALE)) + TELLTALE
        return (
            data[:2]
            + b"\xff\xed"
            + struct.pack(">H", len(iptc) + 2)
            + iptc
            + data[2:]
            + b"PK\x03\x04"
            + TELLTALE
        )
    if format == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", TELLTALE.decode())
        text.add_itxt("XML:com.adobe.xmp", xmp.decode())
        return photo("PNG", exif=exif, pnginfo=text, icc_profile=_profile()) + TELLTALE
    return photo(format, exif=exif, xmp=xmp, icc_profile=_profile())


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes whose header claims `width` × `height`."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(bytes(100_000)))
    return b"\x89PNG\r\n\x1a\n" + header + pixels + chunk(b"IEND", b"")


def _profile() -> bytes:
    from PIL import ImageCms

    profile: bytes = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile

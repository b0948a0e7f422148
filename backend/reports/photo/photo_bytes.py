"""What is taken at the photo door, decided by the bytes alone and before any of them is decoded."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from core.problems import Refusal, Words
from reports.photo.image_headers import HeaderBroken, Kind, Stranger, is_photo, kind_of, measure

MOST_BYTES: Final = 25_000_000
MOST_PIXELS: Final = 50_000_000


class PhotoNotAnImage(Refusal):
    """The file is something other than a JPEG, PNG, WebP or HEIC, whatever its name says."""

    status, type = 415, "/problems/photo-not-an-image"
    title = _("Not a photo we can take")
    default = _("This file is not a photo that we can read. Please send a JPEG, PNG, WebP or HEIC photo.")


class PhotoEmpty(Refusal):
    status, type = 422, "/problems/photo-empty"
    title = _("The photo is empty")
    default = _("The file has nothing in it. Please choose the photo again, or take a new one.")


class PhotoTooLarge(Refusal):
    status, type = 413, "/problems/photo-too-large"
    title = _("The photo is too large")
    default = _("This photo is larger than 25 MB. Please send a smaller copy of it.")


class PhotoTooManyPixels(Refusal):
    status, type = 422, "/problems/photo-too-many-pixels"
    title = _("The photo is too large")
    default = _("This photo has more than 50 million pixels. Please send a smaller copy of it.")


class PhotoUnreadable(Refusal):
    status, type = 422, "/problems/photo-unreadable"
    title = _("The photo cannot be read")
    default = _("This photo is damaged and cannot be read. Please choose it again, or take a new one.")


#: Each thing sent in a photo's place, with what its sender can do.
_STRANGERS: Final[dict[Kind | Stranger, Words]] = {
    "gif": _("This is a GIF picture. Please send a JPEG, PNG, WebP or HEIC photo."),
    "svg": _("This is a drawing or a web page, not a photo. Please send a JPEG, PNG, WebP or HEIC photo."),
    "zip": _("This is a ZIP file, not a photo. Please send the photos one by one, as they are."),
    "pdf": _("This is a PDF document, not a photo. Please send a JPEG, PNG, WebP or HEIC photo."),
    "avif": _(
        "This is an AVIF picture, which we cannot take yet. Please send it as a JPEG, PNG, WebP or HEIC."
    ),
    "video": _("This is a video. Please send a photo instead."),
    "tiff": _("This is a TIFF or raw camera picture. Please send it as a JPEG, PNG, WebP or HEIC."),
    "bmp": _("This is a BMP picture. Please send it as a JPEG, PNG, WebP or HEIC."),
    "unknown": PhotoNotAnImage.default,
}


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the header says. Width and height are in pixels as stored, before the photo is turned."""

    kind: Kind
    width: int
    height: int


def inspect(data: bytes) -> Inspected:
    """Look at a photo's header and decide whether it is taken. Nothing is decoded.

    Raises  PhotoTooLarge over 25 MB; PhotoEmpty; PhotoNotAnImage for any other kind of file;
            PhotoUnreadable where the header is damaged; PhotoTooManyPixels over 50 million.
    """
    check_length(len(data))
    kind = kind_of(data)
    if kind == "empty":
        raise PhotoEmpty
    if not is_photo(kind):
        raise PhotoNotAnImage(_STRANGERS[kind])
    try:
        width, height = measure(data, kind)
    except HeaderBroken as broken:
        raise PhotoUnreadable from broken
    if width * height > MOST_PIXELS:
        raise PhotoTooManyPixels
    return Inspected(kind, width, height)


def check_length(length: int) -> None:
    """Refuse by length alone: called with what a request declares, before a byte of it is read."""
    if length > MOST_BYTES:
        raise PhotoTooLarge

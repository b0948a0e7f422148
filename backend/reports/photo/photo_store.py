"""Where the bytes of photos lie: originals and uncovered pictures, which are private, and sizes, served as
their report is.

Everything goes through Django's default storage, so that local files and S3-compatible storage are one. Names
are random and begin with their day, so that what a killed process left is found without listing everything.
"""

import contextlib
import errno
import secrets
import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db.models import F, Q, Sum

from core.problems import Full
from reports.models import Photo
from reports.photo.darkroom import is_only_pixels
from reports.photo.image_headers import EDGES

_NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_STORED_KEY: Final = "photo-bytes-stored"
#: The total is worked out anew at most this often; between, what arrives is added to it.
_STORED_FOR_S: Final = 300


def check_room(length: int) -> None:
    """Raises Full where `length` more bytes would pass the limit on all photos, or fill the disk."""
    if _stored() + length > settings.PHOTOS_MOST_BYTES:
        raise Full
    on_this_disk = isinstance(default_storage, FileSystemStorage)
    if on_this_disk and shutil.disk_usage(settings.DATA).free - length < settings.DISK_SPARE_BYTES:
        raise Full


def save_original(data: bytes, *, day: date) -> str:
    """Store a photo as it came; the name it can be read by. Raises Full where the disk has no room left."""
    return _save(f"originals/{day:%Y-%m-%d}/{secrets.token_hex(16)}", data)


class MoreThanPixels(Exception):
    """What was to be stored or served might hold a place, a time or a camera. Nobody is given it."""


def save_sizes(sizes: Mapping[int, bytes], *, day: date) -> str:
    """Store a photo's sizes; the beginning that their names share. On failure none is left.

    Raises  MoreThanPixels, before anything is stored; Full.
    """
    beginning = f"sizes/{day:%Y-%m-%d}/{secrets.token_hex(16)}"
    for data in sizes.values():
        _insist_on_pixels(data)
    try:
        for edge, data in sizes.items():
            _save(_name_of_size(beginning, edge), data)
    except BaseException:
        discard(names_of_sizes(beginning))
        raise
    return beginning


def save_uncovered(data: bytes, *, day: date) -> str:
    """Store a photo's largest size with nothing hidden; its name. Raises MoreThanPixels and Full."""
    _insist_on_pixels(data)
    return _save(f"uncovered/{day:%Y-%m-%d}/{secrets.token_hex(16)}.webp", data)


def read_original(photo: Photo) -> bytes:
    """A photo as it came. Raises FileNotFoundError."""
    return _read(photo.original)


def read_size(photo: Photo, edge: int) -> bytes:
    """The WebP bytes of one size of a ready photo. Raises FileNotFoundError and MoreThanPixels."""
    return _insist_on_pixels(_read(_name_of_size(photo.sizes, edge)))


def read_uncovered(photo: Photo) -> bytes:
    """The WebP bytes of a photo's largest size with nothing hidden. Raises what `read_size` raises."""
    return _insist_on_pixels(_read(photo.uncovered or _name_of_size(photo.sizes, EDGES[-1])))


def names_of_sizes(beginning: str) -> list[str]:
    """The names of a photo's sizes, from the beginning that they share; none for ""."""
    return [_name_of_size(beginning, edge) for edge in EDGES] if beginning else []


def names_of(photo: Photo) -> list[str]:
    """The names of everything that is stored of a photo."""
    private = [name for name in (photo.original, photo.uncovered) if name]
    return private + names_of_sizes(photo.sizes)


def discard(names: Iterable[str]) -> None:
    """Delete what is stored under these names. What is not there is no matter."""
    for name in names:
        default_storage.delete(name)


def discard_strays(*, day: date) -> int:
    """Delete the files of one day that no photo knows; how many there were.

    A process killed between storing a file and committing its row leaves one behind. `day` must be well past,
    so that nothing on its way is taken for a stray.
    """
    known: set[str] = set()
    tops = {"originals": "original", "sizes": "sizes", "uncovered": "uncovered"}
    of_that_day = [Q(**{f"{column}__startswith": f"{top}/{day:%Y-%m-%d}/"}) for top, column in tops.items()]
    for photo in Photo.objects.filter(reduce(or_, of_that_day)):
        known.update(names_of(photo))
    strays = [name for top in tops for name in _listed(f"{top}/{day:%Y-%m-%d}") if name not in known]
    discard(strays)
    return len(strays)


def _insist_on_pixels(data: bytes) -> bytes:
    if not is_only_pixels(data):
        raise MoreThanPixels
    return data


def _name_of_size(beginning: str, edge: int) -> str:
    return f"{beginning}-{edge}.webp"


def _listed(folder: str) -> list[str]:
    try:
        _folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    return [f"{folder}/{file}" for file in files]


def _read(name: str) -> bytes:
    with default_storage.open(name) as file:
        data: bytes = file.read()
    return data


def _save(name: str, data: bytes) -> str:
    try:
        stored = default_storage.save(name, ContentFile(data))
    except OSError as error:
        discard([name])  # as much of it as was written
        if error.errno in _NO_SPACE:
            raise Full from error
        raise
    _count(len(data))
    return stored


def _stored() -> int:
    """Bytes stored of all photos, a few minutes old at most but for what this process has added since."""
    known = cache.get(_STORED_KEY)
    if known is None:
        known = Photo.objects.aggregate(total=Sum(F("bytes") + F("sizes_bytes")))["total"] or 0
        cache.set(_STORED_KEY, known, timeout=_STORED_FOR_S)
    return int(known)


def _count(length: int) -> None:
    # ValueError: the total is not in the cache, so the next look works it out anew.
    with contextlib.suppress(ValueError):
        cache.incr(_STORED_KEY, length)

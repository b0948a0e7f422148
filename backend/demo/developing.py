"""Draws and develops the demo's pictures in processes of their own, while the year is being written.

One picture serves many reports, each with its own place and time in front of it, so what is made of
its pixels is made once.
"""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from io import BytesIO

from PIL import Image

from demo.pictures.printing import Shot, print_shot
from reports.photo.baking import Developer
from reports.photo.darkroom import Developed
from reports.photo.development import Prints
from reports.photo.image_headers import Kind
from reports.photo.photo_facts import read_place, read_time


class Studio:
    """Pictures that are being made; asking for one waits for it."""

    def __init__(self, pool: ProcessPoolExecutor, shots: Iterable[Shot]) -> None:
        self._made: dict[Shot, Future[tuple[bytes, Prints]]] = {
            shot: pool.submit(print_shot, *shot) for shot in dict.fromkeys(shots)
        }

    def picture(self, shot: Shot) -> bytes:
        """A JPEG without any metadata."""
        return self._made[shot].result()[0]

    def developer(self, shot: Shot) -> Developer:
        """What develops a photo of this picture: its pixels are known, its facts read from its Exif."""

        def develop_it(data: bytes, _kind: Kind) -> Developed:
            prints = self._made[shot].result()[1]
            with Image.open(BytesIO(data)) as photo:
                exif = photo.getexif()
                place, taken_at = read_place(exif), read_time(exif)
            return Developed(
                sizes=prints.sizes,
                width=prints.width,
                height=prints.height,
                place=place,
                taken_at=taken_at,
                cpu_ms=0,
                peak_kb=0,
                # We drew it ourselves: nobody's face is in it, and every plate is blank.
                found=[],
            )

        return develop_it


@contextmanager
def open_studio(shots: Iterable[Shot]) -> Iterator[Studio]:
    """Begin to make these pictures, in this order; what is not asked for is left undone in the end."""
    # Not forked: the parent has threads and a database open.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(max_workers=min(4, os.cpu_count() or 1), mp_context=context)
    try:
        yield Studio(pool, shots)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)

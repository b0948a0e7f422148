"""The ledger of erasures, outside the database, so that a copy put back does not bring back what was erased.

One line for each erasure: when, what kind, and a keyed hash that means nothing without the thing itself. The
lines lie in `erased.log` in the data folder, or, where photos are in S3-compatible storage, there under
`erased/`. Nothing is ever taken out. A restored database is older than the ledger: `ahead` says by what.
"""

import fcntl
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import transaction

from reports.keeping.keeping_models import Erasure

_FOLDER: Final = "erased"
_AT_A_TIME: Final = 500


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """One erasure: of a report, by the hash of its track token, or of an address, by its keyed hash."""

    at: datetime
    kind: str
    digest: str

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC).isoformat()} {self.kind} {self.digest}\n"


def note(kind: Erasure.Kind, digest: str, at: datetime) -> None:
    """Say in the database, in the present transaction, that something was erased; the ledger is next."""
    Erasure.objects.create(kind=kind, digest=digest, at=at)


def write_what_is_missing() -> int:
    """Bring the ledger up to the database, before anybody is told that something was erased; how many lines.

    Raises OSError where it cannot be written: the next call, the next start or the next night does it.
    """
    written = 0
    while rows := list(Erasure.objects.filter(in_ledger=False).order_by("pk")[:_AT_A_TIME]):
        _append([Line(row.at, row.kind, row.digest) for row in rows])
        with transaction.atomic():
            Erasure.objects.filter(pk__in=[row.pk for row in rows]).update(in_ledger=True)
        written += len(rows)
    return written


def ahead(more: Iterable[Line] = ()) -> list[Line]:
    """What the ledger knows of, and the database does not: it is older, a copy that was put back.

    more  lines of another copy of the ledger.
    """
    known = {
        Line(at, kind, digest)
        for at, kind, digest in Erasure.objects.values_list("at", "kind", "digest").iterator()
    }
    return sorted({*read(), *more} - known)


def keep(lines: Iterable[Line]) -> None:
    """Say in the database that these were erased again."""
    rows = [Erasure(kind=line.kind, digest=line.digest, at=line.at) for line in lines]
    with transaction.atomic():
        Erasure.objects.bulk_create(rows, ignore_conflicts=True)


def read() -> Iterator[Line]:
    """The whole ledger."""
    if _is_local():
        path = _path()
        if path.exists():
            yield from read_lines(path.read_text())
        return
    _folders, names = default_storage.listdir(_FOLDER)
    for name in names:
        with default_storage.open(f"{_FOLDER}/{name}") as file:
            yield from read_lines(file.read().decode())


def read_lines(text: str) -> Iterator[Line]:
    """The lines of a ledger; one that a dying machine left unfinished is passed over."""
    for line in text.splitlines():
        parts = line.split(" ")
        if len(parts) != 3 or parts[1] not in Erasure.Kind.values or len(parts[2]) != 64:
            continue
        try:
            yield Line(datetime.fromisoformat(parts[0]), parts[1], parts[2])
        except ValueError:
            continue


def _append(lines: list[Line]) -> None:
    data = "".join(map(str, lines)).encode()
    if not _is_local():
        stamp = f"{lines[-1].at.astimezone(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(8)}"
        default_storage.save(f"{_FOLDER}/{stamp}", ContentFile(data))
        return
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if _is_unfinished(file.fileno()):
            data = b"\n" + data
        os.write(file.fileno(), data)
        os.fsync(file.fileno())


def _is_unfinished(file: int) -> bool:
    """Whether the last line ends in the middle, as when the power went."""
    length = os.lseek(file, 0, os.SEEK_END)
    return length > 0 and os.pread(file, 1, length - 1) != b"\n"


def _is_local() -> bool:
    return isinstance(default_storage, FileSystemStorage)


def _path() -> Path:
    return Path(settings.DATA) / "erased.log"

"""Every setting, read once from the environment, with its type, default and one line of help.

`docs/configure.md` is printed from this file.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class WrongSetting(Exception):
    """A setting has a value that cannot be; the message names it."""


@dataclass(frozen=True)
class Setting:
    """One environment variable: `read` turns its text into the value or raises ValueError with the reason."""

    name: str
    default: str
    help: str
    read: Callable[[str], Any]
    secret: bool = False


def _flag(text: str) -> bool:
    if text.lower() in {"", "0", "no", "false"}:
        return False
    if text.lower() in {"1", "yes", "true"}:
        return True
    raise ValueError("must be yes or no")


def _url_of(*schemes: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text and urlsplit(text).scheme not in schemes:
            raise ValueError("must start with " + " or ".join(f"{s}://" for s in schemes))
        return text.rstrip("/")

    return read


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(text)

    return read


def _clamd(text: str) -> str:
    host, colon, port = text.rpartition(":")
    if text and not text.startswith("/") and not (host and colon and port.isascii() and port.isdigit()):
        raise ValueError("must be host:port, or the path of a socket, which begins with /")
    return text


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _months(text: str) -> dict[str, int]:
    """ "12" for all, "12,hate=24" with an issue type's own; the one for all stands under ""."""
    found: dict[str, int] = {}
    for part in _list(text):
        issue_type, _, months = part.rpartition("=")
        if not months.isascii() or not months.isdigit() or not 12 <= int(months) <= 24:
            raise ValueError("must be months from 12 to 24, then issue_type=months where one differs")
        found[issue_type.strip()] = int(months)
    if "" not in found:
        raise ValueError("must begin with the months for all issue types")
    return found


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError("must be one of: " + ", ".join(words))
        return text

    return read


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "DOORSTEP_DATA",
        "data",
        "Folder of the embedded database, the photos, the keys and the unsent mail.",
        Path,
    ),
    Setting(
        "DOORSTEP_BASE_URL",
        "http://127.0.0.1:8000",
        "The public address; links in messages begin with it.",
        _url_of("http", "https"),
    ),
    Setting("DOORSTEP_HOSTS", "", "Further host names that are answered, separated by commas.", _list),
    Setting(
        "DATABASE_URL",
        "",
        "PostgreSQL, as postgresql://user:password@host:port/name. Empty: SQLite in the data folder.",
        _url_of("postgresql", "postgres"),
        secret=True,
    ),
    Setting(
        "REDIS_URL",
        "",
        "Redis, as redis://host:port/0, to wake workers and sockets of other processes. "
        "Empty: other processes look once a second.",
        _url_of("redis", "rediss"),
        secret=True,
    ),
    Setting(
        "DOORSTEP_SECRET_KEY",
        "",
        "Signs sessions and track tokens. Empty: made at first start and kept in the data "
        "folder. The same in each process of one installation.",
        str,
        secret=True,
    ),
    Setting(
        "DOORSTEP_WORKERS",
        "2",
        "Worker threads in the web process; 0 when `./doorstep worker` does the work.",
        _whole(0, 16),
    ),
    Setting(
        "DOORSTEP_TRUSTED_PROXIES",
        "0",
        "How many reverse proxies stand in front; their X-Forwarded-For and X-Forwarded-Proto are believed.",
        _whole(0, 5),
    ),
    Setting(
        "DOORSTEP_S3_BUCKET",
        "",
        "S3-compatible storage for photos: the bucket. Empty: files in the data folder.",
        str,
    ),
    Setting("DOORSTEP_S3_ENDPOINT", "", "S3-compatible storage: its address.", _url_of("http", "https")),
    Setting("DOORSTEP_S3_REGION", "us-east-1", "S3-compatible storage: the region.", str),
    Setting("AWS_ACCESS_KEY_ID", "", "S3-compatible storage: the key's id.", str, secret=True),
    Setting("AWS_SECRET_ACCESS_KEY", "", "S3-compatible storage: the key.", str, secret=True),
    Setting(
        "DOORSTEP_SMTP_URL",
        "",
        "Mail server, as smtp://user:password@host:587 (STARTTLS) or smtps://…:465. "
        "Empty: mail is written into the data folder.",
        _url_of("smtp", "smtps", "smtp+plain"),
        secret=True,
    ),
    Setting("DOORSTEP_MAIL_FROM", "Doorstep <doorstep@localhost>", "The sender of mail.", str),
    Setting(
        "DOORSTEP_PUSH_CONTACT",
        "mailto:doorstep@localhost",
        "Whom a push service may write to (VAPID `sub`).",
        str,
    ),
    Setting(
        "DOORSTEP_PUSH_PRIVATE",
        "no",
        "Allow push endpoints at private addresses and over plain http; for tests only.",
        _flag,
    ),
    Setting(
        "DOORSTEP_DISK_SPARE_MB",
        "500",
        "Photos are refused when less than this is free on the data folder's disk.",
        _whole(0, 10_000_000),
    ),
    Setting(
        "DOORSTEP_PHOTOS_MOST_MB",
        "50000",
        "Photos are refused when they already fill this much in all.",
        _whole(1, 100_000_000),
    ),
    Setting(
        "DOORSTEP_REPORTS_AN_HOUR",
        "100",
        "Reports taken from one network address in an hour; many people may share one.",
        _whole(1, 1_000_000),
    ),
    Setting(
        "DOORSTEP_REPORTS_AN_HOUR_A_PHONE",
        "20",
        "Reports taken from one phone in an hour.",
        _whole(1, 1_000_000),
    ),
    Setting(
        "DOORSTEP_REPORTS_AN_HOUR_A_NETWORK",
        "400",
        "Reports taken from one network (/24 of IPv4, /48 of IPv6) in an hour.",
        _whole(1, 10_000_000),
    ),
    Setting(
        "DOORSTEP_REPORTS_AN_HOUR_A_PLACE",
        "20",
        "From this many reports in an hour about one place of 100 m by 100 m on, whoever sends them, "
        "phones do a few seconds of work before their report is taken. None is refused.",
        _whole(1, 10_000_000),
    ),
    Setting(
        "DOORSTEP_CHALLENGE_FROM_PERCENT",
        "50",
        "From this part of a limit on reports on, a phone does a few seconds of work first. 100: never "
        "before the limit itself.",
        _whole(0, 100),
    ),
    Setting(
        "DOORSTEP_FLOOD_REPORTS",
        "5",
        "From this many reports of one kind about one place in an hour on, they are one job.",
        _whole(2, 1_000_000),
    ),
    Setting(
        "DOORSTEP_REPEAT_REPORTS",
        "3",
        "From this many reports by one person about one address on, a named person reads them before any "
        "queue has them; urgent ones are in the queue at once. 0: never.",
        _whole(0, 1000),
    ),
    Setting(
        "DOORSTEP_REPEAT_DAYS",
        "90",
        "For this many days reports by one person about one address are counted; scrambled marks of who sent "
        "them are kept no longer.",
        _whole(1, 90),
    ),
    Setting(
        "DOORSTEP_CLAMD",
        "",
        "The virus scanner clamd that looks at each photo before it is developed, as host:port or as the "
        "path of its socket. While it does not answer, photos wait. Empty: photos are not scanned.",
        _clamd,
    ),
    Setting(
        "DOORSTEP_PHOTO_MB_AN_HOUR",
        "1000",
        "Megabytes of photos taken from one network address in an hour.",
        _whole(1, 1_000_000),
    ),
    Setting(
        "DOORSTEP_PHOTO_MB_AN_HOUR_A_PHONE",
        "400",
        "Megabytes of photos taken from one phone in an hour.",
        _whole(1, 1_000_000),
    ),
    Setting(
        "DOORSTEP_CONTACT_MONTHS",
        "12",
        "For how many months after the end of a report its name, e-mail address and phone number are kept, "
        "12 to 24; an issue type's own after a comma, as 12,hate=24.",
        _months,
    ),
    Setting("DOORSTEP_LOG", "info", "How much is logged.", _one_of("debug", "info", "warning", "error")),
    Setting("DOORSTEP_DEMO", "no", "Set by `./doorstep demo`: allows the demo's sign-ins.", _flag),
)


def read(environ: "os._Environ[str] | dict[str, str]" = os.environ) -> dict[str, Any]:
    """All settings by name. Raises WrongSetting with a sentence that names the one that is wrong."""
    values = {}
    for setting in SETTINGS:
        text = environ.get(setting.name) or setting.default
        try:
            values[setting.name] = setting.read(text)
        except ValueError as error:
            shown = "" if setting.secret else f" (it is {text!r})"
            raise WrongSetting(f"The setting {setting.name} {error}{shown}.") from None
    return values

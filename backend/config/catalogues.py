"""The server's catalogues: compiled when they have changed, so that nobody needs the gettext programs."""

import os
from pathlib import Path

import polib
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from core.languages import has_unreviewed


def folders() -> list[Path]:
    """The catalogue folders, one for each language: locale/<language>/LC_MESSAGES."""
    return sorted(path.parent for path in (settings.ROOT / "locale").glob("*/LC_MESSAGES/django.po"))


def compile_stale() -> None:
    """Compile each django.po that is newer than its django.mo. Several processes may do so at once."""
    for folder in folders():
        source, compiled = folder / "django.po", folder / "django.mo"
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        catalogue = polib.pofile(str(source))
        for entry in catalogue:
            # Unreviewed (fuzzy) words are shown, and the page says that they are unreviewed.
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        fresh = compiled.with_suffix(f".{os.getpid()}")
        catalogue.save_as_mofile(str(fresh))
        fresh.replace(compiled)


def say_unreviewed(_request: HttpRequest) -> dict[str, bool]:
    """Context of every page that the server draws; `core/unreviewed.html` tells the reader."""
    return {"is_unreviewed": has_unreviewed(get_language() or settings.LANGUAGE_CODE)}

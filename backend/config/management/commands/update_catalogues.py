from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import templatize

from config.catalogues import folders

KEYWORDS = {
    "_": None,
    "_t": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Found = tuple[str | None, str, str | None]


def sources() -> Iterator[tuple[Path, str]]:
    """Every file with words in it, as Python that Babel can read."""
    for path in sorted(settings.BACKEND.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_text()
    for path in sorted(settings.BACKEND.rglob("templates/**/*.*")):
        yield path, templatize(path.read_text(), origin=str(path))


def extracted() -> dict[Found, list[str]]:
    """Every translatable string → the files it stands in."""
    from babel.messages.extract import extract_python

    found: dict[Found, list[str]] = {}
    for path, code in sources():
        where = str(path.relative_to(settings.ROOT))
        for _line, keyword, messages, _comments in extract_python(BytesIO(code.encode()), KEYWORDS, [], {}):
            said: Any = messages  # one string, or a sequence with None for what is no string
            words = [said] if isinstance(said, str) else [m for m in said or () if m is not None]
            if not words or keyword is None:
                continue
            context = words.pop(0) if "pgettext" in keyword else None
            plural = words[1] if keyword in {"ngettext", "npgettext"} and len(words) > 1 else None
            found.setdefault((context, words[0], plural), []).append(where)
    return found


def update(catalogue: polib.POFile, *, is_source: bool) -> None:
    """Bring a catalogue to the strings in the code.

    New ones added, unused ones removed, translations kept.
    """
    known: dict[tuple[str | None, str], polib.POEntry] = {
        (entry.msgctxt, entry.msgid): entry for entry in catalogue
    }
    catalogue.clear()
    for (context, msgid, plural), files in sorted(extracted().items(), key=lambda item: item[0][1]):
        entry = known.get((context, msgid)) or polib.POEntry(msgctxt=context, msgid=msgid)
        entry.msgid_plural = plural or ""
        entry.occurrences = [(file, "") for file in sorted(set(files))]
        if is_source and plural:
            entry.msgstr_plural = {0: msgid, 1: plural}
        elif is_source:
            entry.msgstr = msgid
        catalogue.append(entry)


class Command(BaseCommand):
    help = "Bring the server's catalogues (locale/*/LC_MESSAGES/django.po) up to the strings in the code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--missing", action="store_true", help="list what has no translation yet")

    def handle(self, *args: object, missing: bool, **options: object) -> None:
        """Write each catalogue; say how much of it is translated."""
        for folder in folders():
            path = folder / "django.po"
            catalogue = polib.pofile(str(path), wrapwidth=110)
            language = folder.parent.name
            update(catalogue, is_source=language == "en_GB")
            catalogue.save()
            empty = [entry.msgid for entry in catalogue if not entry.msgstr and not entry.msgstr_plural]
            self.stdout.write(f"{language}: {len(catalogue) - len(empty)} of {len(catalogue)} translated")
            if missing:
                self.stdout.write("\n".join(empty))

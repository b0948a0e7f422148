"""The languages a reader can choose, as we store them."""

from functools import lru_cache

from django.conf import settings
from django.utils.translation import to_locale


def as_language(asked: str) -> str:
    """The language we have that is nearest to a BCP 47 tag ("cy-GB" → "cy"); the default for others."""
    tag = asked.lower().replace("_", "-")
    known = {code for code, _ in settings.LANGUAGES}
    if tag in known:
        return tag
    base = tag.split("-")[0]
    return next((code for code in known if code.split("-")[0] == base), settings.LANGUAGE_CODE)


@lru_cache
def has_unreviewed(language: str) -> bool:
    """Whether some of the words we have in this language wait for a translator's check (fuzzy entries)."""
    source = settings.ROOT / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"
    flags = (line for line in source.read_text().splitlines() if line.startswith("#,"))
    return any("fuzzy" in line for line in flags)

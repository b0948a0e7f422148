"""The languages a reader can choose, as we store them."""

from django.conf import settings


def as_language(asked: str) -> str:
    """The language we have that is nearest to a BCP 47 tag ("cy-GB" → "cy"); the default for others."""
    tag = asked.lower().replace("_", "-")
    known = {code for code, _ in settings.LANGUAGES}
    if tag in known:
        return tag
    base = tag.split("-")[0]
    return next((code for code in known if code.split("-")[0] == base), settings.LANGUAGE_CODE)

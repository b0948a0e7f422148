"""Names in English and Welsh, and how they are compared."""

import unicodedata
from dataclasses import dataclass

from django.utils.translation import get_language


def in_welsh() -> bool:
    """Whether the reader reads Welsh."""
    return (get_language() or "").startswith("cy")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in English and, where it has one, in Welsh. `str()` gives the one for the reader."""

    en: str
    cy: str = ""

    def __str__(self) -> str:
        return self.cy if self.cy and in_welsh() else self.en


NO_NAME = Name("")


def fold(text: str) -> str:
    """Lower case, without accents or punctuation, single spaces: two names that fold alike are alike."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign)
    )
    plain = plain.replace("'", "").replace("’", "")
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())

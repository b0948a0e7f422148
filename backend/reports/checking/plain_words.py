"""Words as they look, in plain letters and digits, to search in; with the way back to them."""

import unicodedata
from dataclasses import dataclass
from typing import Final

#: Letters of other alphabets that look like ours: theirs, ours. The phone has the same (`plainWords.ts`).
_LOOKS: Final = (
    ("АΑ", "A"), ("ВΒ", "B"), ("СϹ", "C"), ("ЕΕ", "E"), ("Ԍ", "G"), ("НΗ", "H"), ("ІΙӀ", "I"), ("Ј", "J"),
    ("КΚ", "K"), ("МΜ", "M"), ("Ν", "N"), ("ОΟ", "O"), ("РΡ", "P"), ("Ѕ", "S"), ("ТΤ", "T"), ("Ԝ", "W"),
    ("ХΧ", "X"), ("УΥҮ", "Y"), ("Ζ", "Z"),
    ("а", "a"), ("с", "c"), ("ԁ", "d"), ("е", "e"), ("һ", "h"), ("іιı", "i"), ("ј", "j"), ("оο", "o"),
    ("рρ", "p"), ("ѕ", "s"), ("ѵν", "v"), ("ԝ", "w"), ("х", "x"), ("у", "y"),
)  # fmt: skip
_LIKE: Final = {ord(theirs): ours for letters, ours in _LOOKS for theirs in letters}
#: Format characters and marks take no room: what stands around them reads as one.
_UNSEEN: Final = frozenset({"Cf", "Mn", "Me"})
_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0")
_DASHES: Final = frozenset("\u2212\u02d7\u2043")


@dataclass(frozen=True, slots=True)
class PlainWords:
    """The words as they look.

    text  plain letters, digits, spaces and signs.
    at    for each character of `text`, and for its end, where it stands in the words themselves.
    """

    text: str
    at: range | list[int]


def plain(words: str) -> PlainWords:
    """`words` as they look: no invisible characters, one width, one kind of digit, space and dash.

    In time that grows with the length alone.
    """
    if words.isascii():
        return PlainWords(words.replace("\t", " "), range(len(words) + 1))
    parts, at = [], []
    for index, char in enumerate(words):
        looks = char if char.isascii() else _look(char)
        parts.append(looks)
        at.extend([index] * len(looks))
    return PlainWords("".join(parts).replace("\t", " "), [*at, len(words)])


def _look(char: str) -> str:
    kind = unicodedata.category(char)
    if kind in _UNSEEN or char in _FILLERS:
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    if kind == "Pd" or char in _DASHES:
        return "-"
    if kind in ("Zs", "Zl", "Zp"):
        return " "
    # A ligature of eighteen letters exists; three are more than any that a name or a number is written with.
    return unicodedata.normalize("NFKC", char).translate(_LIKE)[:3]

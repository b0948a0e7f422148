"""Cutting parts out of a person's words before others read them; what was said stays as it was.

Browsers count text in UTF-16 code units, we in characters: what comes and goes is counted as browsers do.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from core.problems import Invalid

#: Stands for each part that was cut out, in every language.
CUT: Final = "[…]"


class Span(NamedTuple):
    """From `start` up to, and without, `end`."""

    start: int
    end: int


def redact(text: str, cuts: Sequence[Span]) -> str:
    """`text` with "[…]" for each cut; cuts that touch or overlap are one.

    cuts    in UTF-16 code units.
    Raises  Invalid with the field for a cut that is empty, lies outside the text or halves a character.
    """
    places = _places(text)
    parts, at = [], 0
    for cut in _together(cuts):
        start, end = places.get(cut.start), places.get(cut.end)
        if start is None or end is None:
            raise Invalid(_("What is to be cut out lies outside the words."), field="words.cuts")
        parts += [text[at:start], CUT]
        at = end
    return "".join([*parts, text[at:]])


def as_browsers_count(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans counted in characters, counted in UTF-16 code units."""
    wide = [0]
    for char in text:
        wide.append(wide[-1] + _width(char))
    return [Span(wide[start], wide[end]) for start, end in spans]


def _together(cuts: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for cut in sorted(cuts):
        if cut.start >= cut.end:
            raise Invalid(_("Nothing is cut out there."), field="words.cuts")
        if joined and cut.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, cut.end))
        else:
            joined.append(cut)
    return joined


def _places(text: str) -> dict[int, int]:
    """UTF-16 offset → index of the character that begins there; halves of a character are not in it."""
    found, at = {}, 0
    for index, char in enumerate(text):
        found[at] = index
        at += _width(char)
    found[at] = len(text)
    return found


def _width(char: str) -> int:
    return 2 if ord(char) > 0xFFFF else 1

"""Telephone numbers in words, however they are written: UK numbers, and others that begin with their country.

Source of lengths: Ofcom's National Telephone Numbering Plan: 10 or 9 digits behind the 0; E.164: up to 15.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

#: What people write for digits.
_READS: Final = {**{digit: digit for digit in "0123456789"}, "O": "0", "o": "0", "I": "1", "l": "1"}
_BETWEEN: Final = frozenset(" ().-/_*~·•")
_MOST_BETWEEN: Final = 3
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"[0-9]+")
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d|\d{1,2}/\d{1,2}/\d\d|20\d\d-\d\d-\d\d)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class _Digit:
    """One digit: where it stands, what it reads as, whether it is written as one, and whether it joins on."""

    at: int
    reads: str
    is_real: bool
    joins: bool


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where telephone numbers stand in plain text, in its order."""
    for run in _runs(text):
        first = 0
        while first < len(run):
            # Within a group of digits no number begins.
            length = 0 if run[first].joins else _length(run, first, _has_plus(text, run[first].at))
            if not length:
                first += 1
                continue
            start, end = run[first].at, run[first + length - 1].at + 1
            yield _opened(text, start, end), end
            first += length


def _length(run: list[_Digit], first: int, has_plus: bool) -> int:
    """How many digits from here on are one number; 0 where none begins."""
    ahead = run[first : first + 18]
    reads = "".join(digit.reads for digit in ahead)
    for length in _lengths(reads, has_plus):
        rest = run[first + length : first + length + 1]
        is_whole = len(ahead) >= length and not (rest and rest[0].joins)
        if is_whole and sum(digit.is_real for digit in ahead[:length]) * 3 > length:
            return length
    return 0


def _lengths(reads: str, has_plus: bool) -> tuple[int, ...]:
    """How long a number that begins so can be, the likeliest first."""
    code = 0 if has_plus else 2
    if has_plus or (reads.startswith("00") and not reads.startswith("000")):
        if reads[code : code + 2] == "44":
            zero = 1 if reads[code + 2 : code + 3] == "0" else 0
            return (code + 12 + zero, code + 11 + zero)
        return tuple(code + length for length in range(15, 7, -1))
    if reads.startswith("0"):
        return (11, 10, 9)
    if reads.startswith("44"):
        return (12, 13)
    return (10,) if reads.startswith("7") else ()


def _runs(text: str) -> Iterator[list[_Digit]]:
    """Digits that stand together, with little between them; dates end a run."""
    dates = {index for date in _DATE.finditer(text) for index in range(*date.span())}
    run: list[_Digit] = []
    for at, char, joins in _digits(text):
        if at in dates:
            continue
        if run and not joins and not _are_near(text, run[-1].at, at, dates):
            yield run
            run = []
        run.append(_Digit(at, _READS[char], char.isdigit(), bool(run) and joins))
    if run:
        yield run


def _digits(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each digit with its place, and whether it follows another without a gap."""
    for word in _WORD.finditer(text):
        if all(char in _READS for char in word[0]):
            groups = [word.span()]
        else:
            groups = [
                (word.start() + digits.start(), word.start() + digits.end())
                for digits in _DIGITS.finditer(word[0])
            ]
        for start, end in groups:
            for at in range(start, end):
                yield at, text[at], at > start


def _are_near(text: str, before: int, after: int, dates: set[int]) -> bool:
    between = text[before + 1 : after]
    return len(between) <= _MOST_BETWEEN and all(
        char in _BETWEEN and index not in dates for index, char in enumerate(between, before + 1)
    )


def _has_plus(text: str, at: int) -> bool:
    before = text[max(0, at - 2) : at]
    return before.endswith("+") or (before.startswith("+") and before[1:] in (" ", "("))


def _opened(text: str, start: int, end: int) -> int:
    """Where a number begins, with its plus and the bracket around its first digits."""
    while start > 0 and text[start - 1] in "+( " and end - start < 40:
        if text[start - 1] == " " and text[max(0, start - 2) : start - 1] != "+":
            break
        if text[start - 1] == "(" and ")" not in text[start:end]:
            break
        start -= 1
    return start

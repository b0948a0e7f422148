"""What looks private in words, found by pattern: telephone numbers, e-mail addresses, plates, homes.

A proposal: nothing is taken out unless a person says so, and what is not found is theirs to see. It reads
words as they look, so that letters of other alphabets, invisible characters, wide digits hide nothing. Each
search is bounded, so that the time grows with the length alone, whatever was made to slow it down.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from reports.checking import phone_numbers
from reports.checking.plain_words import plain
from reports.checking.redaction import Span

Kind = Literal["phone", "email", "plate", "address"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of the text, in characters, that looks like something private."""

    span: Span
    kind: Kind


def find_marks(text: str) -> list[Mark]:
    """What looks private in `text`, from its beginning to its end; nothing overlaps."""
    words = plain(text)
    taken = bytearray(len(words.text) + 1)
    found = []
    for kind, search in _SEARCHES:
        for start, end in search(words.text):
            if any(taken[start:end]):  # what was found first is not found again as something else
                continue
            taken[start:end] = b"\x01" * (end - start)
            found.append(Mark(Span(words.at[start], words.at[end]), kind))
    return sorted(found, key=lambda mark: mark.span)


# E-mail addresses: from each sign that may be an "at", a little to the left and a little to the right.
_AT = re.compile(r" ?@ ?| ?[\[({<] ?at ?[\])}>] ?| at ", re.IGNORECASE)
_MOST_LOCAL: Final = 64
_LOCAL: Final = frozenset("._%+'-")
_DOT = r"(?: ?\. ?| ?[\[({<] ?(?:dot|\.) ?[\])}>] ?| dot )"
_DOMAIN = re.compile(rf"(?:[a-z0-9-]{{1,40}}{_DOT}){{1,5}}[a-z]{{2,24}}", re.IGNORECASE)
_PLAIN_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,40}\.){1,5}[a-z]{2,24}", re.IGNORECASE)
_SAYS_MAIL = re.compile(r"mail|write to|contact", re.IGNORECASE)


def _emails(text: str) -> Iterator[tuple[int, int]]:
    for sign in _AT.finditer(text):
        start = _local_from(text, sign.start())
        found = _DOMAIN.match(text, sign.end(), sign.end() + 250)
        # "asha @ example. Org": behind a real sign spaces around the dot are a trick, and else an end.
        tidy = _PLAIN_DOMAIN.match(text, sign.end(), sign.end() + 250)
        found = tidy or found
        if found is None or start == sign.start():
            continue
        if sign[0].strip().lower() == "at" and not _is_spelled(text, start, found[0]):
            continue
        yield start, found.end()


def _local_from(text: str, end: int) -> int:
    start = end
    while start > max(0, end - _MOST_LOCAL) and (text[start - 1].isalnum() or text[start - 1] in _LOCAL):
        start -= 1
    return start


def _is_spelled(text: str, start: int, domain: str) -> bool:
    """Whether a bare "at" joins an address, and not "look at example.org"."""
    said = text[max(0, start - 40) : start]
    return " dot " in domain.lower() or _SAYS_MAIL.search(said) is not None


# Homes: a house number before a full postcode, or before the name of a street.
_POSTCODE = re.compile(r"(?<![A-Z0-9])[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9O][A-Z]{2}(?![A-Z0-9])", re.IGNORECASE)
_HOUSE = re.compile(
    r"(?:(?<!\w)(?:flat|apartment|apt|unit|room|fflat) ?\d{1,3}[a-z]?,? )?"
    r"(?<![\w.,/£$€-])\d{1,4}[a-z]?(?!\w)",
    re.IGNORECASE,
)
_BEFORE_POSTCODE: Final = 64
_ENDS = re.compile(r"[\n!?]|(?<!\bst)(?<!\brd)(?<!\bave)(?<!\bno)(?<!\bapt)\.(?=\s)", re.IGNORECASE)
_STREETS = (
    "street|st|road|rd|lane|ln|avenue|ave|close|drive|way|court|place|terrace|gardens|grove|crescent|hill|row|"
    "walk|mews|square|green|view|rise|park|parade|heol|ffordd|stryd|lôn|clos|maes|rhodfa"
)
_BEFORE_STREET = re.compile(
    rf",? (?:[^\W\d_](?:[^\W\d_]|['’.-]){{0,30}} ){{1,3}}?(?:{_STREETS})(?!\w)", re.IGNORECASE
)
#: In Welsh the kind of street comes first: 12 Heol y Bont.
_WELSH_STREET = re.compile(
    r",? (?:heol|ffordd|stryd|lôn|clos|maes|rhodfa)(?: [^\W\d_]{1,30}){1,3}", re.IGNORECASE
)
#: Between a house number and its street there is no such word.
_NO_STREET = re.compile(
    r"\b(?:m|metres?|meters?|yards?|feet|minutes?|bags?|boxes|of|down|up|from|past|days?|weeks?|people|am|pm|at|"
    r"since|january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)


def _homes_by_postcode(text: str) -> Iterator[tuple[int, int]]:
    for postcode in _POSTCODE.finditer(text):
        begin = max(0, postcode.start() - _BEFORE_POSTCODE)
        before = text[begin : postcode.start()]
        ends = [end.end() for end in _ENDS.finditer(before)]
        houses = [house.start() for house in _HOUSE.finditer(before, ends[-1] if ends else 0)]
        if houses and not _NO_STREET.search(before, houses[-1]):
            yield begin + houses[-1], postcode.end()


def _homes_by_street(text: str) -> Iterator[tuple[int, int]]:
    for house in _HOUSE.finditer(text):
        street = _WELSH_STREET.match(text, house.end()) or _BEFORE_STREET.match(text, house.end())
        if street and not _NO_STREET.search(street[0]):
            yield house.start(), street.end()


# Number plates, by the forms of the DVLA's INF104, with 0 for O and O for 0 as people type them.
_LETTER, _DIGIT = "[A-Z0]", "[0-9OI]"
_EDGE_BEFORE, _EDGE_AFTER = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"


def _plate(form: str, *, any_case: bool = False) -> re.Pattern[str]:
    return re.compile(_EDGE_BEFORE + form + _EDGE_AFTER, re.IGNORECASE if any_case else 0)


#: Such words follow a road's number or a count, in capitals too; none is on a plate of these forms.
_NO_LETTERS: Final = frozenset(
    re.findall(
        r"\w+",
        "AND THE FOR BUS CAN WAS HAS ARE NOT BUT OUT OFF ALL HAD ONE TWO WHO WHY HOW AGO DAY MPH MIN HRS BIN "
        "CAR VAN BAG NOW TOO ITS",
    )
)
_CURRENT = (
    _plate(rf"({_LETTER}{{2}})({_DIGIT}{{2}})[ -]?({_LETTER}{{3}})", any_case=True),
    _plate(rf"({_LETTER}{{2}})[ -]({_DIGIT}{{2}})[ -]?({_LETTER}{{3}})"),
)
_OLDER = (
    _plate(rf"([A-Z])({_DIGIT}{{1,3}})[ -]?([A-Z]{{3}})"),
    _plate(r"([a-z])(\d{2,3})([a-z]{3})", any_case=True),
    _plate(rf"([A-Z]{{3}})[ -]?({_DIGIT}{{1,3}})([A-Z])"),
    _plate(r"([a-z]{3})(\d{2,3})([a-z])", any_case=True),
    # Northern Ireland: an I or a Z among the letters.
    _plate(r"((?=[A-Z]{0,2}[IZ])[A-Z]{2,3})[ -]?(\d{3,4})()"),
)
#: Before 1963, and bought for their looks: like much else, so only where the words speak of a vehicle.
_DATELESS = (_plate(r"([A-Z]{1,3})[ -]?(\d{1,4})()"), _plate(r"()(\d{1,4})[ -]?([A-Z]{1,3})"))
_ROAD = re.compile(r"[ABM]\d{1,4}")
_SAYS_VEHICLE = re.compile(
    r"\b(?:reg|registration|registered|plates?|numberplate|car|van|lorry|truck|vehicle|driv(?:es?|ing|er))\b",
    re.IGNORECASE,
)
_SPEAKS_WITHIN: Final = 40


def _plates(text: str) -> Iterator[tuple[int, int]]:
    for form in (*_CURRENT, *_OLDER):
        for hit in form.finditer(text):
            if _is_plate(hit):
                yield hit.span()
    for form in _DATELESS:
        for hit in form.finditer(text):
            said = text[max(0, hit.start() - _SPEAKS_WITHIN) : hit.start()]
            is_road = _ROAD.fullmatch(hit[0]) is not None
            if _is_plate(hit) and not is_road and _SAYS_VEHICLE.search(said):
                yield hit.span()


def _is_plate(hit: re.Match[str]) -> bool:
    first, number, last = hit.groups()
    has_digit = any(char.isdigit() for char in number)
    has_letters = all(any(char.isalpha() for char in part) for part in (first, last) if part)
    return has_digit and has_letters and last.upper() not in _NO_LETTERS and first.upper() not in _NO_LETTERS


#: Looked for in this order.
_SEARCHES: Final[tuple[tuple[Kind, Callable[[str], Iterator[tuple[int, int]]]], ...]] = (
    ("email", _emails),
    ("phone", phone_numbers.find),
    ("address", _homes_by_postcode),
    ("address", _homes_by_street),
    ("plate", _plates),
)

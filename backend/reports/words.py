"""What a person wrote, made safe to store: legal characters, nothing that hides or disguises, no novel.

It stays text everywhere: whoever shows it escapes it, and nobody makes a link of it.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from core.problems import Invalid

#: Direction overrides that can disguise what follows; the BOM.
_DIRECTION: Final = {chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)}
#: Characters that are not there to look at and hide a name in another: soft hyphen, invisible operators,
#: fillers, variation selectors beyond the emoji's own, tags (but those of flags).
_UNSEEN: Final = {
    "\u00ad",
    "\u034f",
    "\u115f",
    "\u1160",
    "\u17b4",
    "\u17b5",
    "\u180e",
    "\u200b",
    "\u2060",
    "\u2061",
    "\u2062",
    "\u2063",
    "\u2064",
    "\u3164",
    "\uffa0",
    *(chr(c) for c in range(0x206A, 0x2070)),
    *(chr(c) for c in range(0xFE00, 0xFE0E)),
    *(chr(c) for c in range(0xE0100, 0xE01F0)),
}
_NON_JOINER: Final = "\u200c"
_JOINER: Final = "\u200d"
_BLACK_FLAG: Final = "\U0001f3f4"
_FLAG_END: Final = "\U000e007f"
#: Marks on one letter: Vietnamese has two, Hebrew with its points and accents four.
MOST_MARKS: Final = 4

#: Where a non-joiner or joiner changes how a word is written: Arabic (Persian, Urdu …), Syriac, Mongolian,
#: and the scripts of India, Sri Lanka, Tibet, Burma and Cambodia. First and last character of each block.
_JOINING: Final = (
    (0x0600, 0x06FF),
    (0x0700, 0x074F),
    (0x0750, 0x077F),
    (0x0780, 0x07BF),
    (0x0840, 0x085F),
    (0x0860, 0x08FF),
    (0x0900, 0x0DFF),
    (0x0F00, 0x109F),
    (0x1780, 0x18AF),
    (0x1A20, 0x1AAF),
    (0x1B00, 0x1BFF),
    (0xA840, 0xA87F),
    (0xA880, 0xA8DF),
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAA7F),
    (0xABC0, 0xABFF),
    (0xFB50, 0xFDFF),
    (0xFE70, 0xFEFC),
)
#: What a joiner joins in an emoji: pictures, skin tones, hearts and signs; and what may stand before it.
_PICTURES: Final = ((0x2190, 0x2BFF), (0x1F000, 0x1FAFF))


def clean(text: str | None, *, field: str, most: int) -> str:
    """`text` without control, direction-override and needless unseen characters, trimmed, composed (NFC).

    Zero-width joiners and non-joiners stay where a script or an emoji is written with them; of the marks on
    one letter `MOST_MARKS` stay.

    most     characters; more raises Invalid with the field, so that nothing is silently cut.
    Returns  "" for None and for only spaces.
    """
    if not text:
        return ""
    if len(text) > most * 4:
        raise _too_long(field, most)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    legal = "".join(char for char in unicodedata.normalize("NFC", text) if _is_legal(char))
    kept = legal.strip() if legal.isascii() else _settled(legal)
    if len(kept) > most:
        raise _too_long(field, most)
    return kept


def _settled(text: str) -> str:
    # What goes may bring together what then composes, or leave a joiner alone: again, until it stays.
    while True:
        kept = unicodedata.normalize("NFC", "".join(_without_excess(text))).strip()
        if kept == text:
            return kept
        text = kept


def _too_long(field: str, most: int) -> Invalid:
    return Invalid(
        _("That is too long. Please keep it under %(most)d characters.") % {"most": most}, field=field
    )


def _is_legal(char: str) -> bool:
    if char in "\n\t":
        return True
    return not (unicodedata.category(char) in {"Cc", "Cs"} or char in _DIRECTION or char in _UNSEEN)


def _without_excess(text: str) -> Iterator[str]:
    marks, in_flag = 0, False
    for at, char in enumerate(text):
        if unicodedata.category(char) in {"Mn", "Me"}:
            marks += 1
            if marks > MOST_MARKS:
                continue
        else:
            marks = 0
        if char in (_NON_JOINER, _JOINER) and not _joins(text, at):
            continue
        if "\U000e0000" <= char <= _FLAG_END:
            in_flag = in_flag or (at > 0 and text[at - 1] == _BLACK_FLAG)
            if not in_flag:
                continue
            in_flag = char != _FLAG_END
        else:
            in_flag = False
        yield char


def _joins(text: str, at: int) -> bool:
    """Whether the joiner or non-joiner there stands between what is written with it."""
    before = text[at - 1] if at else ""
    after = text[at + 1] if at + 1 < len(text) else ""
    if text[at] == _JOINER and _within(after, _PICTURES):
        return _within(before, _PICTURES) or before == "\ufe0f"
    return _within(before, _JOINING) and (not after or after.isspace() or _within(after, _JOINING))


def _within(char: str, blocks: tuple[tuple[int, int], ...]) -> bool:
    return bool(char) and any(first <= ord(char) <= last for first, last in blocks)

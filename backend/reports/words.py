"""What a person wrote, made safe to store: legal characters, no empty text, no novel."""

import unicodedata

from django.utils.translation import gettext_lazy as _

from core.problems import Invalid

#: C0 and C1 controls but tab and newline; direction overrides that can disguise what follows; the BOM.
_DIRECTION = {chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)}


def clean(text: str | None, *, field: str, most: int) -> str:
    """`text` without control and direction-override characters, trimmed, composed (NFC).

    most     characters; more raises Invalid with the field, so that nothing is silently cut.
    Returns  "" for None and for only spaces.
    """
    if not text:
        return ""
    if len(text) > most * 4:
        raise Invalid(
            _("That is too long. Please keep it under %(most)d characters.") % {"most": most}, field=field
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        char
        for char in unicodedata.normalize("NFC", text)
        if char in "\n\t" or not (unicodedata.category(char) in {"Cc", "Cs"} or char in _DIRECTION)
    ).strip()
    if len(kept) > most:
        raise Invalid(
            _("That is too long. Please keep it under %(most)d characters.") % {"most": most}, field=field
        )
    return kept

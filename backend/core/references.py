"""Public references such as FT-7K3Q-2M: short, sayable over a telephone, hard to mistype or to guess.

Six characters of Crockford's base 32 (no I, L, O, U); the last is a check character (Luhn mod 32).
"""

import re
import secrets

#: Of every private report, so that a reference tells nothing.
PRIVATE_PREFIX = "RP"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHAPE = re.compile(r"([A-Z]{2})-?([0-9A-Z]{4})-?([0-9A-Z]{2})")
_READ_AS = str.maketrans("ILO", "110")


def check_character(code: str) -> str:
    """Luhn mod 32: catches every single wrong character and nearly every swap of neighbours."""
    total, factor = 0, 2
    for char in reversed(code):
        addend = factor * ALPHABET.index(char)
        factor = 3 - factor
        total += addend // 32 + addend % 32
    return ALPHABET[-total % 32]


def make_reference(prefix: str) -> str:
    """A new random reference.

    `prefix` is the two letters of the issue type's group, or PRIVATE_PREFIX.
    """
    code = "".join(secrets.choice(ALPHABET) for _ in range(5))
    code += check_character(code)
    return f"{prefix}-{code[:4]}-{code[4:]}"


def read_reference(text: str) -> str | None:
    """The reference as we write it, from what a person typed or said; None when it cannot be one."""
    match = _SHAPE.fullmatch(text.strip().upper().replace(" ", "-"))
    if not match:
        return None
    code = (match[2] + match[3]).translate(_READ_AS)
    if any(char not in ALPHABET for char in code) or check_character(code[:5]) != code[5]:
        return None
    return f"{match[1]}-{code[:4]}-{code[4:]}"

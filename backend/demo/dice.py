"""Chance that falls the same way every time, so that Exampleton is the same on every machine."""

from random import Random


def dice(*names: str | int) -> Random:
    """A generator seeded by what it is for: the same names give the same numbers."""
    return Random("/".join(str(name) for name in names))  # noqa: S311  it scatters trees, it keeps no secret

"""One figure as it is printed, and the middle of many measurements."""

from collections.abc import Callable
from time import perf_counter
from typing import Any


def at_most(name: str, value: float, unit: str, target: float) -> dict[str, Any]:
    """A figure that is good when it is small."""
    return {"name": name, "value": round(value, 2), "unit": unit, "target": target, "ok": value <= target}


def at_least(name: str, value: float, unit: str, target: float) -> dict[str, Any]:
    """A figure that is good when it is large."""
    return {"name": name, "value": round(value, 2), "unit": unit, "target": target, "ok": value >= target}


def share(values: list[float], part: float) -> float:
    """The value that `part` of them (0 to 1) do not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def times_ms(do: Callable[[int], object], many: int) -> list[float]:
    """How long each of `many` calls took, in milliseconds by the wall."""
    taken = []
    for number in range(many):
        begun = perf_counter()
        do(number)
        taken.append((perf_counter() - begun) * 1000)
    return taken

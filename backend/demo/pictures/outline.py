"""Outlines written as SVG paths, flattened to points: the shortest way to write down a curve."""

import re
from collections.abc import Iterator
from functools import lru_cache

XY = tuple[float, float]

_TOKEN = re.compile(r"([MmLlHhVvCcQqZz])|(-?\d*\.?\d+)")
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "q": 4, "z": 0}
_STEPS = 10


def _cubic(p: list[XY]) -> Iterator[XY]:
    for i in range(1, _STEPS + 1):
        t = i / _STEPS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield (
            a * p[0][0] + b * p[1][0] + c * p[2][0] + d * p[3][0],
            a * p[0][1] + b * p[1][1] + c * p[2][1] + d * p[3][1],
        )


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    letter, numbers = "", list[float]()
    for found, number in _TOKEN.findall(path):
        if found:
            letter = found
            if letter in "Zz":
                yield letter, []
            continue
        numbers.append(float(number))
        if len(numbers) == _TAKES[letter.lower()]:
            yield letter, numbers
            numbers = []
            letter = {"M": "L", "m": "l"}.get(letter, letter)


def _ends(letter: str, n: list[float], at: XY) -> list[XY]:
    """The points a command names, made absolute; the last is where the pen stops."""
    dx, dy = at if letter.islower() else (0.0, 0.0)
    kind = letter.lower()
    if kind == "h":
        return [(n[0] + dx, at[1])]
    if kind == "v":
        return [(at[0], n[0] + dy)]
    return [(n[i] + dx, n[i + 1] + dy) for i in range(0, len(n), 2)]


@lru_cache(maxsize=512)
def flatten(path: str) -> tuple[tuple[XY, ...], ...]:
    """The strokes of a path as points. Knows M, L, H, V, C, Q and Z, absolute and relative."""
    strokes: list[list[XY]] = []
    at: XY = (0, 0)
    for letter, numbers in _commands(path):
        kind = letter.lower()
        if kind == "z":
            strokes[-1].append(strokes[-1][0])
            at = strokes[-1][0]
            continue
        points = _ends(letter, numbers, at)
        if kind == "m":
            strokes.append([points[0]])
        elif kind == "c":
            strokes[-1] += _cubic([at, *points])
        elif kind == "q":
            (cx, cy), end = points
            first = (at[0] + 2 / 3 * (cx - at[0]), at[1] + 2 / 3 * (cy - at[1]))
            second = (end[0] + 2 / 3 * (cx - end[0]), end[1] + 2 / 3 * (cy - end[1]))
            strokes[-1] += _cubic([at, first, second, end])
        else:
            strokes[-1].append(points[0])
        at = points[-1]
    return tuple(tuple(stroke) for stroke in strokes)

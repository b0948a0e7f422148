"""Parks and verges: grass, trees, a path, a bin, a bench; and what is dropped there."""

from math import sin
from random import Random

from demo.pictures.easel import Easel, ink, mix

#: Where the grass begins.
HORIZON = 128.0


def _tree(easel: Easel, chance: Random, x: float, foot: float, tall: float) -> None:
    green = chance.choice(("#4f7a3c", "#5d8a45", "#3f6a3a", "#6f9450"))
    easel.soft(easel.ring(x + 10, foot, tall * 0.42, tall * 0.07), "#18240f", 0.5, 2)
    easel.shade(
        [
            (x - tall * 0.05, foot),
            (x - 1.5, foot - tall * 0.6),
            (x + 1.5, foot - tall * 0.6),
            (x + tall * 0.05, foot),
        ],
        ink("#6b5136"),
        ink("#2d2015"),
        0,
    )
    for i in range(26):
        px, py = x + chance.gauss(0, tall * 0.17), foot - tall * 0.68 + chance.gauss(0, tall * 0.13)
        tone = mix(green, "#1d2f17" if i < 12 else "#b7cf78", chance.uniform(0.05, 0.34))
        r = tall * chance.uniform(0.09, 0.17)
        easel.soft(easel.ring(px, py, r, r * 0.85), tone, 0.9, r * 0.14)


def _grass(easel: Easel, chance: Random, top: float, foot: float, many: int) -> None:
    for _ in range(many):
        y = chance.uniform(top, foot)
        near = (y - HORIZON) / (300 - HORIZON)
        x, tall = chance.uniform(-5, 405), 1.5 + 9 * near
        lean = chance.uniform(-3, 3) * near
        tone = chance.choice(("#6f9a48", "#86ad57", "#547c37", "#9bbb66"))
        easel.fill([(x - 0.5 - near, y), (x + lean, y - tall), (x + 0.5 + near, y)], tone, 0.55)


def park(chance: Random) -> tuple[Easel, list[tuple[float, float, float]]]:
    """A park on a fine day, and spots along its path from near to far: x, y and half the width."""
    easel = Easel("#cfe4ee")
    low = chance.choice(("#e8f3f5", "#f4ead8", "#e6eef0"))
    easel.shade(
        [(0, 0), (400, 0), (400, HORIZON + 10), (0, HORIZON + 10)],
        ink(chance.choice(("#86bfe2", "#9fc3d8", "#a9bccb"))),
        ink(low),
    )
    for _ in range(5):
        x, y = chance.uniform(0, 400), chance.uniform(12, 70)
        for i in range(4):
            easel.soft(easel.ring(x + i * 13, y + 3 * sin(i * 2), 20, 7), "#ffffff", 0.55, 5)
    for i, tone in enumerate(("#a9c4a4", "#8db283", "#78a267")):
        y = HORIZON - 24 + i * 11
        wave, lean = chance.uniform(0.01, 0.02), chance.uniform(0, 6)
        ridge = [(x, y + 9 * sin(x * wave + lean)) for x in range(-5, 411, 8)]
        easel.fill([*ridge, (405, HORIZON + 20), (-5, HORIZON + 20)], tone)
    for _ in range(chance.randint(4, 7)):
        _tree(
            easel, chance, chance.uniform(-10, 410), HORIZON + chance.uniform(0, 10), chance.uniform(46, 84)
        )
    easel.shade([(0, HORIZON + 4), (400, HORIZON + 4), (400, 300), (0, 300)], ink("#8db35c"), ink("#557d38"))
    for _ in range(12):
        y = chance.uniform(HORIZON + 12, 300)
        easel.soft(easel.ring(chance.uniform(0, 400), y, 60, 4 + (y - HORIZON) * 0.05), "#3f642a", 0.22, 6)
    near, sway = chance.uniform(150, 250), chance.uniform(-90, 90)
    spots: list[tuple[float, float, float]] = []
    for i in range(15):
        t = i / 14
        y = 300 - (300 - HORIZON - 6) * t**0.62
        spots.append((near + sway * sin(t * 2.6), y, 78 * (1 - t) ** 1.25 + 3))
    easel.fill(_strip(spots, 5), "#6b7d3c", 0.6)
    easel.blur(0.25)
    _grass(easel, chance, HORIZON + 14, 300, 900)
    easel.shade(_strip(spots, 0), ink("#cfc3a4", 0.95), ink("#b3a78c", 0.95))
    easel.speckle((near - 60, HORIZON + 60, near + 60, 300), chance, 300, size=0.8)
    if chance.random() < 0.8:
        x = spots[8][0]
        _bench(easel, x + 84 if x < 210 else x - 84, HORIZON + 46)
    return easel, spots


def _strip(spots: list[tuple[float, float, float]], verge: float) -> list[tuple[float, float]]:
    """The outline of a path and as much beside it."""
    left, right = [(x - w - verge, y) for x, y, w in spots], [(x + w + verge, y) for x, y, w in spots]
    return [*left, *reversed(right)]


def _bench(easel: Easel, x: float, foot: float) -> None:
    easel.cast(x, foot + 1, 34, 4, 0.4)
    for leg in (x - 24, x + 22):
        easel.fill([(leg, foot - 24), (leg + 3, foot - 24), (leg + 3, foot), (leg, foot)], "#2b2f30")
    for y in (foot - 28, foot - 23, foot - 18):
        easel.shade(
            [(x - 32, y), (x + 32, y), (x + 32, y + 3.4), (x - 32, y + 3.4)], ink("#a37b4e"), ink("#7c5a35")
        )
    easel.shade(
        [(x - 33, foot - 12), (x + 33, foot - 12), (x + 35, foot - 8), (x - 35, foot - 8)],
        ink("#b48a5a"),
        ink("#7c5a35"),
    )


def bin_at(easel: Easel, chance: Random, x: float, foot: float, *, full: bool) -> None:
    """A litter bin of the council's; heaped if full."""
    with easel.placed(x, foot, scale=0.9):
        easel.cast(2, 1, 34, 7)
        if full:
            for _ in range(12):
                with easel.placed(
                    chance.uniform(-20, 20),
                    -98 + chance.uniform(-16, 4),
                    turn=chance.uniform(-60, 60),
                    scale=chance.uniform(0.7, 1.2),
                ):
                    _piece(easel, chance)
        easel.shade("M-27-92H27L23 0H-23z", ink("#2f6a5b"), ink("#123a31"), 0)
        easel.fill("M-18-86h4l-2 82h-3zM-4-86h3l0 82h-3zM12-86h4l-3 82h-3z", "#000000", 0.16)
        easel.shade("M-31-101H31V-89H-31z", ink("#3b8070"), ink("#1a4a3f"), 0)
        easel.fill("M-12-66h24v24h-24z", "#f0f2ee")
        easel.fill("M0-62l8 12h-16z", "#2f6a5b")


def _piece(easel: Easel, chance: Random) -> None:
    """One thing that was dropped."""
    bright = chance.choice(("#c0392b", "#2f6d9a", "#d9a427", "#3d8b56", "#8c4a93", "#d96a2b"))
    what = chance.randrange(6)
    if what == 0:
        easel.shade("M-5-12H5V8H-5z", ink(mix(bright, "#ffffff", 0.35)), ink(mix(bright, "#000000", 0.35)), 0)
        easel.fill("M-5-12H5V-9H-5zM-5 6H5V8H-5z", "#c9cdce")
    elif what == 1:
        easel.fill("M-11-7 9-9 12 5 4 8-10 7z", bright)
        easel.fill("M-6-4 4-6 6 2-4 3z", "#f4e9c8", 0.9)
        easel.line("M-11-7l3 3-3 3 3 3M9-9l1 4 2 5", "#ffffff", 0.8, 0.5)
    elif what == 2:
        easel.shade("M-6-11H6L4 9H-4z", ink("#fbf9f2"), ink("#c9c4b5"), 0)
        easel.fill("M-5.500-3H5.500L5 3H-5z", bright)
        easel.fill("M-7-13H7V-10H-7z", "#e6e2d6")
    elif what == 3:
        easel.fill("M-10-2-2-9 9-5 11 4-3 9z", "#efeadd")
        easel.line("M-4-3 5-1M-5 1 4 3", "#a7a294", 0.8)
    elif what == 4:
        easel.shade("M-3-14H3L4-8Q7-6 7-2V14H-7V-2Q-7-6-4-8z", ink("#a9d0c4", 0.95), ink("#4b7c6c", 0.95), 0)
        easel.fill("M-7 0H7V7H-7z", "#f0f2ee", 0.85)
    else:
        easel.fill("M-16-7H16V8H-16z", "#c39a68")
        easel.fill("M-16-7H16V-2H-16z", "#a67a4a")
        easel.line("M-16-2H16", "#7c5a35", 1)


def scatter(
    easel: Easel, chance: Random, x: float, y: float, many: int, *, wide: float = 130, deep: float = 58
) -> None:
    """Litter on the ground round (x, y), the farthest first."""
    spots = sorted(
        (y + chance.triangular(-deep * 0.4, deep), x + chance.gauss(0, wide * 0.42)) for _ in range(many)
    )
    for py, px in spots:
        near = 0.5 + 0.9 * (py - HORIZON) / (300 - HORIZON)
        easel.soft(easel.ring(px + 1, py + 3 * near, 11 * near, 3.4 * near), "#0c120a", 0.5, 1.4)
        with easel.placed(px, py, scale=near * chance.uniform(0.6, 0.85), turn=chance.uniform(-95, 95)):
            _piece(easel, chance)


def broken_glass(easel: Easel, chance: Random, x: float, y: float) -> None:
    """A bottle that was dropped on something hard."""
    easel.soft(easel.ring(x, y, 34, 10), "#20301f", 0.25, 5)
    for _ in range(26):
        px, py = x + chance.gauss(0, 22), y + chance.gauss(0, 7)
        r = chance.uniform(1.2, 4.5)
        shard = [(px + chance.uniform(-r, r), py + chance.uniform(-r, r) * 0.7) for _ in range(3)]
        easel.fill(shard, chance.choice(("#3f7d55", "#5fa276", "#dff0e6")), 0.85)
    with easel.placed(x + 18, y - 2, turn=72, scale=0.9):
        easel.shade(
            "M-3-26H3L4-16Q8-12 8-6V2L3-1-1 4-5-2-8 3V-6Q-8-12-4-16z", ink("#4e9168"), ink("#1d4a30"), 0
        )


def fouling(easel: Easel, chance: Random, x: float, y: float) -> None:
    """A small brown mark, no more than is needed to know what it is."""
    easel.soft(easel.ring(x + 2, y + 4, 13, 4), "#15100a", 0.55, 1.5)
    for dx, dy, r in ((-5, 2, 6.2), (5, 2.4, 5.6), (0, -1.6, 5.4), (1, -5.4, 3.4)):
        easel.shade(easel.ring(x + dx, y + dy, r, r * 0.62), ink("#7a5530"), ink("#3b2612"), 60)
        easel.soft(easel.ring(x + dx - 1.6, y + dy - 1.2, r * 0.4, r * 0.18), "#d9b98c", 0.5, 0.6)


def dog_sign(easel: Easel, x: float, foot: float) -> None:
    """A sign on a post that asks owners to clear up."""
    easel.cast(x, foot, 9, 2.6)
    easel.shade(
        [(x - 2.4, foot - 96), (x + 2.4, foot - 96), (x + 2.4, foot), (x - 2.4, foot)],
        ink("#9aa0a0"),
        ink("#4d5354"),
        0,
    )
    with easel.placed(x, foot - 92):
        easel.soft("M-23-27h50v54h-50z", "#000000", 0.3, 2)
        easel.fill("M-25-28H25V26H-25z", "#f4f5f1")
        easel.line("M-25-28H25V26H-25z", "#17624f", 2.4)
        easel.fill("M-13 4-11-8q1-3 4-3h11l5-7 3 3 5 1-2 6-6 1-1 9h-3l-1-6h-7l-2 6h-3z", "#1d2b28")
        easel.line("M-16-16 18 12", "#b3261e", 3)
        easel.line(easel.ring(1, -3, 21, 21), "#b3261e", 3)

"""Road surfaces seen from a walker's height, holes in them, and holes filled again."""

from math import cos, pi, sin
from random import Random

from demo.pictures.easel import Easel, ink

XY = tuple[float, float]


def carriageway(chance: Random) -> Easel:
    """A road running away to the right, with its kerb, gutter and a line."""
    easel = Easel("#5b6063")
    tone = chance.choice(("#5b6063", "#66655f", "#54585d"))
    easel.shade([(0, 0), (400, 0), (400, 300), (0, 300)], ink("#45494c"), ink(tone), 90)
    for _ in range(26):
        y = chance.uniform(40, 300)
        easel.soft(
            easel.ring(chance.uniform(0, 400), y, 30 + y * 0.2, 4 + y * 0.03),
            chance.choice(("#2c2f32", "#8a8d8c")),
            0.2,
            8,
        )
    easel.speckle((0, 60, 400, 300), chance, 5200, size=0.95)
    easel.speckle((0, 30, 400, 140), chance, 1500, size=0.6)
    far = chance.uniform(34, 50)
    easel.shade([(0, 0), (400, 0), (400, far - 8), (0, far + 10)], ink("#9d9a92"), ink("#bdbab1"))
    for i in range(9):
        x = i * 54 + chance.uniform(-6, 6)
        easel.line([(x + 14, 0), (x, far + 4)], "#75726b", 1, 0.6)
    easel.shade([(0, far + 10), (400, far - 8), (400, far), (0, far + 20)], ink("#d9d7cf"), ink("#a5a299"))
    easel.shade([(0, far + 20), (400, far), (400, far + 5), (0, far + 26)], ink("#6d6b66"), ink("#3c3f41"))
    if chance.random() < 0.6:
        for shift in (13, 24):
            easel.fill(
                [
                    (0, far + shift + 20),
                    (400, far + shift - 2),
                    (400, far + shift + 2),
                    (0, far + shift + 26),
                ],
                "#d9b93a",
                0.75,
            )
            easel.speckle((0, far + shift, 400, far + shift + 26), chance, 260, size=1.1)
    else:
        for x in (-30, 190):
            easel.fill([(x, 262), (x + 120, 250), (x + 128, 262), (x, 276)], "#e8e8e2", 0.82)
            easel.speckle((x, 250, x + 128, 276), chance, 130, size=1.3)
    if chance.random() < 0.5:
        _cover(easel, chance.uniform(300, 350), chance.uniform(215, 245))
    return easel


def _cover(easel: Easel, x: float, y: float) -> None:
    easel.fill(easel.ring(x, y, 37, 17), "#2b2e30")
    easel.shade(easel.ring(x, y, 33, 15), ink("#6d7274"), ink("#44494b"), 60)
    for i in range(-3, 4):
        easel.line(
            [(x - 26 + abs(i) * 3, y + i * 3.6), (x + 26 - abs(i) * 3, y + i * 3.6)], "#2b2e30", 1.2, 0.7
        )


def _ragged(chance: Random, x: float, y: float, rx: float, ry: float, rough: float) -> list[XY]:
    waves = [(chance.uniform(0, 2 * pi), chance.uniform(0.3, 1) * rough / k, k) for k in (2, 3, 5, 7, 11)]
    points = []
    for i in range(72):
        turn = i * pi / 36
        r = 1 + sum(high * sin(k * turn + lean) for lean, high, k in waves)
        points.append((x + rx * r * cos(turn), y + ry * r * sin(turn)))
    return points


def hole(easel: Easel, chance: Random, x: float, y: float, wide: float, *, wet: bool) -> None:
    """A pothole: broken edge, loose stones, cracks running out of it; water in it if wet."""
    deep = wide * 0.42
    seed = chance.random()

    def edge(grow: float) -> list[XY]:
        return _ragged(Random(seed), x, y, wide * grow, deep * grow, 0.22)  # noqa: S311  only the shape of a hole

    for _ in range(9):
        turn, far = chance.uniform(0, 2 * pi), chance.uniform(1.25, 1.9)
        px, py, crack = x + wide * 0.9 * cos(turn), y + deep * 0.9 * sin(turn), list[XY]()
        for step in range(6):
            t = step / 5
            crack.append(
                (
                    px + wide * (far - 0.9) * t * cos(turn) + chance.uniform(-3, 3),
                    py + deep * (far - 0.9) * t * sin(turn) + chance.uniform(-2, 2),
                )
            )
        easel.line(crack, "#16181a", 1.5, 0.75)
    easel.soft(edge(1.16), "#1b1d1f", 0.4, 4)
    easel.fill(edge(1.06), "#8a8782")
    easel.fill(edge(1.0), "#34322f")
    easel.shade(edge(0.97), ink("#0f1011"), ink("#5a554d"), 80)
    easel.shade([(a, b + deep * 0.1) for a, b in edge(0.82)], ink("#2a2724"), ink("#6d675c"), 80)
    for _ in range(150):
        turn, r = chance.uniform(0, 2 * pi), chance.uniform(0, 0.85) ** 0.6
        px, py, size = x + wide * r * cos(turn), y + deep * r * sin(turn), chance.uniform(0.8, 2.9)
        stone = chance.choice(("#7d776c", "#a39c8e", "#4d4943", "#8e8a83"))
        easel.fill(easel.ring(px, py + size * 0.4, size, size * 0.7), "#0c0c0c", 0.4)
        easel.fill(easel.ring(px, py, size, size * 0.7), stone)
    if wet:
        pool = [(a, b + deep * 0.12) for a, b in edge(0.72)]
        easel.shade(pool, ink("#4d5a60", 0.92), ink("#a9bcc4", 0.92), 80)
        easel.soft(easel.ring(x - wide * 0.2, y + deep * 0.2, wide * 0.3, deep * 0.08), "#f2f8fa", 0.7, 1.5)
    for _ in range(60):
        turn, r = chance.uniform(0, 2 * pi), chance.uniform(1.05, 1.7)
        px, py, size = x + wide * r * cos(turn), y + deep * r * sin(turn), chance.uniform(0.6, 2.0)
        easel.fill(easel.ring(px + 0.5, py + size * 0.5, size, size * 0.6), "#0c0c0c", 0.45)
        easel.fill(easel.ring(px, py, size, size * 0.7), chance.choice(("#a39c8e", "#7d776c", "#5a564f")))


def patch(easel: Easel, chance: Random, x: float, y: float, wide: float) -> None:
    """New tarmac, squared off and sealed."""
    w, d = wide * 1.45, wide * 0.62
    corners = [
        (x - w, y - d),
        (x + w * 0.94, y - d * 1.06),
        (x + w * 1.08, y + d),
        (x - w * 1.06, y + d * 1.04),
    ]
    easel.soft(corners, "#0b0c0d", 0.4, 2)
    easel.shade(corners, ink("#232628"), ink("#34383a"), 90)
    easel.line([*corners, corners[0]], "#121415", 3.4)
    easel.speckle((x - w * 0.98, y - d, x + w * 0.98, y + d), chance, 900, size=0.75)
    easel.soft(easel.ring(x - w * 0.2, y - d * 0.2, w * 0.5, d * 0.3), "#9aa3a6", 0.16, 8)

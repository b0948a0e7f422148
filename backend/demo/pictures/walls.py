"""Street sides to put things against: walls with what is on them, pavement, kerb and road."""

from random import Random
from typing import Literal

from demo.pictures.easel import Easel, ink, mix

Wall = Literal["red", "buff", "brown", "render", "boards", "garages"]

_BRICK = {"red": ("#a0614c", "#6d3c2e"), "buff": ("#bfae90", "#8d7f62"), "brown": ("#7f5a48", "#4c3328")}

#: Where the wall meets the pavement, the pavement the kerb, and the kerb the road.
FOOT, KERB, ROAD = 190.0, 258.0, 270.0


def bricks(easel: Easel, chance: Random, kind: str, top: float, foot: float) -> None:
    """A brick wall from top to foot, in stretcher bond, weathered."""
    colour, joint = _BRICK[kind]
    easel.fill([(0, top), (400, top), (400, foot), (0, foot)], mix(colour, joint, 0.55))
    long, high, gap = 26.0, 10.6, 1.1
    row, y = 0, foot
    while y > top:
        x = -long * (0.5 if row % 2 else 1) - chance.uniform(0, 2)
        while x < 400:
            shade = mix(colour, "#ffffff" if chance.random() < 0.5 else "#1a0c08", chance.uniform(0, 0.14))
            if chance.random() < 0.05:
                shade = mix(shade, "#2d2320", 0.35)
            easel.fill(
                [(x, y - high + gap), (x + long - gap, y - high + gap), (x + long - gap, y), (x, y)], shade
            )
            easel.fill(
                [(x, y - 0.9), (x + long - gap, y - 0.9), (x + long - gap, y), (x, y)], "#000000", 0.12
            )
            x += long
        y -= high
        row += 1
    for _ in range(3):
        x = chance.uniform(0, 400)
        easel.soft(easel.ring(x, foot - 6, chance.uniform(30, 60), 14), "#2a1c14", 0.3, 10)
    easel.shade(
        [(0, top), (400, top), (400, foot), (0, foot)], ink("#ffe6bf", 0.26), ink("#140c20", 0.34), 35
    )


def _render(easel: Easel, chance: Random, top: float, foot: float) -> None:
    colour = chance.choice(("#d8d2c2", "#cfd6d4", "#dcc9ae"))
    easel.shade(
        [(0, top), (400, top), (400, foot), (0, foot)], ink(colour), ink(mix(colour, "#6d6a60", 0.4)), 60
    )
    for _ in range(5):
        x = chance.uniform(0, 400)
        easel.soft([(x, top), (x + 5, top), (x + 3, foot), (x + 1, foot)], "#4f4a3d", 0.3, 5)
    easel.speckle((0, top, 400, foot), chance, 900, size=0.7)
    easel.fill([(0, foot - 16), (400, foot - 16), (400, foot), (0, foot)], "#5d5a52", 0.75)


def _boards(easel: Easel, chance: Random, top: float, foot: float) -> None:
    colour = chance.choice(("#8a6a48", "#7a6f60", "#6f5038"))
    x = -4.0
    while x < 400:
        wide = chance.uniform(17, 20)
        tone = mix(colour, "#f3e2c4" if chance.random() < 0.5 else "#1e140b", chance.uniform(0, 0.2))
        board = [
            (x, top + chance.uniform(-2, 2)),
            (x + wide, top + chance.uniform(-2, 2)),
            (x + wide, foot),
            (x, foot),
        ]
        easel.shade(board, ink(tone), ink(mix(tone, "#20150c", 0.3)), 90)
        easel.line([(x + wide, top), (x + wide, foot)], "#1d130b", 1.2, 0.6)
        for _ in range(3):
            grain = x + chance.uniform(2, wide - 2)
            easel.line([(grain, top + 4), (grain + chance.uniform(-1.5, 1.5), foot)], "#2a1a0d", 0.5, 0.3)
        x += wide
    for rail in (top + 26, foot - 24):
        easel.fill([(0, rail), (400, rail), (400, rail + 3), (0, rail + 3)], "#000000", 0.16)


def _garages(easel: Easel, chance: Random, top: float, foot: float) -> None:
    bricks(easel, chance, "brown", top, foot)
    colour = chance.choice(("#4f7a74", "#8b3b34", "#5b6f8c", "#8d8f86"))
    for x in (14.0, 146.0, 278.0):
        tone = mix(colour, chance.choice(("#ffffff", "#222222")), 0.14)
        door = [(x, top + 34), (x + 112, top + 34), (x + 112, foot), (x, foot)]
        easel.shade(door, ink(mix(tone, "#ffffff", 0.1)), ink(mix(tone, "#000000", 0.25)), 80)
        for i in range(1, 14):
            rib = x + i * 8
            easel.line([(rib, top + 36), (rib, foot)], "#000000", 0.7, 0.25)
            easel.line([(rib + 1, top + 36), (rib + 1, foot)], "#ffffff", 0.5, 0.2)
        easel.fill(
            [(x + 50, foot - 54), (x + 62, foot - 54), (x + 62, foot - 50), (x + 50, foot - 50)], "#23282a"
        )
        easel.line([*door, door[0]], "#20262a", 1.6)


def _drainpipe(easel: Easel, x: float, top: float) -> None:
    easel.soft([(x + 10, top), (x + 16, top), (x + 16, FOOT), (x + 10, FOOT)], "#000000", 0.4, 3)
    easel.shade([(x, top), (x + 10, top), (x + 10, FOOT), (x, FOOT)], ink("#5a6366"), ink("#262c2f"), 0)
    easel.fill([(x + 2.4, top), (x + 3.8, top), (x + 3.8, FOOT), (x + 2.4, FOOT)], "#ffffff", 0.2)
    for y in (top + 40, FOOT - 50):
        easel.fill([(x - 3, y), (x + 13, y), (x + 13, y + 6), (x - 3, y + 6)], "#2c3234")


def _door(easel: Easel, x: float, colour: str) -> None:
    easel.fill([(x - 5, 24), (x + 79, 24), (x + 79, FOOT), (x - 5, FOOT)], "#d9d5c8")
    easel.shade(
        [(x, 30), (x + 74, 30), (x + 74, FOOT), (x, FOOT)], ink(colour), ink(mix(colour, "#000000", 0.3)), 70
    )
    for north, south in ((40, 92), (104, FOOT - 12)):
        for west in (x + 9, x + 41):
            panel = [(west, north), (west + 24, north), (west + 24, south), (west, south)]
            easel.shade(panel, ink(mix(colour, "#000000", 0.25)), ink(mix(colour, "#ffffff", 0.08)), 60)
    easel.fill([(x + 27, 96), (x + 47, 96), (x + 47, 100), (x + 27, 100)], "#d9b74a")
    easel.fill(easel.ring(x + 66, 112, 2.6, 2.6), "#e3c467")
    easel.fill([(x - 9, FOOT - 5), (x + 83, FOOT - 5), (x + 88, FOOT + 5), (x - 14, FOOT + 5)], "#9c9a92")


def _window(easel: Easel, x: float) -> None:
    easel.fill([(x - 5, 18), (x + 95, 18), (x + 95, 114), (x - 5, 114)], "#e4e1d7")
    easel.shade([(x, 24), (x + 90, 24), (x + 90, 108), (x, 108)], ink("#2b3b46"), ink("#7f98a4"), 60)
    easel.fill([(x, 24), (x + 34, 24), (x + 12, 108), (x, 108)], "#ffffff", 0.13)
    easel.fill([(x + 42, 24), (x + 48, 24), (x + 48, 108), (x + 42, 108)], "#e4e1d7")
    easel.fill([(x - 9, 112), (x + 99, 112), (x + 99, 120), (x - 9, 120)], "#c9c5ba")
    easel.soft([(x - 8, 121), (x + 98, 121), (x + 98, 126), (x - 8, 126)], "#000000", 0.4, 2)


def pavement(easel: Easel, chance: Random, *, lines: bool) -> None:
    """Flags from the wall's foot to the kerb, then road, with double yellow lines if asked."""
    stone = chance.choice(("#b3b0a8", "#a9a7a2", "#b7b0a0"))
    easel.shade(
        [(0, FOOT), (400, FOOT), (400, KERB), (0, KERB)], ink(mix(stone, "#000000", 0.16)), ink(stone), 90
    )
    middle = FOOT + (KERB - FOOT) * 0.4
    for i in range(-8, 9):
        far, near = 200 + i * 52, 200 + i * 92
        if chance.random() < 0.5:
            flag = [(far, FOOT), (far + 52, FOOT), (far + 72, middle), (far + i * 16, middle)]
            easel.fill(flag, "#000000", chance.uniform(0.01, 0.06))
        easel.line([(far, FOOT), (near, KERB)], "#6f6c65", 1.2, 0.5)
    easel.line([(0, middle), (400, middle)], "#6f6c65", 1.2, 0.5)
    easel.soft([(0, FOOT - 2), (400, FOOT - 2), (400, FOOT + 7), (0, FOOT + 7)], "#000000", 0.42, 4)
    easel.speckle((0, FOOT + 4, 400, KERB), chance, 420)
    easel.fill([(0, KERB), (400, KERB), (400, ROAD - 3), (0, ROAD - 3)], "#cbc9c2")
    easel.fill([(0, ROAD - 3), (400, ROAD - 3), (400, ROAD + 3), (0, ROAD + 3)], "#77756f")
    for i in range(5):
        x = i * 92 + chance.uniform(0, 20)
        easel.line([(x, KERB), (x - 4, ROAD)], "#6f6c65", 1.2, 0.7)
    easel.shade([(0, ROAD + 2), (400, ROAD + 2), (400, 300), (0, 300)], ink("#3c4043"), ink("#565b5e"), 90)
    easel.speckle((0, ROAD + 3, 400, 300), chance, 380, size=0.7)
    if lines:
        for y in (283.0, 291.0):
            easel.fill([(0, y), (400, y), (400, y + 3.4), (0, y + 3.4)], "#d9b93a", 0.82)
            easel.speckle((0, y, 400, y + 3.4), chance, 60, size=1.1)


def _weeds(easel: Easel, chance: Random) -> None:
    for _ in range(chance.randint(2, 5)):
        x = chance.uniform(5, 395)
        for _ in range(chance.randint(3, 7)):
            lean, tall = chance.uniform(-8, 8), chance.uniform(6, 18)
            blade = f"M{x - 1} {FOOT + 2}Q{x + lean * 0.3} {FOOT - tall * 0.6} {x + lean} {FOOT - tall}"
            easel.fill(
                blade + f"Q{x + lean * 0.5 + 1.5} {FOOT - tall * 0.5} {x + 1.4} {FOOT + 2}Z",
                chance.choice(("#5d7d3e", "#4c6d34", "#7b9450")),
            )


def street_side(chance: Random, wall: Wall) -> Easel:
    """A wall with something on it, pavement and road: a place where things are left."""
    easel = Easel("#cfd6da")
    if wall in _BRICK:
        bricks(easel, chance, wall, 0, FOOT)
        feature = chance.choice(("pipe", "door", "window", "pipe"))
        if feature == "door":
            _door(
                easel, chance.choice((20, 296)), chance.choice(("#28594e", "#2d3f63", "#7b2d2d", "#3a3a3c"))
            )
        elif feature == "window":
            _window(easel, chance.choice((30, 270)))
        else:
            easel.fill([(0, 0), (400, 0), (400, 16), (0, 16)], "#8d8a83")
            easel.fill([(0, 15), (400, 15), (400, 21), (0, 21)], "#000000", 0.3)
            _drainpipe(easel, chance.choice((28, 352, 120)), 18)
    elif wall == "render":
        _render(easel, chance, 0, FOOT)
        _drainpipe(easel, chance.choice((24, 360)), 0)
    elif wall == "garages":
        _garages(easel, chance, 0, FOOT)
    else:
        easel.shade([(0, 0), (400, 0), (400, 70), (0, 70)], ink("#9fc7de"), ink("#e2eef1"))
        for _ in range(9):
            x = chance.uniform(-20, 420)
            easel.soft(
                easel.ring(x, 34, chance.uniform(18, 40), 26), chance.choice(("#51753f", "#6b8b4a")), 0.95, 4
            )
        _boards(easel, chance, 44, FOOT)
    easel.blur(0.18)
    pavement(easel, chance, lines=chance.random() < 0.5)
    _weeds(easel, chance)
    return easel

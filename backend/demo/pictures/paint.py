"""Graffiti: invented words in fat letters, on shutters, walls and boxes."""

from random import Random
from typing import Literal

from demo.pictures.easel import Easel, ink, mix
from demo.pictures.walls import FOOT, bricks, pavement

Surface = Literal["shutter", "brick", "box", "concrete"]

#: Letters in a frame 40 wide and 60 high, as strokes of a fat pen.
_LETTERS: dict[str, str] = {
    "Z": "M4 8C14 4 28 4 36 8C28 22 14 38 5 52C16 48 28 50 38 53",
    "O": "M20 6C8 6 2 20 3 32C4 46 12 55 21 54C32 53 38 42 37 28C36 14 30 6 20 6",
    "N": "M5 54C5 38 5 20 7 6C16 22 24 38 34 54C35 38 35 22 36 6",
    "K": "M7 5C6 22 6 38 7 55M36 6C26 18 16 26 8 31C18 36 28 46 38 55",
    "R": "M6 55C6 38 5 20 7 7C22 2 36 8 34 19C32 30 18 32 9 32C20 36 28 46 38 55",
    "U": "M5 6C4 24 3 54 20 54C37 54 36 24 36 6",
    "X": "M5 6C14 22 26 40 37 54M36 6C26 22 14 40 4 54",
    "A": "M3 55C9 36 14 18 20 5C27 18 32 36 38 55M9 38C16 35 26 35 33 38",
    "I": "M20 6C21 22 19 38 20 54",
    "P": "M6 55C6 38 5 20 7 7C22 2 37 8 35 20C33 33 18 35 8 34",
    "S": "M35 11C26 2 7 5 8 17C9 32 35 26 34 42C33 56 12 57 4 48",
    "T": "M4 8C16 5 28 5 37 8M20 8C21 24 20 40 20 55",
    "M": "M4 55C4 38 5 22 8 6C12 18 16 28 20 36C25 28 29 18 33 6C36 22 37 38 37 55",
    "E": "M36 8C24 4 10 6 7 8C5 24 5 40 7 54C18 56 28 55 37 52M7 30C16 28 26 28 32 30",
}

WORDS = ("ZON", "KIPA", "RUX", "OMEK", "SATO", "TIZ", "NEKO", "PRAM")


def _shutter(easel: Easel, chance: Random) -> None:
    steel = chance.choice(("#aab4b7", "#8f9da3", "#b5b0a4"))
    easel.fill("M0 0H400V42H0z", "#5f686b")
    easel.shade("M0 0H400V36H0z", ink("#7d8789"), ink("#4f5759"), 90)
    y = 42.0
    while y < FOOT + 6:
        slat = [(14.0, y), (386.0, y), (386.0, y + 8.2), (14.0, y + 8.2)]
        easel.shade(slat, ink(mix(steel, "#ffffff", 0.22)), ink(mix(steel, "#000000", 0.22)), 90)
        easel.line([(14, y + 8.4), (386, y + 8.4)], "#3f4749", 0.8, 0.7)
        y += 9
    for x in (0.0, 386.0):
        easel.shade(
            [(x, 36), (x + 14, 36), (x + 14, FOOT + 6), (x, FOOT + 6)], ink("#5c6466"), ink("#33393b"), 0
        )
    easel.fill("M186 184h28v10h-28z", "#3a4143")
    easel.shade([(0, 0), (400, 0), (400, FOOT), (0, FOOT)], ink("#ffffff", 0.12), ink("#0a0c14", 0.3), 30)


def _concrete(easel: Easel, chance: Random) -> None:
    easel.shade([(0, 0), (400, 0), (400, FOOT), (0, FOOT)], ink("#bfbcb2"), ink("#8b887f"), 70)
    easel.speckle((0, 0, 400, FOOT), chance, 1300, size=0.7)
    for x in (2.0, 134.0, 266.0, 398.0):
        easel.line([(x, 0), (x, FOOT)], "#5f5d56", 1.4, 0.7)
        easel.soft([(x - 4, 0), (x + 5, 0), (x + 3, FOOT), (x - 2, FOOT)], "#4a483f", 0.28, 5)
    for x in range(20, 400, 44):
        for y in (34, 126):
            easel.fill(easel.ring(x, y, 2.4, 2.4), "#5f5d56", 0.6)
    easel.soft(easel.ring(chance.uniform(60, 340), 10, 90, 40), "#4f5a44", 0.35, 20)


def _box(easel: Easel, chance: Random) -> None:
    bricks(easel, chance, chance.choice(("buff", "red")), 0, FOOT)
    easel.blur(0.35)


def _cabinet(easel: Easel) -> None:
    easel.soft("M84 34h250v204h-244z", "#06080a", 0.45, 8)
    easel.shade("M76 26H318V226H76z", ink("#5f7d6c"), ink("#3a5345"), 40)
    easel.shade("M318 26l20 8V220l-20 6z", ink("#34493d"), ink("#24342b"), 90)
    easel.fill("M70 20H322l20 8v6l-24-6H70z", "#6f8d7b")
    easel.line("M196 32V222", "#1f2e26", 1.6, 0.8)
    for x in (90.0, 210.0):
        for y in range(196, 216, 5):
            easel.line([(x, y), (x + 90, y)], "#1f2e26", 1.4, 0.7)
    easel.fill("M178 112h10v22h-10z", "#22302a")
    easel.cast(206, 228, 140, 8)


def surface(chance: Random, kind: Surface) -> Easel:
    """A clean place that somebody will paint on."""
    easel = Easel("#b9c3c6")
    if kind == "shutter":
        _shutter(easel, chance)
    elif kind == "concrete":
        _concrete(easel, chance)
    elif kind == "box":
        _box(easel, chance)
    else:
        bricks(easel, chance, chance.choice(("red", "brown", "buff")), 0, FOOT)
        easel.fill("M0 0H400V12H0z", "#8d8a83")
    pavement(easel, chance, lines=kind == "shutter")
    if kind == "box":
        _cabinet(easel)
    return easel


_PAIRS = (
    ("#e8396a", "#f7a8c0"),
    ("#f2b632", "#fbe39a"),
    ("#2fb6c9", "#a9e6ee"),
    ("#6cc04a", "#c6eeb0"),
    ("#8e5bd0", "#d3b9f3"),
    ("#f0722f", "#fbc39d"),
)


def tag(easel: Easel, chance: Random, word: str, x: float, y: float, scale: float) -> None:
    """A word in fat letters with an edge, a highlight and drips; (x, y) is its top left."""
    letters = []
    for i, letter in enumerate(word):
        letters.append((letter, i * 46 + chance.uniform(-2, 2), chance.uniform(-6, 6), chance.uniform(-7, 7)))
    edge, colours = "#15181d", chance.sample(_PAIRS, 3)
    with easel.placed(x, y, scale=scale, turn=chance.uniform(-4, 3)):
        wide = len(word) * 46
        easel.soft([(-8, 0), (wide + 4, -4), (wide + 8, 62), (-6, 66)], colours[0][1], 0.35, 9)
        for letter, dx, dy, turn in letters:
            with easel.placed(dx + 3, dy + 4, turn=turn):
                easel.line(_LETTERS[letter], mix(edge, colours[0][0], 0.25), 17)
        for letter, dx, dy, turn in letters:
            with easel.placed(dx, dy, turn=turn):
                easel.line(_LETTERS[letter], edge, 16)
        for i, (letter, dx, dy, turn) in enumerate(letters):
            colour, light = colours[i % 3]
            with easel.placed(dx, dy, turn=turn):
                easel.line(_LETTERS[letter], colour, 11)
            with easel.placed(dx - 1.6, dy - 2, turn=turn):
                easel.line(_LETTERS[letter], light, 2.2)
        easel.line(f"M-8 72C{wide * 0.3} 64 {wide * 0.6} 80 {wide + 6} 68", edge, 4)
        for _ in range(5):
            dx, far = chance.uniform(0, wide), chance.uniform(8, 30)
            easel.line([(dx, 62), (dx, 62 + far)], chance.choice(colours)[0], 1.8, 0.85)


def scrawl(easel: Easel, chance: Random, x: float, y: float) -> None:
    """A quick tag with a thin can."""
    colour = chance.choice(("#15181d", "#b3261e", "#1d4fa3", "#f4f4ef"))
    with easel.placed(x, y, scale=chance.uniform(0.8, 1.3), turn=chance.uniform(-12, 6)):
        easel.line(
            "M0 30C6 4 16 0 18 14C20 34 8 44 4 36C14 20 30 8 34 10C30 22 26 36 32 36C40 34 44 20 50 8"
            "C48 24 50 38 58 34C68 28 70 12 78 6M-4 46C24 40 60 40 92 34",
            colour,
            3,
            0.9,
        )

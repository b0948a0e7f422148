"""Cars that nobody comes back for. The plates are blank: no registration is drawn."""

from random import Random
from typing import Literal

from demo.pictures.easel import Easel, ink, mix

State = Literal["flat", "bricks", "burnt", "windows"]

_BODY = (
    "M-148-22C-150-40-146-52-128-56L-92-62C-74-84-58-96-36-98H34C56-97 74-84 92-62L126-56"
    "C142-52 148-44 148-26L146-12H-146z"
)


def car(easel: Easel, chance: Random, state: State) -> None:
    """A hatchback from the side, standing on (0, 0)."""
    colour = chance.choice(("#7d8fa3", "#8a3a36", "#4a6b58", "#c9c4b6", "#3f4a63", "#a58a3a"))
    if state == "burnt":
        colour = "#4a3b32"
    raised = -12 if state == "bricks" else 4
    easel.cast(0, 2, 158, 12)
    easel.soft("M-140-14H140V2H-140z", "#000000", 0.7, 4)
    with easel.placed(0, raised, turn=chance.uniform(-1.4, 0.4) if state == "flat" else 0):
        easel.shade(_BODY, ink(mix(colour, "#ffffff", 0.25)), ink(mix(colour, "#000000", 0.42)), 90)
        easel.line("M-146-40C-60-46 60-46 146-40", "#ffffff", 1.4, 0.35)
        easel.line("M-146-26H146", "#000000", 1.2, 0.35)
        _windows(easel, chance, state)
        easel.line("M-4-94V-16M-68-70C-72-48-70-30-64-16M70-70C76-48 74-34 62-18", "#000000", 1.2, 0.4)
        easel.fill("M-22-50h12v3.500h-12zM44-50h12v3.500h-12z", "#1a1d20", 0.8)
        easel.fill("M-147-48l14-3 2 10-15 3z", "#c9402f" if state != "burnt" else "#221a16")
        easel.fill("M146-46l-16-5-2 10 18 4z", "#f3e6b4" if state != "burnt" else "#221a16")
        for x in (-90.0, 88.0):
            easel.fill(easel.ring(x, -14, 30, 27), "#0b0c0d")
        if state == "burnt":
            for _ in range(18):
                x, y = chance.uniform(-130, 130), chance.uniform(-80, -20)
                easel.soft(
                    easel.ring(x, y, chance.uniform(8, 26), chance.uniform(4, 12)),
                    chance.choice(("#0d0b0a", "#8a5a34", "#15110f")),
                    0.6,
                    4,
                )
        else:
            for _ in range(8):
                x = chance.uniform(-130, 130)
                easel.soft(easel.ring(x, -20, chance.uniform(8, 20), 5), "#6a5233", 0.5, 4)
    for x in (-90.0, 88.0):
        _wheel(easel, x, state)
    if state == "bricks":
        for x in (-90, 88):
            easel.shade(
                [(x - 17, -18), (x + 17, -18), (x + 17, 3), (x - 17, 3)], ink("#a0614c"), ink("#6d3c2e")
            )
            easel.line([(x - 17, -8), (x + 17, -8)], "#4a2a20", 1.2)
            easel.line([(x, -18), (x, -8)], "#4a2a20", 1.2)


def _windows(easel: Easel, chance: Random, state: State) -> None:
    rear, front = "M-82-64C-68-82-54-91-38-92H-8V-64z", "M2-92H32C50-91 64-82 78-64H2z"
    for pane, broken in ((rear, state == "windows"), (front, False)):
        if state == "burnt":
            easel.fill(pane, "#060606")
            continue
        easel.shade(pane, ink("#1d2a33"), ink("#6f8896"), 60)
        if broken:
            easel.fill("M-70-66-58-80-44-74-36-88-22-78-14-88-12-66z", "#07090b")
            for _ in range(14):
                x, y = chance.uniform(-76, -10), chance.uniform(-2, 4)
                easel.fill([(x, y + 12), (x + 3, y + 10), (x + 2, y + 14)], "#cfe3e8", 0.9)
        else:
            easel.fill(
                "M8-90h12l-16 24h-2v-20z" if pane is front else "M-40-90h10l-22 24h-12z", "#ffffff", 0.14
            )
    if state != "burnt":
        easel.fill("M-50-84h22v12h-22z", "#f2f0e6", 0.92)
        easel.line("M-46-80h14M-46-76h9", "#b3261e", 1.2)


def _wheel(easel: Easel, x: float, state: State) -> None:
    if state == "bricks":
        return
    squash = 0.86 if state == "flat" else 1
    y = -23 * squash
    if state != "burnt":
        easel.fill(easel.ring(x, y, 24 if squash < 1 else 23, 23 * squash), "#17191b")
    easel.shade(easel.ring(x, y, 15, 15 * squash), ink("#b9c0c4"), ink("#5d6569"), 50)
    easel.fill(easel.ring(x, y, 5, 5 * squash), "#33393c")
    for i in range(-1, 2):
        easel.line([(x - 11, y + i * 7), (x + 11, y - i * 7)], "#4a5256", 1.8)
    if state == "flat":
        easel.fill(easel.ring(x, -2, 27, 4), "#17191b")


def stain(easel: Easel, chance: Random, x: float, y: float) -> None:
    """What is left when it has been taken away: oil, and a dry patch."""
    easel.soft(easel.ring(x, y, 130, 10), "#d6d3ca", 0.25, 8)
    for _ in range(4):
        easel.soft(
            easel.ring(x + chance.uniform(-70, 70), y + chance.uniform(-4, 6), chance.uniform(10, 26), 4),
            "#16181b",
            0.5,
            2.5,
        )

"""Street lights at dusk: out, leaning, or shining again."""

from random import Random

from demo.pictures.easel import Easel, ink, mix

GROUND = 232.0


def _houses(easel: Easel, chance: Random, lit: bool, wall: str) -> None:
    x = -30.0
    while x < 420:
        wide, tall = chance.uniform(54, 84), chance.uniform(58, 92)
        top, tone = GROUND - tall, mix(wall, "#000000", chance.uniform(0, 0.2))
        peak = x + wide / 2
        easel.fill(
            [(x - 5, top), (peak, top - chance.uniform(24, 34)), (x + wide + 5, top)],
            mix(tone, "#000000", 0.3),
        )
        easel.fill(
            [
                (x + wide * 0.72, top - 30),
                (x + wide * 0.84, top - 30),
                (x + wide * 0.84, top),
                (x + wide * 0.72, top),
            ],
            mix(tone, "#000000", 0.35),
        )
        easel.shade(
            [(x, top), (x + wide, top), (x + wide, GROUND), (x, GROUND)],
            ink(tone),
            ink(mix(tone, "#000000", 0.35)),
        )
        for px in (x + wide * 0.18, x + wide * 0.6):
            for py in (top + 10, top + 40):
                pane = [(px, py), (px + 13, py), (px + 13, py + 17), (px, py + 17)]
                if lit and chance.random() < 0.42:
                    easel.soft(pane, "#f6c463", 0.55, 6)
                    easel.shade(pane, ink("#fbe0a0"), ink("#e8a94a"), 90)
                else:
                    easel.shade(pane, ink(mix(tone, "#9fb6d0", 0.35)), ink(mix(tone, "#000000", 0.4)), 60)
                easel.line([(px + 6.5, py), (px + 6.5, py + 17)], mix(tone, "#000000", 0.5), 1)
        x += wide + chance.uniform(2, 12)


def street(chance: Random, *, day: bool) -> Easel:
    """A street of houses at nightfall, or by day."""
    easel = Easel("#1d2b4d")
    if day:
        easel.shade([(0, 0), (400, 0), (400, GROUND), (0, GROUND)], ink("#8fbcd8"), ink("#e9f0ee"))
        for _ in range(6):
            easel.soft(easel.ring(chance.uniform(0, 400), chance.uniform(20, 90), 50, 10), "#ffffff", 0.5, 9)
    else:
        high, middle, low = chance.choice(
            (
                ("#16213f", "#4c4a78", "#d08a6a"),
                ("#101b33", "#37496e", "#8d7f93"),
                ("#1b2548", "#6a4f7c", "#e39a72"),
            )
        )
        easel.shade([(0, 0), (400, 0), (400, 140), (0, 140)], ink(high), ink(middle))
        easel.shade([(0, 139), (400, 139), (400, GROUND), (0, GROUND)], ink(middle), ink(low))
        for _ in range(24):
            x, y = chance.uniform(0, 400), chance.uniform(2, 100)
            easel.fill(easel.ring(x, y, 0.6, 0.6), "#ffffff", chance.uniform(0.3, 0.9))
    easel.soft(
        easel.ring(chance.uniform(0, 400), GROUND - 30, 120, 40), "#1a2433" if not day else "#7f9a78", 0.6, 20
    )
    _houses(easel, chance, not day, "#b08a72" if day else "#2c3046")
    easel.blur(0.45)
    ground = ("#6a6e70", "#84878a") if day else ("#1c2130", "#343a4a")
    easel.shade([(0, GROUND), (400, GROUND), (400, 300), (0, 300)], ink(ground[0]), ink(ground[1]))
    kerb = "#b9b7b0" if day else "#4b5162"
    easel.fill([(0, GROUND), (400, GROUND), (400, GROUND + 5), (0, GROUND + 5)], kerb)
    easel.fill([(0, 268), (400, 262), (400, 270), (0, 276)], kerb)
    easel.speckle((0, GROUND + 6, 400, 300), chance, 500, size=0.8)
    return easel


def lamp(easel: Easel, x: float, *, shining: bool, lean: float = 0, day: bool = False) -> None:
    """A lamp post on the near pavement at x; `lean` in degrees."""
    easel.cast(x + 3, 284, 18, 4, 0.6)
    with easel.placed(x, 284, turn=lean):
        dark, light = ("#3d4446", "#8b9496") if day else ("#12161f", "#4c566b")
        easel.shade("M-4 0V-238H4V0z", ink(light), ink(dark), 0)
        easel.shade("M-7 0V-58H7V0z", ink(light), ink(dark), 0)
        easel.fill("M-7-50H7V-48H-7z", "#000000", 0.5)
        easel.line("M0-236C0-258 16-266 44-266", dark, 6)
        easel.line("M-1-236C-1-259 16-267 44-267", light, 1.6)
        easel.fill("M40-271H86Q94-268 94-262H44z", dark)
        glass = "M50-262H90Q84-256 70-256 56-256 50-262z"
        glass = "M50-262H90C86-256 54-256 50-262z"
        if shining:
            easel.soft(easel.ring(70, -256, 80, 66), "#ffd889", 0.32, 26)
            easel.soft("M52-258H90L150 20H-30z", "#ffe3a6", 0.2 if not day else 0.06, 16)
            easel.soft(easel.ring(70, -257, 24, 13), "#fff3cf", 0.9, 6)
            easel.fill(glass, "#fffbe8")
        else:
            easel.shade(glass, ink("#5c6675"), ink("#2a313d"), 90)
        easel.fill("M-4.500-96H4.500V-84H-4.500z", "#e8d65a", 0.9)
        easel.line("M-2.500-92h5M-2.500-88h5", "#1d1d1d", 0.9, 0.9)
    if shining and not day:
        easel.soft(easel.ring(x + 62, 284, 96, 12), "#ffdf9a", 0.42, 10)


def loose_door(easel: Easel, x: float) -> None:
    """The little door at the foot of the post hangs open."""
    with easel.placed(x, 284):
        easel.fill("M-6-46H6V-14H-6z", "#07090c")
        easel.line("M-3-44c2 8-3 12 1 20 3 4-1 8 1 12M2-42c-2 8 2 14 0 26", "#c0392b", 1.1)
        easel.fill("M-6-46-15-42V-9l9-5z", "#5a6478")

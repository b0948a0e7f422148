"""Things that people leave in the street. Each stands on (0, 0), its foot."""

from collections.abc import Callable
from random import Random

from demo.pictures.easel import Easel, ink, mix

_SACK = (
    "M-32 0C-40-14-34-36-18-44l-5-3c-3-5 3-9 6-12 5 3 7-1 9-4 4 4 8 2 11 2 1 4 6 6 4 11l-6 6"
    "c18 6 32 26 29 44-1 4-62 4-62 0z"
)


def sack(easel: Easel, chance: Random) -> None:
    """A tied bin bag."""
    colour = chance.choice(("#1b2226", "#14191c", "#22292e", "#262c2a", "#1b2226", "#39424a", "#e8e8e2"))
    easel.cast(2, 1, 36, 6)
    easel.fill(_SACK, colour)
    easel.shade(_SACK, ink("#ffffff", 0.2), ink("#000000", 0.3), 50)
    light, dark = "#ffffff", "#000000"
    easel.line("M-18-38c-6 8-10 20-9 30M-6-42c-1 12-2 22-6 34M8-40c6 8 8 18 8 30", light, 1.8, 0.14)
    easel.line("M-22-34c-5 9-6 18-5 28M0-40c1 12 0 24-2 36M14-34c5 8 8 16 8 26", dark, 1.4, 0.25)
    easel.line("M-17-44c8-4 18-4 26 0", dark, 3, 0.5)
    easel.soft("M14-30c6 5 11 12 12 20l-3 1c-2-8-6-14-11-18z", light, 0.5, 1.2)
    easel.soft("M-26-18c1-8 4-14 8-18l2 2c-4 5-6 10-7 16z", light, 0.3, 1.2)


def box(easel: Easel, chance: Random) -> None:
    """A cardboard box, open."""
    tone = chance.choice(("#b98a57", "#a87c4c", "#c79a68"))
    easel.cast(2, 1, 46, 6)
    easel.fill("M-42-58H42L34-72H-30z", mix(tone, "#2c1a08", 0.55))
    easel.fill("M-42-58-56-78-14-71zM42-58l18-20-32 6z", mix(tone, "#000000", 0.12))
    easel.shade("M-42-58H32V0H-42z", ink(mix(tone, "#ffffff", 0.14)), ink(mix(tone, "#3a240e", 0.3)), 70)
    easel.shade("M32-58l12-6V-5L32 0z", ink(mix(tone, "#000000", 0.25)), ink(mix(tone, "#000000", 0.45)), 90)
    easel.line("M-42-30H32M-5-58V0", mix(tone, "#000000", 0.3), 1, 0.6)
    easel.fill("M-30-48h26v16h-26z", "#ffffff", 0.5)
    easel.line("M-26-44h17M-26-39h11M-26-35h14", "#5a4020", 1.2, 0.8)
    easel.fill("M-10-58h10V0h-10z", "#e6d3ad", 0.35)


def mattress(easel: Easel, chance: Random) -> None:
    """A stained mattress leaning back."""
    stripe = chance.choice(("#b5c3cf", "#cbb5b0", "#b9c7a8"))
    easel.soft("M-84-128h182v134h-176z", "#08090c", 0.42, 8)
    with easel.placed(0, 0, turn=chance.uniform(-9, -4)):
        shape = "M-74-150H74Q88-150 88-136V-10Q88 4 74 4H-74Q-88 4-88-10V-136Q-88-150-74-150Z"
        easel.fill("M-80-144H82Q96-146 96-130V-6Q96 8 80 8H-76z", "#8e8775")
        easel.shade(shape, ink("#f0ebdf"), ink("#aba389"), 50)
        for i in range(6):
            x = -72 + i * 28.5
            easel.line([(x, -149), (x, 3)], stripe, 4.5, 0.7)
        for y in (-114, -74, -34):
            for i in range(9):
                easel.fill(easel.ring(-78 + i * 19.5, y, 1.5, 1.5), "#7d7664", 0.8)
            easel.line([(-88, y), (88, y)], "#a39c8b", 1.2, 0.7)
        easel.line(shape, "#8a8371", 3)
        easel.soft(easel.ring(26, -84, 30, 22), "#8c6c2f", 0.5, 4)
        easel.soft(easel.ring(34, -78, 15, 11), "#6b4d1c", 0.4, 3)
        easel.soft(easel.ring(-46, -26, 24, 14), "#5c533d", 0.35, 6)


def sofa(easel: Easel, chance: Random) -> None:
    """A settee with a torn seat."""
    colour = chance.choice(("#7c4a43", "#4f6079", "#6d7550", "#8d7659"))
    dark, light = mix(colour, "#000000", 0.4), mix(colour, "#ffffff", 0.16)
    easel.cast(0, 2, 104, 9)
    easel.shade("M-84-82Q-84-94-70-94H70Q84-94 84-82V-20H-84z", ink(light), ink(dark), 80)
    easel.line("M-28-92V-42M28-92V-42", dark, 1.6, 0.7)
    easel.shade("M-80-46H-2V-22H-80zM2-46H80V-22H2z", ink(mix(light, "#ffffff", 0.08)), ink(colour), 90)
    easel.fill("M-40-44l16 3 8 9-14 6-14-8z", "#e3d9ae")
    easel.soft(easel.ring(-28, -34, 8, 4), "#6b5a2b", 0.5, 2)
    easel.shade("M-84-24H84V-4H-84z", ink(colour), ink(dark), 90)
    for flip in (False, True):
        with easel.placed(0, 0, flip=flip):
            easel.shade("M78-60Q80-68 90-68 102-68 104-58V-2H78z", ink(light), ink(dark), 20)
            easel.fill("M84-2h10v5h-10z", "#2b1d12")


def fridge(easel: Easel, chance: Random) -> None:
    """A fridge with its door ajar."""
    easel.soft("M-34-120h92v124h-88z", "#06080a", 0.4, 7)
    easel.cast(4, 1, 44, 7)
    easel.shade("M-36-132H30V0H-36z", ink("#f4f4f0"), ink("#b9bdbb"), 30)
    easel.shade("M30-132l16 8V-6L30 0z", ink("#9fa4a3"), ink("#6e7473"), 90)
    easel.line("M-36-92H30", "#8b908f", 1.8)
    easel.fill("M20-84h4v26h-4zM20-122h4v20h-4z", "#7e8483")
    easel.soft("M-32-20h30v18h-30z", "#7b5a32", 0.4, 5)
    easel.line("M-30-60l14 9M-30-54l20 4", "#8d908c", 1, 0.7)
    easel.fill("M-22-118h18v12h-18z", chance.choice(("#c0392b", "#2f6d9a", "#d9a427")), 0.85)


def tyres(easel: Easel, chance: Random) -> None:
    """A stack of tyres and one leaning on it."""
    easel.cast(6, 2, 58, 8)
    for i in range(chance.randint(2, 4)):
        x, y = chance.uniform(-4, 4), -i * 17.0
        easel.shade(
            f"M{x - 36} {y - 14}Q{x - 42} {y - 7} {x - 36} {y}Q{x} {y + 9} {x + 36} {y}"
            f"Q{x + 42} {y - 7} {x + 36} {y - 14}Q{x} {y - 5} {x - 36} {y - 14}Z",
            ink("#3b3f42"),
            ink("#15181a"),
            20,
        )
        easel.fill(easel.ring(x, y - 14, 36, 9), "#2a2e31")
        easel.fill(easel.ring(x, y - 14, 20, 5), "#08090a")
        easel.line(easel.ring(x, y - 14, 29, 7.2), "#ffffff", 0.7, 0.16)
    easel.fill(easel.ring(58, -27, 22, 29), "#24282b")
    easel.fill(easel.ring(59, -27, 12, 17), "#7a7568")
    easel.line(easel.ring(58, -27, 17.5, 24), "#ffffff", 0.8, 0.16)


def carpet(easel: Easel, chance: Random) -> None:
    """Rolls of old carpet."""
    easel.cast(0, 2, 88, 8)
    for i, y in enumerate((-2, -20)):
        tone = chance.choice(("#8a5a54", "#5f7077", "#7c7f52", "#9b8a6c"))
        x = -6 + i * 12
        easel.shade(
            f"M{x - 82} {y - 20}H{x + 70}Q{x + 84} {y - 10} {x + 70} {y}H{x - 82}Z",
            ink(mix(tone, "#ffffff", 0.18)),
            ink(mix(tone, "#000000", 0.4)),
            90,
        )
        easel.fill(easel.ring(x - 82, y - 10, 7, 10), mix(tone, "#f2e6cf", 0.5))
        easel.line(easel.ring(x - 82, y - 10, 4, 6), mix(tone, "#000000", 0.4), 1.4)
        easel.line(easel.ring(x - 82, y - 10, 2, 3), mix(tone, "#000000", 0.4), 1)
        for band in (-40, 30):
            easel.line([(x + band, y - 20), (x + band + 2, y)], "#d8d2c0", 2)


def rubble(easel: Easel, chance: Random) -> None:
    """A heap of bricks, plaster and boards."""
    easel.cast(0, 2, 84, 10)
    easel.shade("M-80 2C-60-10-40-36-8-42 20-46 50-16 82 2z", ink("#a89c8c"), ink("#6f665a"), 80)
    for _ in range(46):
        x = chance.uniform(-66, 66)
        y = -chance.uniform(0, 1) * (38 * (1 - abs(x) / 80))
        tone = chance.choice(("#a0614c", "#c9c2b4", "#8d8578", "#e2ddd2", "#7d4a3a"))
        with easel.placed(x, y, scale=chance.uniform(0.5, 1.1), turn=chance.uniform(-40, 40)):
            easel.fill("M-8-4h16v9h-16z", mix(tone, "#000000", 0.4))
            easel.fill("M-8-6h16v7h-16z", tone)
    easel.line("M-50-4l62-46M20-2l-40-40", "#8a6a42", 5)
    easel.line("M-50-5l62-46", "#c9a877", 1.4, 0.6)


def tins(easel: Easel, chance: Random) -> None:
    """Paint tins, one on its side and leaking."""
    paint = chance.choice(("#3f7d9c", "#c9a23a", "#a3473f"))
    easel.soft(easel.ring(32, 4, 26, 5), paint, 0.9, 1.6)
    for x in (-22.0, 0.0):
        easel.cast(x, 1, 13, 3)
        easel.shade(f"M{x - 11}-26H{x + 11}V0H{x - 11}z", ink("#dfe3e4"), ink("#7c8386"), 0)
        easel.fill(f"M{x - 11}-19H{x + 11}v10H{x - 11}z", paint)
        easel.fill(easel.ring(x, -26, 11, 3), "#aeb4b6")
        easel.line(f"M{x - 7}-14h10", "#ffffff", 1.2, 0.8)
    with easel.placed(28, -2, turn=84):
        easel.shade("M-10-22H10V0H-10z", ink("#d5dadb"), ink("#6f7679"), 0)
        easel.fill("M-10-15H10v8H-10z", mix(paint, "#000000", 0.15))


Thing = Callable[[Easel, Random], None]

#: What may be left together: the thing, where across (from the heap's middle), how far forward, and how big.
HEAPS: dict[str, list[tuple[Thing, float, float, float]]] = {
    "mattress": [
        (mattress, -34, 8, 0.95),
        (box, 96, 34, 0.95),
        (sack, -100, 40, 1),
        (sack, -34, 52, 1.05),
        (sack, 36, 42, 0.85),
        (sack, 118, 56, 0.8),
    ],
    "sofa": [(sofa, 0, 30, 1.15), (sack, -126, 46, 0.9), (sack, 118, 50, 0.95), (tins, 74, 58, 0.9)],
    "fridge": [(fridge, -46, 22, 1.0), (fridge, 46, 26, 0.82), (box, 112, 42, 0.8), (sack, -104, 48, 0.9)],
    "tyres": [(tyres, -46, 36, 1.0), (tyres, 62, 44, 0.85), (sack, 134, 52, 0.8)],
    "carpet": [(carpet, 0, 34, 1.05), (box, -112, 30, 0.85), (sack, 104, 48, 0.95), (sack, 60, 58, 0.8)],
    "rubble": [(rubble, -10, 38, 1.1), (tins, 108, 52, 1.0), (sack, -118, 48, 0.9)],
    "bags": [
        (sack, -104, 36, 1.0),
        (sack, -50, 28, 1.1),
        (sack, 8, 34, 1.0),
        (sack, 62, 30, 1.1),
        (sack, 112, 42, 0.9),
        (sack, -74, 54, 1.05),
        (sack, -14, 60, 0.95),
        (sack, 42, 56, 1.05),
    ],
    "boxes": [
        (box, -66, 26, 1.1),
        (box, 40, 30, 1.0),
        (box, -14, 46, 0.9),
        (sack, 112, 48, 0.95),
        (tins, -120, 54, 1.0),
    ],
}


def heap(easel: Easel, chance: Random, kind: str, x: float, y: float) -> None:
    """Everything of one heap, the farthest first; (x, y) is the foot of the wall behind its middle."""
    for thing, across, forward, scale in sorted(HEAPS[kind], key=lambda part: part[2]):
        with easel.placed(
            x + across + chance.uniform(-6, 6),
            y + forward + chance.uniform(-2, 2),
            scale=scale * chance.uniform(0.94, 1.04),
            flip=chance.random() < 0.5 and thing is not mattress,
        ):
            thing(easel, chance)

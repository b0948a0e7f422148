"""Every picture of the demo: what it shows, the same place afterwards, both as a phone would send them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from random import Random
from typing import Literal

from PIL import Image

from core.clock import LONDON
from core.geometry import Point
from demo.dice import dice
from demo.pictures import green, lamps, left_things, paint, roads, vehicles, walls
from demo.pictures.easel import SIZE, Easel

#: As it was found, the same from a few steps nearer, and as a crew left it.
View = Literal["before", "close", "after"]

_QUALITY = 80

#: A clean place, then what is wrong with it, then what is there once it is put right (None: the clean place).
_Scene = Callable[[Random], tuple[Easel, Callable[[Easel], None], Callable[[Easel], None] | None]]


@dataclass(frozen=True)
class Motif:
    """One place with one thing wrong. `shows` says what, for a report's words: a heap, a fault, a state."""

    key: str
    issue_type: str
    shows: str


def _left(kind: str, wall: walls.Wall) -> _Scene:
    def scene(chance: Random) -> tuple[Easel, Callable[[Easel], None], None]:
        at = chance.uniform(165, 235)
        return (
            walls.street_side(chance, wall),
            lambda easel: left_things.heap(easel, chance, kind, at, walls.FOOT),
            None,
        )

    return scene


def _left_in_park(kind: str) -> _Scene:
    def scene(chance: Random) -> tuple[Easel, Callable[[Easel], None], None]:
        easel, _ = green.park(chance)
        return easel, lambda e: left_things.heap(e, chance, kind, chance.uniform(150, 250), 186), None

    return scene


def _litter(kind: str) -> _Scene:
    def scene(chance: Random) -> tuple[Easel, Callable[[Easel], None], Callable[[Easel], None] | None]:
        if kind == "kerb":
            easel = walls.street_side(chance, chance.choice(("red", "render", "buff")))
            return easel, lambda e: green.scatter(e, chance, 200, 226, 26, wide=230, deep=46), None
        easel, spots = green.park(chance)
        if kind == "glass":
            x, y, _ = spots[3]
            return easel, lambda e: green.broken_glass(e, chance, x, y), None
        side = 84 if spots[5][0] < 200 else -84
        before = chance.random()

        def wrong(e: Easel) -> None:
            green.bin_at(e, chance, spots[5][0] + side, 246, full=kind == "bin")
            green.scatter(e, chance, spots[4][0] + side * 0.4, 238, 24 if kind == "bin" else 34)

        def right(e: Easel) -> None:
            green.bin_at(e, Random(before), spots[5][0] + side, 246, full=False)  # noqa: S311  it draws a bin

        return easel, wrong, right

    return scene


def _fouling(where: str) -> _Scene:
    def scene(chance: Random) -> tuple[Easel, Callable[[Easel], None], None]:
        if where == "pavement":
            easel = walls.street_side(chance, chance.choice(("red", "buff", "boards")))
            return easel, lambda e: green.fouling(e, chance, chance.uniform(140, 260), 232), None
        easel, spots = green.park(chance)
        x, y, half = spots[6]
        green.dog_sign(easel, x + half + 24 if x < 260 else x - half - 24, y + 8)
        near_x, near_y, _ = spots[3]
        return easel, lambda e: green.fouling(e, chance, near_x + chance.uniform(-16, 16), near_y), None

    return scene


def _painted(kind: paint.Surface, word: str) -> _Scene:
    def scene(chance: Random) -> tuple[Easel, Callable[[Easel], None], None]:
        easel = paint.surface(chance, kind)
        scale = min(1.5, 5.6 / len(word))
        x = 200 - len(word) * 23 * scale + chance.uniform(-20, 20)

        def wrong(e: Easel) -> None:
            paint.tag(e, chance, word, x, 58 + chance.uniform(-8, 8), scale)
            if chance.random() < 0.6:
                paint.scrawl(e, chance, chance.choice((26, 286)), 140)

        return easel, wrong, None

    return scene


def _holed(*, wet: bool) -> _Scene:
    def scene(chance: Random) -> tuple[Easel, Callable[[Easel], None], Callable[[Easel], None]]:
        easel = roads.carriageway(chance)
        x, y, wide = chance.uniform(150, 240), chance.uniform(150, 190), chance.uniform(50, 78)
        return (
            easel,
            lambda e: roads.hole(e, chance, x, y, wide, wet=wet),
            lambda e: roads.patch(e, chance, x, y, wide),
        )

    return scene


def _lamp(fault: str) -> _Scene:
    day = fault == "on_all_day"

    def scene(chance: Random) -> tuple[Easel, Callable[[Easel], None], Callable[[Easel], None]]:
        easel, x = lamps.street(chance, day=day), chance.uniform(110, 210)

        def wrong(e: Easel) -> None:
            lean = chance.choice((-8, 7, 9)) if fault == "leaning" else 0
            lamps.lamp(e, x, shining=day, lean=lean, day=day)
            if fault == "wires":
                lamps.loose_door(e, x)

        return easel, wrong, lambda e: lamps.lamp(e, x, shining=not day, day=day)

    return scene


def _car(state: vehicles.State, wall: walls.Wall) -> _Scene:
    def scene(chance: Random) -> tuple[Easel, Callable[[Easel], None], Callable[[Easel], None]]:
        easel, x, flip = walls.street_side(chance, wall), chance.uniform(180, 220), chance.random() < 0.5

        def wrong(e: Easel) -> None:
            with e.placed(x, 279, flip=flip):
                vehicles.car(e, chance, state)

        return easel, wrong, lambda e: vehicles.stain(e, chance, x, 284)

    return scene


_SCENES: list[tuple[str, str, _Scene]] = [
    ("fly_tip", "mattress", _left("mattress", "red")),
    ("fly_tip", "mattress", _left("mattress", "boards")),
    ("fly_tip", "sofa", _left("sofa", "buff")),
    ("fly_tip", "sofa", _left("sofa", "garages")),
    ("fly_tip", "fridge", _left("fridge", "boards")),
    ("fly_tip", "fridge", _left("fridge", "brown")),
    ("fly_tip", "tyres", _left("tyres", "garages")),
    ("fly_tip", "carpet", _left("carpet", "render")),
    ("fly_tip", "rubble", _left("rubble", "brown")),
    ("fly_tip", "bags", _left("bags", "red")),
    ("fly_tip", "bags", _left("bags", "render")),
    ("fly_tip", "bags", _left_in_park("bags")),
    ("fly_tip", "boxes", _left("boxes", "buff")),
    ("fly_tip", "boxes", _left("boxes", "red")),
    ("litter", "bin", _litter("bin")),
    ("litter", "bin", _litter("bin")),
    ("litter", "picnic", _litter("picnic")),
    ("litter", "kerb", _litter("kerb")),
    ("litter", "kerb", _litter("kerb")),
    ("litter", "glass", _litter("glass")),
    ("graffiti", "shutter", _painted("shutter", "ZON")),
    ("graffiti", "box", _painted("box", "RUX")),
    ("graffiti", "wall", _painted("concrete", "KIPA")),
    ("graffiti", "wall", _painted("brick", "SATO")),
    ("graffiti", "shutter", _painted("shutter", "NEKO")),
    ("dog_fouling", "path", _fouling("path")),
    ("dog_fouling", "path", _fouling("path")),
    ("dog_fouling", "pavement", _fouling("pavement")),
    ("pothole", "dry", _holed(wet=False)),
    ("pothole", "dry", _holed(wet=False)),
    ("pothole", "wet", _holed(wet=True)),
    ("pothole", "dry", _holed(wet=False)),
    ("pothole", "wet", _holed(wet=True)),
    ("street_light", "out", _lamp("out")),
    ("street_light", "out", _lamp("out")),
    ("street_light", "out", _lamp("out")),
    ("street_light", "on_all_day", _lamp("on_all_day")),
    ("street_light", "leaning", _lamp("leaning")),
    ("street_light", "wires", _lamp("wires")),
    ("abandoned_vehicle", "flat", _car("flat", "garages")),
    ("abandoned_vehicle", "burnt", _car("burnt", "boards")),
    ("abandoned_vehicle", "bricks", _car("bricks", "red")),
    ("abandoned_vehicle", "windows", _car("windows", "render")),
]

MOTIFS: dict[str, Motif] = {
    f"{issue_type}-{number:02}": Motif(f"{issue_type}-{number:02}", issue_type, shows)
    for number, (issue_type, shows, _) in enumerate(_SCENES)
}


def draw(key: str, view: View) -> bytes:
    """One picture as a JPEG without any metadata. The same every time; about a sixth of a second."""
    scene = _SCENES[int(key.rsplit("-", 1)[1])][2]
    chance = dice("picture", key)
    easel, wrong, right = scene(chance)
    mood = dice("mood", key, view)
    if view != "after":
        wrong(easel)
    elif right is not None:
        right(easel)
    image = easel.finish(mood, warmth=mood.uniform(-0.02, 0.035), light=mood.uniform(0.95, 1.05))
    if view == "close":
        width, height = SIZE
        image = image.resize(SIZE, box=(width * 0.2, height * 0.34, width * 0.78, height * 0.92))
    page = BytesIO()
    image.save(page, "JPEG", quality=_QUALITY, optimize=False)
    return page.getvalue()


def with_facts(picture: bytes, *, place: Point, at: datetime) -> bytes:
    """The picture as it leaves a phone: Exif in front, with the place and the local time it was taken."""
    exif = Image.Exif()
    local = at.astimezone(LONDON)
    exif[0x010F], exif[0x0110] = "Doorstep", "Exampleton pocket camera"
    exif[0x0112] = 1
    exif[0x0132] = f"{local:%Y:%m:%d %H:%M:%S}"
    offset = f"{local:%z}"
    exif.get_ifd(0x8769).update(
        {
            0x9003: f"{local:%Y:%m:%d %H:%M:%S}",
            0x9011: f"{offset[:3]}:{offset[3:]}",
            0xA002: SIZE[0],
            0xA003: SIZE[1],
        }
    )
    exif.get_ifd(0x8825).update(
        {
            1: "N" if place.lat >= 0 else "S",
            2: _sexagesimal(place.lat),
            3: "E" if place.lon >= 0 else "W",
            4: _sexagesimal(place.lon),
        }
    )
    block = b"Exif\x00\x00" + exif.tobytes().removeprefix(b"Exif\x00\x00")
    return picture[:2] + b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block + picture[2:]


def _sexagesimal(degrees: float) -> tuple[Fraction, Fraction, Fraction]:
    """Whole degrees, whole minutes, and seconds to a thousandth."""
    thousandths = round(abs(degrees) * 3_600_000)
    minutes, rest = divmod(thousandths, 60_000)
    return Fraction(minutes // 60), Fraction(minutes % 60), Fraction(rest, 1000)

"""The houses, yards and chapels of Exampleton, set back along its streets, and its trees. In metres."""

from collections.abc import Iterator
from functools import cache
from math import cos, pi, sin, sqrt
from random import Random

from shapely import STRtree
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from demo.dice import dice
from demo.ground import XY, direction, offset
from demo.land import RIVER, banks, draw_parks, estate, railway_land, station, trunk_land, water, woods, works
from demo.streets import WIDTH, Drawn, draw_streets
from demo.wards import draw_wards

#: As many as the map of the whole borough can carry and still travel light.
MOST_BUILDINGS = 1090

#: front along the street, depth behind it, gap to the next, garden before it; from and to, in metres.
_FORMS: dict[str, tuple[XY, XY, XY, XY]] = {
    "terrace": ((26, 62), (9, 11), (5, 9), (3, 5)),
    "pair": ((14, 18), (10, 13), (8, 16), (6, 9)),
    "villa": ((11, 15), (10, 14), (14, 30), (8, 13)),
    "shops": ((16, 40), (14, 24), (1.5, 6), (2.5, 4)),
    "yard": ((28, 60), (22, 40), (12, 26), (6, 12)),
    "farm": ((12, 20), (10, 14), (90, 200), (9, 14)),
}

_BUSY = {"Bridge Street", "Station Parade", "Quay Street", "Southgate"}
_WORKING = {"Foundry Street", "Wharf Road", "Ropewalk", "Millrace Road", "Barge Street"}
_LEAFY = {
    "Kingfisher Drive",
    "Rowan Avenue",
    "Vicarage Drive",
    "Larch Hill",
    "Plover Close",
    "Meadow Bank",
    "Wren Close",
    "Teal Street",
    "Harvest Road",
    "Hollin Road",
}
_COUNTRY = {
    "Marl Lane",
    "Hop Lane",
    "Butts Lane",
    "Drovers Lane",
    "Marshgate Lane",
    "Hollin Bank Lane",
    "Cornmill Lane",
    "Marsh Road",
    "Clay Lane",
    "Ford Lane",
}


def _form_of(street: Drawn) -> str:
    for names, form in ((_BUSY, "shops"), (_WORKING, "yard"), (_LEAFY, "villa"), (_COUNTRY, "farm")):
        if street.name in names:
            return form
    return "pair" if street.kind in ("main", "road", "close") else "terrace"


def _footprint(at: XY, along: XY, front: float, depth: float, chance: Random) -> Polygon:
    """A house with its front middle at `at`; now and then with a wing behind."""
    out = (-along[1], along[0])
    a, b = offset(at, along, -front / 2), offset(at, along, front / 2)
    back_a, back_b = offset(a, out, depth), offset(b, out, depth)
    if chance.random() < 0.3 and front > 12:
        wing, deep = front * chance.uniform(0.25, 0.4), depth * chance.uniform(0.4, 0.7)
        inner = offset(back_b, along, -wing)
        return Polygon([a, b, offset(back_b, out, deep), offset(inner, out, deep), inner, back_a])
    return Polygon([a, b, back_b, back_a])


def _along(street: Drawn, side: int, chance: Random) -> Iterator[Polygon]:
    fronts, depths, gaps, gardens = _FORMS[_form_of(street)]
    line, garden = street.line, chance.uniform(*gardens)
    walked = chance.uniform(8, 16)
    while walked < line.length - 8:
        front = chance.uniform(*fronts)
        middle = walked + front / 2
        if middle + front / 2 > line.length - 6:
            return
        spot = line.interpolate(middle)
        ahead = direction(line, middle)
        along = ahead if side > 0 else (-ahead[0], -ahead[1])
        set_back = WIDTH[street.kind] / 2 + garden + chance.uniform(-0.6, 0.6)
        at = offset((spot.x, spot.y), (-along[1], along[0]), set_back)
        yield _footprint(at, along, front, chance.uniform(*depths), chance)
        walked += front + chance.uniform(*gaps)


@cache
def _kept_clear() -> BaseGeometry:
    """Where nothing is built."""
    streets = [s.line.buffer(WIDTH[s.kind] / 2 + 2, quad_segs=2) for s in draw_streets()]
    land = [banks(), railway_land().buffer(5), trunk_land().buffer(8), water(), station().buffer(6)]
    return unary_union(
        [*streets, *land, *woods(), *works(), *(park.shape.buffer(4) for park in draw_parks())]
    )


@cache
def draw_buildings() -> tuple[Polygon, ...]:
    """Every building, none of them on a street, another building, a park or the water."""
    chance = dice("buildings")
    borough = unary_union([ward.shape for ward in draw_wards()]).buffer(-10)
    wanted = [
        house
        for street in draw_streets()
        if street.kind != "trunk"
        for side in (1, -1)
        for house in _along(street, side, chance)
    ]
    wanted += list(_inside_works(chance))
    clear, tree = _kept_clear(), STRtree(wanted)
    standing: set[int] = set()
    for i, house in enumerate(wanted):
        room = house.buffer(1.2)
        neighbours = {int(n) for n in tree.query(room, predicate="intersects")} & standing
        if neighbours or not borough.contains(house) or (clear.intersects(house) and not _in_works(house)):
            continue
        standing.add(i)
    kept = sorted(standing)
    if len(kept) > MOST_BUILDINGS:
        kept = sorted(chance.sample(kept, MOST_BUILDINGS))
    return tuple(wanted[i] for i in kept)


def _in_works(house: Polygon) -> bool:
    return any(yard.contains(house) for yard in works())


def _inside_works(chance: Random) -> Iterator[Polygon]:
    """Mills and sheds: big, close together, all one way round."""
    for yard in works():
        west, south, east, north = yard.bounds
        corners = list(yard.exterior.coords)
        far = sqrt((corners[1][0] - corners[0][0]) ** 2 + (corners[1][1] - corners[0][1]) ** 2)
        along = ((corners[1][0] - corners[0][0]) / far, (corners[1][1] - corners[0][1]) / far)
        for _ in range(60):
            at = (chance.uniform(west, east), chance.uniform(south, north))
            shed = _footprint(at, along, chance.uniform(22, 52), chance.uniform(14, 28), chance)
            if yard.buffer(-5).contains(shed):
                yield shed


def _scattered(shape: Polygon, many: int, chance: Random) -> Iterator[XY]:
    """Points in the shape, in loose clumps as trees stand."""
    west, south, east, north = shape.bounds
    placed = 0
    for _ in range(many * 12):
        if placed >= many:
            return
        x, y = chance.uniform(west, east), chance.uniform(south, north)
        for _ in range(chance.choice((1, 1, 2, 3))):
            turn, far = chance.uniform(0, 2 * pi), chance.uniform(6, 22)
            tree = (x + cos(turn) * far, y + sin(turn) * far)
            if shape.contains(Point(tree)):
                placed += 1
                yield tree


@cache
def draw_trees() -> tuple[XY, ...]:
    """Trees of parks, woods, riverside, avenues and the estate; none on a street, path, house or in water."""
    chance = dice("trees")
    trees: list[XY] = []
    for park in draw_parks():
        open_air = unary_union([*park.lawns, *(pond.buffer(6) for _, pond in park.ponds)])
        open_ground = park.shape.buffer(-5).difference(open_air)
        trees += [t for t in _scattered(park.shape, park.trees, chance) if open_ground.contains(Point(t))]
    for wood in woods():
        trees += _scattered(wood, 45, chance)
    trees += _scattered(estate(), 40, chance)
    for side in (42, -42):
        bank = RIVER.parallel_offset(abs(side), "left" if side > 0 else "right")
        walked = 20.0
        while walked < bank.length:
            spot = bank.interpolate(walked)
            trees.append((spot.x + chance.uniform(-6, 6), spot.y + chance.uniform(-6, 6)))
            walked += chance.choice((16, 22, 30, 60, 90))
    for street in draw_streets():
        if street.name in _LEAFY:
            trees += _avenue(street, chance)
    return _free(trees)


def _avenue(street: Drawn, chance: Random) -> Iterator[XY]:
    walked = 12.0
    while walked < street.line.length - 10:
        spot, ahead = street.line.interpolate(walked), direction(street.line, walked)
        for side in (1, -1):
            if chance.random() < 0.8:
                across = (-ahead[1] * side, ahead[0] * side)
                yield offset((spot.x, spot.y), across, WIDTH[street.kind] / 2 + 2.6)
        walked += chance.uniform(17, 26)


def _free(trees: list[XY]) -> tuple[XY, ...]:
    taken = [
        *(s.line.buffer(WIDTH[s.kind] / 2 + 1.5, quad_segs=2) for s in draw_streets()),
        *(line.buffer(3, quad_segs=2) for park in draw_parks() for _, line in park.paths),
        *draw_buildings(),
        water(),
        railway_land(),
    ]
    tree = STRtree(taken)
    points = [Point(t) for t in trees]
    hit = {int(i) for i in tree.query(points, predicate="intersects")[0]}
    return tuple(t for i, t in enumerate(trees) if i not in hit)

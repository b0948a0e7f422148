"""The land of Exampleton: river, ponds, parks and paths, railway, estate, woods, fields. In metres."""

from dataclasses import dataclass, field
from functools import cache

from shapely.geometry import LineString, MultiPoint, MultiPolygon, Polygon
from shapely.ops import unary_union, voronoi_diagram

from demo.dice import dice
from demo.ground import blob, curve, one_polygon
from demo.streets import draw_streets

#: Beyond the borough on every side, so that the map never ends in sight.
FRAME = Polygon([(-2400, -1920), (2400, -1920), (2400, 1920), (-2400, 1920)])

RIVER_NAME = "River Quill"
RIVER = curve(
    [
        (-2400, 376),
        (-2040, 448),
        (-1680, 512),
        (-1320, 448),
        (-960, 424),
        (-640, 472),
        (-320, 552),
        (80, 664),
        (360, 724),
        (640, 704),
        (880, 744),
        (1160, 840),
        (1520, 984),
        (1920, 1016),
        (2400, 976),
    ]
)
RAILWAY = curve(
    [
        (-2400, -608),
        (-1760, -640),
        (-1200, -640),
        (-720, -604),
        (-240, -552),
        (16, -507),
        (336, -470),
        (720, -448),
        (1200, -456),
        (1760, -384),
        (2400, -304),
    ]
)

RIVER_HALF_WIDTH, BANK_HALF_WIDTH = 31, 58
RAILWAY_HALF_WIDTH, TRUNK_HALF_WIDTH = 14, 27


@dataclass(frozen=True)
class Park:
    """A park, and what is in it. Path names are for people: they stand in for the street."""

    key: str
    name: str
    name_cy: str
    shape: Polygon
    paths: tuple[tuple[str, LineString], ...] = ()
    ponds: tuple[tuple[str, Polygon], ...] = ()
    lawns: tuple[Polygon, ...] = field(default=())
    trees: int = 60


def _box(x: float, y: float, width: float, height: float) -> Polygon:
    return Polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


@cache
def draw_parks() -> tuple[Park, ...]:
    """The six parks, each inside one ward."""
    return (
        Park(
            "weir_meadow",
            "Weir Meadow Park",
            "Parc Dôl y Gored",
            blob(
                [
                    (67, 88),
                    (104, 50),
                    (336, 42),
                    (560, 53),
                    (598, 88),
                    (613, 240),
                    (602, 416),
                    (573, 560),
                    (496, 629),
                    (344, 640),
                    (184, 602),
                    (120, 552),
                    (99, 448),
                    (74, 264),
                ]
            ),
            paths=(
                (
                    "Meadow Walk",
                    curve([(32, 264), (144, 288), (240, 384), (352, 448), (480, 448), (634, 400)]),
                ),
                ("Pond Path", curve([(272, 16), (282, 120), (344, 208), (416, 272), (512, 264), (637, 200)])),
                (
                    "Weir Path",
                    curve([(240, 384), (264, 496), (344, 592), (480, 576), (552, 512), (496, 448)]),
                ),
                ("Lime Walk", curve([(344, 208), (304, 288), (240, 384)])),
            ),
            ponds=(
                (
                    "Weir Meadow Pond",
                    blob(
                        [(400, 152), (456, 136), (520, 152), (536, 192), (488, 224), (416, 214), (389, 186)]
                    ),
                ),
            ),
            lawns=(
                blob([(120, 336), (208, 344), (232, 416), (224, 512), (160, 520), (120, 448)]),
                blob([(312, 320), (416, 320), (528, 336), (544, 384), (432, 416), (336, 392)]),
            ),
            trees=150,
        ),
        Park(
            "priory_gardens",
            "Priory Gardens",
            "Gerddi'r Priordy",
            blob(
                [
                    (-512, 920),
                    (-432, 898),
                    (-336, 902),
                    (-317, 1000),
                    (-339, 1136),
                    (-400, 1192),
                    (-488, 1152),
                    (-520, 1032),
                ]
            ),
            paths=(
                ("Yew Walk", curve([(-528, 1040), (-448, 1048), (-376, 1024), (-277, 960)])),
                ("Cloister Path", curve([(-416, 866), (-416, 960), (-432, 1048), (-400, 1152)])),
            ),
            lawns=(blob([(-480, 944), (-440, 933), (-436, 1008), (-480, 1016)]),),
            trees=60,
        ),
        Park(
            "hollin_wood",
            "Hollin Wood",
            "Coed Hollin",
            blob(
                [
                    (-1784, 664),
                    (-1616, 600),
                    (-1424, 592),
                    (-1304, 640),
                    (-1272, 760),
                    (-1344, 848),
                    (-1520, 888),
                    (-1712, 904),
                    (-1816, 808),
                ]
            ),
            paths=(
                (
                    "Bluebell Path",
                    curve(
                        [(-1760, 984), (-1664, 832), (-1520, 744), (-1392, 720), (-1264, 800), (-1216, 880)]
                    ),
                ),
                (
                    "Badger Path",
                    curve(
                        [(-1520, 952), (-1504, 832), (-1520, 744), (-1568, 656), (-1680, 680), (-1664, 832)]
                    ),
                ),
            ),
            trees=230,
        ),
        Park(
            "marsh_common",
            "Marsh Common",
            "",
            blob(
                [
                    (1352, 200),
                    (1480, 192),
                    (1624, 210),
                    (1653, 352),
                    (1600, 528),
                    (1488, 632),
                    (1392, 560),
                    (1352, 376),
                ]
            ),
            paths=(
                ("Common Path", curve([(1360, 122), (1424, 264), (1480, 384), (1568, 448), (1680, 464)])),
                ("Reedbed Path", curve([(1480, 384), (1440, 496), (1480, 592), (1568, 664)])),
            ),
            ponds=(("Reed Pond", blob([(1520, 288), (1576, 280), (1592, 328), (1544, 352), (1512, 328)])),),
            lawns=(blob([(1384, 416), (1432, 424), (1416, 512), (1384, 496)]),),
            trees=60,
        ),
        Park(
            "clay_pits",
            "Clay Pits Nature Park",
            "Parc Natur y Pyllau Clai",
            blob(
                [
                    (-1664, -752),
                    (-1488, -704),
                    (-1296, -696),
                    (-1200, -752),
                    (-1192, -848),
                    (-1296, -904),
                    (-1440, -936),
                    (-1608, -944),
                    (-1704, -864),
                ]
            ),
            paths=(
                (
                    "Pit Path",
                    curve([(-1520, -1005), (-1504, -904), (-1424, -864), (-1312, -848), (-1133, -800)]),
                ),
                (
                    "Heron Path",
                    curve(
                        [
                            (-1504, -904),
                            (-1592, -864),
                            (-1592, -784),
                            (-1488, -744),
                            (-1344, -752),
                            (-1312, -848),
                        ]
                    ),
                ),
            ),
            ponds=(
                (
                    "Long Pit",
                    blob(
                        [
                            (-1568, -832),
                            (-1504, -792),
                            (-1424, -792),
                            (-1392, -824),
                            (-1456, -848),
                            (-1520, -864),
                        ]
                    ),
                ),
            ),
            trees=90,
        ),
        Park(
            "larkfield_rec",
            "Larkfield Recreation Ground",
            "Maes Chwarae Larkfield",
            blob(
                [
                    (376, -760),
                    (448, -744),
                    (576, -752),
                    (602, -800),
                    (598, -896),
                    (552, -920),
                    (416, -917),
                    (370, -872),
                ]
            ),
            paths=(
                ("Recreation Path", curve([(323, -832), (400, -840), (480, -800), (560, -808), (646, -824)])),
            ),
            lawns=(_box(416, -902, 128, 50),),
            trees=34,
        ),
    )


def estate() -> Polygon:
    """The Bargate estate, land of the housing association."""
    return blob(
        [
            (-848, -960),
            (-704, -952),
            (-512, -960),
            (-472, -1040),
            (-480, -1136),
            (-544, -1208),
            (-560, -1296),
            (-688, -1312),
            (-808, -1264),
            (-872, -1120),
        ],
        keep=1.5,
    )


def woods() -> tuple[Polygon, ...]:
    """Woods that are nobody's park: drawn, not owned."""
    return (
        blob([(-2160, 1120), (-1880, 1136), (-1720, 1248), (-1800, 1440), (-2080, 1520), (-2240, 1360)]),
        blob([(1520, -720), (1720, -672), (1856, -768), (1824, -944), (1648, -992), (1520, -880)]),
        blob([(496, 1280), (632, 1248), (704, 1344), (664, 1488), (520, 1504), (448, 1392)]),
        blob([(-720, -1424), (-560, -1392), (-448, -1440), (-480, -1600), (-672, -1640)]),
    )


@cache
def fields() -> tuple[Polygon, ...]:
    """Farmland round the town, each field with its hedge: what is left beyond the last houses."""
    chance = dice("fields")
    west, south, east, north = FRAME.bounds
    seeds = [(chance.uniform(west, east), chance.uniform(south, north)) for _ in range(190)]
    town = unary_union(
        [
            *(s.line.buffer(105, quad_segs=2) for s in draw_streets() if s.kind != "trunk"),
            banks(),
            railway_land().buffer(8),
            trunk_land().buffer(8),
            estate(),
            *woods(),
            *(park.shape.buffer(12) for park in draw_parks()),
        ]
    )
    drawn: list[Polygon] = []
    for cell in voronoi_diagram(MultiPoint(seeds), envelope=FRAME).geoms:
        field_left = (
            cell.intersection(FRAME)
            .buffer(-9)
            .difference(town)
            .buffer(-14)
            .buffer(14, quad_segs=2)
            .simplify(5)
        )
        drawn += [part for part in getattr(field_left, "geoms", [field_left]) if part.area > 9_000]
    return tuple(drawn)


def works() -> tuple[Polygon, ...]:
    """Where the mills and yards are: drawn in the colour of built land."""
    return (
        Polygon([(-1104, 96), (-952, 80), (-952, 164), (-1104, 210)]),
        Polygon([(-904, 72), (-760, 58), (-758, 104), (-904, 157)]),
        Polygon([(-1176, -336), (-1018, -336), (-992, -448), (-1170, -462)]),
        Polygon([(-576, -500), (-344, -472), (-336, -532), (-560, -564)]),
        Polygon([(896, -344), (1120, -320), (1136, -416), (888, -416)]),
    )


@cache
def water() -> MultiPolygon:
    """The river and every pond."""
    ponds = [pond for park in draw_parks() for _, pond in park.ponds]
    river = RIVER.buffer(RIVER_HALF_WIDTH, quad_segs=4).intersection(FRAME)
    return MultiPolygon([shape for shape in (river, *ponds) if isinstance(shape, Polygon)])


@cache
def banks() -> Polygon:
    """The green strip on both sides of the river."""
    return one_polygon(RIVER.buffer(BANK_HALF_WIDTH, quad_segs=4).intersection(FRAME).simplify(1.5))


@cache
def railway_land() -> Polygon:
    """The railway's own land: the line and its embankments."""
    return one_polygon(RAILWAY.buffer(RAILWAY_HALF_WIDTH, quad_segs=2, cap_style="flat").simplify(0.8))


@cache
def trunk_land() -> Polygon:
    """The trunk road with its verges."""
    line = next(street.line for street in draw_streets() if street.kind == "trunk")
    return one_polygon(line.buffer(TRUNK_HALF_WIDTH, quad_segs=2, cap_style="flat").simplify(0.8))


def station() -> Polygon:
    """The station's platforms and booking hall, on the town's side of the line."""
    return unary_union(
        [
            Polygon([(48, -485), (200, -469), (201, -476), (49, -492)]),
            Polygon([(88, -485), (88, -467), (132, -463), (132, -478)]),
        ]
    ).buffer(0)

"""The named streets of Exampleton, as somebody might have drawn them over a thousand years.

Written by hand in metres (see `ground`). A street that stops near another is joined to it, so that all of
them make one network.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from shapely.geometry import LineString, Point
from shapely.ops import nearest_points

from demo.ground import XY, curve

Kind = Literal["trunk", "main", "road", "street", "lane", "close"]

#: Kerb to kerb, in metres.
WIDTH: dict[Kind, float] = {"trunk": 22, "main": 13, "road": 9.5, "street": 8, "lane": 6, "close": 6.5}

#: How far, in metres, a loose end may be from the street it was meant to meet.
REACH = 45


@dataclass(frozen=True)
class Drawn:
    """One street on the flat ground. `name_cy` is empty where nobody would use a Welsh name."""

    name: str
    kind: Kind
    line: LineString
    name_cy: str = ""


_ROWS: list[tuple[str, Kind, list[XY], str]] = [
    # Through the whole borough
    (
        "Quill Way",
        "trunk",
        [
            (1432, -1840),
            (1352, -1200),
            (1248, -608),
            (1200, -120),
            (1210, 96),
            (1280, 496),
            (1352, 1040),
            (1312, 1440),
            (1288, 1840),
        ],
        "",
    ),
    (
        "Ferry Road",
        "main",
        [
            (-2160, -160),
            (-1760, -104),
            (-1360, -72),
            (-920, -120),
            (-480, -76),
            (-264, -32),
            (0, 16),
            (336, 10),
            (656, 27),
            (944, 66),
            (1210, 96),
        ],
        "Ffordd y Fferi",
    ),
    ("Marsh Road", "main", [(1210, 96), (1520, 142), (1800, 178), (2160, 200)], ""),
    (
        "Bridge Street",
        "main",
        [(22, -442), (10, -248), (-5, -120), (0, 16), (21, 192), (59, 464), (102, 640), (126, 876)],
        "Stryd y Bont",
    ),
    (
        "Southgate",
        "main",
        [(22, -442), (14, -528), (-14, -720), (-50, -1040), (-40, -1344), (-8, -1760)],
        "Porth y De",
    ),
    ("Northgate", "main", [(126, 876), (146, 992), (200, 1184), (280, 1408), (312, 1760)], "Porth y Gogledd"),
    # Weirside
    (
        "Station Parade",
        "road",
        [(-320, -482), (-144, -453), (22, -442), (264, -416), (576, -376)],
        "Rhodfa'r Orsaf",
    ),
    ("Finch Terrace", "street", [(-472, -298), (-320, -290), (-152, -269), (10, -248)], ""),
    ("Lantern Street", "street", [(-448, -164), (-320, -164), (-160, -144), (-5, -120)], "Stryd y Llusern"),
    (
        "Weir Lane",
        "street",
        [(-264, -32), (-278, 64), (-277, 144), (-264, 264), (-328, 382), (-448, 458)],
        "Lôn y Gored",
    ),
    ("Alder Close", "close", [(-277, 144), (-344, 157), (-416, 146), (-468, 157)], ""),
    ("Dray Yard", "lane", [(-141, -6), (-149, 88), (-146, 168), (-165, 264), (-157, 328)], ""),
    ("Cooper's Row", "street", [(-320, -46), (-323, -164), (-320, -290), (-312, -376)], ""),
    ("Mercer Street", "street", [(-5, -136), (128, -142), (269, -157), (448, -166), (608, -141)], ""),
    ("Kiln Lane", "street", [(269, 11), (261, -72), (269, -157), (274, -302), (266, -416)], "Lôn yr Odyn"),
    ("Sexton Road", "street", [(11, -282), (128, -293), (274, -302), (448, -290), (605, -261)], ""),
    ("Lamplighter Row", "street", [(453, 14), (445, -72), (448, -166), (453, -290), (448, -389)], ""),
    (
        "Chapel Hill",
        "road",
        [(605, -264), (606, -141), (618, 26), (640, 240), (629, 432), (594, 632)],
        "Bryn y Capel",
    ),
    ("Quay Street", "street", [(-328, 382), (-216, 422), (-72, 445), (59, 464)], "Stryd y Cei"),
    ("Minnow Street", "street", [(-146, 168), (-64, 189), (21, 192)], ""),
    ("Lock Steps", "lane", [(-157, 328), (-72, 320), (38, 314)], ""),
    # Tannery
    ("Tannery Walk", "street", [(-720, -94), (-738, 32), (-736, 128), (-707, 264), (-640, 362)], ""),
    (
        "Millrace Road",
        "road",
        [(-1480, 264), (-1312, 266), (-1120, 237), (-934, 181), (-736, 128)],
        "Heol Ffrwd y Felin",
    ),
    ("Mill Lane", "street", [(-1128, -90), (-1131, 72), (-1120, 237), (-1098, 352)], "Lôn y Felin"),
    ("Bobbin Street", "street", [(-928, -120), (-930, 48), (-934, 181)], ""),
    ("Spindle Street", "street", [(-1373, 88), (-1131, 72), (-930, 53), (-738, 32)], ""),
    ("Shuttle Row", "street", [(-1360, -74), (-1373, 88), (-1344, 266)], ""),
    ("Dyehouse Lane", "lane", [(-1000, -114), (-995, -308), (-965, -469), (-957, -560)], ""),
    (
        "Foundry Street",
        "street",
        [(-1480, -320), (-1200, -301), (-995, -308), (-784, -318), (-608, -317)],
        "",
    ),
    ("Anvil Street", "street", [(-1232, -78), (-1210, -192), (-1200, -301), (-1184, -485)], ""),
    ("Chandler Road", "road", [(-608, -85), (-613, -200), (-608, -317), (-594, -456), (-560, -520)], ""),
    ("Ropewalk", "street", [(-1184, -485), (-965, -469), (-784, -464), (-594, -456)], ""),
    ("Wharf Road", "road", [(-1568, -85), (-1579, 96), (-1480, 264), (-1432, 362)], "Ffordd y Cei"),
    ("Marl Lane", "lane", [(-1568, -85), (-1544, -216), (-1480, -320), (-1470, -512)], ""),
    # Eastmarsh
    ("Sluice Street", "street", [(840, 50), (853, 240), (835, 448), (800, 602)], ""),
    ("Reed Street", "street", [(640, 326), (848, 320), (1067, 336)], ""),
    ("Heron Road", "street", [(1061, 78), (1072, 208), (1067, 336), (1040, 512), (952, 608)], ""),
    ("Otter Close", "close", [(837, 442), (896, 453), (960, 442)], ""),
    ("Barge Street", "street", [(880, 56), (870, -152), (864, -320), (870, -382)], ""),
    ("Withy Grove", "street", [(606, -141), (736, -157), (870, -152), (1040, -163), (1136, -152)], ""),
    ("Sedge Avenue", "street", [(864, -320), (1000, -310), (1120, -282), (1139, -152), (1104, 80)], ""),
    ("Marshgate Lane", "lane", [(1664, 162), (1702, 360), (1648, 576), (1520, 720)], ""),
    ("Kingfisher Drive", "road", [(1520, 142), (1530, -16), (1600, -168), (1744, -232), (1864, -176)], ""),
    ("Drovers Lane", "lane", [(1800, 178), (1837, 16), (1864, -176), (1848, -320)], ""),
    ("Plover Close", "close", [(1526, -8), (1440, -37), (1344, -32)], ""),
    # Hollin Bank
    (
        "Hollin Road",
        "road",
        [(-1840, 1008), (-1520, 952), (-1208, 888), (-904, 869), (-720, 862), (-544, 862)],
        "",
    ),
    ("Hollin Bank Lane", "lane", [(-1208, 888), (-1224, 1120), (-1272, 1296), (-1280, 1440)], ""),
    ("Bracken Road", "street", [(-904, 869), (-894, 1056), (-912, 1248)], ""),
    ("Rowan Avenue", "street", [(-1221, 1072), (-1056, 1067), (-894, 1056), (-704, 1067)], ""),
    ("Whinmoor Close", "close", [(-907, 1200), (-808, 1210), (-728, 1192)], ""),
    ("Ford Lane", "lane", [(-1048, 877), (-1032, 712), (-1053, 552)], "Lôn y Rhyd"),
    ("Weirfield Road", "street", [(-784, 864), (-776, 704), (-800, 568)], ""),
    ("Meadow Bank", "street", [(-1034, 704), (-776, 704), (-528, 707)], ""),
    # Priory
    (
        "Priory Road",
        "road",
        [(-544, 862), (-280, 864), (-48, 870), (126, 876), (376, 910), (608, 955), (960, 1040), (1352, 1128)],
        "Ffordd y Priordy",
    ),
    ("Abbot Street", "street", [(-280, 864), (-274, 1016), (-301, 1200), (-296, 1296)], ""),
    ("Cloister Walk", "street", [(-274, 1010), (-48, 1002), (146, 992)], ""),
    ("Almoner Street", "street", [(-48, 870), (-48, 1002), (-53, 1189)], ""),
    ("Bellfounder Road", "street", [(-301, 1200), (-53, 1189), (200, 1184)], ""),
    ("Vicarage Drive", "street", [(376, 910), (389, 1048), (360, 1200), (214, 1229)], ""),
    ("Damson Row", "street", [(389, 1048), (512, 1064), (669, 1120)], ""),
    ("Osier Lane", "lane", [(-528, 707), (-320, 704), (-96, 724), (114, 744)], ""),
    # Quill Bank
    ("Larch Hill", "street", [(960, 1040), (949, 1176), (912, 1296), (904, 1440)], ""),
    ("Fletcher Road", "street", [(784, 997), (800, 1152), (824, 1264), (912, 1296)], ""),
    ("Bowyer Street", "street", [(800, 1152), (949, 1162), (1136, 1157)], ""),
    ("Teal Street", "street", [(960, 1040), (989, 944), (1120, 920), (1200, 992), (1184, 1091)], ""),
    ("Butts Lane", "lane", [(1347, 1128), (1560, 1192), (1840, 1280)], ""),
    # Kilnfield
    (
        "Brickfield Road",
        "road",
        [(-1680, -1032), (-1392, -984), (-1120, -928), (-880, -918), (-640, -920), (-352, -933), (-42, -952)],
        "Ffordd y Maes Brics",
    ),
    ("Potter Street", "street", [(-640, -920), (-634, -768), (-645, -658)], ""),
    ("Clay Lane", "lane", [(-1120, -928), (-1133, -770), (-1112, -704)], ""),
    (
        "Kilnfield Avenue",
        "street",
        [(-1133, -770), (-880, -768), (-634, -768), (-336, -749), (-18, -738)],
        "",
    ),
    ("Glaze Street", "street", [(-336, -749), (-352, -933), (-346, -1152), (-352, -1280)], ""),
    ("Slipware Close", "close", [(-349, -1056), (-248, -1064), (-168, -1048)], ""),
    (
        "Bargate Road",
        "street",
        [(-800, -918), (-810, -1104), (-720, -1240), (-568, -1248), (-448, -1176), (-346, -1152)],
        "",
    ),
    ("Hop Lane", "lane", [(-1120, -928), (-1146, -1160), (-1112, -1472)], ""),
    # Larkfield
    ("Larkfield Road", "road", [(-42, -952), (168, -954), (560, -957), (960, -928), (1312, -984)], ""),
    ("Skylark Road", "street", [(320, -957), (330, -768), (314, -552)], ""),
    ("Thrush Street", "street", [(-13, -704), (160, -714), (325, -712), (648, -704)], ""),
    ("Linnet Street", "street", [(645, -952), (648, -704), (661, -528)], ""),
    ("Larkfield Avenue", "street", [(960, -928), (949, -720), (981, -528)], ""),
    ("Wren Close", "close", [(952, -768), (856, -774), (776, -760)], ""),
    ("Cornmill Lane", "lane", [(168, -954), (181, -1160), (240, -1424)], ""),
    ("Harvest Road", "street", [(560, -957), (578, -1152), (768, -1245), (952, -1136), (960, -928)], ""),
]


def _meet(end: XY, others: list[LineString]) -> XY:
    """Where a loose end joins the nearest other street, or where it is when none is near."""
    here = Point(end)
    near = min(others, key=here.distance)
    if here.distance(near) > REACH:
        return end
    joined = nearest_points(near, here)[0]
    return joined.x, joined.y


@cache
def draw_streets() -> tuple[Drawn, ...]:
    """All named streets, in the order of the table above; joined, smoothed."""
    lines = [curve(points) for _, _, points, _ in _ROWS]
    drawn = []
    for i, (name, kind, points, name_cy) in enumerate(_ROWS):
        others = lines[:i] + lines[i + 1 :]
        joined = [_meet(points[0], others), *points[1:-1], _meet(points[-1], others)]
        drawn.append(Drawn(name=name, kind=kind, line=curve(joined), name_cy=name_cy))
    return tuple(drawn)

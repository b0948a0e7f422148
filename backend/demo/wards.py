"""The outline of the borough and its eight wards: cut from one sheet, so they fit without gap or overlap."""

from dataclasses import dataclass
from functools import cache

from shapely.geometry import LineString, Point, Polygon
from shapely.ops import polygonize, unary_union

from demo.ground import XY, blob, curve
from demo.land import RAILWAY, RIVER


@dataclass(frozen=True)
class Ward:
    """A ward on the flat ground. `code` is in the manner of the national ones, and is nobody's."""

    slug: str
    name: str
    name_cy: str
    code: str
    shape: Polygon


#: slug, name, Welsh name, code, and a point that is in it and in no other.
_WARDS: list[tuple[str, str, str, str, XY]] = [
    ("weirside", "Weirside", "Glan y Gored", "X05000001", (80, 80)),
    ("tannery", "Tannery", "Y Barcerdy", "X05000002", (-1040, 0)),
    ("eastmarsh", "Eastmarsh", "Y Gors", "X05000003", (960, 80)),
    ("hollin-bank", "Hollin Bank", "", "X05000004", (-1040, 960)),
    ("priory", "Priory", "Y Priordy", "X05000005", (80, 960)),
    ("quill-bank", "Quill Bank", "", "X05000006", (1040, 1120)),
    ("kilnfield", "Kilnfield", "Maes yr Odyn", "X05000007", (-800, -880)),
    ("larkfield", "Larkfield", "Maes yr Ehedydd", "X05000008", (480, -800)),
]


def _outline() -> Polygon:
    return blob(
        [
            (-1952, 720),
            (-1920, 240),
            (-1968, -240),
            (-1864, -720),
            (-1800, -1120),
            (-1440, -1392),
            (-880, -1520),
            (-240, -1504),
            (400, -1544),
            (960, -1440),
            (1520, -1248),
            (1880, -920),
            (1984, -400),
            (1936, 80),
            (2000, 560),
            (1968, 1040),
            (1880, 1360),
            (1360, 1488),
            (720, 1552),
            (0, 1504),
            (-640, 1544),
            (-1280, 1520),
            (-1760, 1360),
        ],
        every=60,
        keep=2,
    )


#: Behind the houses, where no street is, so that each home's front is in one ward. They run a little past the
#: line they end at; what hangs over is no edge of any face.
_CUTS: list[LineString] = [
    RIVER,
    RAILWAY,
    curve([(-520, 720), (-512, 400), (-544, 160), (-528, 0), (-544, -200), (-512, -400), (-496, -720)]),
    curve([(720, 800), (712, 480), (744, 200), (720, -40), (736, -320), (720, -640)]),
    curve([(-592, 320), (-600, 720), (-560, 1040), (-592, 1360), (-560, 1760)]),
    curve([(704, 560), (720, 1040), (704, 1360), (720, 1760)]),
    curve([(-104, -400), (-112, -800), (-136, -1200), (-120, -1760)]),
]


@cache
def draw_wards() -> tuple[Ward, ...]:
    """The wards, in the order of their codes."""
    outline = _outline()
    sheet = unary_union([outline.exterior, *_CUTS])
    faces = [face for face in polygonize(sheet) if outline.contains(face.representative_point())]
    return tuple(
        Ward(
            slug=slug,
            name=name,
            name_cy=name_cy,
            code=code,
            shape=next(f for f in faces if f.contains(Point(at))),
        )
        for slug, name, name_cy, code, at in _WARDS
    )


def draw_county() -> Polygon:
    """The county, which holds the borough and more: between the two no district answers for anything."""
    return blob(
        [
            (-3120, 1840),
            (-3440, 480),
            (-3160, -1120),
            (-2400, -2320),
            (-720, -2640),
            (1040, -2520),
            (2560, -2080),
            (3280, -720),
            (3400, 880),
            (2800, 2160),
            (1200, 2560),
            (-960, 2520),
        ],
        every=120,
        keep=4,
    )

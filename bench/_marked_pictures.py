"""Street pictures with number plates and a face put into them, at known places, to measure the detector on.

Plates are drawn here: British ones, white and yellow, of 38 to 220 pixels in a picture 1,920 pixels long,
tilted, sheared, blurred and in poor light, on a car's colour. The face is the portrait that scikit-image
ships (NASA, in the public domain), cut out and made 20 to 300 pixels high in the same ways. The streets are
the demo's pictures and, where `../shared/data/photos` is there, real photos without a face or plate of their
own.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Final, Literal

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

ROOT: Final = Path(__file__).resolve().parent.parent
EDGE: Final = 1920
_LETTERS: Final = "ABCDEFGHJKLMNOPRSTUVWXY"
_PLATE_WIDTHS: Final = (38, 50, 64, 84, 110, 150, 220)
_FACE_HEIGHTS: Final = (20, 28, 38, 52, 72, 110, 180, 300)
_REAL: Final = (
    "gps_bad_nan_seconds_nikon_d5000.jpg",
    "gps_bad_zero_zero.jpg",
    "gps_sony_hx5v_datestamp.jpg",
    "gps_southern_hemisphere.jpg",
    "gps_iphone4_rome.jpg",
    "gps_iphone11_exif_at_eof.heic",
)
#: The head in the portrait, and the face in that: left, upper, right, lower in pixels.
_HEAD: Final = (150, 0, 300, 210)
_FACE: Final = (178, 72, 268, 192)

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Marked:
    """A picture with one thing to find; `box` (left, upper, width, height) in fractions; `size` in pixels."""

    picture: Image.Image
    kind: Literal["face", "plate"]
    box: Box
    size: int


def streets() -> list[Image.Image]:
    """Upright RGB pictures whose long edge is 1,920 pixels, with no face and no plate in them."""
    from demo.pictures import album

    chance = Random(7)
    keys = chance.sample(sorted(album.MOTIFS), 8)
    found = [album.draw(key, "before") for key in keys]
    pictures = [_as_street(Image.open(BytesIO(data))) for data in found]
    folder = ROOT.parent / "shared" / "data" / "photos"
    for name in _REAL if folder.is_dir() else ():
        import pillow_heif

        pillow_heif.register_heif_opener()
        pictures.append(_as_street(Image.open(folder / name)))
    return pictures


def plates(grounds: list[Image.Image]) -> Iterator[Marked]:
    """Each size on each street once, each time otherwise tilted, lit and blurred."""
    chance = Random(11)
    for ground in grounds:
        for width in _PLATE_WIDTHS:
            yield _put(ground, _car_with(_plate(chance), width, chance), "plate", width, chance)


def faces(grounds: list[Image.Image]) -> Iterator[Marked]:
    """Each size on each street once; nothing where the portrait is not installed."""
    portrait = _portrait()
    if portrait is None:
        return
    chance = Random(13)
    for ground in grounds:
        for height in _FACE_HEIGHTS:
            yield _put(ground, _head_of(portrait, height), "face", height, chance)


def _as_street(picture: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    scale = EDGE / max(upright.size)
    return upright.resize((round(upright.width * scale), round(upright.height * scale)))


def _plate(chance: Random) -> Image.Image:
    """One plate, 520 by 111 mm at two pixels to a millimetre, as the law has had it since 2001."""
    words = (
        f"{chance.choice(_LETTERS)}{chance.choice(_LETTERS)}{chance.randint(2, 73):02} "
        f"{''.join(chance.choice(_LETTERS) for _ in range(3))}"
    )
    plate = Image.new("RGB", (1040, 222), chance.choice([(245, 245, 240), (250, 205, 30)]))
    draw = ImageDraw.Draw(plate)
    draw.text((520, 111), words, (15, 15, 15), ImageFont.load_default(196), anchor="mm", stroke_width=5)
    draw.rounded_rectangle((3, 3, 1036, 218), 14, outline=(40, 40, 40), width=5)
    return plate


def _car_with(plate: Image.Image, width: int, chance: Random) -> tuple[Image.Image, Box]:
    """The plate on a piece of bumper, and where on it the plate is, in pixels."""
    height = max(1, round(width * 222 / 1040))
    car = Image.new("RGB", (width * 2, height * 4), tuple(chance.randint(10, 210) for _ in range(3)))
    ImageDraw.Draw(car).rectangle((0, height * 3, width * 2, height * 4), (25, 25, 28))
    at = (width // 2, round(height * 1.3))
    car.paste(plate.resize((width, height), Image.Resampling.LANCZOS), at)
    return car, (at[0], at[1], width, height)


def _head_of(portrait: Image.Image, height: int) -> tuple[Image.Image, Box]:
    scale = height / (_FACE[3] - _FACE[1])
    head = portrait.crop(_HEAD)
    head = head.resize((round(head.width * scale), round(head.height * scale)), Image.Resampling.LANCZOS)
    box = ((_FACE[0] - _HEAD[0]) * scale, (_FACE[1] - _HEAD[1]) * scale, 90 * scale, float(height))
    return head, box


def _put(
    ground: Image.Image,
    thing: tuple[Image.Image, Box],
    kind: Literal["face", "plate"],
    size: int,
    chance: Random,
) -> Marked:
    """Into the lower two thirds of a street: tilted, mirrored or not for faces, lit and blurred by chance."""
    patch, (x, y, w, h) = thing
    marks = Image.new("L", patch.size)
    marks.paste(255, (round(x), round(y), round(x + w), round(y + h)))
    mask = Image.new("L", patch.size, 255)
    if kind == "face":
        mask = Image.new("L", patch.size)
        ImageDraw.Draw(mask).ellipse((0, 0, patch.width, patch.height), 255)
    shear, tilt = chance.uniform(-0.25, 0.25), chance.uniform(-14, 14)
    turned = [_turned(image, shear, tilt) for image in (patch, marks, mask)]
    if kind == "face" and chance.random() < 0.5:
        turned = [ImageOps.mirror(image) for image in turned]
    seen, marks, mask = turned
    seen = ImageEnhance.Brightness(seen).enhance(chance.uniform(0.45, 1.15))
    picture = ground.copy()
    at = (
        chance.randint(0, max(0, picture.width - seen.width)),
        chance.randint(picture.height // 3, max(picture.height // 3, picture.height - seen.height)),
    )
    picture.paste(seen, at, mask)
    picture = picture.filter(ImageFilter.GaussianBlur(chance.choice([0, 0.6, 1.2])))
    left, upper, right, lower = marks.point(lambda value: 255 * (value > 127)).getbbox() or (0, 0, 1, 1)
    box = (
        (at[0] + left) / picture.width,
        (at[1] + upper) / picture.height,
        (right - left) / picture.width,
        (lower - upper) / picture.height,
    )
    return Marked(picture, kind, box, size)


def _turned(image: Image.Image, shear: float, tilt: float) -> Image.Image:
    room = round(abs(shear) * image.height) + 1
    wide = Image.new(image.mode, (image.width + 2 * room, image.height))
    wide.paste(image, (room, 0))
    sheared = wide.transform(
        wide.size,
        Image.Transform.AFFINE,
        (1, shear, -shear * image.height / 2, 0, 1, 0),
        Image.Resampling.BICUBIC,
    )
    return sheared.rotate(tilt, Image.Resampling.BICUBIC, expand=True)


def _portrait() -> Image.Image | None:
    sys.path.append(str(ROOT / ".doorstep" / "pictures"))
    found = find_spec("skimage")
    places = found.submodule_search_locations if found else None
    return Image.open(Path(places[0], "data", "astronaut.png")).convert("RGB") if places else None

"""Reads boundaries from files: GeoJSON, also gzipped, and GeoPackage. Told apart by content, never by name.

A GeoPackage is an SQLite file whose shapes are WKB behind a small header, so nothing but the standard library
is needed. Source: OGC 12-128r19, "GeoPackage Encoding Standard", clause 2.1.3.
"""

import gzip
import json
import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from django.utils.translation import gettext as _t
from shapely.geometry import shape as shape_from_mapping

from core.problems import Invalid
from routing.national_grid import to_wgs84
from routing.nearness import Shape

NATIONAL_GRID = 27700
#: EPSG numbers whose degrees are WGS84's, or within a metre of them (4258: ETRS89).
_DEGREES = frozenset({4326, 4258})
#: Bytes of the envelope in a GeoPackage shape's header, by its indicator.
_ENVELOPE = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


class WrongFile(Invalid):
    """The file can't be read as boundaries; the message says why and what to do."""

    type = "/problems/wrong-file"


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of a file, its shape in WGS84 degrees; None where the file has none."""

    number: int
    shape: Shape | None
    properties: dict[str, Any]


def read_features(path: Path, *, layer: str = "", epsg: int | None = None) -> list[Feature]:
    """All rows of a file.

    layer   of a GeoPackage that has several.
    epsg    what its coordinates are in, where the file does not say: 4326 or 27700.
    Raises  WrongFile.
    """
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise WrongFile(
            _t("%(file)s can't be read: %(why)s.") % {"file": path, "why": error.strerror}
        ) from error
    if start.startswith(b"SQLite format 3"):
        features, found = _read_geopackage(path, layer)
    else:
        features, found = _read_geojson(path, start)
    if not features:
        raise WrongFile(_t("%(file)s holds no areas.") % {"file": path.name})
    return _in_degrees(features, _reference(epsg, found, features, path), path)


def repaired(shape: Shape) -> tuple[Shape | None, bool]:
    """The polygons of a shape, made valid, and whether it had to be mended. None where nothing is left."""
    flat = shapely.force_2d(shape)
    is_outline = flat.geom_type in ("Polygon", "MultiPolygon")
    if is_outline and flat.is_valid and not flat.is_empty:
        return flat, False
    mended = shapely.make_valid(flat)
    polygons = [part for part in _pieces(mended) if part.geom_type == "Polygon" and not part.is_empty]
    if not polygons:
        return None, True
    return shapely.unary_union(polygons) if len(polygons) > 1 else polygons[0], True


def _pieces(shape: Shape) -> Iterable[Shape]:
    for part in shapely.get_parts(shape):
        if part.geom_type.startswith("Multi") or part.geom_type == "GeometryCollection":
            yield from _pieces(part)
        else:
            yield part


def _read_geojson(path: Path, start: bytes) -> tuple[list[Feature], int | None]:
    if start.startswith(b"PK"):
        raise WrongFile(
            _t("%(file)s is a ZIP file. Unpack it, and import what is in it.") % {"file": path.name}
        )
    try:
        raw = gzip.decompress(path.read_bytes()) if start.startswith(b"\x1f\x8b") else path.read_bytes()
        held = json.loads(raw)
    except (OSError, EOFError, zlib.error) as error:
        raise WrongFile(_t("%(file)s is damaged or cut short.") % {"file": path.name}) from error
    except (ValueError, RecursionError) as error:
        raise WrongFile(_t("%(file)s is neither GeoJSON nor a GeoPackage.") % {"file": path.name}) from error
    rows = held.get("features") if isinstance(held, dict) else None
    if not isinstance(rows, list):
        raise WrongFile(_t("%(file)s is JSON, but not a GeoJSON FeatureCollection.") % {"file": path.name})
    features = []
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise WrongFile(
                _t("%(file)s: row %(number)s is no feature.") % {"file": path.name, "number": number}
            )
        properties: dict[str, Any] = row["properties"] if isinstance(row.get("properties"), dict) else {}
        if row.get("id") is not None:
            properties.setdefault("id", row["id"])
        features.append(Feature(number, _shape(row.get("geometry"), path, number), properties))
    return features, _named_reference(held)


def _shape(geometry: Any, path: Path, number: int) -> Shape | None:
    if geometry is None:
        return None
    try:
        with np.errstate(invalid="ignore"):  # what is not a number is refused with its row, in `_in_degrees`
            return shape_from_mapping(geometry)
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        shapely.errors.ShapelyError,
    ) as error:
        raise _unreadable(path, number) from error


def _unreadable(path: Path, number: int) -> WrongFile:
    return WrongFile(
        _t("%(file)s: the shape of row %(number)s can't be read.") % {"file": path.name, "number": number}
    )


def _named_reference(held: dict[str, Any]) -> int | None:
    """The EPSG number of a GeoJSON file's `crs` member, an older custom that files still follow."""
    crs = held.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if not name:
        return None
    if "CRS84" in name:
        return 4326
    digits = name.replace("/", ":").rsplit(":", 1)[-1]
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _read_geopackage(path: Path, layer: str) -> tuple[list[Feature], int | None]:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
            layers = {
                table: (column, reference)
                for table, column, reference in file.execute(
                    "SELECT g.table_name, g.column_name, s.organization_coordsys_id "
                    "FROM gpkg_geometry_columns g LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
                    "ORDER BY g.table_name"
                )
            }
            table = _choose_layer(path, layers, layer)
            column, reference = layers[table]
            rows = file.execute(f"SELECT * FROM {_quoted(table)}")  # noqa: S608 (a name that the file itself gave)
            names = [described[0] for described in rows.description]
            at = names.index(column)
            features = [
                Feature(
                    number,
                    _unwrapped(row[at], path, number),
                    {name: value for name, value in zip(names, row, strict=True) if name != column},
                )
                for number, row in enumerate(rows, start=1)
            ]
    except (sqlite3.Error, ValueError) as error:
        raise WrongFile(_t("%(file)s is a database, but not a GeoPackage.") % {"file": path.name}) from error
    return features, reference


def _choose_layer(path: Path, layers: dict[str, tuple[str, int | None]], wanted: str) -> str:
    if wanted in layers:
        return wanted
    if wanted or len(layers) != 1:
        gaps = {"file": path.name, "layers": ", ".join(layers) or "–"}
        raise WrongFile(_t("Say which layer of %(file)s you mean, with --layer: %(layers)s.") % gaps)
    return next(iter(layers))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _unwrapped(blob: Any, path: Path, number: int) -> Shape | None:
    """The shape behind a GeoPackage's header: "GP", version, flags, reference, envelope, then WKB."""
    if blob is None:
        return None
    if not isinstance(blob, bytes) or blob[:2] != b"GP" or len(blob) < 8:
        raise _unreadable(path, number)
    envelope = _ENVELOPE.get((blob[3] >> 1) & 0b111)
    if envelope is None:
        raise _unreadable(path, number)
    try:
        return shapely.from_wkb(blob[8 + envelope :])
    except shapely.errors.ShapelyError as error:
        raise _unreadable(path, number) from error


def _reference(wanted: int | None, found: int | None, features: list[Feature], path: Path) -> int:
    """The EPSG number of the coordinates, as told, as found, or as they look."""
    reference = wanted or found
    looks_like_degrees = all(
        abs(x) <= 180 and abs(y) <= 90
        for feature in features
        if feature.shape is not None and not feature.shape.is_empty
        for x, y in (feature.shape.bounds[:2], feature.shape.bounds[2:])
    )
    if reference is None:
        reference = 4326
    if reference != NATIONAL_GRID and reference not in _DEGREES:
        gaps = {"file": path.name, "reference": f"EPSG:{reference}"}
        raise WrongFile(
            _t("%(file)s has coordinates in %(reference)s. Convert it to EPSG:4326 or EPSG:27700 first.")
            % gaps
        )
    if reference in _DEGREES and not looks_like_degrees:
        raise WrongFile(
            _t(
                "%(file)s has coordinates that are not degrees. If they are eastings and northings, "
                "say --crs 27700."
            )
            % {"file": path.name}
        )
    return reference


def _in_degrees(features: list[Feature], reference: int, path: Path) -> list[Feature]:
    moved = []
    for feature in features:
        shape = feature.shape
        if shape is not None and not np.isfinite(shapely.get_coordinates(shape)).all():
            raise _unreadable(path, feature.number)
        if shape is not None and reference == NATIONAL_GRID:
            shape = shapely.transform(shapely.force_2d(shape), to_wgs84)
        moved.append(Feature(feature.number, shape, feature.properties))
    return moved

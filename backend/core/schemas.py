"""Shapes that every room's API uses."""

from typing import Any

from ninja import Schema


class Problem(Schema):
    """RFC 9457: what went wrong, for machines by `type`, for people by `detail`."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None = None
    errors: list[dict[str, Any]] | None = None


class Named(Schema):
    """A thing by its stable key and its name in the reader's language."""

    key: str
    name: str


class LatLon(Schema):
    """WGS84 degrees."""

    lat: float
    lon: float

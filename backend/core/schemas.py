"""Shapes that every room's API uses."""

from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Schema
from pydantic import AfterValidator


def as_built(document: Schema) -> HttpResponse:
    """A document that we built ourselves, as JSON. For long lists: the usual way checks each row twice over.

    The rows may come from `model_construct`; a contract test holds the answers against their schemas.
    """
    return HttpResponse(document.model_dump_json(), content_type="application/json")


def _storable(text: str) -> str:
    if "\0" in text:
        raise ValueError("holds a NUL")
    text.encode()  # UnicodeEncodeError, a ValueError, for half of a surrogate pair
    return text


#: Text that a database takes: JSON can carry NUL and halves of surrogate pairs, UTF-8 and PostgreSQL cannot.
Storable = Annotated[str, AfterValidator(_storable)]


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

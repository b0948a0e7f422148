"""Writes the map: areas, streets and what is only drawn. Each call is one transaction, one new generation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import shapely
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _t

from accounts.models import Body
from core.problems import Invalid
from routing import atlas
from routing.levels import Level
from routing.models import Area, Backdrop, BackdropKind, Shaped, Street, StreetKind
from routing.nearness import Shape

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaDraft:
    """An area to be written. `kind` and `code` say which it is; `shape` is of polygons, in WGS84 degrees."""

    kind: str
    code: str
    name: str
    shape: Shape
    name_cy: str = ""
    body: Body | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetDraft:
    """A street to be written. `code` says which it is; blank: made of name, kind and ward. `shape`: lines."""

    name: str
    shape: Shape
    kind: str = StreetKind.STREET
    name_cy: str = ""
    ward: Area | None = None
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackdropDraft:
    """Something to be drawn."""

    kind: str
    shape: Shape
    name: str = ""
    name_cy: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a write of areas did, as their names; `areas` in the order of the drafts."""

    areas: tuple[Area, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]


def save_areas(drafts: Sequence[AreaDraft]) -> Saved:
    """Write areas, new or changed; what is as it was is left alone. Raises Invalid, naming the area."""
    _check_areas(drafts)
    with transaction.atomic():
        kinds = {draft.kind for draft in drafts}
        known = {(area.kind, area.code): area for area in Area.objects.filter(kind__in=kinds)}
        slugs = {(area.kind, area.slug) for area in known.values()}
        rows: list[Area] = []
        added: list[Area] = []
        changed: list[Area] = []
        unchanged: list[Area] = []
        for draft in drafts:
            area = known.get((draft.kind, draft.code))
            if area is None:
                area = Area(kind=draft.kind, code=draft.code, slug=_slug(draft, slugs))
                slugs.add((area.kind, area.slug))
                added.append(area)
            elif _differs(area, draft):
                changed.append(area)
            else:
                unchanged.append(area)
            _take(area, draft)
            rows.append(area)
        Area.objects.bulk_create(added, batch_size=_BATCH)
        Area.objects.bulk_update(changed, [*_AREA_FIELDS, *_SHAPE_FIELDS], batch_size=_BATCH)
        if added or changed:
            atlas.changed()
    return Saved(tuple(rows), _names(added), _names(changed), _names(unchanged))


def save_streets(drafts: Sequence[StreetDraft]) -> list[Street]:
    """Write streets, new or changed, in the order of the drafts. Raises Invalid, naming the street."""
    rows: dict[str, Street] = {}
    for draft in drafts:
        if draft.kind not in StreetKind.values or not draft.name or not _made_of(draft.shape, "LineString"):
            raise Invalid(_t("“%(name)s” can't be kept as a street.") % {"name": draft.name})
        code = draft.code or slugify(f"{draft.name} {draft.kind} {draft.ward.code if draft.ward else ''}")
        if code in rows:
            raise Invalid(_t("Two streets have the same code, “%(code)s”.") % {"code": code})
        street = Street(code=code, kind=draft.kind, name=draft.name, name_cy=draft.name_cy, ward=draft.ward)
        _lay(street, draft.shape)
        rows[code] = street
    with transaction.atomic():
        Street.objects.bulk_create(
            rows.values(),
            batch_size=_BATCH,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "name_cy", "kind", "ward", *_SHAPE_FIELDS],
        )
        atlas.changed()
        kept = {street.code: street for street in Street.objects.filter(code__in=list(rows))}
    return [kept[code] for code in rows]


def save_backdrops(drafts: Sequence[BackdropDraft], *, instead: bool = False) -> list[Backdrop]:
    """Draw these things too, or `instead` of all that was drawn before of the same kinds. Raises Invalid."""
    rows: list[Backdrop] = []
    for draft in drafts:
        if draft.kind not in BackdropKind.values or draft.shape.is_empty:
            raise Invalid(_t("“%(name)s” can't be drawn.") % {"name": draft.name or draft.kind})
        backdrop = Backdrop(kind=draft.kind, name=draft.name, name_cy=draft.name_cy)
        _lay(backdrop, draft.shape)
        rows.append(backdrop)
    with transaction.atomic():
        if instead:
            Backdrop.objects.filter(kind__in={draft.kind for draft in drafts}).delete()
        Backdrop.objects.bulk_create(rows, batch_size=_BATCH)
        atlas.changed()
    return rows


_SHAPE_FIELDS = ("geometry", "west", "south", "east", "north")
_AREA_FIELDS = ("name", "name_cy", "body", "valid_from", "valid_to", "source")


def _check_areas(drafts: Sequence[AreaDraft]) -> None:
    seen: set[tuple[str, str]] = set()
    for draft in drafts:
        gaps = {"name": draft.name or draft.code}
        if draft.kind not in Level.values or not draft.code or not draft.name:
            raise Invalid(_t("“%(name)s” needs a kind, a code and a name.") % gaps)
        if not _made_of(draft.shape, "Polygon") or not draft.shape.is_valid:
            raise Invalid(_t("“%(name)s” has no valid outline.") % gaps)
        if (draft.kind, draft.code) in seen:
            raise Invalid(_t("Two areas have the same code, “%(code)s”.") % {"code": draft.code})
        seen.add((draft.kind, draft.code))


def _made_of(shape: Shape, part: str) -> bool:
    return not shape.is_empty and shape.geom_type in (part, f"Multi{part}")


def _lay(row: Shaped, shape: Shape) -> None:
    row.geometry = shapely.to_wkb(shape)
    row.west, row.south, row.east, row.north = shape.bounds


def _take(area: Area, draft: AreaDraft) -> None:
    area.name, area.name_cy, area.body = draft.name, draft.name_cy, draft.body
    area.valid_from, area.valid_to, area.source = draft.valid_from, draft.valid_to, draft.source
    _lay(area, draft.shape)


def _differs(area: Area, draft: AreaDraft) -> bool:
    kept = (area.name, area.name_cy, area.body_id, area.valid_from, area.valid_to, area.source)
    new = (
        draft.name,
        draft.name_cy,
        draft.body.pk if draft.body else None,
        draft.valid_from,
        draft.valid_to,
        draft.source,
    )
    return kept != new or bytes(area.geometry) != shapely.to_wkb(draft.shape)


def _slug(draft: AreaDraft, taken: set[tuple[str, str]]) -> str:
    base = slugify(draft.name)[:70] or slugify(draft.code)[:70] or draft.kind
    slug, count = base, 1
    while (draft.kind, slug) in taken:
        count += 1
        slug = f"{base}-{count}"
    return slug


def _names(areas: Iterable[Area]) -> tuple[str, ...]:
    return tuple(area.name for area in areas)

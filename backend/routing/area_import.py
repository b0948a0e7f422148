"""Brings a file of boundaries into the atlas, saying what it repaired, added, changed and left alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import shapely
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _t

from accounts.models import Body
from routing.boundaries import AreaDraft, Saved, save_areas
from routing.boundary_files import Feature, WrongFile, read_features, repaired
from routing.levels import Level
from routing.models import Area
from routing.nearness import Shape

_NAME_FIELDS = ("name", "area_name", "site_name", "ward_name", "title", "label", "site_type", "type")
_CODE_FIELDS = (
    "code",
    "area_code",
    "lad_code",
    "ward_code",
    "county_code",
    "gss_code",
    "reference",
    "id",
    "fid",
)
_NATIONS = {
    "england": "england",
    "wales": "wales",
    "scotland": "scotland",
    "northern ireland": "northern_ireland",
}


@dataclass(frozen=True, slots=True)
class KindOf:
    """Which kind of area each row is: `kind` for all, or by the value of a field.

    Written `ward`, or `two_tier:yes=district,no=unitary`.
    """

    kind: str = ""
    field: str = ""
    kinds: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str) -> "KindOf":
        """Raises WrongFile for a kind that there is not."""
        field, colon, pairs = text.partition(":")
        kinds = tuple(
            (value, kind) for value, _equals, kind in (pair.partition("=") for pair in pairs.split(","))
        )
        for kind in [kind for _value, kind in kinds] if colon else [text]:
            if kind not in Level.values:
                gaps = {"kind": kind, "kinds": ", ".join(Level.values)}
                raise WrongFile(
                    _t("There is no kind of area called “%(kind)s”. There are: %(kinds)s.") % gaps
                )
        return cls(field=field, kinds=kinds) if colon else cls(kind=text)

    def of(self, feature: Feature) -> str:
        if not self.field:
            return self.kind
        value = _text(feature, self.field)
        for known, kind in self.kinds:
            if known == value:
                return kind
        gaps = {"number": feature.number, "field": self.field, "value": value}
        raise WrongFile(
            _t("Row %(number)s has “%(value)s” in %(field)s, for which no kind was given.") % gaps
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What a file is, and whose its areas are.

    body           answers for all of them; or
    own_bodies     each area is its own body, made where it is missing.
    nation_field   holds England, Wales, Scotland or Northern Ireland: whose bank holidays a new body keeps.
    code_field     tells areas apart, now and in the next edition. Blank: found, or made of name and outline.
    name_field     several, comma between, are tried in turn. Blank: found.
    """

    kind: KindOf
    body: Body | None = None
    own_bodies: bool = False
    nation_field: str = ""
    code_field: str = ""
    name_field: str = ""
    name_cy_field: str = ""
    layer: str = ""
    epsg: int | None = None
    source: str = ""
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. `missing`: areas of its kinds and bodies that the file does not name; kept."""

    saved: Saved
    repaired: tuple[str, ...]
    skipped: tuple[str, ...]
    missing: tuple[str, ...]
    code_field: str


def import_areas(path: Path, plan: ImportPlan) -> Imported:
    """Import a file of boundaries in one transaction, or change nothing. Raises WrongFile or Invalid."""
    features = read_features(path, layer=plan.layer, epsg=plan.epsg)
    mended: list[str] = []
    skipped: list[str] = []
    rows: list[tuple[Feature, Shape, str]] = []
    for feature in features:
        name = _name(feature, plan)
        shape, was_mended = repaired(feature.shape) if feature.shape is not None else (None, False)
        if shape is None:
            skipped.append(name)
            continue
        if was_mended:
            mended.append(name)
        rows.append((feature, shape, name))
    if not rows:
        raise WrongFile(
            _t("%(file)s holds no outlines: points and lines are no areas.") % {"file": path.name}
        )
    code_field = plan.code_field or _find_code_field([feature for feature, _shape, _name in rows])
    with transaction.atomic():
        drafts = _drafts(rows, plan, code_field, skipped)
        saved = save_areas(drafts)
        missing = _missing(drafts)
    return Imported(saved, tuple(mended), tuple(skipped), missing, code_field)


def _drafts(
    rows: Sequence[tuple[Feature, Shape, str]], plan: ImportPlan, code_field: str, skipped: list[str]
) -> list[AreaDraft]:
    bodies = _own_bodies(rows, plan) if plan.own_bodies else {}
    drafts: dict[tuple[str, str], AreaDraft] = {}
    for feature, shape, name in rows:
        kind = plan.kind.of(feature)
        code = _text(feature, code_field)[:80] if code_field else _made_code(name, shape)
        if (kind, code) in drafts:
            if code_field:
                gaps = {"field": code_field, "number": feature.number, "code": code}
                raise WrongFile(_t("Row %(number)s repeats the code “%(code)s” in %(field)s.") % gaps)
            skipped.append(name)  # the same name and the same outline: the same area twice
            continue
        if not code:
            gaps = {"field": code_field, "number": feature.number}
            raise WrongFile(_t("Row %(number)s has no code in %(field)s.") % gaps)
        drafts[(kind, code)] = AreaDraft(
            kind=kind,
            code=code,
            name=name,
            name_cy=_text(feature, plan.name_cy_field)[:120] if plan.name_cy_field else "",
            shape=shape,
            body=bodies.get(feature.number, plan.body),
            source=plan.source,
            valid_from=plan.valid_from,
        )
    return list(drafts.values())


def _own_bodies(rows: Sequence[tuple[Feature, Shape, str]], plan: ImportPlan) -> dict[int, Body]:
    """A body for each row, by its number, made where it is missing."""
    known = {body.key: body for body in Body.objects.all()}
    fresh: list[Body] = []
    found: dict[int, Body] = {}
    for feature, _shape, name in rows:
        kind = plan.kind.of(feature)
        if kind not in Body.Kind.values:
            raise WrongFile(
                _t("Only districts, unitaries and counties can be their own bodies, not a %s.") % kind
            )
        key = slugify(name)[:48]
        if key in known and known[key].kind != kind:
            key = f"{key}-{kind}"
        if key not in known:
            nation = (
                _NATIONS.get(_text(feature, plan.nation_field).lower(), "england")
                if plan.nation_field
                else "england"
            )
            name_cy = _text(feature, plan.name_cy_field)[:120] if plan.name_cy_field else ""
            known[key] = Body(key=key, name=name, name_cy=name_cy, kind=kind, nation=nation)
            fresh.append(known[key])
        found[feature.number] = known[key]
    Body.objects.bulk_create(fresh, batch_size=500)
    return found


def _text(feature: Feature, field: str) -> str:
    value = feature.properties.get(field)
    return "" if value is None else " ".join(str(value).split())


def _name(feature: Feature, plan: ImportPlan) -> str:
    fields = [field.strip() for field in plan.name_field.split(",")] if plan.name_field else _NAME_FIELDS
    for field in fields:
        name = _text(feature, field)
        if name:
            return name[:120]
    if plan.name_field and fields[0] not in feature.properties:
        known = ", ".join(map(str, feature.properties))
        raise WrongFile(
            _t("There is no field %(field)s. There are: %(known)s.") % {"field": fields[0], "known": known}
        )
    for field in feature.properties:
        if field.lower().endswith("nm") and _text(
            feature, field
        ):  # the Office for National Statistics: WD25NM
            return _text(feature, field)[:120]
    return _t("Area %(number)s") % {"number": feature.number}


def _find_code_field(features: Sequence[Feature]) -> str:
    """The field that tells every row apart, or ""."""
    fields = list(features[0].properties)
    known = {field.lower(): field for field in fields}
    likely = [known[field] for field in _CODE_FIELDS if field in known]
    likely += [field for field in fields if field.lower().endswith("cd")]
    for field in likely:
        codes = {_text(feature, field) for feature in features}
        if len(codes) == len(features) and "" not in codes:
            return field
    return ""


def _made_code(name: str, shape: Shape) -> str:
    return f"{slugify(name)[:60]}-{sha256(shapely.to_wkb(shapely.normalize(shape))).hexdigest()[:10]}".strip(
        "-"
    )


def _missing(drafts: Sequence[AreaDraft]) -> tuple[str, ...]:
    kinds = {draft.kind for draft in drafts}
    bodies = {draft.body.pk for draft in drafts if draft.body is not None}
    named = {(draft.kind, draft.code) for draft in drafts}
    kept = Area.objects.filter(kind__in=kinds, valid_to=None).order_by("name")
    if bodies:
        kept = kept.filter(body__in=bodies)
    return tuple(
        name for kind, code, name in kept.values_list("kind", "code", "name") if (kind, code) not in named
    )

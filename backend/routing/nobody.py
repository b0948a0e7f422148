"""Places that nobody here answers for: refused kindly, naming who might help."""

from datetime import date

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.geometry import Point
from core.problems import Invalid, Refusal
from routing.atlas import AreaSeen, Atlas
from routing.levels import COUNCIL_LEVELS

#: A place this far outside everything still goes to the nearest body: piers, beaches, generalised outlines.
NEAR_M = 250.0

#: How far away a body may be and still be worth naming, looked through in these steps.
_WORTH_NAMING_M = (5_000.0, 50_000.0)


class NobodyHere(Refusal):
    """No body here answers for the place. `nearest` names the one that might help, or is None."""

    status, type = 422, "/problems/nobody-here"
    title = _("We don't cover this place")
    default = _(
        "Nobody who works with us deals with this here. “Find your local council” on GOV.UK names the "
        "council for any postcode."
    )


class PointSwapped(Invalid):
    """Latitude and longitude look exchanged."""

    type = "/problems/point-swapped"
    title = _("Latitude and longitude look swapped")


def refuse(atlas: Atlas, point: Point, day: date) -> Refusal:
    """The refusal for a place outside everything, to be raised."""
    if abs(point.lat) < 1e-6 and abs(point.lon) < 1e-6:
        return NobodyHere(
            _t("The phone gave no real place (0, 0). Move the pin to where the problem is."),
            field="point",
            nearest=None,
        )
    if _would_be_covered(atlas, point, day):
        message = _t("Did you swap latitude and longitude? The other way round, this place is in our area.")
        return PointSwapped(message, field="point")
    for metres in _WORTH_NAMING_M:
        for distance, area in atlas.areas_near(point, within_m=metres, day=day):
            body = atlas.directory.bodies.get(area.body_id or 0)
            if body is not None and area.kind in COUNCIL_LEVELS:
                gaps = {"body": str(body.name), "km": max(1, round(distance / 1000))}
                message = _t(
                    "This place is outside the area that we cover. The nearest council we know is %(body)s, "
                    "about %(km)s km away; it may be able to help. “Find your local council” on GOV.UK names "
                    "the council for any postcode."
                )
                nearest = {"key": body.key, "name": str(body.name), "metres": round(distance)}
                return NobodyHere(message % gaps, field="point", nearest=nearest)
    message = _t(
        "This place is far outside the area that we cover. Check the pin. If it is right and in the UK, "
        "“Find your local council” on GOV.UK names the council for any postcode."
    )
    return NobodyHere(message, field="point", nearest=None)


def refuse_without_rule(atlas: Atlas, here: list[AreaSeen], label: str) -> NobodyHere:
    """The refusal where the place is covered but nobody has said who deals with this type, to be raised."""
    for area in here:
        body = atlas.directory.bodies.get(area.body_id or 0)
        if body is not None and area.kind in COUNCIL_LEVELS:
            message = _t(
                "Nobody has told us who deals with this in %(area)s: %(issue_type)s. Please ask %(body)s."
            )
            gaps = {"area": str(area.name), "issue_type": label, "body": str(body.name)}
            nearest = {"key": body.key, "name": str(body.name), "metres": 0}
            return NobodyHere(message % gaps, field="issue_type", nearest=nearest)
    message = _t("Nobody has told us who deals with this here: %(issue_type)s.") % {"issue_type": label}
    return NobodyHere(message, field="issue_type", nearest=None)


def _would_be_covered(atlas: Atlas, point: Point, day: date) -> bool:
    if abs(point.lon) > 90:
        return False
    other_way = Point(lat=point.lon, lon=point.lat)
    return bool(atlas.areas_at(other_way, day) or atlas.areas_near(other_way, within_m=NEAR_M, day=day))

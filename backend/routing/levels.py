"""Kinds of area, and which of two that hold the same point has the first word."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """A kind of area, the most specific first: rules are looked at in this order.

    Source: uk-practice, section 5: land layers beat areas; wards before districts, districts before counties.
    """

    RAILWAY = "railway", _("railway land")
    TRUNK_ROAD = "trunk_road", _("trunk road")
    WATER = "water", _("river or canal")
    ESTATE = "estate", _("housing estate")
    PARK = "park", _("park or open space")
    PARISH = "parish", _("parish")
    WARD = "ward", _("ward")
    DISTRICT = "district", _("district")
    UNITARY = "unitary", _("council area")
    COUNTY = "county", _("county")


#: 0 is the most specific.
PRECEDENCE: dict[str, int] = {level.value: order for order, level in enumerate(Level)}

#: The areas that councils answer for as a whole; one of them holds every place that is covered.
COUNCIL_LEVELS = frozenset({Level.DISTRICT.value, Level.UNITARY.value, Level.COUNTY.value})

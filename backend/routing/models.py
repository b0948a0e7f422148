"""Where things are and whose they are: areas, streets, what is only drawn, and the rules.

Geometry is kept as WKB in WGS84 degrees, longitude first, so that any database will do. All of it is read
through `routing.atlas`, which holds it in memory; the box columns are for the database's own questions.
"""

import uuid
from typing import ClassVar

from django.db import models

from accounts.models import Body, Department, Named
from routing.levels import Level


class Shaped(models.Model):
    """A thing with a place on the ground."""

    geometry = models.BinaryField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()

    class Meta:
        abstract = True


class Area(Named, Shaped):
    """A boundary. `body` is who answers for it as a whole; None where another area's body does."""

    kind = models.CharField(max_length=12, choices=Level)
    code = models.CharField(max_length=80)
    #: Its public address, `/ward/<slug>`; unique among areas of its kind.
    slug = models.SlugField(max_length=80)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="areas")
    valid_from = models.DateField(null=True)
    #: The last day on which it is in force.
    valid_to = models.DateField(null=True)
    #: The line of attribution that must be shown with it.
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "code"], name="one_area_a_code"),
            models.UniqueConstraint(fields=["kind", "slug"], name="one_area_a_slug"),
        ]


class StreetKind(models.TextChoices):
    """How a street is drawn."""

    CLOSE = "close"
    LANE = "lane"
    STREET = "street"
    ROAD = "road"
    PATH = "path"
    MAIN = "main"
    TRUNK = "trunk"


class Street(Named, Shaped):
    """A street or path with its line. One in two wards is kept once for each."""

    code = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=6, choices=StreetKind, default=StreetKind.STREET)
    ward = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="streets")


class BackdropKind(models.TextChoices):
    """What is drawn and answers to nobody's question."""

    LAND = "land"
    FIELD = "field"
    PASTURE = "pasture"
    BLOCK = "block"
    WORKS = "works"
    WOOD = "wood"
    #: The green strip along a river.
    BANK = "bank"
    PARK = "park"
    LAWN = "lawn"
    WATER = "water"
    #: A river's course, along which its name is written.
    WATER_LINE = "water_line"
    RAILWAY = "railway"
    STATION = "station"
    BUILDING = "building"
    TREE = "tree"
    #: Roads that run on where nobody of ours answers for them.
    MAIN = "main"
    TRUNK = "trunk"


class Backdrop(Shaped):
    """Something that is only drawn, under the streets."""

    kind = models.CharField(max_length=10, choices=BackdropKind)
    name = models.CharField(max_length=120, blank=True)
    name_cy = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind"], name="backdrop_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}".strip()


class Rule(models.Model):
    """Who deals with which issue types in which areas. Written only by `routing.rules`.

    Of the areas that hold a point the most specific level has the first word; within an area the lowest rank.
    """

    level = models.CharField(max_length=12, choices=Level)
    #: Only in this area; None for every area of the level.
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="rules")
    rank = models.PositiveIntegerField(default=100)
    name = models.CharField(max_length=120)
    #: Keys of issue types; empty for all of them.
    issue_types = models.JSONField(default=list)
    #: Question id → answers, one of which must have been given; for every question. Empty: whatever they are.
    answers = models.JSONField(default=dict)
    #: Who deals with it; None for the body that answers for the area.
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="rules")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, related_name="rules")
    #: Where the body is somebody else's: our department that watches over it.
    watched_by = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, related_name="watched_rules"
    )
    aim_hours = models.PositiveIntegerField(null=True)
    aim_working_days = models.PositiveIntegerField(null=True)
    #: Why, in a sentence for residents; its gaps {area}, {body}, {department} and {issue_type} are filled in.
    #: Blank: a usual one.
    reason = models.CharField(max_length=300, blank=True)
    reason_cy = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    #: Counts the changes to this rule, from 1.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(aim_hours__isnull=True) | models.Q(aim_working_days__isnull=True),
                name="rule_has_one_aim",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Generation(models.Model):
    """One row, written anew by each change to the above, so that other processes know when to look again.

    The token is random, not a count: a count comes back to an old value when a transaction is undone.
    """

    token = models.UUIDField(default=uuid.uuid4)
    changes = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.changes} {self.token}"

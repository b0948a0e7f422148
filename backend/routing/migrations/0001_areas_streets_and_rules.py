"""Add areas, streets, what is only drawn, the rules, and the generation that tells when they changed.

Locks   new tables only.                                   Order  before any room that points at an area.
Back    reversible; loses boundaries and rules.            Rows   by `import_areas` and `add_default_rules`.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("accounts", "0001_people_bodies_and_roles")]

    operations = [
        migrations.CreateModel(
            name="Generation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.UUIDField(default=uuid.uuid4)),
                ("changes", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("name_cy", models.CharField(blank=True, max_length=120)),
                ("geometry", models.BinaryField()),
                ("west", models.FloatField()),
                ("south", models.FloatField()),
                ("east", models.FloatField()),
                ("north", models.FloatField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("railway", "railway land"),
                            ("trunk_road", "trunk road"),
                            ("water", "river or canal"),
                            ("estate", "housing estate"),
                            ("park", "park or open space"),
                            ("parish", "parish"),
                            ("ward", "ward"),
                            ("district", "district"),
                            ("unitary", "council area"),
                            ("county", "county"),
                        ],
                        max_length=12,
                    ),
                ),
                ("code", models.CharField(max_length=80)),
                ("slug", models.SlugField(max_length=80)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "body",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="areas",
                        to="accounts.body",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Backdrop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("geometry", models.BinaryField()),
                ("west", models.FloatField()),
                ("south", models.FloatField()),
                ("east", models.FloatField()),
                ("north", models.FloatField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("land", "Land"),
                            ("field", "Field"),
                            ("pasture", "Pasture"),
                            ("block", "Block"),
                            ("works", "Works"),
                            ("wood", "Wood"),
                            ("bank", "Bank"),
                            ("park", "Park"),
                            ("lawn", "Lawn"),
                            ("water", "Water"),
                            ("water_line", "Water Line"),
                            ("railway", "Railway"),
                            ("station", "Station"),
                            ("building", "Building"),
                            ("tree", "Tree"),
                            ("main", "Main"),
                            ("trunk", "Trunk"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                ("name_cy", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "indexes": [models.Index(fields=["kind"], name="backdrop_kind")],
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("railway", "railway land"),
                            ("trunk_road", "trunk road"),
                            ("water", "river or canal"),
                            ("estate", "housing estate"),
                            ("park", "park or open space"),
                            ("parish", "parish"),
                            ("ward", "ward"),
                            ("district", "district"),
                            ("unitary", "council area"),
                            ("county", "county"),
                        ],
                        max_length=12,
                    ),
                ),
                ("rank", models.PositiveIntegerField(default=100)),
                ("name", models.CharField(max_length=120)),
                ("issue_types", models.JSONField(default=list)),
                ("answers", models.JSONField(default=dict)),
                ("aim_hours", models.PositiveIntegerField(null=True)),
                ("aim_working_days", models.PositiveIntegerField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("reason_cy", models.CharField(blank=True, max_length=300)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="routing.area",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="accounts.body",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="accounts.department",
                    ),
                ),
                (
                    "watched_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="watched_rules",
                        to="accounts.department",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Street",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("name_cy", models.CharField(blank=True, max_length=120)),
                ("geometry", models.BinaryField()),
                ("west", models.FloatField()),
                ("south", models.FloatField()),
                ("east", models.FloatField()),
                ("north", models.FloatField()),
                ("code", models.CharField(max_length=160, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("close", "Close"),
                            ("lane", "Lane"),
                            ("street", "Street"),
                            ("road", "Road"),
                            ("path", "Path"),
                            ("main", "Main"),
                            ("trunk", "Trunk"),
                        ],
                        default="street",
                        max_length=6,
                    ),
                ),
                (
                    "ward",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="streets",
                        to="routing.area",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.UniqueConstraint(fields=("kind", "code"), name="one_area_a_code"),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.UniqueConstraint(fields=("kind", "slug"), name="one_area_a_slug"),
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("aim_hours__isnull", True), ("aim_working_days__isnull", True), _connector="OR"
                ),
                name="rule_has_one_aim",
            ),
        ),
    ]

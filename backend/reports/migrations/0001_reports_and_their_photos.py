"""Reports with their photos, public history and followers.

Locks   new tables only.                    Order  before the new code runs.
Back    reversible; loses their rows.       Rows   none to fill.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_people_bodies_and_roles"),
        ("notify", "0001_people_to_tell_and_what_they_were_told"),
        ("routing", "0001_areas_streets_and_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("phone_id", models.UUIDField(unique=True)),
                ("ref", models.CharField(max_length=10, unique=True)),
                ("track_hash", models.CharField(db_index=True, max_length=64)),
                ("issue_type", models.CharField(max_length=30)),
                ("answers", models.JSONField(default=dict)),
                ("description", models.TextField(blank=True)),
                ("language", models.CharField(default="en-gb", max_length=10)),
                ("needs", models.JSONField(default=list)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("accuracy_m", models.FloatField(null=True)),
                ("point_source", models.CharField(max_length=10)),
                ("place_note", models.CharField(blank=True, max_length=300)),
                ("public_lat", models.FloatField()),
                ("public_lon", models.FloatField()),
                ("morton", models.BigIntegerField()),
                ("street", models.CharField(blank=True, max_length=120)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("scheduled", "On a crew's round"),
                            ("in_progress", "Crew on the way"),
                            ("passed_on", "Passed on"),
                            ("cleared", "Cleared"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="received",
                        max_length=20,
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[("pub", "Public"), ("held", "Held"), ("prv", "Private")], max_length=4
                    ),
                ),
                (
                    "shown",
                    models.CharField(
                        choices=[("nothing", "Nothing"), ("outline", "Outline"), ("all", "All")], max_length=7
                    ),
                ),
                ("words_passed", models.BooleanField(default=False)),
                ("on_map", models.BooleanField(default=False)),
                ("aim_at", models.DateTimeField(null=True)),
                ("decision", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(null=True)),
                ("received_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("body", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.body")),
                (
                    "department",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.department"),
                ),
                (
                    "ward",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="routing.area"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("awaited", "Awaited"),
                            ("pending", "Pending"),
                            ("ready", "Ready"),
                            ("refused", "Refused"),
                        ],
                        max_length=7,
                    ),
                ),
                ("refused_because", models.CharField(blank=True, max_length=40)),
                ("kind", models.CharField(blank=True, max_length=4)),
                ("bytes", models.PositiveIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                ("original", models.CharField(blank=True, max_length=120)),
                ("sizes", models.CharField(blank=True, max_length=120)),
                ("sizes_bytes", models.PositiveIntegerField(default=0)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                ("is_after", models.BooleanField(default=False)),
                ("hidden_because", models.CharField(blank=True, max_length=500)),
                ("created_at", models.DateTimeField()),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="accounts.person"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "created_at"],
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("scheduled", "On a crew's round"),
                            ("in_progress", "Crew on the way"),
                            ("passed_on", "Passed on"),
                            ("cleared", "Cleared"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("scheduled", "On a crew's round"),
                            ("in_progress", "Crew on the way"),
                            ("passed_on", "Passed on"),
                            ("cleared", "Cleared"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="accounts.person"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="reports.report"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_reporter", models.BooleanField(default=False)),
                ("since", models.DateTimeField()),
                (
                    "reader",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="notify.reader"),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="reports.report",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Update",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=20)),
                ("params", models.JSONField(default=dict)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("scheduled", "On a crew's round"),
                            ("in_progress", "Crew on the way"),
                            ("passed_on", "Passed on"),
                            ("cleared", "Cleared"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to="reports.photo"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="updates",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("on_map", True)),
                fields=["morton", "ended_at", "issue_type", "id", "on_map"],
                name="report_map",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["ward", "received_at"], name="report_ward"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["department", "received_at"], name="report_department"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("shown", "outline"), ("visibility", "held")),
                fields=["department"],
                name="report_to_pass",
            ),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(
                condition=models.Q(("report__isnull", True)), fields=["created_at"], name="photo_unclaimed"
            ),
        ),
        migrations.AddConstraint(
            model_name="follow",
            constraint=models.UniqueConstraint(fields=("report", "reader"), name="one_follow"),
        ),
    ]

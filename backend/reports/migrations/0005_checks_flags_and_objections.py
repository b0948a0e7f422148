"""What waits for the desk, what readers flagged, what authors objected to, and the words as passed.

Locks   adds three tables and three columns; no rewrite on PostgreSQL (SQLite makes the table anew). Writes to
        reports wait while the index is made, over no row yet.
Order   before the new code runs.
Back    reversible; loses what was decided, flagged and objected since, and what was cut out of words.
Rows    filled by the next migration.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_bodies_and_roles"),
        ("reports", "0004_covers_of_photos"),
    ]

    operations = [
        migrations.AddField("report", "public_words", models.TextField(blank=True)),
        migrations.AddField("report", "check_rank", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField("report", "check_since", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "report",
            models.Index(
                fields=["department", "check_rank", "check_since", "id"],
                condition=Q(check_rank__isnull=False),
                name="report_to_check",
            ),
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("report", "Report"),
                            ("words", "Words"),
                            ("photo", "Photo"),
                            ("flag", "Flag"),
                            ("objection", "Objection"),
                        ],
                        max_length=9,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("aim_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("pass", "Pass"), ("hide", "Hide"), ("redact", "Redact"), ("gone", "Gone")],
                        max_length=6,
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="accounts.person"
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="reports.photo",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["report", "kind"],
                        condition=Q(closed_at__isnull=True, photo__isnull=True),
                        name="one_open_check",
                    ),
                    models.UniqueConstraint(
                        fields=["photo", "kind"],
                        condition=Q(closed_at__isnull=True),
                        name="one_open_check_of_a_photo",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("phone_id", models.UUIDField()),
                ("phone_hash", models.CharField(blank=True, max_length=32)),
                ("address_hash", models.CharField(blank=True, max_length=32)),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(max_length=12)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("language", models.CharField(default="en-gb", max_length=10)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="flags",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["report", "phone_hash"],
                        condition=~Q(phone_hash=""),
                        name="one_flag_a_phone",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["report", "address_hash"], name="flag_address"),
                    models.Index(fields=["at"], name="flag_to_forget"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("text", models.CharField(max_length=1000)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=500)),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objection",
                        to="reports.report",
                    ),
                ),
            ],
        ),
    ]

"""Whether it is at the reporter's home, who reads a report first, and what of it was given to whom.

Locks   adds a column with a default, no rewrite on PostgreSQL; three new tables.
Order   before the new code runs.
Back    reversible; loses who was to read reports first, and what was given to other bodies.
Rows    none to fill: reports from before were not said to be at home, and are not counted again.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_who_reads_first"),
        ("reports", "0007_who_sent_it"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="at_home",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("what", models.JSONField()),
                ("agreed", models.BooleanField()),
                ("legal_reason", models.CharField(blank=True, max_length=1000)),
                ("at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("failed", models.CharField(blank=True, max_length=200)),
                ("body", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.body")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="disclosures",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed", True), models.Q(("legal_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="given_by_some_right",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FirstLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "because",
                    models.CharField(
                        choices=[("repeated", "Repeated"), ("blocked", "Blocked")], max_length=10
                    ),
                ),
                ("waits", models.BooleanField()),
                ("count", models.PositiveSmallIntegerField(default=0)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("release", "Release"), ("answer", "Answer"), ("seen", "Seen")],
                        max_length=7,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("answer", models.CharField(blank=True, max_length=2000)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.department"),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="first_look",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["department", "opened_at"],
                        name="first_look_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SentBy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sent_by",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["key", "at"], name="sent_by_key"),
                    models.Index(fields=["at"], name="sent_by_at"),
                ],
            },
        ),
    ]

"""What keeping times, legal holds, erasures and people's own requests need.

Locks   writes to reports wait while the generated column is filled (the table is made anew) and indexed.
Order   before the new code runs.
Back    reversible; loses holds, reviews and runs. Lines of the erasure ledger stay outside the database.
Rows    none to fill: every report begins as whole.
"""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_bodies_and_roles"),
        ("reports", "0005_checks_flags_and_objections"),
        ("routing", "0001_areas_streets_and_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="DataRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("email_hash", models.CharField(max_length=64)),
                ("language", models.CharField(default="en-gb", max_length=10)),
                ("asked_at", models.DateTimeField()),
                ("code_hash", models.CharField(blank=True, max_length=64)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("session_hash", models.CharField(blank=True, max_length=64)),
                ("open_until", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("report", "Report"), ("address", "Address")], max_length=7),
                ),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("in_ledger", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="KeepingRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("counts", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="LegalHold",
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
                        choices=[("report", "Report"), ("person", "Person"), ("area", "Area")], max_length=6
                    ),
                ),
                ("email_hash", models.CharField(blank=True, max_length=64)),
                ("reason", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    models.CharField(
                        blank=True, choices=[("keep", "Keep"), ("anonymise", "Anonymise")], max_length=9
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("keep_until", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="report",
            name="keeping",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "Whole"), (1, "Without Originals"), (2, "Without Contact"), (3, "Anonymous")],
                default=0,
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="over_at",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(status="passed_on", then=models.F("received_at")),
                    default=models.F("ended_at"),
                ),
                output_field=models.DateTimeField(null=True),
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("over_at__isnull", False)),
                fields=["keeping", "over_at", "id"],
                name="report_over",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(django.db.models.functions.text.Lower("email"), name="report_email"),
        ),
        migrations.AddIndex(
            model_name="datarequest",
            index=models.Index(fields=["email_hash", "-asked_at"], name="data_request_email"),
        ),
        migrations.AddIndex(
            model_name="datarequest",
            index=models.Index(fields=["asked_at"], name="data_request_asked"),
        ),
        migrations.AddIndex(
            model_name="erasure",
            index=models.Index(fields=["digest"], name="erasure_digest"),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.UniqueConstraint(fields=("kind", "digest", "at"), name="erased_once"),
        ),
        migrations.AddIndex(
            model_name="keepingrun",
            index=models.Index(fields=["-began_at"], name="keeping_run_began"),
        ),
        migrations.AddField(
            model_name="legalhold",
            name="area",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="routing.area"
            ),
        ),
        migrations.AddField(
            model_name="legalhold",
            name="body",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.body"),
        ),
        migrations.AddField(
            model_name="legalhold",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="legalhold",
            name="report",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holds",
                to="reports.report",
            ),
        ),
        migrations.AddField(
            model_name="legalhold",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="reports.report"
            ),
        ),
        migrations.AddIndex(
            model_name="legalhold",
            index=models.Index(fields=["body", "-at"], name="hold_body"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at__isnull", True)), fields=("report",), name="one_open_review"
            ),
        ),
    ]

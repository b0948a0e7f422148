"""Jobs, the crews that do them, and what was done.

Locks   new tables only.                    Order  before the new code runs.
Back    reversible; loses their rows.       Rows   none to fill.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_people_bodies_and_roles"),
        ("reports", "0001_reports_and_their_photos"),
        ("routing", "0001_areas_streets_and_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="Crew",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("name_cy", models.CharField(blank=True, max_length=120)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="crews",
                        to="accounts.department",
                    ),
                ),
                ("members", models.ManyToManyField(related_name="crews", to="accounts.person")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("issue_type", models.CharField(max_length=30)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "In the queue"),
                            ("assigned", "With a crew"),
                            ("started", "Started"),
                            ("ended", "Ended"),
                        ],
                        default="queued",
                        max_length=8,
                    ),
                ),
                (
                    "priority",
                    models.PositiveSmallIntegerField(choices=[(0, "Normal"), (1, "High")], default=0),
                ),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("street", models.CharField(blank=True, max_length=120)),
                ("aim_at", models.DateTimeField(null=True)),
                (
                    "has_no_aim",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(models.When(aim_at__isnull=True, then=True), default=False),
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "is_open",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(models.When(status="ended", then=False), default=True),
                        output_field=models.BooleanField(),
                    ),
                ),
                ("queued_at", models.DateTimeField()),
                ("assigned_at", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("retry_on", models.DateField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("CLR", "Cleared"),
                            ("NFA", "Nothing There"),
                            ("ACC", "No Access"),
                            ("OWN", "Not Ours"),
                        ],
                        max_length=3,
                    ),
                ),
                ("outcome_note", models.CharField(blank=True, max_length=1000)),
                (
                    "after_photo",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to="reports.photo"
                    ),
                ),
                (
                    "crew",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to="workqueue.crew",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to="accounts.department",
                    ),
                ),
                (
                    "handed_to",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="accounts.body"
                    ),
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
            name="JobHistory",
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
                        blank=True,
                        choices=[
                            ("queued", "In the queue"),
                            ("assigned", "With a crew"),
                            ("started", "Started"),
                            ("ended", "Ended"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("queued", "In the queue"),
                            ("assigned", "With a crew"),
                            ("started", "Started"),
                            ("ended", "Ended"),
                        ],
                        max_length=8,
                    ),
                ),
                ("what", models.CharField(max_length=20)),
                ("note", models.CharField(blank=True, max_length=1000)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="accounts.person"
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="history",
                        to="workqueue.job",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="JobReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("job", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="workqueue.job")),
                (
                    "report",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="reports.report"),
                ),
            ],
        ),
        migrations.AddField(
            model_name="job",
            name="reports",
            field=models.ManyToManyField(
                related_name="jobs", through="workqueue.JobReport", to="reports.report"
            ),
        ),
        migrations.AddConstraint(
            model_name="jobreport",
            constraint=models.UniqueConstraint(fields=("job", "report"), name="served_once"),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                condition=models.Q(("is_open", True)),
                fields=["department", "-priority", "has_no_aim", "aim_at", "id", "status", "is_open"],
                name="job_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                condition=models.Q(("is_open", False)),
                fields=["department", "-ended_at", "-id"],
                name="job_ended",
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(fields=["crew", "status"], name="job_crew"),
        ),
    ]

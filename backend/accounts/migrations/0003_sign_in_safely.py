"""Sessions as their owner sees them, links that set a password, roles with an end and in a ward, bodies that
work together and that ask for a second step.

Locks   people's roles and bodies for a moment; small tables.       Order  before the new code runs.
Back    reversible; open links and the lists of sessions are lost.  Rows   bodies of this installation work
        together from here on, as they did; whoever wants them apart parts them.
"""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _go_on_working_together(apps: Any, schema_editor: object) -> None:
    ours = list(apps.get_model("accounts", "Body").objects.filter(is_ours=True))
    for body in ours:
        body.works_with.add(*(other for other in ours if other != body))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_seal_the_audit_trail")]

    operations = [
        migrations.CreateModel(
            name="PasswordLink",
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
                        choices=[("invitation", "Invitation"), ("reset", "Reset")], max_length=10
                    ),
                ),
                ("key", models.CharField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="password_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session_key", models.CharField(max_length=40, unique=True)),
                ("device", models.CharField(max_length=60)),
                ("begun_at", models.DateTimeField()),
                ("used_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(db_index=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="body", name="second_step_required", field=models.BooleanField(default=True)
        ),
        migrations.AddField(
            model_name="body", name="works_with", field=models.ManyToManyField(to="accounts.body")
        ),
        migrations.AddField(model_name="membership", name="until", field=models.DateTimeField(null=True)),
        migrations.RemoveConstraint(model_name="membership", name="one_membership"),
        migrations.RemoveConstraint(model_name="membership", name="one_membership_in_the_whole_body"),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("person", "role", "body", "department", "ward"), name="one_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("department__isnull", True)),
                fields=("person", "role", "body", "ward"),
                name="one_membership_in_the_whole_body",
            ),
        ),
        migrations.RunPython(_go_on_working_together, migrations.RunPython.noop),
    ]

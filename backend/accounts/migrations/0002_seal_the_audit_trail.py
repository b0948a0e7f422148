"""Entries of the audit trail are numbered and sealed, each with the one before it; the information officer.

Locks   the audit trail while it is sealed; nobody's reading of reports.   Order  before the new code runs.
Back    reversible; loses the seals.             Rows   each entry there is gets its number and its seal.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from accounts.audit import seal_of

_AT_A_TIME = 2000
_ROLES = [
    ("crew", "Crew"),
    ("desk", "Desk"),
    ("councillor", "Councillor"),
    ("administrator", "Administrator"),
    ("officer", "Information officer"),
]


def _seal_what_is_there(apps: Any, schema_editor: object) -> None:
    entries = apps.get_model("accounts", "AuditEntry").objects
    head = apps.get_model("accounts", "AuditHead").objects.create(pk=1)
    after = 0
    while page := list(entries.filter(pk__gt=after).order_by("pk")[:_AT_A_TIME]):
        for entry in page:
            head.seq += 1
            entry.seq = head.seq
            entry.seal = head.seal = seal_of(entry, after=head.seal)
        entries.bulk_update(page, ["seq", "seal"])
        after = page[-1].pk
    head.save()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people_bodies_and_roles")]

    operations = [
        migrations.AlterField(
            model_name="membership", name="role", field=models.CharField(choices=_ROLES, max_length=13)
        ),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.BigIntegerField(default=0)),
                ("seal", models.CharField(blank=True, max_length=64)),
                ("forgotten_seq", models.BigIntegerField(default=0)),
                ("forgotten_seal", models.CharField(blank=True, max_length=64)),
                ("checked_at", models.DateTimeField(null=True)),
                ("checked_seq", models.BigIntegerField(default=0)),
                ("is_whole", models.BooleanField(default=True)),
            ],
        ),
        migrations.AddField(
            model_name="auditentry",
            name="body",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="accounts.body"
            ),
        ),
        migrations.AddField(
            model_name="auditentry", name="seq", field=models.BigIntegerField(null=True, unique=True)
        ),
        migrations.AddField(
            model_name="auditentry", name="seal", field=models.CharField(default="", max_length=64)
        ),
        migrations.RunPython(_seal_what_is_there, migrations.RunPython.noop),
        migrations.AlterField(model_name="auditentry", name="seq", field=models.BigIntegerField(unique=True)),
        migrations.AlterField(model_name="auditentry", name="seal", field=models.CharField(max_length=64)),
        migrations.AddIndex(
            model_name="auditentry", index=models.Index(fields=["body", "-seq"], name="audit_body")
        ),
    ]

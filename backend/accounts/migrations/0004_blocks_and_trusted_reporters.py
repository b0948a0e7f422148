"""Tables for what bodies decide about senders, and for challenges that were answered.

Locks   none that anybody waits for: two new tables.   Order  before the new code runs.
Back    reversible; loses the decisions.               Rows   none to fill.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
_SCOPES = [
    ("reports", "Reports wait for a person"),
    ("photos", "No photos are taken"),
    ("flags", "“Something wrong with this?” is not taken"),
    ("mail", "No e-mail is sent on this sender's request"),
    ("trusted", "Trusted reporter"),
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_sign_in_safely")]

    operations = [
        migrations.CreateModel(
            name="SpentChallenge",
            fields=[
                ("id", _ID),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="SenderMark",
            fields=[
                ("id", _ID.clone()),
                ("scope", models.CharField(choices=_SCOPES, max_length=8)),
                (
                    "who",
                    models.CharField(
                        choices=[("email", "E-mail address"), ("phone", "Phone"), ("network", "Network")],
                        max_length=7,
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("ref", models.CharField(blank=True, max_length=10)),
                ("reason", models.CharField(max_length=500)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("review_on", models.DateField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.CharField(blank=True, max_length=500)),
                (
                    "body",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.body"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["body", "-since"], name="sender_mark_of_body")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("key", "scope", "body"),
                        name="one_mark_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("since"))), name="a_mark_ends"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="a_mark_has_its_reason"
                    ),
                ],
            },
        ),
    ]

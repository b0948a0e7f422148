"""Readers, their push subscriptions, what each was told, and what sockets were told.
Locks   new tables only.          Order  safe before the new code runs.
Back    reversible; loses who follows by which channel.    Rows   none.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import notify.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="LiveMessage",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("topic", models.CharField(max_length=100)),
                ("event", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Reader",
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
                        choices=[("person", "Person"), ("phone", "Phone"), ("address", "Address")],
                        max_length=7,
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("language", models.CharField(default="en-gb", max_length=10)),
                ("created_at", models.DateTimeField()),
                ("token", models.CharField(default=notify.models._new_token, max_length=40, unique=True)),
                ("stopped_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, to="accounts.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PushSubscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("endpoint", models.CharField(max_length=1500, unique=True)),
                ("p256dh", models.CharField(max_length=100)),
                ("auth", models.CharField(max_length=40)),
                ("created_at", models.DateTimeField()),
                ("failed_at", models.DateTimeField(null=True)),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to="notify.reader",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("event_key", models.UUIDField()),
                ("channel", models.CharField(choices=[("push", "Push"), ("email", "Email")], max_length=5)),
                ("template", models.CharField(max_length=40)),
                ("params", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sent", "Sent"),
                            ("gone", "Gone"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "reader",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="notify.reader"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="reader",
            constraint=models.UniqueConstraint(fields=("person",), name="one_reader_a_person"),
        ),
        migrations.AddConstraint(
            model_name="reader",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "address")), fields=("email",), name="one_reader_an_address"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["created_at"], name="delivery_created"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("event_key", "reader", "channel"), name="told_once"),
        ),
    ]

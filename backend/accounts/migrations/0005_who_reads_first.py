"""Who in a department reads first what one person reports again and again.

Locks   adds a column that may be empty; no rewrite on PostgreSQL.
Order   before the new code runs.
Back    reversible; the choice is lost, and the administrators of the body read first.
Rows    none to fill.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_blocks_and_trusted_reporters"),
    ]

    operations = [
        migrations.AddField(
            model_name="department",
            name="reviewer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="reviews_for",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]

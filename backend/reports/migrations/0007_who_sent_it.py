"""A keyed hash of the phone that a report came from, for 90 days.

Locks   PostgreSQL: the table of reports for a moment, then its writers while an index of nothing is made.
Order   before the new code runs.   Back  reversible; loses the hashes.   Rows  none to fill.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_keep_hold_and_erase")]

    operations = [
        migrations.AddField(
            model_name="report", name="sender_hash", field=models.CharField(blank=True, max_length=64)
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("sender_hash", ""), _negated=True),
                fields=["sender_hash", "received_at"],
                name="report_sender",
            ),
        ),
    ]

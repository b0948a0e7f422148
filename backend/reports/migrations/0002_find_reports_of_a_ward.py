"""Indexes for a ward's figures and its map.

Locks   reads go on; writes to reports wait while the indexes are made.   Order  before the new code runs.
Back    reversible; loses nothing.                                       Rows   none to fill.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_bodies_and_roles"),
        ("reports", "0001_reports_and_their_photos"),
        ("routing", "0001_areas_streets_and_rules"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["ward", "ended_at", "status"], name="report_ward_ended"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("on_map", True)),
                fields=["ward", "status", "aim_at", "ended_at", "on_map", "id"],
                name="report_ward_map",
            ),
        ),
    ]

"""Where a crew stood when it recorded an outcome.

Locks   adds two columns that may be empty; no rewrite on PostgreSQL.
Order   before the new code runs.
Back    reversible; the places are lost.
Rows    none to fill.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workqueue", "0001_jobs_and_crews"),
    ]

    operations = [
        migrations.AddField(
            model_name="job",
            name="outcome_lat",
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name="job",
            name="outcome_lon",
            field=models.FloatField(null=True),
        ),
    ]

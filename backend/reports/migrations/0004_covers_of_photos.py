"""What is found in photos, what is covered or cut off in them, and what lets them be public.

Locks   adds columns with defaults; no rewrite on PostgreSQL.
Order   before the new code runs. The old code would show photos that wait: end it first.
Back    reversible; loses what was found and covered since.
Rows    photos from before wait for a person, or for `look_at_photos`, which lets the detector look at them.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_private_is_never_shown"),
    ]

    operations = [
        migrations.AddField(model_name="photo", name="found", field=models.JSONField(null=True)),
        migrations.AddField(model_name="photo", name="covers", field=models.JSONField(default=list)),
        migrations.AddField(model_name="photo", name="crop", field=models.JSONField(null=True)),
        migrations.AddField(
            model_name="photo",
            name="release",
            field=models.CharField(
                choices=[("waiting", "Waiting"), ("auto", "Auto"), ("passed", "Passed")],
                default="waiting",
                max_length=7,
            ),
        ),
        migrations.AddField(
            model_name="photo", name="uncovered", field=models.CharField(blank=True, max_length=120)
        ),
    ]

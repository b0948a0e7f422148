"""The database itself refuses a private report that is shown, and a hidden one on the map.

Locks   writes to reports wait while every row is looked at (SQLite makes the table anew).   Order  any.
Back    reversible; loses nothing.                         Rows   any that break the rule are hidden first.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import Q


def _hide_what_breaks_the_rule(apps: Any, schema_editor: object) -> None:
    reports = apps.get_model("reports", "Report").objects
    reports.filter(visibility="prv").exclude(shown="nothing", words_passed=False).update(
        shown="nothing", words_passed=False
    )
    reports.filter(shown="nothing", on_map=True).update(on_map=False)


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_find_reports_of_a_ward")]

    operations = [
        migrations.RunPython(_hide_what_breaks_the_rule, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=~Q(visibility="prv") | Q(shown="nothing", words_passed=False),
                name="private_is_never_shown",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=Q(on_map=False) | ~Q(shown="nothing"), name="on_the_map_only_what_is_shown"
            ),
        ),
    ]

"""Public photos from before there was a detector are looked at by it, and are public again after that.

Locks   none: one row is added to the outbox.
Order   after the new code runs, or before: a worker of the new code does it, 40 photos a minute.
Back    nothing to undo.
Rows    none of its own. Where no detector is installed, or the original is no longer kept, the photos go on
        waiting for a person; `look_at_photos` does the same once a detector is there.
"""

import uuid
from typing import Any

from django.db import migrations

from core.clock import now


def ask(apps: Any, schema_editor: object) -> None:
    photos = apps.get_model("reports", "Photo").objects
    unseen = photos.filter(state="ready", release="waiting", found__isnull=True).exclude(original="")
    if unseen.exists():
        at = now()
        row = apps.get_model("core", "OutboxRow")
        row.objects.create(task="look_at_photos", payload={}, key=uuid.uuid4(), run_at=at, created_at=at)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_the_outbox"),
        ("reports", "0009_open_checks_for_what_is_there"),
    ]

    operations = [migrations.RunPython(ask, migrations.RunPython.noop, elidable=True)]

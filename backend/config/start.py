"""What must hold before a web process may serve."""

import logging

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts.models import Person
from reports.keeping import erasure, erasure_ledger

logger = logging.getLogger("doorstep.start")


def migrate() -> None:
    """Bring the database up to this version; nothing happens when it is."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def refuse_demo_sign_ins() -> str | None:
    """Why this process must not serve: the demo's sign-ins, whose passwords everybody knows.

    None when it may.
    """
    if settings.IS_DEMO or not Person.objects.filter(is_demo=True, is_active=True).exists():
        return None
    return (
        "This database has the demo's sign-ins, whose passwords everybody knows. Set DOORSTEP_DATA or "
        "DATABASE_URL to a database of your own; to look at the demo, run ./doorstep demo."
    )


def honour_erasures() -> None:
    """Erase again what a copy of the database that was put back has brought back."""
    erasure_ledger.write_what_is_missing()
    if lines := erasure_ledger.ahead():
        erased = erasure.honour(lines)
        logger.warning("the database is older than its ledger of erasures: erased %d again", erased)

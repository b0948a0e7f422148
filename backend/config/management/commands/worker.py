"""`./doorstep worker`: one process that does what is in the outbox, and nothing else."""

import signal
import threading
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config import housekeeping
from core import outbox
from notify import between

#: Threads where DOORSTEP_WORKERS says 0, which is meant for the web processes beside this one.
USUAL_THREADS = 2


class Command(BaseCommand):
    """Works until it is told to end (SIGTERM, Ctrl-C); the errands in hand are finished first."""

    help = "Do what is in the outbox: photos, e-mail, push, the live page. Ends at SIGTERM or Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(
                "The database is not of this version yet: start `./doorstep serve` once, or run "
                "`./doorstep manage prepare`, then start the worker again."
            )
        ending = threading.Event()

        def end(_signal: int, _frame: FrameType | None) -> None:
            ending.set()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        outbox.reclaim()
        housekeeping.keep_going()
        listener = between.start()
        workers = outbox.start_workers(settings.WORKERS or USUAL_THREADS)
        connection.close()
        self.stdout.write(f"The worker is at work, with {len(workers)} threads.")
        self.stdout.flush()
        ending.wait()
        outbox.end_workers(workers)
        if listener:
            listener.end()

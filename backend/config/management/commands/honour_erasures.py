"""`./doorstep manage honour_erasures [--from FILE]`: erase again what a copy put back has brought back."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports.keeping import erasure, erasure_ledger


class Command(BaseCommand):
    """Compares the ledger of erasures with the database, and erases what the database no longer knows of."""

    help = "Erase again what a restored copy of the database brought back. Runs at each start by itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="more", help="another copy of erased.log, to be honoured too")

    def handle(self, *args: Any, **options: Any) -> None:
        more = erasure_ledger.read_lines(Path(options["more"]).read_text()) if options["more"] else ()
        lines = erasure_ledger.ahead(more)
        erased = erasure.honour(lines)
        self.stdout.write(f"{len(lines)} erasures that this database did not know; erased again: {erased}.")

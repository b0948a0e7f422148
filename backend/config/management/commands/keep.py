"""`./doorstep manage keep [--dry-run] [--at 2026-11-22T03:00+00:00]`: the nightly run."""

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import keeping
from core.clock import now


class Command(BaseCommand):
    """Lets go of what is due, or counts it; prints one line for each rule."""

    help = "Let go of what has been kept long enough. It runs by itself each night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count, and change nothing")
        parser.add_argument("--at", help="as if it were this moment (ISO 8601, with its offset)")

    def handle(self, *args: Any, **options: Any) -> None:
        at = _moment(options["at"]) if options["at"] else now()
        if options["dry_run"]:
            counts = {
                name: {"found": count.found, "held": count.held, "done": count.done}
                for name, count in keeping.dry_run(at).items()
            }
        else:
            counts = keeping.run(at).counts
        for name, count in counts.items():
            self.stdout.write(f"{name}: found {count['found']}, held {count['held']}, let go {count['done']}")
        if options["dry_run"]:
            self.stdout.write("Nothing was changed.")


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError("--at takes a moment such as 2026-11-22T03:00+00:00.") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)

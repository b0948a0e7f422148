from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import audit
from core.clock import now


class Command(BaseCommand):
    help = "Check that the audit trail is as it was written. Fails where it is not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seal", default="", help="a seal printed earlier and noted elsewhere: is it still in the trail?"
        )

    def handle(self, *args: object, seal: str, **options: object) -> None:
        """Print how much was checked and the last seal; fail for a broken trail or a missing seal."""
        verdict = audit.verify(at=now())
        if verdict.broken_at is not None:
            raise CommandError(
                f"The audit trail is not as it was written: it breaks at entry {verdict.broken_at}."
            )
        if seal and not audit.holds(seal):
            raise CommandError(
                "The audit trail is sealed, but the noted seal is not in it: it was cut short."
            )
        self.stdout.write(
            f"{verdict.entries} entries, whole. The last is {verdict.seq}, sealed {verdict.seal}"
        )

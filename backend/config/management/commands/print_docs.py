from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import docs


class Command(BaseCommand):
    help = "Print the pages of docs/ that are made from code, and the description of the API."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say whether they are fresh")

    def handle(self, *args: object, check: bool, **options: object) -> None:
        """Write each page that differs; with --check name them and fail."""
        stale = []
        for path, page in docs.PAGES.items():
            text = page()
            if not path.exists() or path.read_text() != text:
                stale.append(path.name)
                if not check:
                    path.parent.mkdir(exist_ok=True)
                    path.write_text(text)
        if stale and check:
            raise CommandError(
                f"Stale: {', '.join(stale)}. Run ./doorstep manage print_docs and commit them."
            )
        self.stdout.write(", ".join(stale) or "Everything printed is fresh.")

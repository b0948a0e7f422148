"""`manage.py demo_prepare`: Exampleton in the database, made if it is not there, migrated if it is."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from accounts.models import Body, Person
from demo.people import MEMBERS, PASSWORD


class Command(BaseCommand):
    """Says what it does while it does it, then where to look and whom to sign in as."""

    help = "Prepare the demo: make Exampleton and its year, or bring an older one up to date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--most", type=int, help="only so many reports, the latest of the year")

    def handle(self, *args: Any, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._say("Bringing the tables up to date ...")
            call_command("migrate", interactive=False, verbosity=0)
        if not Person.objects.filter(is_demo=True).exists():
            self._refuse_others()
            self._make(options["most"])
        self._sign_ins()

    def _refuse_others(self) -> None:
        if Body.objects.exists():
            raise CommandError(
                "This database belongs to a real installation, so the demo is not put into it. "
                "Set DOORSTEP_DATA or DATABASE_URL to somewhere empty."
            )

    def _make(self, most: int | None) -> None:
        from demo.making import make_exampleton

        began = time.monotonic()
        self._say("Making Exampleton: a borough that does not exist, and a year of its reports.")
        with transaction.atomic():
            many = make_exampleton(say=self._say, most=most)
        self._say(f"{many} reports in {time.monotonic() - began:.0f} s. The next start takes a moment only.")

    def _say(self, words: str) -> None:
        self.stdout.write(f"  {words}")
        self.stdout.flush()

    def _sign_ins(self) -> None:
        width = max(len(member.email) for member in MEMBERS)
        self.stdout.write(
            f"\n  Doorstep is at {settings.BASE_URL}/ (no sign-in is needed to report something)\n\n"
        )
        self.stdout.write(f"  {'Sign in as':{width}}  {'Password':10}  {'Who':14}  {'Opens':16}  Works as\n")
        for member in MEMBERS:
            self.stdout.write(
                f"  {member.email:{width}}  {PASSWORD:10}  {member.name:14}  {member.opens:16}  "
                f"{member.role.label}: {member.what}\n"
            )
        self.stdout.write("\n")
        self.stdout.flush()

"""`./doorstep manage forget_second_step`: for somebody who lost their telephone and their recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import second_step
from accounts.models import Person
from core.clock import now


class Command(BaseCommand):
    """Removes codes and passkeys; the next sign-in is by password, and sets up a new second step."""

    help = "Remove somebody's codes and passkeys. First make sure, face to face or by a call back, who asks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email__iexact=options["email"]).first()
        if person is None:
            raise CommandError("Nobody signs in with that address.")
        second_step.forget_all(person, at=now())
        self.stdout.write(f"{person.name} signs in with the password alone, once, and then sets up another.")

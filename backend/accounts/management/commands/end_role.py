"""`./doorstep manage end_role`: somebody does something else from now on, or has left."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import people
from accounts.models import Person, Role
from core.clock import now
from core.problems import Refusal


class Command(BaseCommand):
    """Ends roles and sessions; with `--leaves` nothing lets the person in again."""

    help = "End somebody's roles, all or some, and their sessions. Open pages of theirs stop within a minute."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--role", default="", choices=["", *Role.values])
        parser.add_argument("--body", default="", help="only the roles in this body")
        parser.add_argument("--department", default="", help="only those in this department of it")
        parser.add_argument("--ward", default="", help="only those in this ward")
        parser.add_argument("--leaves", action="store_true", help="switch the sign-in off")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email__iexact=options["email"]).first()
        if person is None:
            raise CommandError("Nobody signs in with that address.")
        if options["leaves"]:
            people.switch_off(person=person, at=now())
            self.stdout.write(f"{person.name} cannot sign in any more.")
            return
        place = None
        if options["body"]:
            place = people.Place(body=options["body"], department=options["department"], ward=options["ward"])
        elif options["department"] or options["ward"]:
            raise CommandError("Name the --body as well.")
        role = Role(options["role"]) if options["role"] else None
        try:
            ended = people.end_roles(person=person, role=role, place=place, at=now())
        except Refusal:
            raise CommandError("They hold no such role.") from None
        self.stdout.write(f"{ended} of {person.name}'s roles ended, and every session.")

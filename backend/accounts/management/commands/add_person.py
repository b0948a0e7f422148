"""`./doorstep manage add_person`: somebody of the staff gets a sign-in, or another role."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import password_links, people
from accounts.models import Person, Role
from core.clock import LONDON, now
from core.problems import Refusal


class Command(BaseCommand):
    """Makes the person where there is none with that address, gives the role, prints and mails the link."""

    help = "Give somebody a sign-in and a role. The link to set a password is printed, and sent to them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", default="", help="needed for somebody new")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--body", required=True, help="the body's key")
        parser.add_argument("--department", default="", help="its key; for a desk or a crew")
        parser.add_argument("--ward", default="", help="the slug of the one ward in which the role is held")
        parser.add_argument("--until", default="", help="the day from which the role is not held any more")
        parser.add_argument("--language", default="en-gb")

    def handle(self, *args: Any, **options: Any) -> None:
        at = now()
        place = people.Place(body=options["body"], department=options["department"], ward=options["ward"])
        link = None
        try:
            day = datetime.fromisoformat(options["until"]) if options["until"] else None
        except ValueError:
            raise CommandError("--until must be a day: 2027-03-31") from None
        until = day.replace(tzinfo=LONDON) if day else None
        try:
            with transaction.atomic():
                person = Person.objects.filter(email__iexact=options["email"]).first()
                if person is None:
                    if not options["name"]:
                        raise CommandError("Somebody new needs a --name.")
                    person, link = people.add_person(
                        email=options["email"], name=options["name"], language=options["language"], at=at
                    )
                people.give_role(person=person, role=Role(options["role"]), place=place, until=until, at=at)
        except Refusal as refusal:
            raise CommandError(str(refusal.message)) from None
        if link is None:
            self.stdout.write(f"{person.name} has that role now.")
            return
        self.stdout.write(f"{person.name} can set a password within 48 hours, once, by this link:")
        self.stdout.write(password_links.address_of(link))

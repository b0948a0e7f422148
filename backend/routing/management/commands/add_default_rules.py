from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _t

from accounts.models import Department
from core.problems import Invalid
from routing.default_rules import save_default_rules
from routing.models import Rule


class Command(BaseCommand):
    help = "Write the rules to start from: each council's area goes to the body that answers for it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--watched-by", help="key of our department that follows up what goes to other bodies"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if Rule.objects.exists():
            raise CommandError(_t("There are rules already; nothing was changed."))
        department = None
        if options["watched_by"]:
            department = Department.objects.filter(key=options["watched_by"]).select_related("body").first()
            if department is None:
                raise CommandError(
                    _t("No department has the key “%(key)s”.") % {"key": options["watched_by"]}
                )
        try:
            rules = save_default_rules(watched_by=department)
        except Invalid as refusal:
            raise CommandError(str(refusal.message)) from refusal
        self.stdout.write(_t("Added %(count)s rules.") % {"count": len(rules)})

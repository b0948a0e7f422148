from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from accounts.models import Body
from core.problems import Invalid
from routing.area_import import Imported, ImportPlan, KindOf, import_areas

_SHOWN = 10


class Command(BaseCommand):
    help = "Import boundaries from GeoJSON (also .gz) or GeoPackage. Nothing changes if the file is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--kind",
            required=True,
            help="ward, park, district …, or by a field: two_tier:yes=district,no=unitary",
        )
        whose = parser.add_mutually_exclusive_group()
        whose.add_argument("--body", help="key of the body that answers for them")
        whose.add_argument(
            "--own-bodies", action="store_true", help="each area is its own body, made if missing"
        )
        parser.add_argument("--nation-field", default="", help="field with the nation of a new body")
        parser.add_argument("--code-field", default="", help="field that tells areas apart")
        parser.add_argument(
            "--name-field", default="", help="field with the name; several, tried in turn: a,b"
        )
        parser.add_argument("--name-cy-field", default="", help="field with the Welsh name")
        parser.add_argument("--layer", default="", help="layer of a GeoPackage that has several")
        parser.add_argument(
            "--crs", type=int, choices=[4326, 27700], help="coordinates, if the file does not say"
        )
        parser.add_argument("--source", default="", help="line of attribution to show with them")
        parser.add_argument("--valid-from", type=date.fromisoformat, help="first day in force, as 2027-04-01")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            plan = ImportPlan(
                kind=KindOf.parse(options["kind"]),
                body=_body(options["body"]) if options["body"] else None,
                own_bodies=options["own_bodies"],
                nation_field=options["nation_field"],
                code_field=options["code_field"],
                name_field=options["name_field"],
                name_cy_field=options["name_cy_field"],
                layer=options["layer"],
                epsg=options["crs"],
                source=options["source"],
                valid_from=options["valid_from"],
            )
            done = import_areas(path, plan)
        except Invalid as refusal:
            raise CommandError(str(refusal.message)) from refusal
        for line in _told(path, done):
            self.stdout.write(line)


def _body(key: str) -> Body:
    body = Body.objects.filter(key=key).first()
    if body is None:
        known = ", ".join(Body.objects.order_by("key").values_list("key", flat=True)[:50]) or "–"
        raise CommandError(
            _t("No body has the key “%(key)s”. There are: %(known)s.") % {"key": key, "known": known}
        )
    return body


def _told(path: Path, done: Imported) -> list[str]:
    """What was done, a line each; nothing is said of what did not happen."""
    count = len(done.saved.areas)
    lines = [
        ngettext("Read %(count)s area from %(file)s.", "Read %(count)s areas from %(file)s.", count)
        % {"count": count, "file": path.name}
    ]
    if not done.code_field:
        lines.append(
            _t(
                "No field tells them apart, so codes were made of name and outline: "
                "a moved outline is a new area."
            )
        )
    if done.repaired:
        lines.append(_t("Repaired %(count)s: %(names)s.") % _some(done.repaired))
    if done.skipped:
        lines.append(
            _t("Left out %(count)s without an outline of their own: %(names)s.") % _some(done.skipped)
        )
    lines.append(
        _t("Added %(added)s, changed %(changed)s, unchanged %(unchanged)s.")
        % {
            "added": len(done.saved.added),
            "changed": len(done.saved.changed),
            "unchanged": len(done.saved.unchanged),
        }
    )
    if done.missing:
        lines.append(_t("Kept %(count)s that the file does not name: %(names)s.") % _some(done.missing))
    return lines


def _some(names: tuple[str, ...]) -> dict[str, object]:
    shown = "; ".join(names[:_SHOWN])
    return {"count": len(names), "names": f"{shown} …" if len(names) > _SHOWN else shown}

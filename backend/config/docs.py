"""Pages of `docs/` that are printed from the code they tell of, so that they are never stale."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from config import env, personal_data
from config.api import api
from config.who_hears import WHO_HEARS
from reports import status as report_status
from workqueue import status as job_status

_PRINTED = "<!-- Printed from {source} by `./doorstep manage print_docs`; change it there. -->\n\n"


def configure() -> str:
    """Every setting, with its default."""
    rows = [
        f"| `{s.name}` | {f'`{s.default}`' if s.default else 'empty'} | {s.help}"
        f"{' Secret.' if s.secret else ''} |"
        for s in env.SETTINGS
    ]
    return "\n".join(
        [
            _PRINTED.format(source="backend/config/env.py") + "# Configure",
            "",
            "Doorstep reads its settings from the environment, once, at start. A wrong value stops",
            "the start with a sentence that names it. `./doorstep serve` needs `DOORSTEP_BASE_URL`.",
            "",
            "| setting | default | what it is |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )


def who_hears() -> str:
    """The table of who is told of what."""

    def names(things: Any) -> str:
        return ", ".join(f"`{thing}`" for thing in things) or "–"

    rows = [
        f"| `{event.__name__}` | {(event.__doc__ or '').strip()} | {names(f.__name__ for f in row.now)} "
        f"| {names(row.later)} | {', '.join(f'{t.template} → {t.to.__name__}' for t in row.told) or '–'} "
        f"| {names([row.topics.__name__] if row.topics else [])} |"
        for event, row in WHO_HEARS.items()
    ]
    return "\n".join(
        [
            _PRINTED.format(source="backend/config/who_hears.py") + "# Who hears of what",
            "",
            "| event | what happened | in the same transaction | after commit | messages | “look again” |",
            "| --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def _diagram(moves: Mapping[Any, Mapping[Any, Any]]) -> list[str]:
    arrows = [
        f"    {before} --> {after}: {', '.join(sorted(str(mover) for mover in movers)) or 'its report'}"
        for before, afters in moves.items()
        for after, movers in afters.items()
    ]
    return ["```mermaid", "stateDiagram-v2", *arrows, "```"]


def statuses() -> str:
    """Where reports and jobs may stand, and every move."""
    return "\n".join(
        [
            _PRINTED.format(source="backend/reports/status.py and backend/workqueue/status.py")
            + "# Statuses",
            "",
            "Each arrow is a move that is allowed, with who may make it. Nothing else changes a status.",
            "",
            "## A report",
            "",
            *_diagram(report_status.MOVES),
            "",
            "## A job",
            "",
            *_diagram(job_status.MOVES),
            "",
        ]
    )


def personal() -> str:
    """Which data about people there is, why, and for how long."""
    rows = [
        f"| `{column}` | {kept.purpose} | {kept.basis} | {kept.how_long()} | {kept.then} |"
        for column, kept in personal_data.PERSONAL.items()
    ]
    return "\n".join(
        [
            _PRINTED.format(source="backend/config/personal_data.py") + "# Data about people",
            "",
            "| column | purpose | lawful basis | kept for | what happens then |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def openapi() -> str:
    """The API's description; the PWA's types are generated from it."""
    return (
        json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), indent=2, ensure_ascii=False, default=str)
        + "\n"
    )


PAGES: dict[Path, Callable[[], str]] = {
    settings.ROOT / "docs" / "configure.md": configure,
    settings.ROOT / "docs" / "who-hears.md": who_hears,
    settings.ROOT / "docs" / "statuses.md": statuses,
    settings.ROOT / "docs" / "personal-data.md": personal,
    settings.BACKEND / "openapi.json": openapi,
}

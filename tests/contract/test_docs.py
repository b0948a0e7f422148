"""The pages for people: links lead somewhere, the index names every page, and every command is one."""

import re
from pathlib import Path

import pytest
import shapely
from django.core.management import get_commands

from accounts.models import Body, Membership
from core.clock import now
from core.geometry import Point
from processes import ROOT
from routing import atlas
from routing.boundaries import AreaDraft, save_areas
from routing.destination import find_destination
from routing.issue_types import ISSUE_TYPES
from workqueue.models import Crew

DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
#: Sources and pages; what is fetched, built or made at run time is left out.
SOURCES = [ROOT / name for name in ("backend", "bench", "docs", "locale", "pwa/src", "pwa/build", "tests")]
TEXT = {
    ".cjs",
    ".css",
    ".html",
    ".json",
    ".md",
    ".mjs",
    ".po",
    ".py",
    ".sh",
    ".toml",
    ".ts",
    ".tsx",
    ".txt",
    ".yml",
}
#: Where somebody's own machine keeps things; nobody else has them there.
MACHINE_PATH = re.compile(r"(?<![\w.\-\]])/(?:work|root|home/\w+|Users/\w+)/")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def links(page: Path) -> list[str]:
    """Where the page's links and pictures lead, without code blocks and other sites."""
    text = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
    found = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r"\b(?:src|href)=\"([^\"]+)\"", text)
    return [link for link in found if not re.match(r"[a-z]+:", link)]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    missing = [link for link in links(page) if not (page.parent / link.partition("#")[0]).exists()]
    assert missing == []


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=name_of)
def test_the_index_names_every_page(page: Path) -> None:
    index = DOCS / "README.md"
    assert page == index or str(page.relative_to(DOCS)) in links(index)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_exists(page: Path) -> None:
    said = (ROOT / "doorstep").read_text()
    commands = set(
        re.findall(r"^  ([a-z]+) ", said.partition('HELP = """')[2].partition('"""')[0], re.MULTILINE)
    )
    for command, word in re.findall(r"\./doorstep ([a-z]+)(?: ([a-z_]+))?", page.read_text()):
        assert command in commands
        if command == "manage":
            assert word in get_commands()


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    files = [
        file for folder in SOURCES for file in folder.rglob("*") if file.suffix in TEXT and file.is_file()
    ]
    files += [file for file in ROOT.iterdir() if file.is_file()]
    built = ROOT / "backend" / "web"
    named = [
        name_of(file)
        for file in files
        if built not in file.parents and MACHINE_PATH.search(file.read_text(errors="replace"))
    ]
    assert named == []


def test_the_file_for_a_council_of_ones_own_works_as_it_is_printed(db: None) -> None:
    page = (DOCS / "import-your-areas.md").read_text()
    (code,) = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    body = Body.objects.create(key="yourtown", name="Yourtown Council", kind=Body.Kind.UNITARY)
    square = shapely.box(-2.4, 53.4, -2.3, 53.5)
    save_areas([AreaDraft(kind="unitary", code="Y1", name="Yourtown", shape=square, body=body)])
    exec(code, {})  # it is our own page
    atlas.forget()
    for kind in ISSUE_TYPES:
        found = find_destination(point=Point(53.45, -2.35), issue_type=kind, answers={}, at=now())
        assert found.body.key == "yourtown"
        assert found.department is not None
    assert Membership.objects.count() == 2
    assert Crew.objects.get().members.count() == 1
    atlas.forget()

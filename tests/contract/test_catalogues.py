"""The server's catalogues: English whole, Welsh without broken gaps, nothing stale."""

import re

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from config.management.commands.update_catalogues import extracted

GAPS = re.compile(r"%\(\w+\)[sd]")
RESIDENT = (
    *("backend/reports/", "backend/notify/templates/"),
    *(
        f"backend/routing/{name}.py"
        for name in ("answers", "explanation", "issue_types", "nobody", "questions")
    ),
)


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(settings.ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("language", ["en_GB", "cy"])
def test_it_holds_just_the_strings_of_the_code(language: str) -> None:
    held = {(entry.msgctxt, entry.msgid) for entry in catalogue(language)}
    said = {(context, msgid) for context, msgid, _plural in extracted()}
    assert held == said, "run ./doorstep manage update_catalogues"


def test_english_is_whole() -> None:
    assert [e.msgid for e in catalogue("en_GB") if not (e.msgstr or e.msgstr_plural)] == []


def test_welsh_is_whole_where_residents_read() -> None:
    missing = [
        entry.msgid
        for entry in catalogue("cy")
        if not (entry.msgstr or entry.msgstr_plural)
        and any(file.startswith(RESIDENT) for file, _line in entry.occurrences)
    ]
    assert missing == []


@pytest.mark.parametrize("language", ["en_GB", "cy"])
def test_no_translation_loses_or_invents_a_gap(language: str) -> None:
    for entry in catalogue(language):
        if entry.msgstr:
            assert set(GAPS.findall(entry.msgid)) == set(GAPS.findall(entry.msgstr)), entry.msgid


def test_unreviewed_welsh_is_shown_all_the_same(db: None) -> None:
    fuzzy = next(
        entry for entry in catalogue("cy") if entry.fuzzy and entry.msgstr and not GAPS.search(entry.msgid)
    )
    with translation.override("cy"):
        assert gettext(fuzzy.msgid) == fuzzy.msgstr


def test_the_catalogue_of_issue_types_speaks_welsh(db: None) -> None:
    reply = Client().get("/api/v1/issue-types", headers={"Accept-Language": "cy"}).json()
    labels = {kind["key"]: kind["label"] for kind in reply["items"]}
    assert labels["fly_tip"] == "Tipio anghyfreithlon"


def test_the_command_leaves_a_whole_catalogue_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    path = settings.ROOT / "locale" / "cy" / "LC_MESSAGES" / "django.po"
    before = path.read_bytes()
    call_command("update_catalogues")
    assert path.read_bytes() == before

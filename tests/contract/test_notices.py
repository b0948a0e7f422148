"""The privacy notice and the accessibility statement: whole, true to the tables, readable without script."""

import re

import pytest
from django.conf import settings
from django.test import Client

from cast import Cast
from config.personal_data import PERSONAL
from core import built_app
from notify import templates
from routing.issue_types import ISSUE_TYPES
from routing.kinds import Visibility

NOTICES = ("privacy", "accessibility")


def page(name: str, **query: str) -> str:
    reply = Client().get(f"/{name}", query)
    assert reply.status_code == 200
    return reply.content.decode()


def words(html: str) -> str:
    """What is read, without the tags, in one line."""
    plain = re.sub(r"<[^>]+>", "", html).replace("&#x27;", "'").replace("&quot;", '"')
    return re.sub(r"\s+", " ", plain)


@pytest.mark.parametrize("name", NOTICES)
def test_it_is_a_page_of_its_own_that_names_whom_to_ask(cast: Cast, name: str) -> None:
    for body in (cast.district, cast.county):
        body.contact_email = f"ask@{body.key}.example"
        body.save(update_fields=["contact_email"])
    html = page(name)
    assert '<html lang="en-gb">' in html
    assert html.count("<h1>") == 1
    for body in (cast.district, cast.county):
        assert body.name in html
        assert f"mailto:{body.contact_email}" in html
    assert cast.homes.name not in html


@pytest.mark.parametrize("name", NOTICES)
def test_it_needs_no_script_and_loads_only_the_apps_own_styles(db: None, name: str) -> None:
    html = page(name)
    assert "<script" not in html
    assert "style=" not in html
    assert re.findall(r"<link\b[^>]*>", html) == built_app.style_tags().splitlines()


@pytest.mark.parametrize("name", NOTICES)
def test_it_can_be_read_in_every_language_and_says_where_that_is_unreviewed(db: None, name: str) -> None:
    english, welsh = page(name, language="en-GB"), page(name, language="cy")
    assert '<html lang="cy">' in welsh
    assert words(english) != words(welsh)
    assert "Mae'r Gymraeg hon yn dal i gael ei gwirio gan gyfieithydd." in words(welsh)
    assert "still being checked" not in words(english)
    for html, other in ((english, "cy"), (welsh, "en-gb")):
        assert f'href="?language={other}"' in html


def test_without_a_choice_it_is_in_the_language_of_the_browser(db: None) -> None:
    reply = Client().get("/privacy", headers={"Accept-Language": "cy"})
    assert reply["Content-Language"] == "cy"
    assert '<html lang="cy">' in reply.content.decode()


def test_an_unknown_language_is_answered_in_english(db: None) -> None:
    assert '<html lang="en-gb">' in page("privacy", language="tlh")


@pytest.mark.parametrize("column", PERSONAL)
def test_the_privacy_notice_tells_of_every_column_about_people(db: None, column: str) -> None:
    said, kept = words(page("privacy")), PERSONAL[column]
    for told in (kept.what, kept.purpose, kept.how_long(), kept.then):
        assert told in said


def test_the_privacy_notice_names_the_types_that_are_held_and_those_that_are_private(db: None) -> None:
    said = words(page("privacy"))
    for kind in ISSUE_TYPES.values():
        if kind.visibility is not Visibility.PUBLIC:
            assert str(kind.label) in said


def test_without_a_body_of_ours_it_says_that_nobody_can_be_asked_yet(db: None) -> None:
    assert "Nobody who runs this Doorstep has put a contact here yet." in words(page("privacy"))


def test_the_reports_page_says_when_its_words_are_unreviewed(db: None) -> None:
    welsh = Client().get("/r/FT-0000-00", headers={"Accept-Language": "cy"}).content.decode()
    english = Client().get("/r/FT-0000-00").content.decode()
    assert "shell-unreviewed" in welsh
    assert "shell-unreviewed" not in english


def test_the_settings_screen_leads_to_both_as_pages_of_the_server() -> None:
    settings_screen = (settings.ROOT / "pwa" / "src" / "app" / "Settings.tsx").read_text()
    worker = (settings.ROOT / "pwa" / "src" / "offline" / "shell.ts").read_text()
    for name in NOTICES:
        assert f"/{name}?language=" in settings_screen
        assert re.search(rf"SERVER_PAGES =\s*.*\b{name}\b", worker)


def test_a_letter_says_when_its_words_are_unreviewed() -> None:
    params = {"ref": "FT-7K3Q-2M", "private": True, "because": "You get this because you follow this report."}
    english, welsh = (
        templates.letter("private", params, language=language, stop_url=None).text
        for language in ("en-gb", "cy")
    )
    assert "yn dal i gael ei gwirio gan gyfieithydd" in welsh
    assert "checked by a translator" not in english

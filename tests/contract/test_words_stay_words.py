"""Whatever people write is text at each door it comes out of: no script, no link, no header, no formula."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cast import LARK_ESTATE, Cast, Phone, at
from core import outbox
from reports.models import Report

pytestmark = pytest.mark.django_db(transaction=True)

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>'",
    "javascript:alert(1) https://evil.example/?a=1",
    "[click](javascript:alert(1)) **bold** <https://evil.example>",
    "{{ 7*7 }} {% load i18n %} ${7*7} %(name)s",
    '=HYPERLINK("https://evil.example","win") +1 @SUM(A1)',
    "a\r\nBcc: all@example.org\r\n\r\n<b>body</b>",
    "]]><!-- --><?php echo 1 ?>",
    "\u202egnp.exe\u2066 \u200f\u05d0\u0628",
]


def told(cast: Cast, words: str, **more: Any) -> str:
    """A report with these words wherever a person can write."""
    receipt = cast.asha.report(
        description=words, place_note=words[:300], name=words[:100], email="asha@example.org", **more
    )
    return str(receipt["ref"])


def inert(page: str) -> None:
    """No tag, no attribute and no link came of the words."""
    lowered = page.lower()
    for living in ("<script>alert", "<img src=x", "<svg onload", "<b>body", "<?php", "<!-- -->"):
        assert living not in lowered
    assert not re.search(r"<a [^>]*(evil\.example|javascript:)", lowered)
    assert "\u202e" not in page
    assert "\u2066" not in page


@pytest.mark.parametrize("words", HOSTILE)
def test_the_api_gives_them_as_json_that_no_browser_reads_as_a_page(cast: Cast, words: str) -> None:
    ref = told(cast, words)
    report = Report.objects.get(ref=ref)
    doors = [
        cast.asha.client.get(f"/api/v1/reports/{ref}", headers={"Track-Token": cast.asha.tokens[ref]}),
        cast.staff(cast.dev).get(f"/api/v1/jobs/{report.jobs.get().pk}"),
    ]
    for reply in doors:
        assert reply["Content-Type"].startswith("application/json")
        assert reply["X-Content-Type-Options"] == "nosniff"
        assert report.description in str(reply.json()) or repr(report.description)[1:-1] in str(reply.json())
        assert "\u202e" not in reply.content.decode()


@pytest.mark.parametrize("words", HOSTILE)
def test_the_public_page_shows_passed_words_as_words(cast: Cast, words: str) -> None:
    ref = told(cast, words)
    dev = cast.staff(cast.dev)
    assert dev.post(f"/api/v1/reports/{ref}/pass", {"what": "words"}).status_code == 200
    page = Client().get(f"/r/{ref}")
    assert page.status_code == 200
    assert "script-src" in page["Content-Security-Policy"]
    inert(page.content.decode())


@pytest.mark.parametrize("words", HOSTILE)
def test_mail_carries_no_words_in_its_headers_and_no_living_html(
    cast: Cast, settings: Any, tmp_path: Path, words: str
) -> None:
    settings.EMAIL_BACKEND = "notify.mail_folder.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    told(cast, words)
    told(cast, words, point=at(LARK_ESTATE))  # another body's: it goes there by letter
    while outbox.work_once():
        pass
    letters = [path.read_text() for path in (tmp_path / "mail").iterdir()]
    assert len(letters) >= 2
    for letter in letters:
        head = letter.partition("\n\n")[0]
        assert "evil.example" not in head
        assert not re.search(r"^bcc:", head, re.IGNORECASE | re.MULTILINE)
        assert "alert(1)" not in head
        inert(letter)


@pytest.mark.parametrize("words", HOSTILE)
def test_nobody_slips_a_header_in_by_an_address(cast: Cast, words: str) -> None:
    reply = Phone(Client()).client.post(
        "/api/v1/reports", {"email": words, "id": "x"}, content_type="application/json"
    )
    assert reply.status_code == 422

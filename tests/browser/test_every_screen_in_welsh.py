"""Every kind of screen in Welsh: wider words fit, nothing is left in English, no key stands for its words."""

import re
from functools import cache

import polib
import pytest
from playwright.sync_api import Page, expect

from browser.borough import Exampleton
from browser.screens import Examiner, Look
from browser.windows import Window, Windows
from processes import ROOT

DEV, ISLA, GWEN = "dev@exampleton.example", "isla@exampleton.example", "gwen@exampleton.example"
LOOKS = (
    Look("cy-390-dark", (390, 844), "dark"),
    Look("cy-390-text-200", (390, 844), text=2),
    Look("cy-wide-text-200", (1440, 900), text=2),
    Look("cy-wide", (1440, 900)),
)
#: What is on the screen as words of its own, and what a screen reader is told.
_WORDS = """
() => {
  const said = new Set();
  const other = "script, style, template, noscript, [lang='en-GB']";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode())
    if (!walk.currentNode.parentElement.closest(other)) said.add(walk.currentNode.data.trim());
  for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], img[alt]"))
    for (const name of ["aria-label", "title", "placeholder", "alt"])
      said.add((element.getAttribute(name) ?? "").trim());
  return [...said].filter((words) => words);
}
"""


@cache
def keys_and_english() -> tuple[frozenset[str], frozenset[str]]:
    """The app's catalogue keys, and what they say in English where Welsh says something else."""
    welsh, english = (
        {
            entry.msgid: entry.msgstr
            for entry in polib.pofile(str(ROOT / "locale" / name / "LC_MESSAGES/pwa.po"))
        }
        for name in ("cy", "en_GB")
    )
    told = {
        words for key, words in english.items() if "{" not in words and " " in words and welsh[key] != words
    }
    return frozenset(english), frozenset(told)


def untranslated(page: Page) -> list[str]:
    """What is shown as a key, or in English although there is Welsh for it."""
    keys, english = keys_and_english()
    said = page.evaluate(_WORDS)
    return [words for words in said if words in english or keys & set(re.findall(r"[a-z_]+\.[\w.]+", words))]


def look_at(window: Window, places: dict[str, str]) -> None:
    """Each address, in every look and for its words."""
    seen = Examiner(window, LOOKS)
    for name, path in places.items():
        page = window.open(path)
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        expect(page.locator(".skeleton")).to_have_count(0)
        seen.look(name)
        seen.faults += [f"{name} says {words!r}" for words in untranslated(page)]
    seen.check()


def test_a_residents_screens_in_welsh(windows: Windows, exampleton: Exampleton) -> None:
    listed = exampleton.ask("reports", bbox="-2.5,53.3,-2.2,53.5", limit=1000)["items"]
    ref = next(one["ref"] for one in listed if one["photo"])
    phone = windows.phone(worker=False, locale="cy-GB", forgives=("status of 404", "status of 410"))
    look_at(
        phone,
        {
            "nearby": "/",
            "report-photo": "/report",
            "report-people": "/report/other",
            "mine": "/mine",
            "my-data": "/my-data",
            "settings": "/settings",
            "track": f"/r/{ref}",
            "something-wrong-page": f"/r/{ref}/wrong",
            "sign-in": "/sign-in",
            "forgot-password": "/forgot-password",
            "set-password": "/set-password",
            "privacy": "/privacy",
        },
    )


@pytest.mark.parametrize(
    ("email", "places"),
    [
        (
            DEV,
            {
                "desk": "/desk",
                "desk-check": "/desk/check",
                "desk-check-asked": "/desk/street-cleansing/check?wanted=asked",
                "desk-first": "/desk/first",
                "desk-senders": "/desk/senders",
                "security": "/security",
            },
        ),
        (
            ISLA,
            {
                "officer": "/officer",
                "officer-holds": "/officer/holds",
                "officer-reviews": "/officer/reviews",
                "officer-people": "/officer/people",
                "officer-audit": "/officer/audit",
            },
        ),
        (GWEN, {"ward": "/ward/weirside"}),
    ],
    ids=["desk", "officer", "ward"],
)
def test_the_staffs_screens_in_welsh(windows: Windows, email: str, places: dict[str, str]) -> None:
    look_at(windows.desk(email, worker=False, locale="cy-GB"), places)

"""The words of messages, in the reader's language.

Each template is one file, templates/notify/<name>.txt, with the blocks `subject`, `body` and `push`.

Its parameters are words; words in each language ({"en-gb": …, "cy": …}, see `in_each_language`); days, as
ISO 8601 under a name that ends in `_at` or `_on`; lists of these; numbers, flags and None. Common to all:

ref       the public reference
url       the report's page
mail_url  the same with the token that only a mailed link carries, or None
what      what it is about: "Fly-tipping: mattresses"
where     the street
because   why this reader hears of it: an English sentence marked for translation
private   of a type that is never public: nothing but `ref`, `url` and `because` is said
body      the body that answers for it; and `department`, its part that clears such things, where it has one

and of single templates: received aim_at, explanation; scheduled planned_on; delayed retry_on; cleared
cleared_at, has_photo; closed reason, note; passed_on passed_at, their_ref, website; reopened aim_at;
photo_refused reason; hand_over lat, lon, made_at, facts; password_link password_link (its id: the link is
made when the letter is written), is_new; signed_in and sign_in_changed happened_at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Engine
from django.utils import formats, timezone, translation

from accounts import password_links
from core.languages import has_unreviewed

Params = Mapping[str, Any]

_FOLDER = Path(__file__).parent / "templates"
#: Sent instead of any other where the type is private.
PRIVATE = "private"
#: Part of somebody's work, or the answer to a question just asked: no link to stop them.
CANNOT_STOP = frozenset({"hand_over", "first_look", "password_link", "signed_in", "sign_in_changed"})
_MOST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as e-mail."""

    subject: str
    text: str


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """All templates there are."""
    return frozenset(path.stem for path in (_FOLDER / "notify").glob("*.txt"))


def letter(template: str, params: Params, *, language: str, stop_url: str | None) -> Letter:
    """The message as e-mail."""
    params = {**params, "url": params.get("mail_url") or params.get("url") or settings.BASE_URL}
    if link := params.get("password_link"):
        params["url"] = password_links.address_by_id(link)
    with translation.override(language):
        return Letter(
            subject=_one_line(_part(template, "subject", params)),
            text=_paragraphs(_part(template, "body", params, stop_url=stop_url)),
        )


def push_message(template: str, params: Params, *, language: str) -> dict[str, str]:
    """The message as a push: {"title", "body", "url", "tag"}. A later one of the same report replaces it."""
    with translation.override(language):
        return {
            "title": _one_line(_part(template, "subject", params))[:_MOST_TITLE],
            "body": _one_line(_part(template, "push", params)),
            "url": str(params.get("url", settings.BASE_URL)),
            "tag": str(params.get("ref", template)),
        }


def in_each_language(say: Callable[[], object]) -> dict[str, str]:
    """What `say` says in every language that we speak, for a parameter."""
    said = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said[language] = str(say())
    return said


@lru_cache(maxsize=1)
def _engine() -> Engine:
    # Text, not HTML: nothing is escaped here; `email.as_html` escapes.
    return Engine(dirs=[str(_FOLDER)], autoescape=False, builtins=["django.templatetags.i18n"])


def _part(template: str, part: str, params: Params, *, stop_url: str | None = None) -> str:
    name = PRIVATE if params.get("private") and template not in CANNOT_STOP else template
    if name not in names():
        raise LookupError(f"no template {name!r}")
    said = {key: _said(key, value) for key, value in params.items()}
    because = said.get("because")
    said["because"] = translation.gettext(because) if because else ""
    unreviewed = has_unreviewed(translation.get_language() or settings.LANGUAGE_CODE)
    context = {**said, "part": f"notify/parts/{part}.txt", "stop_url": stop_url, "is_unreviewed": unreviewed}
    return _engine().get_template(f"notify/{name}.txt").render(Context(context, autoescape=False))


def _said(key: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        language = translation.get_language() or settings.LANGUAGE_CODE
        value = value.get(language) or value.get(language.partition("-")[0]) or value[settings.LANGUAGE_CODE]
    if isinstance(value, list):
        return [_said("", item) for item in value]
    if isinstance(value, str):
        if key.endswith(("_at", "_on")) and value:
            return _day(value)
        return " ".join(value.split())  # words cannot bring lines, and so no headers or links, of their own
    return value


def _day(value: str) -> str:
    moment = datetime.fromisoformat(value)
    day = timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return formats.date_format(day, "l j F")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(text: str) -> str:
    """Lines of one paragraph joined as they are written, paragraphs parted by one empty line."""
    paragraphs = [
        "\n".join(line.strip() for line in paragraph.strip().splitlines())
        for paragraph in text.replace("\r\n", "\n").split("\n\n")
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"

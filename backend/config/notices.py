"""The two statements that everybody may read, without script or sign-in: on privacy and on accessibility."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Body
from config import personal_data
from core import built_app
from core.languages import as_language
from reports.photo.finds import is_detector_installed
from routing.issue_types import ISSUE_TYPES
from routing.kinds import Visibility

#: The day on which a person last held these statements against what Doorstep does.
PREPARED = date(2026, 11, 22)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why and for how long, who reads it, and whom to ask."""
    return _notice(request, "privacy")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """By the model of the Public Sector Bodies Accessibility Regulations 2018."""
    return _notice(request, "accessibility")


def _notice(request: HttpRequest, name: str) -> HttpResponse:
    """One statement, in the language that `?language=` asks for, else in the browser's."""
    asked = request.GET.get("language", "")
    language = as_language(asked) if asked else translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(language):
        response = render(request, f"config/{name}.html", _facts(language))
        response["Content-Language"] = language
    response["Cache-Control"] = "no-cache"
    return response


def _facts(language: str) -> dict[str, Any]:
    return {
        "styles": built_app.style_tags(),
        "prepared": PREPARED,
        "base_url": settings.BASE_URL,
        "bodies": Body.objects.filter(is_ours=True).order_by("name"),
        "other_languages": [(code, name) for code, name in settings.LANGUAGES if code != language],
        "held": _types(Visibility.HELD),
        "private": _types(Visibility.PRIVATE),
        "kept": _kept(),
        "looks": is_detector_installed(),
    }


def _types(visibility: Visibility) -> str:
    """The issue types of this visibility, as words of a sentence."""
    return ", ".join(str(kind.label) for kind in ISSUE_TYPES.values() if kind.visibility is visibility)


def _kept() -> list[dict[str, str]]:
    """The groups of `config.personal_data`, each once, in the reader's language."""
    return [
        {
            "what": _(kept.what),
            "purpose": _(kept.purpose),
            "keep_for": kept.how_long(),
            "then": _(kept.then),
        }
        for kept in personal_data.lines()
    ]

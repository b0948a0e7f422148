"""What was left out of a report before others saw it, as its author reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from core.problems import Words
from reports.checking.check_models import Check, Objection
from reports.checking.objections import may_object
from reports.checking.ruling import REASONS
from reports.models import Report

#: Codes of `events.ReportRedacted`, by what was decided.
_TAKEN_BY: Final = {
    (Check.Kind.REPORT, Check.Decision.HIDE): "report",
    (Check.Kind.WORDS, Check.Decision.HIDE): "words",
    (Check.Kind.WORDS, Check.Decision.REDACT): "words_cut",
    (Check.Kind.PHOTO, Check.Decision.HIDE): "photo",
    (Check.Kind.PHOTO, Check.Decision.REDACT): "photo_covered",
}
TAKEN: Final[dict[str, Words]] = {
    "report": _("Others do not see your report."),
    "words": _("Others do not see what you wrote."),
    "words_cut": _("We left something out of what you wrote."),
    "photo": _("Others do not see one of your photos."),
    "photo_covered": _("We covered something in one of your photos."),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """What was left out as things stand, why, and what came of an objection; in the reader's language."""

    what: list[str]
    why: list[str]
    can_object: bool
    objected_at: datetime | None
    answered_at: datetime | None
    answer: str


def changed_for_author(report: Report) -> Changed | None:
    """What its author can read of it; None where nothing was left out."""
    last = _last_of_each(_decided(report))
    taken = [check for check in last if (check.kind, check.decision) in _TAKEN_BY]
    objection = Objection.objects.filter(report=report).first()
    if not taken and objection is None:
        return None
    return Changed(
        what=say_taken(_TAKEN_BY[Check.Kind(check.kind), Check.Decision(check.decision)] for check in taken),
        why=say_reasons(reason for check in taken for reason in check.reasons),
        can_object=may_object(report),
        objected_at=objection.at if objection else None,
        answered_at=objection.answered_at if objection else None,
        answer=objection.answer if objection else "",
    )


def say_taken(codes: Iterable[str]) -> list[str]:
    """What was left out, in sentences."""
    said = set(codes)
    return [str(words) for code, words in TAKEN.items() if code in said]


def say_reasons(codes: Iterable[str]) -> list[str]:
    """Why, in parts of a sentence."""
    said = set(codes)
    return [str(words) for code, words in REASONS.items() if code in said]


def _decided(report: Report) -> Iterable[Check]:
    decided = Check.objects.filter(report=report).exclude(decision__in=("", Check.Decision.GONE))
    return decided.exclude(photo__is_after=True).order_by("closed_at", "pk")


def _last_of_each(checks: Iterable[Check]) -> list[Check]:
    """The last decision of the report, of its words and of each of the author's photos."""
    found: dict[tuple[str, object], Check] = {}
    for check in checks:
        found[check.kind, check.photo_id] = check
    return list(found.values())

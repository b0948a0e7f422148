"""Who hears of moderation: the author of what was changed, who flagged something, and the desk."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from config.audience import Message, Payload, reporter
from notify.models import Reader
from notify.templates import in_each_language
from reports import reading
from reports.checking.changes import say_reasons, say_taken
from reports.models import Report

BECAUSE_FLAGGED = _("You get this because you told us that something was wrong, and asked what came of it.")


def author_of_changed(payload: Payload) -> Message | None:
    """The report's author: what was left out, why, and that they can object once. No word of theirs."""
    message = reporter(payload)
    if message is None:
        return None
    params: dict[str, Any] = {
        **message.params,
        "taken": in_each_language(lambda: " ".join(say_taken(payload["taken"]))),
        "reasons": in_each_language(lambda: "; ".join(say_reasons(payload["reasons"]))),
    }
    return Message(params, message.readers)


def who_flagged(payload: Payload) -> Message | None:
    """Those who left an address with their flag."""
    report = Report.objects.filter(pk=payload["report_id"]).first()
    found = list(Reader.objects.filter(pk__in=payload["reader_ids"]))
    if report is None or not found:
        return None
    params = {
        "ref": report.ref,
        "private": False,
        "changed": payload["changed"],
        "because": _in_english(BECAUSE_FLAGGED),
        "url": reading.address_of(report),
    }
    return Message(params, found)


def _in_english(words: Any) -> str:
    with override(settings.LANGUAGE_CODE):
        return str(words)

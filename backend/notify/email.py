"""E-mail: one letter to one address, by the mail server or into the folder of the settings."""

import logging
import re
import smtplib
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend
from django.core.mail.message import BadHeaderError

from core.outbox import Retry
from notify.push import Failed

logger = logging.getLogger("doorstep.email")

#: A connection to the mail server is used again within this time; servers close quiet ones.
_KEPT_S = 20.0
_LINK = re.compile(r"(https?://[^\s<>\"]+)")


@dataclass(frozen=True, slots=True)
class File:
    """An attachment; `kind` is its media type."""

    name: str
    data: bytes
    kind: str


class _Kept(threading.local):
    connection: BaseEmailBackend | None = None
    used_at: float = 0.0


_kept = _Kept()


def send(
    *,
    to: str,
    subject: str,
    text: str,
    language: str,
    key: UUID,
    stop_url: str | None,
    files: Sequence[File] = (),
) -> None:
    """Send one letter, as text and as simple HTML made of the same words.

    key       becomes the Message-ID: the same letter sent twice is known as one.
    files     go with it, as attachments.
    stop_url  ends all letters with one click (RFC 8058); None for letters that are part of somebody's work.
    Raises    core.outbox.Retry, or notify.push.Failed when the address will never take it.
    """
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    headers = {
        "Message-ID": f"<{key.hex}@{host}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": language,
    }
    if stop_url:
        headers["List-Unsubscribe"] = f"<{stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter = EmailMultiAlternatives(
        subject=" ".join(subject.split())[:200], body=text, to=[to], headers=headers
    )
    letter.attach_alternative(as_html(text, language=language), "text/html")
    for file in files:
        letter.attach(file.name, file.data, file.kind)
    try:
        _hand_over(letter)
    except BadHeaderError:
        raise Failed("a header would have broken") from None
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _why in error.recipients.values()]
        _judge(max(codes, default=450))
    except smtplib.SMTPResponseException as error:
        # What the server says of us (it wants a sign-in, it is closing) is no reason to give the letter up.
        _judge(error.smtp_code if isinstance(error, smtplib.SMTPDataError) else 450)
    except (smtplib.SMTPException, OSError) as error:
        raise Retry(f"mail server out of reach: {type(error).__name__}") from None


def as_html(text: str, *, language: str) -> str:
    """The words of a letter as HTML: a paragraph for each, links as links, nothing fetched from anywhere."""
    paragraphs = [
        "<p>" + "<br>\n".join(_line_as_html(line) for line in paragraph.split("\n")) + "</p>"
        for paragraph in text.strip().split("\n\n")
    ]
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n'
        '<head><meta charset="utf-8"><title></title></head>\n'
        '<body style="font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:1em">\n'
        + "\n".join(paragraphs)
        + "\n</body></html>\n"
    )


def _line_as_html(line: str) -> str:
    pieces = _LINK.split(line)  # every second one is a link
    pieces[::2] = [escape(words) for words in pieces[::2]]
    pieces[1::2] = [f'<a href="{escape(link)}">{escape(link)}</a>' for link in pieces[1::2]]
    return "".join(pieces)


def _judge(code: int) -> None:
    if 500 <= code < 600:
        raise Failed(f"the mail server answered {code}")
    raise Retry(f"the mail server answered {code}")


def _hand_over(letter: EmailMultiAlternatives) -> None:
    connection = _kept.connection
    if connection is not None and time.monotonic() - _kept.used_at > _KEPT_S:
        close()
        connection = None
    if connection is None:
        connection = get_connection()
        if isinstance(connection, SmtpBackend):  # the others hold nothing open
            connection.open()
            _kept.connection = connection
    try:
        letter.connection = connection
        letter.send()
    except BaseException:
        close()
        raise
    _kept.used_at = time.monotonic()


def close() -> None:
    """End this thread's connection to the mail server, where it has one."""
    connection, _kept.connection = _kept.connection, None
    if connection is not None:
        try:
            connection.close()
        except (smtplib.SMTPException, OSError):
            logger.debug("the mail server had gone already")

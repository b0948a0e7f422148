"""The track token: what the phone that made a report shows to see more of it.

An HMAC of the report's id with the server's key, so that sending the report again can answer it again.
"""

from __future__ import annotations

import base64
import hmac
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

from accounts.actor import Actor

if TYPE_CHECKING:
    from reports.models import Report


def hash_of_token(token: str) -> str:
    """What is stored of a track token, so that a report can be found by it."""
    return sha256(token.encode()).hexdigest()


def track_token(phone_id: UUID) -> str:
    """43 characters, safe in a header and in an address."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"track:" + phone_id.bytes, sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def is_reporter(report: Report, actor: Actor) -> bool:
    """Whether the actor shows this report's own token."""
    return bool(actor.track_token) and hmac.compare_digest(
        report.track_hash, hash_of_token(actor.track_token)
    )


def can_moderate(report: Report, actor: Actor) -> bool:
    """Whether the actor passes or hides what the public sees of it: its department's crews too."""
    return actor.sees(report.department_id, lambda: _ward(report))


def has_desk(report: Report, actor: Actor) -> bool:
    """Whether the actor decides from a check: the department's desk, or the body's administrator."""
    return actor.has_desk_of(report.department_id, lambda: _ward(report))


def _ward(report: Report) -> str:
    return report.ward.slug if report.ward else ""

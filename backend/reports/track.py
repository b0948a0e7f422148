"""The track token: what the phone that made a report shows to see more of it.

An HMAC of the report's id with the server's key, so that sending the report again can answer it again.
"""

import base64
import hmac
from hashlib import sha256
from uuid import UUID

from django.conf import settings

from accounts.actor import Actor
from reports.models import Report, hash_of_token


def track_token(phone_id: UUID) -> str:
    """43 characters, safe in a header and in an address."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"track:" + phone_id.bytes, sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def is_reporter(report: Report, actor: Actor) -> bool:
    """Whether the actor shows this report's own token."""
    return bool(actor.track_token) and hmac.compare_digest(
        report.track_hash, hash_of_token(actor.track_token)
    )


def sees_all(report: Report, actor: Actor) -> bool:
    """Whether the actor may read what was said, with times by the minute.

    The reporter and the department's staff.
    """
    return report.department_id in actor.seen_department_ids or is_reporter(report, actor)


def can_moderate(report: Report, actor: Actor) -> bool:
    """Whether the actor decides what the public sees of it.

    The department's desk, or the body's administrator.
    """
    return report.department_id in actor.desk_department_ids | actor.watched

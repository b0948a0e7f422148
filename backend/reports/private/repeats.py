"""Whether one person reports one address again and again, which can itself be harassment.

Source: uk-practice, section 6. To report often is no offence: nothing is refused, a person reads it first.
"""

import hmac
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from math import cos, hypot, radians

from django.conf import settings

from accounts.senders import key_of_email
from core.geometry import METRES_PER_DEGREE
from reports.models import Report, SentBy
from reports.visibility import is_private
from routing.names import fold

#: Two private reports this near each other are about one address: as exact as a phone is between houses.
SAME_ADDRESS_M = 30.0
#: Questions whose answer names the address that it is about.
_ADDRESS_ANSWERS = ("source", "address")
#: No more of one person's reports are looked at than this.
_MOST = 50
_COMPARED = ("ref", "issue_type", "answers", "visibility", "lat", "lon")


def count(report: Report, keys: Sequence[str], at: datetime) -> int:
    """How many reports about this address came from whoever has one of these keys, this one included."""
    marks = SentBy.objects.filter(key__in=keys, at__gte=at - timedelta(days=settings.REPEAT_DAYS))
    # By their ids: asked in one, SQLite would walk all reports backwards in hope of finding these soon.
    ids = list(marks.order_by("-at").values_list("report_id", flat=True)[: 3 * _MOST])
    others = Report.objects.filter(pk__in=set(ids)).only(*_COMPARED) if ids else []
    return 1 + len(_about_the_same(report, others))


def earlier(reports: Sequence[Report]) -> dict[int, list[Report]]:
    """For each of these, by its id: those about its address by whoever sent it, the newest first.

    As far as it is still known who sent them. Three queries for all of them.
    """
    keys: dict[int, set[str]] = {}
    for report_id, key in SentBy.objects.filter(report__in=reports).values_list("report_id", "key"):
        keys.setdefault(report_id, set()).add(key)
    senders: dict[int, set[str]] = {}
    of_theirs = SentBy.objects.filter(key__in=set().union(*keys.values()))
    for report_id, key in of_theirs.values_list("report_id", "key"):
        senders.setdefault(report_id, set()).add(key)
    others = list(Report.objects.filter(pk__in=senders).only(*_COMPARED).order_by("-pk"))
    return {
        report.pk: [
            other
            for other in _about_the_same(report, others)
            if other.pk < report.pk and senders[other.pk] & keys.get(report.pk, set())
        ][:_MOST]
        for report in reports
    }


def is_counted(report: Report) -> bool:
    """Whether reports of this kind are counted: those about people, and those that name an address."""
    return is_private(report) or bool(_stated(report))


def keys_of(report: Report) -> list[str]:
    """Keyed hashes of the e-mail address, the telephone number and the phone that it came from."""
    found = [report.sender_hash]
    if report.email:
        found.append(key_of_email(report.email))
    if number := _number(report.phone):
        said = f"sender|number|{number}".encode()
        found.append(hmac.new(settings.SECRET_KEY.encode(), said, sha256).hexdigest())
    return [key for key in found if key]


def remember(report: Report, keys: Iterable[str], at: datetime) -> None:
    """Keep by whom a counted report was sent, in the present transaction."""
    SentBy.objects.bulk_create([SentBy(report=report, key=key, at=at) for key in keys])


def forget(*, at: datetime, limit: int = 1000) -> int:
    """Forget who sent reports that are not counted any more; how many marks."""
    old = SentBy.objects.filter(at__lt=at - timedelta(days=settings.REPEAT_DAYS))
    ids = list(old.order_by("at").values_list("pk", flat=True)[:limit])
    SentBy.objects.filter(pk__in=ids).delete()
    return len(ids)


def _about_the_same(report: Report, others: Iterable[Report]) -> list[Report]:
    return [other for other in others if _is_same_address(report, other)]


def _is_same_address(one: Report, other: Report) -> bool:
    if (stated := _stated(one)) and stated == _stated(other):
        return True
    return is_private(one) and is_private(other) and _metres(one, other) <= SAME_ADDRESS_M


def _stated(report: Report) -> str:
    said = (report.answers.get(question) for question in _ADDRESS_ANSWERS)
    return next((fold(words) for words in said if isinstance(words, str) and fold(words)), "")


def _metres(one: Report, other: Report) -> float:
    north = (one.lat - other.lat) * METRES_PER_DEGREE
    east = (one.lon - other.lon) * METRES_PER_DEGREE * cos(radians(one.lat))
    return hypot(north, east)


def _number(phone: str) -> str:
    digits = "".join(sign for sign in phone if sign.isascii() and sign.isdigit())
    digits = digits.removeprefix("00")
    return "0" + digits[2:] if digits.startswith("44") else digits

"""Contact details go when nobody needs them any more."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from notify import forgetting
from notify.models import Reader
from reports.models import Follow, Report
from reports.status import Status

#: Source: uk-practice, section 6: reporter contact 12–24 months; we keep the shorter.
CONTACT_KEPT_FOR = timedelta(days=365)


def forget_contacts(*, at: datetime, limit: int = 1000) -> int:
    """Blank the contact details of reports that ended 12 months ago, and end their follows; how many reports.

    One that was passed on never ends with us: its 12 months run from when it was received.
    """
    before = at - CONTACT_KEPT_FOR
    over = Q(ended_at__lt=before) | Q(status=Status.PASSED_ON, received_at__lt=before)
    has_contacts = ~Q(name="", email="", phone="", needs=[]) | Q(follows__isnull=False)
    with transaction.atomic():
        ids = list(Report.objects.filter(over).filter(has_contacts).values_list("pk", flat=True)[:limit])
        Follow.objects.filter(report__in=ids).delete()
        Report.objects.filter(pk__in=ids).update(name="", email="", phone="", needs=[])
    return len(ids)


def forget_readers(*, at: datetime, limit: int = 1000) -> int:
    """Delete phones and addresses that follow nothing and were told nothing for 90 days; how many.

    What was told goes after 90 days itself, so a reader of whom nothing is left has heard nothing since.
    """
    idle = Reader.objects.filter(
        person__isnull=True,
        follow__isnull=True,
        delivery__isnull=True,
        created_at__lt=at - forgetting.KEPT_FOR,
    )
    ids = list(idle.values_list("pk", flat=True)[:limit])
    Reader.objects.filter(pk__in=ids).delete()
    return len(ids)

"""A process that is going to be killed: a report is cleared, again and again, and its followers are told.

`prepare PHONE…` makes the report and its followers, each {endpoint, p256dh, auth} as JSON. `work EVENTS` goes
on, with workers as in a web process, until so many events are published and everybody has been told; then it
prints what the database holds.
"""

import json
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - only now are there models
from django.db import connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402

from cast import make_cast  # noqa: E402
from core import events, outbox  # noqa: E402
from core.clock import now  # noqa: E402
from core.models import OutboxRow  # noqa: E402
from notify import readers  # noqa: E402
from notify.models import Delivery, LiveMessage  # noqa: E402
from reports.events import ReportCleared  # noqa: E402
from reports.models import Follow, Report  # noqa: E402
from services import until  # noqa: E402


def prepare(phones: list[str]) -> None:
    """Asha's mattresses, followed by these phones."""
    call_command("migrate", interactive=False, verbosity=0)
    report, _job = make_cast().mattresses()
    for phone in phones:
        reader = readers.reader_for_phone(**json.loads(phone), language="en-gb", at=now())
        Follow.objects.create(report=report, reader=reader, since=now())
    # What was to be told before the story begins.
    OutboxRow.objects.all().delete()
    LiveMessage.objects.all().delete()


def work(many: int) -> None:
    """Publish up to `many` events in all, and be done when everybody knows."""
    outbox.reclaim()
    workers = outbox.start_workers(2)
    report = Report.objects.get()
    while OutboxRow.objects.filter(task="tell_people").count() < many:
        with transaction.atomic():
            events.publish(ReportCleared(report_id=report.pk))
    until("everybody told", lambda: not OutboxRow.objects.filter(state="waiting").exists(), seconds=120)
    outbox.end_workers(workers)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check" if connection.vendor == "sqlite" else "SELECT 'ok'")
        [intact] = cursor.fetchone()
    told = (
        Delivery.objects.filter(state="sent")
        .values("event_key")
        .annotate(readers=Count("reader", distinct=True))
    )
    print(
        json.dumps(
            {
                "intact": intact,
                "not_done": OutboxRow.objects.exclude(state="done").count(),
                "deliveries": Delivery.objects.count(),
                "told_of_each_event": sorted({event["readers"] for event in told}),
                "events": told.count(),
                "live_messages": LiveMessage.objects.count(),
            }
        ),
        flush=True,
    )


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(sys.argv[2:])
    else:
        work(int(sys.argv[2]))

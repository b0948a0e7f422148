"""Two people act on the same report in the same moment: one waits for the other, neither fails."""

import threading

import pytest
from django.db import connection, transaction

from accounts.actor import actor_for
from cast import Cast
from core.clock import now
from reports.models import Report
from services import until
from workqueue import crews
from workqueue.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_a_crew_that_starts_while_its_reporter_acts_holds_nothing_that_the_reporter_needs(cast: Cast) -> None:
    report, job = cast.mattresses()
    femi = actor_for(cast.femi)

    def start() -> None:
        try:
            crews.start(job_id=job.pk, actor=femi, at=now())
        finally:
            connection.close()

    starting = threading.Thread(target=start)
    with transaction.atomic():
        Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
        starting.start()
        until("the crew waits", somebody_waits)
        Job.objects.select_for_update(of=("self",), nowait=True).get(pk=job.pk)
    starting.join(timeout=30)
    job.refresh_from_db()
    assert job.status == "started"

"""A department's queue with 100,000 open jobs: one page of 50."""

from collections.abc import Iterable
from typing import Any

from bench._borough import borough
from bench._figures import at_most, share, times_ms
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import actor_for
from accounts.models import Department, Membership
from core.clock import now
from workqueue import queue

JOBS = 100_000


def run() -> Iterable[dict[str, Any]]:
    """Time and queries of one page, without HTTP: what the queue itself costs."""
    with borough(JOBS, still_open=1.0):
        department = Department.objects.get(key="street-cleansing")
        desk = Membership.objects.select_related("person").filter(role="desk", department=department).first()
        assert desk is not None
        actor = actor_for(desk.person)

        def page(_number: int) -> None:
            queue.page(department, queue.Wanted(), actor, now())

        times_ms(page, 5)
        yield at_most(f"queue_page_of_50_p95_at_{JOBS}_open", share(times_ms(page, 60), 0.95), "ms", 20)
        with CaptureQueriesContext(connection) as queries:
            page(0)
        yield at_most("queue_page_queries", len(queries), "queries", 8)

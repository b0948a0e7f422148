"""Many reports beside the few of a test: of a handful of rows any index is as good as another."""

import uuid

from django.db import connection

from core.clock import now
from reports.models import Report

COUNT = 3000


def beside(report: Report) -> None:
    """Add reports of other places, most of them over, one in ten still to be checked; told to the planner."""
    if connection.vendor != "postgresql":
        return  # SQLite chooses by rules, not by counting
    values = Report.objects.filter(pk=report.pk).values().get()
    over = now()
    rows = [
        Report(
            **values
            | {
                "id": None,
                "ref": f"ZZ-{nth:04}-ZZ",
                "phone_id": uuid.uuid4(),
                "track_hash": f"{nth:064}",
                "morton": values["morton"] + (nth - COUNT // 2) * 1_000_000_000,
                "ended_at": None if nth % 5 == 0 else over,
                "check_rank": 1 if nth % 10 == 0 else None,
                "check_since": over if nth % 10 == 0 else None,
            }
        )
        for nth in range(COUNT)
    ]
    Report.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE reports_report")

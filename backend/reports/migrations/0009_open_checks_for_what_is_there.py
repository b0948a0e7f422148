"""Words passed before are public as they were written; what waits of reports on the map gets its checks.

Locks   none for long: 1,000 reports in a transaction of their own.
Order   before or after the new code runs; what the new code opened meanwhile stays as it is.
Back    nothing to undo: the columns and tables go with the migration before.
Rows    reports on the map alone; of older ones nothing has to become public any more. They have waited since
        they were received, and are aimed at from today: one working day.
"""

from typing import Any

from django.db import migrations, transaction

from core.clock import add_working_days, now

_AT_A_TIME = 1000


def fill(apps: Any, schema_editor: object) -> None:
    """In batches by id, so that it can be stopped and begun again."""
    reports = apps.get_model("reports", "Report").objects
    last = 0
    while ids := list(reports.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_AT_A_TIME]):
        with transaction.atomic():
            _pass_again(apps, ids)
            _open_checks(apps, ids)
        last = ids[-1]


def _pass_again(apps: Any, ids: list[int]) -> None:
    passed = apps.get_model("reports", "Report").objects.filter(
        pk__in=ids, words_passed=True, public_words=""
    )
    changed = list(passed.only("description"))
    for report in changed:
        report.public_words = report.description
    apps.get_model("reports", "Report").objects.bulk_update(changed, ["public_words"])


def _open_checks(apps: Any, ids: list[int]) -> None:
    found = (
        apps.get_model("reports", "Report")
        .objects.filter(pk__in=ids, on_map=True, check_rank__isnull=True)
        .exclude(visibility="prv")
        .select_related("department__body")
        .prefetch_related("photos")
    )
    checks, waiting = [], []
    for report in found:
        wanted = _wanted(report)
        if not wanted:
            continue
        aim_at = add_working_days(now(), 1, nation=report.department.body.nation)
        checks += [
            {"report": report, "opened_at": report.received_at, "aim_at": aim_at, **one} for one in wanted
        ]
        report.check_rank, report.check_since = 1, report.received_at
        waiting.append(report)
    check = apps.get_model("reports", "Check")
    check.objects.bulk_create([check(**one) for one in checks], ignore_conflicts=True)
    apps.get_model("reports", "Report").objects.bulk_update(waiting, ["check_rank", "check_since"])


def _wanted(report: Any) -> list[dict[str, Any]]:
    wanted: list[dict[str, Any]] = []
    if report.visibility == "held" and report.shown == "outline":
        wanted.append({"kind": "report"})
    if report.description and not report.words_passed:
        wanted.append({"kind": "words"})
    return wanted + [
        {"kind": "photo", "photo": photo} for photo in report.photos.all() if _waits(photo, report)
    ]


def _waits(photo: Any, report: Any) -> bool:
    is_enough = photo.is_after or report.visibility == "pub"
    is_released = photo.release == "passed" or (photo.release == "auto" and is_enough)
    return photo.state == "ready" and not photo.hidden_because and not is_released


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("accounts", "0001_people_bodies_and_roles"),
        ("reports", "0008_private_matters"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]

"""Who may listen to which topic of the live socket."""

from collections.abc import Callable

from accounts.actor import Actor
from accounts.models import Department
from core.references import read_reference
from reports.events import ReportShownChanged
from reports.models import Report
from workqueue.models import Crew


def may_hear_report(actor: Actor, ref: str) -> bool:
    """Whoever may read the report."""
    known = read_reference(ref)
    return known is not None and Report.objects.visible_to(actor).filter(ref=known).exists()


def may_hear_queue(actor: Actor, department: str) -> bool:
    """The department's crew and desk, and its body's administrators."""
    return (
        bool(actor.seen_department_ids)
        and Department.objects.filter(key=department, pk__in=actor.seen_department_ids).exists()
    )


def may_hear_round(actor: Actor, crew: str) -> bool:
    """The crew's members, and its department's desk."""
    if not crew.isascii() or not crew.isdigit() or len(crew) > 18:
        return False
    return Crew.objects.filter(pk=int(crew), department_id__in=actor.seen_department_ids).exists()


def may_hear_anything_public(actor: Actor, rest: str) -> bool:
    """Wards and cells of the map tell only that something public changed."""
    return len(rest) <= 80


TOPIC_RULES: dict[str, Callable[[Actor, str], bool]] = {
    "report": may_hear_report,
    "queue": may_hear_queue,
    "round": may_hear_round,
    "ward": may_hear_anything_public,
    "cell": may_hear_anything_public,
}

#: After these somebody may not hear a topic any more: the desk hid the report.
CHANGES_RIGHTS = {ReportShownChanged.__name__}

"""The day by which a department aims to have dealt with a report that comes to it by hand, or comes back."""

from datetime import datetime

from accounts.models import Department
from core.problems import Refusal
from reports.models import Report
from routing.destination import aim_from, find_destination
from routing.issue_types import issue_type_for


def aim_in(report: Report, department: Department, at: datetime) -> datetime | None:
    """The aim from `at` on: the rule's where routing would send it to this department.

    Else the issue type's.
    """
    try:
        destination = find_destination(
            point=report.point, issue_type=report.issue_type, answers=report.answers, at=at
        )
    except Refusal:
        destination = None
    if destination and destination.department and destination.department.id == department.pk:
        return destination.aim_at
    return aim_from(issue_type_for(report.issue_type).aim, at, department.body.nation)

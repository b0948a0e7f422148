"""The state in which a visitor finds the day: every crew has work on its list, and one job in hand."""

from datetime import datetime, timedelta

from demo.staff import Staff, Team
from workqueue import crews
from workqueue.models import Job
from workqueue.status import Status

_LISTED = 5


def lay_out_today(staff: Staff, *, at: datetime) -> None:
    """Fill the crews' lists from their queues, the soonest aim first; half of a queue at most."""
    for department, teams in staff.teams.items():
        desk = staff.desks[department]
        waiting = Job.objects.filter(
            department__key=department, status=Status.QUEUED, queued_at__lt=at - timedelta(hours=1)
        )
        queue = list(waiting.order_by("-priority", "aim_at"))
        queue = queue[: max(2 * len(teams), len(queue) // 2)]
        for job in queue:
            team = staff.team_for(department=department, issue_type=job.issue_type, lat=job.lat)
            if Job.objects.filter(crew=team.crew, status=Status.ASSIGNED).count() < _LISTED:
                crews.assign(job_id=job.pk, actor=desk, crew_id=team.crew.pk, at=at - timedelta(minutes=45))
        for team in teams:
            _set_out(team, at)


def _set_out(team: Team, at: datetime) -> None:
    mine = Job.objects.filter(crew=team.crew)
    first = mine.filter(status=Status.ASSIGNED).order_by("-priority", "aim_at").first()
    if first and not mine.filter(status=Status.STARTED).exists() and mine.count() > 1:
        crews.start(job_id=first.pk, actor=team.actor, at=at - timedelta(minutes=9))

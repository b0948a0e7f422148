"""How one report's work goes on, as far as it has come by now."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from accounts.actor import Actor
from demo.plan import Fate, Planned
from demo.staff import Staff, Team
from reports import response
from reports.models import Report
from reports.track import track_token
from routing.people_types import PEOPLE_TYPES
from workqueue import crews, jobs
from workqueue.models import Job
from workqueue.outcome import record_outcome
from workqueue.status import Status

_Outcome = Job.Outcome

#: department → where it may have to be sent on to, and why.
_ELSEWHERE = {
    "street-cleansing": ("parks", "It lies inside the park fence, so the rangers clear it."),
    "parks": ("street-cleansing", "It is on the pavement outside the gate."),
    "highways": ("street-cleansing", "No damage to the road: it is spilled rubbish."),
}

#: issue type → whose it may turn out to be.
_OWNERS = {
    **{kind.key: ("exampleshire-police", "Passed to the neighbourhood officer.") for kind in PEOPLE_TYPES},
    "abandoned_vehicle": ("exampleshire-police", "Reported stolen; the police recover it."),
    "pothole": ("quill-roads", "On the slip road, beyond our boundary post."),
    "street_light": ("quill-roads", "The column has a trunk road number."),
}
_RAILWAY = ("quill-rail", "Behind the railway fence; their gate is locked.")

_NO_ACCESS = (
    "Parked cars right in front of it.",
    "The gate was locked.",
    "A delivery lorry stood on it all morning.",
)
_NOTHING = (
    "Looked on both sides of the street.",
    "Gone when we came.",
    "Nothing to be seen, asked a neighbour too.",
)
_DONE = (
    "",
    "",
    "",
    "Cleared and swept.",
    "Took two of us.",
    "Left it tidy.",
    "Checked again on the way back.",
)

#: Sends the after-photo of a report: when, and by whom.
TakePhoto = Callable[[Planned, datetime, Actor], None]


class Work:
    """The steps of one report's job, each made only if its moment has come."""

    def __init__(
        self, planned: Planned, report: Report, *, staff: Staff, until: datetime, take: TakePhoto
    ) -> None:
        self._planned, self._report, self._staff = planned, report, staff
        self._until, self._take = until, take
        self._job = Job.objects.select_related("department").get(reports=report)

    def go(self, chance: Random) -> None:
        """Do all that its fate holds, up to now."""
        planned = self._planned
        if self._job.status == Status.ENDED:  # somebody else's from the start
            return
        if planned.fate is Fate.WITHDRAWN:
            self._withdraw(planned.at + timedelta(minutes=chance.uniform(4, 18)))
            return
        if planned.fate is Fate.FORWARDED and self._job.department.key in _ELSEWHERE:
            self._forward(planned.assigned - timedelta(minutes=20))
        if self._set_out(planned.assigned, planned.started) and planned.ended <= self._until:
            self._end(planned.ended, chance)

    def _end(self, at: datetime, chance: Random) -> None:
        fate, again = self._planned.fate, timedelta(days=1, minutes=chance.uniform(-60, 60))
        if fate is Fate.NOTHING_THERE:
            self._record(at, _Outcome.NOTHING_THERE, note=chance.choice(_NOTHING))
        elif fate is Fate.NOT_OURS or self._planned.motif is None:
            owner, note = _OWNERS.get(self._planned.issue_type, _RAILWAY)
            self._record(at, _Outcome.NOT_OURS, note=note, owner=owner)
        elif fate is Fate.NO_ACCESS_FIRST:
            self._record(at, _Outcome.NO_ACCESS, note=chance.choice(_NO_ACCESS))
            if at + again <= self._until and self._set_out(None, at + again - timedelta(minutes=25)):
                self._clear(at + again, chance)
        else:
            self._clear(at, chance)
            if fate is Fate.STILL_THERE:
                self._come_back(at, chance)

    def _come_back(self, cleared: datetime, chance: Random) -> None:
        at = cleared + timedelta(hours=chance.uniform(8, 60))
        if at > self._until:
            return
        note = chance.choice(("Half of it is still there.", "They have dumped more in the same place."))
        response.still_there(ref=self._report.ref, actor=self._reporter(), at=at, note=note)
        listed = at + timedelta(hours=20)
        if self._set_out(listed, listed + timedelta(hours=2)) and listed + timedelta(hours=3) <= self._until:
            self._record(listed + timedelta(hours=3), _Outcome.NOTHING_THERE, note=chance.choice(_NOTHING))

    def _withdraw(self, at: datetime) -> None:
        if at <= self._until:
            response.withdraw(ref=self._report.ref, actor=self._reporter(), at=at)

    def _forward(self, at: datetime) -> None:
        if self._planned.at < at <= self._until:
            desk = self._staff.desks[self._job.department.key]
            department, reason = _ELSEWHERE[self._job.department.key]
            self._job = jobs.forward(
                job_id=self._job.pk, actor=desk, department_key=department, reason=reason, at=at
            )

    def _set_out(self, assigned: datetime | None, started: datetime) -> bool:
        """Assign and start; whether the crew is on its way by now."""
        team = self._team()
        if assigned is not None:
            if assigned > self._until:
                return False
            desk = self._staff.desks[self._job.department.key]
            crews.assign(job_id=self._job.pk, actor=desk, crew_id=team.crew.pk, at=assigned)
        if started > self._until:
            return False
        crews.start(job_id=self._job.pk, actor=team.actor, at=started)
        return True

    def _clear(self, at: datetime, chance: Random) -> None:
        self._take(self._planned, at - timedelta(minutes=1), self._team().actor)
        self._record(at, _Outcome.CLEARED, note=chance.choice(_DONE), with_photo=True)

    def _record(
        self,
        at: datetime,
        outcome: Job.Outcome,
        *,
        note: str,
        owner: str | None = None,
        with_photo: bool = False,
    ) -> None:
        record_outcome(
            job_id=self._job.pk,
            actor=self._team().actor,
            outcome=outcome,
            photo_id=self._planned.photo_id("after") if with_photo else None,
            note=note,
            owner_body=owner,
            at=at,
        )

    def _team(self) -> Team:
        return self._staff.team_for(
            department=self._job.department.key, issue_type=self._job.issue_type, lat=self._job.lat
        )

    def _reporter(self) -> Actor:
        return Actor(track_token=track_token(self._planned.phone_id))

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, Q, When

from accounts.actor import Actor
from accounts.models import Body, Department, Named, Person
from core.problems import NotFound
from reports.models import Photo, Report
from routing.models import Area
from workqueue.status import Status


class Crew(Named):
    """People of a department who go out together."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="crews")
    members: models.ManyToManyField[Person, models.Model] = models.ManyToManyField(
        Person, related_name="crews"
    )


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, actor: Actor) -> Self:
        """Start of every read and every write. Adds no join, so it never doubles a row."""
        return self.filter(actor.rows_seen())

    def get_or_refuse(self, **lookup: object) -> Job:
        """The one job. Raises NotFound; missing and hidden look the same."""
        job = self.filter(**lookup).first()
        if job is None:
            raise NotFound
        return job


class Job(models.Model):
    """One piece of work in a department's queue; it may serve many reports."""

    class Outcome(models.TextChoices):
        """What was found there. Source: uk-practice 1b."""

        CLEARED = "CLR"
        NOTHING_THERE = "NFA"
        NO_ACCESS = "ACC"
        NOT_OURS = "OWN"

    class Priority(models.IntegerChoices):
        NORMAL = 0
        #: Blocks the way, or the type is always urgent.
        HIGH = 1

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="jobs")
    reports: models.ManyToManyField[Report, JobReport] = models.ManyToManyField(
        Report, through="JobReport", related_name="jobs"
    )
    issue_type = models.CharField(max_length=30)
    status = models.CharField(max_length=8, choices=Status, default=Status.QUEUED)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NORMAL)
    crew = models.ForeignKey(Crew, on_delete=models.PROTECT, null=True, related_name="jobs")
    #: The body it was handed over to, when it is not ours; this department watches.
    handed_to = models.ForeignKey(Body, on_delete=models.PROTECT, null=True)

    lat = models.FloatField()
    lon = models.FloatField()
    street = models.CharField(max_length=120, blank=True)
    ward = models.ForeignKey(Area, on_delete=models.PROTECT, null=True)

    aim_at = models.DateTimeField(null=True)
    #: Worked out by the database, so that one index sorts the queue: jobs without an aim come last.
    has_no_aim = models.GeneratedField(
        expression=Case(When(aim_at__isnull=True, then=True), default=False),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    is_open = models.GeneratedField(
        expression=Case(When(status="ended", then=False), default=True),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    queued_at = models.DateTimeField()
    assigned_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    #: The day a crew tries again after it could not get there.
    retry_on = models.DateField(null=True)

    outcome = models.CharField(max_length=3, choices=Outcome, blank=True)
    outcome_note = models.CharField(max_length=1000, blank=True)
    #: Where the crew stood when it recorded the outcome, if its phone said so. No other position is kept.
    outcome_lat = models.FloatField(null=True)
    outcome_lon = models.FloatField(null=True)
    after_photo = models.ForeignKey(Photo, on_delete=models.SET_NULL, null=True)

    objects: ClassVar = JobQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["department", "-priority", "has_no_aim", "aim_at", "id", "status", "is_open"],
                condition=Q(is_open=True),
                name="job_queue",
            ),
            models.Index(
                fields=["department", "-ended_at", "-id"], condition=Q(is_open=False), name="job_ended"
            ),
            models.Index(fields=["crew", "status"], name="job_crew"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_type}, {self.street}"


class JobReport(models.Model):
    """One report that a job serves."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE)
    report = models.ForeignKey(Report, on_delete=models.CASCADE)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["job", "report"], name="served_once")]

    def __str__(self) -> str:
        return f"{self.job_id} serves {self.report_id}"


class JobHistory(models.Model):
    """One thing that was done with a job, by whom; for staff."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="history")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    before = models.CharField(max_length=8, choices=Status, blank=True)
    after = models.CharField(max_length=8, choices=Status)
    #: A stable word: queued, joined, assigned, started, delayed, forwarded, handed_over, ended, reopened.
    what = models.CharField(max_length=20)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.job_id} {self.what}"

"""What a department's work keeps of an anonymous report: what was done, when, and in which street."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Subquery

from reports.events import ReportsMadeAnonymous
from reports.models import Report
from workqueue.models import Job, JobHistory, JobReport


def let_go(event: ReportsMadeAnonymous) -> None:
    """Move the jobs of these reports to the public place, and blank what staff wrote of them.

    A job that serves other reports as well stands where the first of those is, and keeps its notes: they are
    about that one too. Called in the transaction in which the reports were made anonymous.
    """
    jobs = Job.objects.filter(pk__in=JobReport.objects.filter(report__in=event.report_ids).values("job"))
    told = Report.objects.exclude(track_hash="").filter(jobs=OuterRef("pk")).order_by("pk")
    shared = list(jobs.filter(Exists(told)).values_list("pk", flat=True))
    if shared:
        Job.objects.filter(pk__in=shared).update(
            lat=Subquery(told.values("lat")[:1]), lon=Subquery(told.values("lon")[:1])
        )
    _blank(list(jobs.exclude(pk__in=shared).values_list("pk", flat=True)))


def _blank(jobs: Sequence[int]) -> None:
    public = Report.objects.filter(jobs=OuterRef("pk")).order_by("pk")
    Job.objects.filter(pk__in=jobs).update(
        lat=Subquery(public.values("public_lat")[:1]),
        lon=Subquery(public.values("public_lon")[:1]),
        outcome_note="",
        outcome_lat=None,
        outcome_lon=None,
    )
    JobHistory.objects.filter(job__in=jobs).update(note="", by=None)

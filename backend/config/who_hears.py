"""Who is told of what: the one table.

Every event has its row here; `docs/who-hears.md` is printed from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts import events as a
from config import audience, audience_of_checks, audience_staff
from config.audience import Told
from core.events import Event
from notify.events import ReaderStopped
from reports import events as r
from reports.checking import checks
from reports.follows import end_follows
from reports.keeping import forgetting
from reports.private import disclosures
from workqueue import events as w
from workqueue.forgetting import let_go
from workqueue.jobs import end_withdrawn, queue_a_job, queue_again, queue_released


@dataclass(frozen=True, slots=True)
class On:
    """One row.

    now      called in the same transaction.
    later    outbox tasks given the event after commit.
    told     messages: which template goes to whom, and the reason shown to the reader.
    topics   where the live socket says "look again".
    """

    now: tuple[Callable[[Any], None], ...] = ()
    later: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    topics: Callable[[list[dict[str, Any]]], list[str]] | None = None


REPORTER = audience.reporter
FOLLOWERS = audience.followers
REPORT = audience.topics_of_reports
JOB = audience.topics_of_jobs
PHOTO = audience.topics_of_photos


def _both(template: str) -> tuple[Told, ...]:
    return Told(template, REPORTER), Told(template, FOLLOWERS)


WHO_HEARS: dict[type[Event], On] = {
    # what happened        in the same transaction  after commit           messages
    # "look again"
    r.ReportSubmitted: On(now=(queue_a_job,), told=(Told("received", REPORTER),), topics=REPORT),
    r.ReportScheduled: On(told=_both("scheduled"), topics=REPORT),
    r.ReportUnscheduled: On(topics=REPORT),  # the desk's own affair: no message
    r.ReportStarted: On(
        topics=REPORT
    ),  # told on the page, not by message: one message for "scheduled" is enough
    r.ReportDelayed: On(told=_both("delayed"), topics=REPORT),
    r.ReportForwarded: On(topics=REPORT),  # seen on the page; the reporter's clock and the promise go on
    r.ReportPassedOn: On(told=_both("passed_on"), topics=REPORT),
    r.ReportCleared: On(now=(checks.follow_its_photos,), told=_both("cleared"), topics=REPORT),
    r.ReportClosed: On(now=(checks.follow_its_photos,), told=_both("closed"), topics=REPORT),
    r.ReportReopened: On(
        now=(queue_again, forgetting.begin_again), told=(Told("reopened", FOLLOWERS),), topics=REPORT
    ),
    r.ReportWithdrawn: On(now=(end_withdrawn, checks.end_withdrawn), topics=REPORT),
    r.FirstLookWanted: On(told=(Told("first_look", audience_staff.who_reads_first),), topics=JOB),
    r.FirstLookEnded: On(topics=JOB),
    r.ReportReleased: On(now=(queue_released,), topics=REPORT),
    r.ReportAnswered: On(told=(Told("answered", REPORTER),), topics=REPORT),
    r.ReportDisclosed: On(later=(disclosures.TASK,)),  # its letter goes to that body alone
    r.ReportShownChanged: On(topics=audience.topics_of_shown),
    # these three come with ReportShownChanged, which the pages and the desk hear of
    r.ReportRedacted: On(told=(Told("changed", audience_of_checks.author_of_changed),)),
    r.FlagAnswered: On(told=(Told("flag_answered", audience_of_checks.who_flagged),)),
    r.ObjectionAnswered: On(told=(Told("objection_answered", REPORTER),)),
    r.ReportFlagged: On(topics=audience.topics_of_desk),  # the desk alone: in public a flag is no news
    r.ReportObjected: On(topics=audience.topics_of_desk),
    r.ReportsMadeAnonymous: On(now=(let_go,)),  # told to nobody: nobody is left who could be told
    r.ReportErased: On(topics=audience.topics_said),
    r.PhotoArrived: On(later=("develop_photo",), topics=PHOTO),
    r.PhotoReady: On(now=(checks.follow_photo,), topics=PHOTO),
    r.PhotoRefused: On(
        now=(checks.follow_photo,), told=(Told("photo_refused", audience.reporter_of_photo),), topics=PHOTO
    ),
    w.JobQueued: On(topics=JOB),
    w.JobAssigned: On(topics=JOB),
    w.JobStarted: On(topics=JOB),
    w.JobDelayed: On(topics=JOB),
    w.JobLeft: On(topics=JOB),
    w.JobEnded: On(topics=JOB),
    w.HandedOver: On(told=(Told("hand_over", audience.owner),), topics=JOB),
    a.PasswordLinkMade: On(told=(Told("password_link", audience_staff.invited),)),
    a.SignedInAnew: On(told=(Told("signed_in", audience_staff.signed_in),)),
    a.SignInChanged: On(told=(Told("sign_in_changed", audience_staff.signed_in),)),
    ReaderStopped: On(now=(end_follows,)),  # told to nobody, on purpose
}

"""The public history of a report.

One entry for each thing a resident should know, in the reader's language.
"""

from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.clock import LONDON
from reports.models import Photo, Report, Update

#: Kind → its heading and its sentence.
KINDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "received": (gettext_lazy("Reported"), gettext_lazy("It went straight to %(department)s.")),
    "received_passed": (gettext_lazy("Reported"), gettext_lazy("%(body)s looks after this place.")),
    "read_first": (gettext_lazy("Reported"), gettext_lazy("Somebody at %(body)s reads it first.")),
    "released": (gettext_lazy("With the team"), gettext_lazy("%(department)s has it now.")),
    "answered": (gettext_lazy("Answered"), gettext_lazy("Somebody at %(body)s has read it and answered it.")),
    "scheduled": (
        gettext_lazy("On a crew's round"),
        gettext_lazy("A crew of %(department)s has it on its list."),
    ),
    "unscheduled": (gettext_lazy("Back in the queue"), gettext_lazy("It is waiting for another crew.")),
    "started": (gettext_lazy("Crew on the way"), gettext_lazy("A crew has started on it.")),
    "delayed": (
        gettext_lazy("We could not get to it"),
        gettext_lazy("The crew could not reach the place. We try again on %(retry_on)s."),
    ),
    "forwarded": (gettext_lazy("Moved to another team"), gettext_lazy("%(department)s has it now.")),
    "passed_on": (
        gettext_lazy("Passed on"),
        gettext_lazy("%(body)s looks after this. We have sent it to them."),
    ),
    "cleared": (gettext_lazy("Cleared"), gettext_lazy("The crew took a photo of the place as it is now.")),
    "nothing_found": (
        gettext_lazy("Nothing there when we came"),
        gettext_lazy("The crew looked and found nothing to clear. If it is still there, tell us."),
    ),
    "reopened": (gettext_lazy("Opened again"), gettext_lazy("It is back with %(department)s.")),
    "withdrawn": (gettext_lazy("Withdrawn"), gettext_lazy("Its reporter took it back.")),
}


def add_update(
    *, report: Report, kind: str, at: datetime, photo: Photo | None = None, **params: str | None
) -> Update:
    """Add one public entry, in the present transaction.

    `params` fill the sentence of `kind`: ids and dates, no words.
    """
    return Update.objects.create(
        report=report, at=at, kind=kind, params=params, status=report.status, photo=photo
    )


def heading(update: Update) -> str:
    """Two or three words: what happened."""
    return str(KINDS[update.kind][0])


def sentence(update: Update, names: dict[str, str]) -> str:
    """What it means for the reader.

    names   body and department keys → their names in the reader's language.
    """
    params: dict[str, Any] = {
        key: names.get(value, value) if key in {"body", "department"} else value
        for key, value in update.params.items()
    }
    if "retry_on" in params:
        params["retry_on"] = say_day(date.fromisoformat(params["retry_on"]))
    return str(KINDS[update.kind][1]) % params


def say_day(day: date) -> str:
    """A day as a person says it: Friday 15 May."""
    return date_format(day, _("l j F"))


def local_day(at: datetime) -> date:
    """The day in London; what the public sees of a time."""
    return at.astimezone(LONDON).date()

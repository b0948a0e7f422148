"""Every column that holds something about a person.

Why we have it, by what right, for how long, and what then.

`docs/personal-data.md` is printed from this table. A test holds every column of every table against it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the table. `then` says what happens at the end, and what does it."""

    purpose: str
    basis: str
    keep_for: str
    then: str


_TASK = "public task (UK GDPR Art. 6(1)(e))"
_EMPLOYED = "public task; the person works for the body"

_REPORT = Kept(
    "to find the place and clear what is there",
    _TASK,
    "6 years after the end of the report",
    "erased by the council; not automatic yet",
)
_CONTACT = Kept(
    "to tell the reporter what happens, if they asked to be told",
    _TASK,
    "12 months after the end of the report",
    "blanked by housekeeping, hourly",
)
_PHOTO = Kept(
    "proof of what was there, for the people who clear it",
    _TASK,
    "as its report; 48 hours where no report names it",
    "unclaimed ones deleted by housekeeping, hourly; others with their report",
)
_READER = Kept(
    "to send the messages somebody asked for",
    _TASK,
    "until they stop it by the link in each message",
    "its follows end at once; the rest with the last report it follows",
)
_STAFF = Kept(
    "to sign in and to do the work",
    _EMPLOYED,
    "while they work for the body",
    "switched off by an administrator",
)
_TRAIL = Kept(
    "to show who saw or changed what", _EMPLOYED, "6 years", "erased by the council; not automatic yet"
)

PERSONAL: dict[str, Kept] = {
    "accounts.Person.email": _STAFF,
    "accounts.Person.name": _STAFF,
    "accounts.Person.password": _STAFF,
    "accounts.Person.last_login": _STAFF,
    "accounts.Person.language": _STAFF,
    "accounts.Membership.person": _STAFF,
    "accounts.AuditEntry.person": _TRAIL,
    "accounts.AuditEntry.reason": _TRAIL,
    "sessions.Session.session_data": Kept(
        "to keep somebody signed in", _EMPLOYED, "12 hours", "deleted by housekeeping, hourly"
    ),
    "reports.Report.description": _REPORT,
    "reports.Report.answers": _REPORT,
    "reports.Report.place_note": _REPORT,
    "reports.Report.lat": _REPORT,
    "reports.Report.lon": _REPORT,
    "reports.Report.phone_id": _REPORT,
    "reports.Report.track_hash": _REPORT,
    "reports.Report.name": _CONTACT,
    "reports.Report.email": _CONTACT,
    "reports.Report.phone": _CONTACT,
    "reports.Report.needs": _CONTACT,
    "reports.Report.language": _CONTACT,
    "reports.Photo.original": _PHOTO,
    "reports.Photo.sizes": _PHOTO,
    "reports.Photo.lat": _PHOTO,
    "reports.Photo.lon": _PHOTO,
    "reports.Photo.taken_at": _PHOTO,
    "reports.Photo.taken_by": _TRAIL,
    "reports.Photo.hidden_because": _TRAIL,
    "reports.Move.by": _TRAIL,
    "reports.Move.note": _TRAIL,
    "reports.Follow.reader": _READER,
    "notify.Reader.email": _READER,
    "notify.Reader.person": _READER,
    "notify.Reader.language": _READER,
    "notify.Reader.token": _READER,
    "notify.PushSubscription.endpoint": _READER,
    "notify.PushSubscription.p256dh": _READER,
    "notify.PushSubscription.auth": _READER,
    "notify.Delivery.reader": _READER,
    "workqueue.Crew.members": _STAFF,
    "workqueue.Job.lat": _REPORT,
    "workqueue.Job.lon": _REPORT,
    "workqueue.Job.outcome_note": _TRAIL,
    "workqueue.JobHistory.by": _TRAIL,
    "workqueue.JobHistory.note": _TRAIL,
}

#: Looked at, and found to say nothing about a person. A new column belongs here or above.
NOT_PERSONAL: dict[str, str] = {
    "contenttypes.ContentType": "id app_label model",
    "sessions.Session": "session_key expire_date",
    "core.OutboxRow": (
        "id key task payload state run_at lease_until owner attempts last_error created_at finished_at"
    ),
    "accounts.Person": "id is_active is_demo",
    "accounts.Body": "id name name_cy key kind is_ours nation contact_email contact_phone website",
    "accounts.Department": "id name name_cy key body",
    "accounts.Membership": "id role body department ward",
    "accounts.AuditEntry": "id at action subject",
    "routing.Area": (
        "id name name_cy geometry west south east north kind code slug body valid_from valid_to source"
    ),
    "routing.Street": "id name name_cy geometry west south east north code kind ward",
    "routing.Backdrop": "id geometry west south east north kind name name_cy",
    "routing.Rule": (
        "id level area rank name issue_types answers body department watched_by aim_hours "
        "aim_working_days reason reason_cy valid_from valid_to version"
    ),
    "routing.Generation": "id token changes",
    "notify.Reader": "id kind created_at stopped_at",
    "notify.PushSubscription": "id reader created_at failed_at",
    "notify.Delivery": "id key event_key channel template params state created_at sent_at",
    "notify.LiveMessage": "seq topic event at",
    "reports.Report": (
        "id ref issue_type accuracy_m point_source public_lat public_lon morton street "
        "ward status visibility shown words_passed body department aim_at decision "
        "made_at received_at ended_at"
    ),
    "reports.Photo": (
        "id report position state refused_because kind bytes sizes_bytes sha256 width height is_after created_at"
    ),
    "reports.Update": "id report at kind params status photo",
    "reports.Move": "id report at before after",
    "reports.Follow": "id report is_reporter since",
    "workqueue.Crew": "id name name_cy department",
    "workqueue.Job": (
        "id department reports issue_type status priority crew handed_to street ward "
        "aim_at queued_at assigned_at started_at ended_at retry_on outcome after_photo"
    ),
    "workqueue.JobReport": "id job report",
    "workqueue.JobHistory": "id job at before after what",
}

"""Every column that holds something about a person.

Why we have it, by what right, for how long, and what then.

`docs/personal-data.md` and the privacy notice are printed from this table. A test holds every column of every
table against it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the table: `what` as residents call it; `then`, what happens at the end of `keep_for`."""

    what: str
    purpose: str
    basis: str
    keep_for: str
    then: str


_TASK = "public task (UK GDPR Art. 6(1)(e))"
_EMPLOYED = "public task; the person works for the body"

_REPORT = Kept(
    _("What you told us: what it is, where it is, and your own words"),
    _("to find the place and clear what is there"),
    _TASK,
    _("6 years after the end of the report"),
    _("erased by the council; not automatic yet"),
)
_CONTACT = Kept(
    _("Your name, e-mail address and phone number, if you gave them; your language, and what you need"),
    _("to tell you what happens, and to ask you where something is unclear"),
    _TASK,
    _("12 months after the end of the report"),
    _("removed automatically, within the hour"),
)
_PHOTO = Kept(
    _("Your photos, and the place and the time that were in them"),
    _("proof of what was there, for the people who clear it"),
    _TASK,
    _("as long as its report; 48 hours where no report names it"),
    _("removed automatically, within the hour, where no report names it; else with its report"),
)
_READER = Kept(
    _("The e-mail address or the phone that messages go to"),
    _("to send the messages somebody asked for"),
    _TASK,
    _("until they stop it by the link in each message"),
    _("what they follow ends at once; the rest is removed automatically, 90 days after the last message"),
)
_STAFF = Kept(
    _("Names and sign-ins of staff and councillors"),
    _("to sign in and to do the work"),
    _EMPLOYED,
    _("while they work for the body"),
    _("switched off by the council"),
)
_TRAIL = Kept(
    _("Who of the staff looked at or changed something, and why"),
    _("to show who saw or changed what"),
    _EMPLOYED,
    _("6 years"),
    _("erased by the council; not automatic yet"),
)
_SESSION = Kept(
    _("That somebody of the staff is signed in"),
    _("to keep somebody signed in"),
    _EMPLOYED,
    _("12 hours"),
    _("removed automatically, within the hour"),
)

_SENT_BY = Kept(
    _("A scrambled mark of the address, number or phone that a private report came from"),
    _("so that many reports by one person about one address are read by one named person first"),
    _TASK,
    _("90 days"),
    _("removed automatically, within the hour"),
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
    "sessions.Session.session_data": _SESSION,
    "reports.Report.description": _REPORT,
    "reports.Report.answers": _REPORT,
    "reports.Report.place_note": _REPORT,
    "reports.Report.at_home": _REPORT,
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
    "reports.Photo.uncovered": _PHOTO,
    "reports.Photo.found": _PHOTO,
    "reports.Photo.lat": _PHOTO,
    "reports.Photo.lon": _PHOTO,
    "reports.Photo.taken_at": _PHOTO,
    "reports.Photo.taken_by": _TRAIL,
    "reports.Photo.hidden_because": _TRAIL,
    "reports.Move.by": _TRAIL,
    "reports.Move.note": _TRAIL,
    "reports.SentBy.report": _SENT_BY,
    "reports.SentBy.key": _SENT_BY,
    "reports.FirstLook.closed_by": _TRAIL,
    "reports.FirstLook.note": _TRAIL,
    "reports.FirstLook.answer": _REPORT,
    "reports.Disclosure.by": _TRAIL,
    "reports.Disclosure.legal_reason": _TRAIL,
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
    "workqueue.Job.outcome_lat": _TRAIL,
    "workqueue.Job.outcome_lon": _TRAIL,
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
    "accounts.Department": "id name name_cy key body reviewer",
    "accounts.Membership": "id role body department ward",
    "accounts.AuditEntry": "id seq at body action subject seal",
    "accounts.AuditHead": "id seq seal forgotten_seq forgotten_seal checked_at checked_seq is_whole",
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
        "ward status visibility shown words_passed on_map body department aim_at decision "
        "made_at received_at ended_at"
    ),
    "reports.Photo": (
        "id report position state refused_because kind bytes sizes_bytes sha256 width height is_after "
        "created_at covers crop release"
    ),
    "reports.Update": "id report at kind params status photo",
    "reports.Move": "id report at before after",
    "reports.Follow": "id report is_reporter since",
    "workqueue.Crew": "id name name_cy department",
    "workqueue.Job": (
        "id department reports issue_type status priority crew handed_to street ward "
        "aim_at queued_at assigned_at started_at ended_at retry_on outcome after_photo has_no_aim is_open"
    ),
    "reports.SentBy": "id at",
    "reports.FirstLook": "id report department because waits count opened_at closed_at decision",
    "reports.Disclosure": "id key report body what agreed at sent_at failed",
    "workqueue.JobReport": "id job report",
    "workqueue.JobHistory": "id job at before after what",
}

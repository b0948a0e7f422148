"""The keeping table: every column that holds something about a person.

Why we have it, by what right, for how long, and what then. `docs/personal-data.md`, the privacy notice and
the officer's page are printed from this table, and the nightly run (`config.keeping`) does what it says. A
test holds every column of every table against it.
"""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _

from core.periods import Period, years


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the table.

    what      as residents call it; `then`: what happens at the end.
    keep_for  a sentence with %(period)s, and `period` itself where the run acts by it.
    action    the rule in `config.keeping` that does it; "" where something else does, as `then` says.
    """

    what: str
    purpose: str
    basis: str
    keep_for: str
    then: str
    period: Period | None = None
    action: str = ""

    def how_long(self) -> str:
        """`keep_for` in the reader's language."""
        return _now(self.keep_for) % {"period": self.period} if self.period else _now(self.keep_for)


_TASK = _("public task (UK GDPR Art. 6(1)(e))")
_EMPLOYED = _("public task; the person works for the body")
_NIGHTLY = _("removed automatically, the night after")
_AFTER_THE_END = _("%(period)s after the end of the report")

_SIX_YEARS: Final = years(6)

_REPORT = Kept(
    _("What you told us: what it is, where it is, and your own words; and its photos"),
    _("to find the place and clear what is there"),
    _TASK,
    _AFTER_THE_END,
    _("made anonymous automatically, the night after: what is left can be counted and leads to nobody"),
    _SIX_YEARS,
    "words_and_places",
)
_PRIVATE = Kept(
    _("The same of reports that are always private"),
    _("to find the place and clear what is there"),
    _("public task (UK GDPR Art. 6(1)(e)); substantial public interest for what is sensitive"),
    _AFTER_THE_END,
    _("a person looks at each, and makes it anonymous or keeps it for up to six years more, saying why"),
    _SIX_YEARS,
    "private_matters",
)
_CONTACT = Kept(
    _("Your name, e-mail address and phone number, if you gave them; your language, and what you need"),
    _("to tell you what happens, and to ask you where something is unclear"),
    _TASK,
    _AFTER_THE_END,
    _NIGHTLY,
    Period(months=settings.CONTACT_MONTHS[""]),
    "contacts",
)
_ORIGINAL = Kept(
    _("Your photos as you sent them, before faces, plates and what you covered were painted over"),
    _("proof of what was there, for the people who clear it"),
    _TASK,
    _AFTER_THE_END,
    _("removed automatically, the night after; the copies that can be shown stay as long as the report"),
    Period(days=90),
    "originals",
)
_REFUSED = Kept(
    _("Photos that could not be read or taken"),
    _("so that we can say why"),
    _TASK,
    _("%(period)s after they came"),
    _NIGHTLY,
    Period(days=30),
    "refused_photos",
)
_UNCLAIMED = Kept(
    _("Photos that no report names"),
    _("a report may be on its way"),
    _TASK,
    _("%(period)s after they came"),
    _("removed automatically, within the hour"),
    Period(hours=48),
    "unclaimed_photos",
)
_READER = Kept(
    _("The e-mail address or the phone that messages go to"),
    _("to send the messages somebody asked for"),
    _TASK,
    _("until they stop it by the link in each message, and %(period)s after the last message"),
    _("what they follow ends at once; the rest is removed automatically, the night after"),
    Period(days=90),
    "idle_readers",
)
_DELIVERY = Kept(
    _("Which messages were sent to whom"),
    _("to answer whoever asks whether they were told"),
    _TASK,
    _("%(period)s after they were sent"),
    _NIGHTLY,
    Period(days=90),
    "deliveries",
)
_FLAG = Kept(
    _("Who said that something is wrong with a page: scrambled marks, and an e-mail address if given"),
    _("to answer them, and so that one person's many flags are one"),
    _TASK,
    _("%(period)s after they said it"),
    _NIGHTLY,
    Period(days=90),
    "flaggers",
)
_SENDER = Kept(
    _("A scrambled mark of the phone that a report came from"),
    _("so that nobody can flood a place or the desk"),
    _TASK,
    _("%(period)s after it was received"),
    _NIGHTLY,
    Period(days=90),
    "senders",
)
_SENT_BY = Kept(
    _("A scrambled mark of the address, number or phone that a private report came from"),
    _("so that many reports by one person about one address are read by one named person first"),
    _TASK,
    _("%(period)s after it was received"),
    _NIGHTLY,
    Period(days=settings.REPEAT_DAYS),
    "phones_of_private",
)
_ASKED = Kept(
    _("That you asked what we hold about you: scrambled marks of the address and of the code"),
    _("to let you, and only you, see it"),
    _TASK,
    _("%(period)s after you asked"),
    _NIGHTLY,
    Period(hours=24),
    "data_requests",
)
_SENDER_MARK = Kept(
    _("That a sender is blocked in one channel, or trusted; by a scrambled mark, with the reason"),
    _("so that nobody can flood or harass others, and so that the decision can be looked at again"),
    _TASK,
    _("%(period)s after it ended"),
    _NIGHTLY,
    Period(months=12),
    "sender_marks",
)
_STAFF = Kept(
    _("Names and sign-ins of staff and councillors"),
    _("to sign in and to do the work"),
    _EMPLOYED,
    _("while they work for the body"),
    _("switched off by the council"),
)
_NOTE = Kept(
    _("What staff noted of a report and decided about it"),
    _("to show who saw or changed what"),
    _EMPLOYED,
    _AFTER_THE_END,
    _("removed with the report's words"),
    _SIX_YEARS,
)
_TRAIL = Kept(
    _("Who of the staff looked at or changed something, and why"),
    _("to show who saw or changed what"),
    _EMPLOYED,
    _("%(period)s after it was done"),
    _("removed automatically, the night after, from the old end of the trail, which says so itself"),
    _SIX_YEARS,
    "audit_trail",
)
_HOLD = Kept(
    _("Why something is held for legal reasons, and by whom"),
    _("so that nothing is erased that the law wants kept"),
    _EMPLOYED,
    _("%(period)s after the hold ended"),
    _NIGHTLY,
    _SIX_YEARS,
    "ended_holds",
)
_ERASED = Kept(
    _("That something was erased: a scrambled mark and the time"),
    _("so that a copy of the database that is put back does not bring it back"),
    _TASK,
    _("as long as there are copies of the database"),
    _("it leads to nobody without what was erased"),
)
_SESSION = Kept(
    _("That somebody of the staff is signed in"),
    _("to keep somebody signed in"),
    _EMPLOYED,
    _("12 hours"),
    _("removed automatically, within the hour"),
)

#: Lines that no single column stands for.
FURTHER: tuple[Kept, ...] = (_PRIVATE, _REFUSED, _UNCLAIMED)

PERSONAL: dict[str, Kept] = {
    "accounts.Person.email": _STAFF,
    "accounts.Person.name": _STAFF,
    "accounts.Person.password": _STAFF,
    "accounts.Person.last_login": _STAFF,
    "accounts.Person.language": _STAFF,
    "accounts.Membership.person": _STAFF,
    "accounts.SignIn.person": _SESSION,
    "accounts.SignIn.device": _SESSION,
    "accounts.SignIn.begun_at": _SESSION,
    "accounts.SignIn.used_at": _SESSION,
    "accounts.PasswordLink.person": _STAFF,
    "mfa.Authenticator.user": _STAFF,
    "mfa.Authenticator.data": _STAFF,
    "mfa.Authenticator.last_used_at": _STAFF,
    # allauth's tables for addresses of its own; nothing is ever written there.
    "account.EmailAddress.user": _STAFF,
    "account.EmailAddress.email": _STAFF,
    "account.EmailConfirmation.email_address": _STAFF,
    "accounts.AuditEntry.person": _TRAIL,
    "accounts.AuditEntry.reason": _TRAIL,
    "accounts.SenderMark.key": _SENDER_MARK,
    "accounts.SenderMark.ref": _SENDER_MARK,
    "accounts.SenderMark.reason": _SENDER_MARK,
    "accounts.SenderMark.by": _SENDER_MARK,
    "accounts.SenderMark.ended_by": _SENDER_MARK,
    "accounts.SenderMark.end_reason": _SENDER_MARK,
    "sessions.Session.session_data": _SESSION,
    "reports.Report.description": _REPORT,
    "reports.Report.public_words": _REPORT,
    "reports.Report.answers": _REPORT,
    "reports.Report.place_note": _REPORT,
    "reports.Report.at_home": _REPORT,
    "reports.Report.lat": _REPORT,
    "reports.Report.lon": _REPORT,
    "reports.Report.phone_id": _REPORT,
    "reports.Report.track_hash": _REPORT,
    "reports.Report.sender_hash": _SENDER,
    "reports.Report.name": _CONTACT,
    "reports.Report.email": _CONTACT,
    "reports.Report.phone": _CONTACT,
    "reports.Report.needs": _CONTACT,
    "reports.Report.language": _CONTACT,
    "reports.Photo.original": _ORIGINAL,
    "reports.Photo.sizes": _REPORT,
    "reports.Photo.uncovered": _ORIGINAL,
    "reports.Photo.found": _REPORT,
    "reports.Photo.lat": _REPORT,
    "reports.Photo.lon": _REPORT,
    "reports.Photo.taken_at": _REPORT,
    "reports.Photo.taken_by": _NOTE,
    "reports.Photo.hidden_because": _NOTE,
    "reports.Move.by": _NOTE,
    "reports.Move.note": _NOTE,
    "reports.Check.closed_by": _NOTE,
    "reports.Check.note": _NOTE,
    "reports.Flag.phone_hash": _FLAG,
    "reports.Flag.address_hash": _FLAG,
    "reports.Flag.email": _FLAG,
    "reports.Flag.phone_id": _REPORT,
    "reports.Flag.note": _REPORT,
    "reports.Objection.text": _REPORT,
    "reports.Objection.answer": _NOTE,
    "reports.SentBy.report": _SENT_BY,
    "reports.SentBy.key": _SENT_BY,
    "reports.FirstLook.closed_by": _NOTE,
    "reports.FirstLook.note": _NOTE,
    "reports.FirstLook.answer": _REPORT,
    "reports.Disclosure.by": _NOTE,
    "reports.Disclosure.legal_reason": _NOTE,
    "reports.Follow.reader": _READER,
    "reports.LegalHold.email_hash": _HOLD,
    "reports.LegalHold.reason": _HOLD,
    "reports.LegalHold.set_by": _HOLD,
    "reports.LegalHold.ended_by": _HOLD,
    "reports.LegalHold.end_reason": _HOLD,
    "reports.Review.decided_by": _NOTE,
    "reports.Review.reason": _NOTE,
    "reports.Erasure.digest": _ERASED,
    "reports.DataRequest.email_hash": _ASKED,
    "reports.DataRequest.code_hash": _ASKED,
    "reports.DataRequest.session_hash": _ASKED,
    "notify.Reader.email": _READER,
    "notify.Reader.person": _READER,
    "notify.Reader.language": _READER,
    "notify.Reader.token": _READER,
    "notify.PushSubscription.endpoint": _READER,
    "notify.PushSubscription.p256dh": _READER,
    "notify.PushSubscription.auth": _READER,
    "notify.Delivery.reader": _DELIVERY,
    "workqueue.Crew.members": _STAFF,
    "workqueue.Job.lat": _REPORT,
    "workqueue.Job.lon": _REPORT,
    "workqueue.Job.outcome_note": _NOTE,
    "workqueue.Job.outcome_lat": _NOTE,
    "workqueue.Job.outcome_lon": _NOTE,
    "workqueue.JobHistory.by": _NOTE,
    "workqueue.JobHistory.note": _NOTE,
}

#: Looked at, and found to say nothing about a person. A new column belongs here or above.
NOT_PERSONAL: dict[str, str] = {
    "contenttypes.ContentType": "id app_label model",
    "sessions.Session": "session_key expire_date",
    "auth.Permission": "id name content_type codename",
    "auth.Group": "id name permissions",
    "account.EmailAddress": "id verified primary",
    "account.EmailConfirmation": "id created sent key",
    "mfa.Authenticator": "id type created_at",
    "accounts.SignIn": "id session_key ends_at",
    "accounts.PasswordLink": "id kind key made_at ends_at used_at",
    "core.OutboxRow": (
        "id key task payload state run_at lease_until owner attempts last_error created_at finished_at"
    ),
    "accounts.Person": "id is_active is_demo",
    "accounts.Body": "id name name_cy key kind is_ours nation contact_email contact_phone website "
    "second_step_required works_with",
    "accounts.Department": "id name name_cy key body reviewer",
    "accounts.Membership": "id role body department ward until",
    "accounts.SenderMark": "id body scope who since until review_on ended_at",
    "accounts.SpentChallenge": "id digest expires_at",
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
        "made_at received_at ended_at keeping over_at check_rank check_since"
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
    "reports.Check": "id report kind photo opened_at aim_at closed_at decision reasons",
    "reports.Flag": "id report at reason language answered_at",
    "reports.Objection": "id report at answered_at",
    "reports.SentBy": "id at",
    "reports.FirstLook": "id report department because waits count opened_at closed_at decision",
    "reports.Disclosure": "id key report body what agreed at sent_at failed",
    "reports.LegalHold": "id body kind report area at ended_at",
    "reports.Review": "id report since decided_at decision keep_until",
    "reports.Erasure": "id kind at in_ledger",
    "reports.DataRequest": "id language asked_at tries open_until",
    "reports.KeepingRun": "id began_at ended_at counts",
    "workqueue.JobReport": "id job report",
    "workqueue.JobHistory": "id job at before after what",
}


def lines() -> list[Kept]:
    """The table's lines, each once."""
    return list(dict.fromkeys((*PERSONAL.values(), *FURTHER)))

"""One decision about what the public sees of a report: what it changes, what it owes, what is said of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.actor import Actor
from core import events
from core.problems import Invalid, Words
from reports.checking import checks
from reports.checking.check_models import Check
from reports.checking.redaction import Span, redact
from reports.events import ReportRedacted, ReportShownChanged
from reports.models import Photo, Report
from reports.photo import photos
from reports.photo.covers import read_covers, read_crop
from reports.visibility import Shown, Sight, belongs_on_map, public_sight

Kind, Decision = Check.Kind, Check.Decision

#: Why something is not shown, as the desk chooses it and as its author reads it.
REASONS: Final[dict[str, Words]] = {
    "household": _("it tells which home it is about"),
    "phone": _("it holds a phone number or an address"),
    "plate": _("it shows a number plate"),
    "face": _("it shows somebody's face"),
    "accuses": _("it accuses somebody"),
    "not_about": _("it is not about the problem"),
    "other": _("others could be hurt by it"),
}
#: Characters of a note, and of an entry in the trail.
MOST_NOTE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsRuling:
    """Pass the words without `cuts` (in UTF-16 code units), or hide them."""

    passed: bool
    cuts: Sequence[Span] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRuling:
    """Pass or hide one photo; without covers these and the crop stay. Geometry as in `covers`, as it came."""

    photo_id: UUID
    passed: bool
    covers: Any = None
    crop: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What somebody at the desk decided, having seen the check at `version`.

    reasons  codes of REASONS; obliged where something is hidden, cut or covered.
    note     for the desk; obliged where something hidden by hand is passed, and as answer to an objection.
    words    None: as they are, and waiting if they were.
    """

    version: str
    passed: bool
    reasons: Sequence[str] = ()
    note: str = ""
    words: WordsRuling | None = None
    photos: Sequence[PhotoRuling] = ()


@dataclass(slots=True)
class Sitting:
    """One decision about a locked report while it is being made: what it changes, and what is said of it."""

    report: Report
    actor: Actor
    at: datetime
    reasons: Sequence[str] = ()
    note: str = ""
    #: What of the author's was hidden, cut or covered, for the message to them.
    taken: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    owes_reason: bool = False
    owes_note: bool = False

    def show_report(self) -> None:
        if public_sight(self.report) < Sight.PUBLIC:
            self.owes_note |= public_sight(self.report) == Sight.NOTHING
            self._set_shown(Shown.ALL)
        self._put_down(Kind.REPORT, Decision.PASS, "passed_report")

    def hide_report(self) -> None:
        if public_sight(self.report) > Sight.NOTHING:
            self.taken.append("report")
        self.owes_reason = True
        self._set_shown(Shown.NOTHING)
        self._put_down(Kind.REPORT, Decision.HIDE, "hid_report")
        for check in checks.waiting(self.report):
            if check.kind in (Kind.WORDS, Kind.PHOTO):
                self._close(Kind(check.kind), Decision.HIDE, photo=check.photo)

    def pass_words(self, cuts: Sequence[Span] = ()) -> None:
        public = redact(self.report.description, cuts)
        self.owes_note |= checks.words_state(self.report) == "hidden"
        if cuts and public != self.report.public_words:
            self.taken.append("words_cut")
        self.report.words_passed, self.report.public_words = True, public
        self.fields |= {"words_passed", "public_words"}
        if cuts:
            self.owes_reason = True
            self._put_down(Kind.WORDS, Decision.REDACT, "redacted_words")
        else:
            self._put_down(Kind.WORDS, Decision.PASS, "passed_words")

    def hide_words(self) -> None:
        if checks.words_state(self.report) in ("waiting", "passed"):
            self.taken.append("words")
        self.owes_reason = True
        self.report.words_passed, self.report.public_words = False, ""
        self.fields |= {"words_passed", "public_words"}
        self._put_down(Kind.WORDS, Decision.HIDE, "hid_words")

    def decide_photo(self, photo: Photo, ruling: PhotoRuling, place: str) -> None:
        was_hidden, mine = bool(photo.hidden_because), not photo.is_after
        before = [*photo.covers, photo.crop]
        covers = None if ruling.covers is None else read_covers(ruling.covers, field=f"{place}.covers")
        crop = read_crop(ruling.crop, field=f"{place}.crop")
        photos.decide(photo=photo, passed=ruling.passed, covers=covers, crop=crop, reason=self.why())
        if not ruling.passed:
            self.owes_reason = True
            self.taken += ["photo"] if mine and not was_hidden else []
            self._put_down(Kind.PHOTO, Decision.HIDE, "hid_photo", photo=photo)
            return
        self.owes_note |= was_hidden
        if any(part and part not in before for part in (*photo.covers, photo.crop)):
            self.owes_reason = True
            self.taken += ["photo_covered"] if mine else []
            self._put_down(Kind.PHOTO, Decision.REDACT, "redacted_photo", photo=photo)
        else:
            self._put_down(Kind.PHOTO, Decision.PASS, "passed_photo", photo=photo)

    def check_grounds(self) -> None:
        """Raises Invalid where a reason or a note is owed and missing."""
        if self.owes_reason and not (self.reasons or self.note):
            raise Invalid(_("Say why, so that its author can be told."), field="reasons")
        if self.owes_note and not self.note:
            raise Invalid(
                _("Somebody hid this by hand. Say in a note why it may be seen after all."), field="note"
            )

    def finish(self) -> None:
        """Save, tell, and put on record; the last step of the transaction."""
        if self.fields:
            self.report.save(update_fields=sorted(self.fields))
        checks.settle(self.report)
        events.publish(ReportShownChanged(report_id=self.report.pk))
        if self.taken:
            events.publish(
                ReportRedacted(
                    report_id=self.report.pk, taken=sorted(set(self.taken)), reasons=list(self.reasons)
                )
            )
        for action in self.actions:
            audit.note(
                actor=self.actor,
                action=action,
                subject=f"report:{self.report.ref}",
                at=self.at,
                reason=self.why(),
                body_id=self.report.department.body_id,
            )

    def _set_shown(self, shown: Shown) -> None:
        self.report.shown = shown
        self.report.on_map = belongs_on_map(self.report)
        self.fields |= {"shown", "on_map"}

    def _put_down(
        self, kind: Check.Kind, decision: Check.Decision, action: str, *, photo: Photo | None = None
    ) -> None:
        self._close(kind, decision, photo=photo)
        self.actions.append(action)

    def _close(self, kind: Check.Kind, decision: Check.Decision, *, photo: Photo | None) -> None:
        checks.decided(
            self.report,
            kind,
            decision,
            by=self.actor.person_id,
            reasons=self.reasons,
            note=self.note,
            at=self.at,
            photo=photo,
        )

    def why(self) -> str:
        """The reasons and the note, as the department's staff read them."""
        return ": ".join(part for part in (", ".join(self.reasons), self.note) if part)[:MOST_NOTE]

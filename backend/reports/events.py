"""What can happen to a report. Every class here has its row in `config/who_hears.py`."""

from dataclasses import dataclass

from core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEvent(Event):
    """Base: the report's row, by its id."""

    report_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubmitted(ReportEvent):
    """A report was stored and routed.

    waits  no queue has it yet: a named person reads it first.
    """

    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportScheduled(ReportEvent):
    """A crew has it on its list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportUnscheduled(ReportEvent):
    """The desk took it back from a crew; it waits for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportStarted(ReportEvent):
    """A crew is on the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDelayed(ReportEvent):
    """A crew could not get to it; it stays on the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForwarded(ReportEvent):
    """Another department has it now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPassedOn(ReportEvent):
    """It is another body's, and has been sent there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCleared(ReportEvent):
    """Cleared, with a photo of the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClosed(ReportEvent):
    """Ended without clearing; the update says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReopened(ReportEvent):
    """It is still there, or has come back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWithdrawn(ReportEvent):
    """Its reporter took it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLookWanted(ReportEvent):
    """A named person of the department is to read it before, or beside, its queue."""

    department_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLookEnded(ReportEvent):
    """That person has decided."""

    department_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReleased(ReportEvent):
    """The person who read it first let it go to its queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAnswered(ReportEvent):
    """The person who read it first answered it; no queue ever has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDisclosed(ReportEvent):
    """The desk gave another body something of it that is not public."""

    disclosure_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportShownChanged(ReportEvent):
    """What the public may see of it was changed by the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRedacted(ReportEvent):
    """The desk hid, cut or covered something of it before others could see it, or after.

    taken    what: "report", "words", "words_cut", "photo", "photo_covered".
    reasons  codes of `ruling.REASONS`.
    """

    taken: list[str]
    reasons: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFlagged(ReportEvent):
    """A reader said that something is wrong with what is public of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagAnswered(ReportEvent):
    """Somebody looked at what readers flagged.

    reader_ids  those who left an address for the answer.
    changed     whether something was hidden, cut or covered.
    """

    reader_ids: list[int]
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportObjected(ReportEvent):
    """Its author does not agree with what was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionAnswered(ReportEvent):
    """Somebody looked at the objection again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoArrived(Event):
    """A photo's bytes are stored; it waits to be developed."""

    photo_id: str
    report_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoReady(Event):
    """A photo can be shown where its report can."""

    photo_id: str
    report_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRefused(Event):
    """A photo could not be read; its report stands."""

    photo_id: str
    report_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsMadeAnonymous(Event):
    """What was told in these reports is let go; what can be counted stays."""

    report_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportErased(Event):
    """A reporter had it erased. Says only where open pages look again: what it was is nobody's business."""

    topics: tuple[str, ...]

"""What can happen to a report. Every class here has its row in `config/who_hears.py`."""

from dataclasses import dataclass

from core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEvent(Event):
    """Base: the report's row, by its id."""

    report_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubmitted(ReportEvent):
    """A report was stored and routed."""


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
class ReportShownChanged(ReportEvent):
    """What the public may see of it was changed by the desk."""


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

"""What can happen to a job. Every class here has its row in `config/who_hears.py`."""

from dataclasses import dataclass

from core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEvent(Event):
    """Base: the job's row and the queues and crews whose lists look different now."""

    job_id: int
    department_id: int
    crew_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobQueued(JobEvent):
    """A job stands in a department's queue: new, forwarded there, or opened again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobAssigned(JobEvent):
    """A crew has it on its list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStarted(JobEvent):
    """A crew is on the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDelayed(JobEvent):
    """A crew could not get to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLeft(JobEvent):
    """It left this department's queue for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEnded(JobEvent):
    """It ended with an outcome, or because its report was withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(JobEvent):
    """It is another body's, and is to be sent there."""

    body_id: int

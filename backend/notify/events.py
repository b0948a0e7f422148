from dataclasses import dataclass

from core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderStopped(Event):
    """A reader asked to hear nothing more, by the link in a message. Its follows end."""

    reader_id: int

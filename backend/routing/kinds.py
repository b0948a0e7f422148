"""What there is to know of a kind of problem: what is asked, who sees it, how soon, who usually does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from routing.answers import Answers, Question, accepts

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy


class Visibility(StrEnum):
    """Who may see a report of this type."""

    PUBLIC = "pub"
    HELD = "held"
    PRIVATE = "prv"


class Tier(StrEnum):
    """Which council answers for it where there are two."""

    DISTRICT = "district"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Aim:
    """How soon something should be done: clock hours, or working days of the body's nation; or neither."""

    hours: int | None = None
    working_days: int | None = None


NO_AIM = Aim()


@dataclass(frozen=True, slots=True)
class Urgent:
    """An earlier aim, for reports with these answers (question id → answers, all of which must hold)."""

    answers: Mapping[str, tuple[str, ...]]
    aim: Aim


@dataclass(frozen=True, slots=True)
class Promise:
    """What is said before anything private is asked, so that nobody tells us more than they would have.

    read_by  who reads it.
    shared   when it may go further: consent, risk, law.
    next     what happens then.
    """

    read_by: "Lazy"
    shared: "Lazy"
    next: "Lazy"


@dataclass(frozen=True, slots=True)
class IssueType:
    """A kind of thing that is reported.

    urgent         earlier aims, each for some answers.
    always_urgent  before everything else, whatever is answered.
    takes_photos   False where taking one could put somebody at risk or pictures strangers: none is taken.
    shows_photos   False where nobody should have to see one: only the department does.
    departments    keys that departments for it usually have, the best first.
    promise        said first, for every private type.
    advice         what to do, or not to do, at once; "" for nothing.
    """

    key: str
    label: "Lazy"
    hint: "Lazy"
    group: str
    prefix: str
    lgsl: int
    tier: Tier
    visibility: Visibility
    icon: str
    questions: tuple[Question, ...]
    aim: Aim
    urgent: tuple[Urgent, ...] = ()
    always_urgent: bool = False
    takes_photos: bool = True
    shows_photos: bool = True
    departments: tuple[str, ...] = ()
    promise: Promise | None = None
    advice: "Lazy | None" = None

    @property
    def is_private(self) -> bool:
        return self.visibility is Visibility.PRIVATE

    def question(self, question_id: str) -> Question | None:
        return next((question for question in self.questions if question.id == question_id), None)

    def is_urgent(self, answers: Answers) -> bool:
        """Whether a report with these answers goes before others."""
        return self.always_urgent or any(
            all(accepts(answers.get(asked), wanted) for asked, wanted in urgent.answers.items())
            for urgent in self.urgent
        )

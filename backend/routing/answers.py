"""Questions that an issue type asks, and the answers that it takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.problems import Invalid

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy

#: An answer as it is kept: an option's key, several, a number on a scale, or words.
Answer = str | int | list[str]
Answers = Mapping[str, Answer]

#: What a phone may send: also `true` and `false` for a yes/no question.
SentAnswers = Mapping[str, str | int | bool | Sequence[str] | None]


class Ask(StrEnum):
    """How a question is asked."""

    CHOICE = "choice"
    MANY = "many"
    TEXT = "text"
    YES_NO = "yes_no"
    SCALE = "scale"


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer.

    title    what it adds to a public title, or None for nothing.
    picture  the key of the picture on its card, or "".
    danger   choosing it shows the stop screen before anything else.
    """

    key: str
    label: "Lazy"
    title: "Lazy | None" = None
    picture: str = ""
    danger: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A question is asked only if an earlier one was answered with one of these."""

    question: str
    answers: tuple[str, ...]


YES_NO = (Option("yes", _("Yes")), Option("no", _("No")))


@dataclass(frozen=True, slots=True)
class Question:
    """A question on the phone.

    required     the phone asks for it before sending; a report without it is taken all the same.
    private      its answer is never public and never in a title.
    most         longest text in characters, or the top of the scale (which starts at 1).
    low, high    words at the ends of a scale.
    """

    id: str
    ask: Ask
    label: "Lazy"
    options: tuple[Option, ...] = ()
    hint: "Lazy | None" = None
    required: bool = False
    private: bool = False
    when: When | None = None
    most: int = 200
    low: "Lazy | None" = None
    high: "Lazy | None" = None

    def option(self, key: str) -> Option | None:
        return next((option for option in self.options if option.key == key), None)

    def say(self, answer: Answer) -> str:
        """An answer in words; an option that is no longer offered is said by its key."""
        if self.ask is Ask.SCALE:
            return _t("%(number)s of %(most)s") % {"number": answer, "most": self.most}
        if self.ask is Ask.TEXT:
            return str(answer)
        keys = answer if isinstance(answer, list) else [str(answer)]
        options = ((key, self.option(key)) for key in keys)
        return ", ".join(str(option.label) if option else key for key, option in options)

    def check(self, sent: object) -> Answer:
        """The answer as it is kept. Raises Invalid, with the field, for one it does not take."""
        if self.ask is Ask.YES_NO and isinstance(sent, bool):
            return "yes" if sent else "no"
        if self.ask is Ask.MANY:
            return self._many(sent)
        if self.ask is Ask.SCALE:
            return self._scale(sent)
        if not isinstance(sent, str):
            raise self._refused(_t("This answer should be words."))
        if self.ask is Ask.TEXT:
            return self._text(sent)
        return self._key(sent)

    def _key(self, sent: str) -> str:
        if self.option(sent) is None:
            raise self._refused(_t("This is not one of the answers we know."))
        return sent

    def _many(self, sent: object) -> list[str]:
        if not isinstance(sent, (list, tuple)) or not all(isinstance(key, str) for key in sent):
            raise self._refused(_t("This answer should be a list."))
        if len(sent) > len(self.options):
            raise self._refused(_t("There are more answers than we asked for."))
        return list(dict.fromkeys(self._key(key) for key in sent))

    def _scale(self, sent: object) -> int:
        if isinstance(sent, str) and sent.isascii() and sent.isdigit() and len(sent) <= 3:
            sent = int(sent)
        if isinstance(sent, bool) or not isinstance(sent, int) or not 1 <= sent <= self.most:
            raise self._refused(_t("Choose a number from 1 to %(most)s.") % {"most": self.most})
        return sent

    def _text(self, sent: str) -> str:
        words = "".join(sign if sign.isprintable() else " " for sign in sent)
        words = " ".join(words.split())
        if len(words) > self.most:
            raise self._refused(_t("Please use at most %(most)s characters.") % {"most": self.most})
        return words

    def _refused(self, message: str) -> Invalid:
        return Invalid(message, field=f"answers.{self.id}")


def check_all(questions: Sequence[Question], sent: SentAnswers) -> dict[str, Answer]:
    """The answers as they are kept, in the order of the questions.

    Blank answers are left out, and so is one whose `when` no longer holds (it belongs to a branch that was
    left). Nothing is missed: an unanswered question is no reason to refuse a report.
    Raises Invalid, with the field, for an unknown question, an unknown answer or one that is too long.
    """
    known = {question.id for question in questions}
    for name in sent:
        if name not in known:
            raise Invalid(_t("We did not ask this question."), field=f"answers.{str(name)[:40]}")
    kept: dict[str, Answer] = {}
    for question in questions:
        value = sent.get(question.id)
        if value is None or (not isinstance(value, bool) and value in ("", [], ())):
            continue
        answer = question.check(value)
        if answer != "" and (
            question.when is None or accepts(kept.get(question.when.question), question.when.answers)
        ):
            kept[question.id] = answer
    return kept


def say_all(questions: Sequence[Question], answers: Answers) -> list[tuple[str, str]]:
    """What was asked and answered, in the reader's language, in the order of the questions."""
    return [
        (str(question.label), question.say(answers[question.id]))
        for question in questions
        if question.id in answers
    ]


def accepts(answer: Answer | None, wanted: Sequence[str]) -> bool:
    """Whether an answer is, or holds, one of those wanted."""
    if answer is None:
        return False
    if isinstance(answer, list):
        return any(key in wanted for key in answer)
    return str(answer) in wanted

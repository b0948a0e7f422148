"""Why it came here: kept as data, so that each reader has it in their own language."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from routing.issue_types import ISSUE_TYPES
from routing.levels import COUNCIL_LEVELS, Level
from routing.names import NO_NAME, Name

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a report goes where it goes. `str()` of it is one sentence in the reader's language.

    reason      the council's own sentence, in English and Welsh, with its gaps; blank for the usual one.
    near_m      how far outside the area the place is, in metres, where nothing holds it; else None.
    """

    rule_id: int
    rule_version: int
    level: str
    issue_type: str
    area: Name
    body: Name
    department: Name = NO_NAME
    reason: Name = NO_NAME
    near_m: int | None = None

    def __str__(self) -> str:
        gaps = {
            "area": str(self.area),
            "body": str(self.body),
            "department": str(self.department),
            "issue_type": _label(self.issue_type),
        }
        if self.near_m is not None:
            gaps["metres"] = str(self.near_m)
            return (
                _t("The place is %(metres)s m outside %(area)s, and %(body)s is the nearest to help.") % gaps
            )
        if self.reason.en:
            return fill(str(self.reason), gaps)
        if self.level not in COUNCIL_LEVELS and self.level != Level.WARD:
            return _t("This place is in %(area)s, which %(body)s looks after.") % gaps
        if self.department.en:
            return _t("%(issue_type)s in %(area)s goes to %(department)s at %(body)s.") % gaps
        return _t("%(issue_type)s in %(area)s is dealt with by %(body)s.") % gaps

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Explanation":
        """What `as_json` gave; members added since take their defaults."""
        names = {key: Name(**kept[key]) for key in ("area", "body", "department", "reason") if key in kept}
        return cls(**{**kept, **names})


def render_explanation(kept: Mapping[str, Any] | None) -> str:
    """The sentence for a kept explanation, in the reader's language; "" for none."""
    return str(Explanation.from_json(kept)) if kept else ""


def fill(sentence: str, gaps: Mapping[str, str]) -> str:
    """A council's sentence with its {gaps} filled in. What is not a gap stays as it was written."""
    for gap, words in gaps.items():
        sentence = sentence.replace("{" + gap + "}", words)
    return sentence


#: Why a rule did or did not apply. The keys are kept with reports; they never change.
WHY: dict[str, "Lazy"] = {
    "matched": _("It applies."),
    "no_area": _("The place is not on land of this kind (%(level)s)."),
    "answers": _("The answers are different: it needs %(wanted)s."),
    "not_in_force": _("It was not in force on that day."),
    "nobody": _("No department is named for it."),
}


@dataclass(frozen=True, slots=True)
class RuleLooked:
    """One rule that was looked at. `str()` says why it did or did not apply, in the reader's language."""

    rule_id: int
    rule_version: int
    text: str
    level: str
    why: str
    area: Name = NO_NAME
    issue_type: str = ""
    wanted: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def matched(self) -> bool:
        return self.why == "matched"

    def __str__(self) -> str:
        level = str(Level(self.level).label) if self.level in Level.values else self.level
        gaps = {"level": level, "area": str(self.area), "wanted": self._wanted()}
        return str(WHY.get(self.why, self.why)) % gaps

    def _wanted(self) -> str:
        kind = ISSUE_TYPES.get(self.issue_type)
        parts = []
        for question_id, keys in self.wanted.items():
            question = kind.question(question_id) if kind else None
            options = [(question.option(key) if question else None) for key in keys]
            answers = [
                str(option.label) if option else key for option, key in zip(options, keys, strict=True)
            ]
            parts.append(f"{question.label if question else question_id} {' / '.join(answers)}")
        return "; ".join(parts)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "RuleLooked":
        return cls(**{**kept, "area": Name(**kept["area"])} if "area" in kept else kept)


def _label(issue_type: str) -> str:
    kind = ISSUE_TYPES.get(issue_type)
    return str(kind.label) if kind else issue_type

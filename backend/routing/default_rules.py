"""The rules that a new installation starts from: who answers for what, with two tiers of council or one.

Source: uk-practice, sections 1a (tiers) and 1b (aims); the district's litter duty on the county's roads:
Environmental Protection Act 1990, s. 86(9).
"""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import override

from accounts.models import Department
from routing.issue_types import ISSUE_TYPES, Aim, IssueType, Tier
from routing.levels import Level
from routing.models import Rule
from routing.rules import RuleDraft, save_rules

#: Urgent ones are looked at before usual ones; a council's own rules go in front of both.
URGENT_RANK, USUAL_RANK = 800, 900


def save_default_rules(*, watched_by: Department | None = None) -> list[Rule]:
    """Write them: each council's area goes to the body that answers for it.

    watched_by   our department that follows up what goes to bodies that are not ours; none where nobody does.
    """
    drafts: list[RuleDraft] = []
    with override(settings.LANGUAGE_CODE):  # names are data, whoever runs this
        for kind in ISSUE_TYPES.values():
            upper = Level.COUNTY if kind.tier is Tier.COUNTY else Level.DISTRICT
            for level in (upper, Level.UNITARY):
                drafts.extend(_drafts(kind, level, watched_by))
    return save_rules(drafts)


def _drafts(kind: IssueType, level: Level, watched_by: Department | None) -> Iterator[RuleDraft]:
    def draft(suffix: str, rank: int, aim: Aim, answers: dict[str, tuple[str, ...]]) -> RuleDraft:
        return RuleDraft(
            name=f"{kind.label}, {level.label}{suffix}",
            level=level,
            rank=rank,
            issue_types=[kind.key],
            answers=answers,
            aim=aim,
            watched_by=watched_by,
        )

    for urgent in kind.urgent:
        yield draft(", urgent", URGENT_RANK, urgent.aim, dict(urgent.answers))
    yield draft("", USUAL_RANK, kind.aim, {})

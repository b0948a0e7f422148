"""The rules that a new installation starts from: who answers for what, with two tiers of council or one.

Source: uk-practice, sections 1a (tiers) and 1b (aims); the district's litter duty on the county's roads:
Environmental Protection Act 1990, s. 86(9).
"""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import override

from accounts.models import Department
from routing.issue_types import ISSUE_TYPES
from routing.kinds import Aim, IssueType, Tier
from routing.levels import COUNCIL_LEVELS, Level
from routing.models import Area, Rule
from routing.rules import RuleDraft, save_rules

#: Urgent ones are looked at before usual ones; a council's own rules go in front of both.
URGENT_RANK, USUAL_RANK = 800, 900


def save_default_rules(*, watched_by: Department | None = None) -> list[Rule]:
    """Write them: each council's area goes to the body that answers for it.

    Where that body is ours, to its department that usually does such work, if it has one of those keys
    (`IssueType.departments`).
    watched_by   our department that follows up what goes to bodies that are not ours; none where nobody does.
    """
    drafts: list[RuleDraft] = []
    ours = _ours()
    with override(settings.LANGUAGE_CODE):  # names are data, whoever runs this
        for kind in ISSUE_TYPES.values():
            upper = Level.COUNTY if kind.tier is Tier.COUNTY else Level.DISTRICT
            for level in (upper, Level.UNITARY):
                for area, departments in ours:
                    department = next(
                        (departments[key] for key in kind.departments if key in departments), None
                    )
                    if department is not None and area.kind == level:
                        drafts.extend(_drafts(kind, level, area=area, department=department))
                drafts.extend(_drafts(kind, level, watched_by=watched_by))
    return save_rules(drafts)


def _ours() -> list[tuple[Area, dict[str, Department]]]:
    """The areas of bodies of ours, each with its departments by the end of their keys.

    Keys are unique in an installation, so that of a second body's department begins with the body's own.
    """
    found: dict[int, dict[str, Department]] = {}
    for department in Department.objects.filter(body__is_ours=True).select_related("body"):
        key = department.key.removeprefix(f"{department.body.key}-")
        found.setdefault(department.body_id, {})[key] = department
    areas = Area.objects.filter(body__in=found, kind__in=COUNCIL_LEVELS).defer("geometry").order_by("code")
    return [(area, found[area.body_id]) for area in areas if area.body_id]


def _drafts(
    kind: IssueType,
    level: Level,
    *,
    area: Area | None = None,
    department: Department | None = None,
    watched_by: Department | None = None,
) -> Iterator[RuleDraft]:
    #: A rule of one area only is looked at first.
    sooner = 10 if area is not None else 0

    def draft(suffix: str, rank: int, aim: Aim, answers: dict[str, tuple[str, ...]]) -> RuleDraft:
        return RuleDraft(
            name=f"{kind.label}, {area.name if area else level.label}{suffix}",
            level=level,
            area=area,
            rank=rank - sooner,
            issue_types=[kind.key],
            answers=answers,
            department=department,
            aim=aim,
            watched_by=watched_by,
        )

    for urgent in kind.urgent:
        yield draft(", urgent", URGENT_RANK, urgent.aim, dict(urgent.answers))
    yield draft("", USUAL_RANK, kind.aim, {})

"""The catalogue of issue types: what can be reported, what is asked, who may see it.

Keys, LGSL numbers, prefixes, visibility and questions follow uk-practice, sections 1a and 1b. Aims are where
a council starts from; the rules in its database say what it really aims for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.problems import Invalid
from routing import questions
from routing.answers import Answer, Answers, Ask, Question, SentAnswers, check_all

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
class IssueType:
    """A kind of thing that is reported."""

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
    #: Photos could put people at risk or picture strangers: none are taken.
    takes_photos: bool = True

    @property
    def is_private(self) -> bool:
        return self.visibility is Visibility.PRIVATE

    def question(self, question_id: str) -> Question | None:
        return next((question for question in self.questions if question.id == question_id), None)


GROUPS: dict[str, "Lazy"] = {
    "rubbish": _("Rubbish"),
    "dirt": _("Dirt and graffiti"),
    "roads": _("Roads and lights"),
    "vehicles": _("Vehicles"),
    "behaviour": _("People and noise"),
}

_CATALOGUE = (
    IssueType(
        key="fly_tip",
        label=_("Fly-tipping"),
        hint=_("Furniture, bags, rubble"),
        group="rubbish",
        prefix="FT",
        lgsl=587,
        tier=Tier.DISTRICT,
        visibility=Visibility.PUBLIC,
        icon="flytip",
        questions=(questions.SIZE, questions.BLOCKING),
        aim=Aim(working_days=2),
        urgent=(Urgent({"blocking": ("yes",)}, Aim(hours=24)),),
    ),
    IssueType(
        key="litter",
        label=_("Litter"),
        hint=_("Cans, wrappers, broken glass"),
        group="rubbish",
        prefix="LT",
        lgsl=580,
        tier=Tier.DISTRICT,
        visibility=Visibility.PUBLIC,
        icon="litter",
        questions=(questions.NEAR_CHILDREN,),
        aim=Aim(working_days=2),
        urgent=(Urgent({"near_children": ("yes",)}, Aim(working_days=1)),),
    ),
    IssueType(
        key="graffiti",
        label=_("Graffiti"),
        hint=_("Paint, tags, scratched words"),
        group="dirt",
        prefix="GR",
        lgsl=584,
        tier=Tier.DISTRICT,
        visibility=Visibility.HELD,
        icon="graffiti",
        questions=(questions.OFFENSIVE, questions.ASSET_OWNER),
        aim=Aim(working_days=5),
        urgent=(Urgent({"offensive": ("hateful", "sexual", "names_person")}, Aim(working_days=1)),),
    ),
    IssueType(
        key="dog_fouling",
        label=_("Dog fouling"),
        hint=_("On a pavement, path or grass"),
        group="dirt",
        prefix="DF",
        lgsl=577,
        tier=Tier.DISTRICT,
        visibility=Visibility.PUBLIC,
        icon="dog",
        questions=(questions.NEAR_CHILDREN, questions.SINCE),
        aim=Aim(working_days=2),
        urgent=(Urgent({"near_children": ("yes",)}, Aim(working_days=1)),),
    ),
    IssueType(
        key="pothole",
        label=_("Pothole or damaged road"),
        hint=_("Holes, cracks, sunken covers"),
        group="roads",
        prefix="PH",
        lgsl=557,
        tier=Tier.COUNTY,
        visibility=Visibility.PUBLIC,
        icon="pothole",
        questions=(questions.DEPTH, questions.ROAD_PART),
        aim=Aim(hours=28 * 24),
        urgent=(
            Urgent({"depth": ("over_4cm",)}, Aim(hours=24)),
            Urgent({"road_part": ("crossing", "cycle_lane")}, Aim(hours=24)),
        ),
    ),
    IssueType(
        key="street_light",
        label=_("Street light fault"),
        hint=_("Out, flickering, leaning"),
        group="roads",
        prefix="SL",
        lgsl=564,
        tier=Tier.COUNTY,
        visibility=Visibility.PUBLIC,
        icon="light",
        questions=(questions.LIGHT_FAULT, questions.COLUMN),
        aim=Aim(working_days=5),
        urgent=(Urgent({"light_fault": ("wires", "leaning")}, Aim(hours=2)),),
    ),
    IssueType(
        key="abandoned_vehicle",
        label=_("Abandoned vehicle"),
        hint=_("Left for a long time, wrecked, burnt out"),
        group="vehicles",
        prefix="AV",
        lgsl=372,
        tier=Tier.DISTRICT,
        visibility=Visibility.HELD,
        icon="vehicle",
        questions=(questions.VEHICLE_STATE, questions.SINCE, questions.VRM),
        aim=Aim(working_days=1),
        urgent=(Urgent({"vehicle_state": ("burnt_out",)}, Aim(hours=24)),),
    ),
    IssueType(
        key="asb_nuisance",
        label=_("Rowdy or inconsiderate behaviour"),
        hint=_("Shouting, threats, nuisance in the street"),
        group="behaviour",
        prefix="RP",
        lgsl=1484,
        tier=Tier.DISTRICT,
        visibility=Visibility.PRIVATE,
        icon="people",
        questions=(questions.IMPACT, questions.TARGET),
        aim=Aim(working_days=3),
        urgent=(
            Urgent({"impact": ("4", "5")}, Aim(working_days=1)),
            Urgent({"target": ("yes",)}, Aim(working_days=1)),
        ),
        takes_photos=False,
    ),
)

ISSUE_TYPES: dict[str, IssueType] = {issue_type.key: issue_type for issue_type in _CATALOGUE}


def issue_type_for(key: str) -> IssueType:
    """The issue type of this key. Raises Invalid, field `issue_type`, for one not in the catalogue."""
    found = ISSUE_TYPES.get(key)
    if found is None:
        raise Invalid(_t("We don't know this kind of problem. Choose one from the list."), field="issue_type")
    return found


def check_answers(issue_type: str, answers: SentAnswers) -> dict[str, Answer]:
    """The answers as they are kept: see `routing.answers.check_all`.

    Raises Invalid with field `issue_type`, or `answers.<question>`.
    """
    return check_all(issue_type_for(issue_type).questions, answers)


def title_for(issue_type: str, answers: Answers, street: str) -> str:
    """A public title in the reader's language, of type, answers and street; never of a person's own words.

    answers   as kept; pass none for a held report that nobody has passed yet.
    street    as in the gazetteer, without house number; "" for none.
    """
    kind = issue_type_for(issue_type)
    details: list[str] = []
    for question in kind.questions:
        answer = answers.get(question.id)
        if question.private or question.ask in (Ask.TEXT, Ask.SCALE) or answer is None:
            continue
        for key in answer if isinstance(answer, list) else [str(answer)]:
            option = question.option(key)
            if option is not None and option.title is not None:
                details.append(str(option.title))
    what = str(kind.label)
    if details:
        what = _t("%(what)s: %(details)s") % {"what": what, "details": ", ".join(details)}
    return _t("%(what)s, %(street)s") % {"what": what, "street": street} if street else what

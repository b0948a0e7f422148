"""The catalogue of issue types: what can be reported, what is asked, who may see it.

Aims are where a council starts from; the rules in its database say what it really aims for.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.problems import Invalid
from routing.answers import Answer, Answers, Ask, SentAnswers, check_all
from routing.kinds import IssueType
from routing.people_types import PEOPLE_TYPES
from routing.street_types import STREET_TYPES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy


GROUPS: dict[str, "Lazy"] = {
    "rubbish": _("Rubbish"),
    "dirt": _("Dirt and graffiti"),
    "roads": _("Roads and lights"),
    "vehicles": _("Vehicles"),
    "behaviour": _("People and noise"),
}

#: In the order in which they are offered.
ISSUE_TYPES: dict[str, IssueType] = {kind.key: kind for kind in (*STREET_TYPES, *PEOPLE_TYPES)}


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

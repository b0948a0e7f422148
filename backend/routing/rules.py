"""Writes rules: who deals with what, where, and how soon. Each call is one transaction."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _t

from accounts.models import Body, Department
from core.problems import Invalid
from routing import atlas
from routing.answers import Ask
from routing.issue_types import ISSUE_TYPES, issue_type_for
from routing.kinds import NO_AIM, Aim
from routing.levels import Level
from routing.models import Area, Rule

_GAPS = frozenset({"area", "body", "department", "issue_type"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDraft:
    """A rule to be written; see `models.Rule` for its members.

    issue_types   none for all of them.
    answers       question id → answers, one of which must have been given; for every question named.
    body          None for the body that answers for the area. A department given makes its body the rule's.
    """

    name: str
    level: str
    area: Area | None = None
    rank: int = 100
    issue_types: Sequence[str] = ()
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    body: Body | None = None
    department: Department | None = None
    watched_by: Department | None = None
    aim: Aim = NO_AIM
    reason: str = ""
    reason_cy: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


def save_rules(drafts: Sequence[RuleDraft]) -> list[Rule]:
    """Write new rules. Raises Invalid, naming the field."""
    rows = [_row(draft) for draft in drafts]
    with transaction.atomic():
        Rule.objects.bulk_create(rows, batch_size=500)
        atlas.changed()
    return rows


def _row(draft: RuleDraft) -> Rule:
    _check(draft)
    body = draft.body or (draft.department.body if draft.department else None)
    return Rule(
        level=draft.level,
        area=draft.area,
        rank=draft.rank,
        name=draft.name,
        issue_types=list(draft.issue_types),
        answers={question: list(keys) for question, keys in draft.answers.items()},
        body=body,
        department=draft.department,
        watched_by=draft.watched_by,
        aim_hours=draft.aim.hours,
        aim_working_days=draft.aim.working_days,
        reason=draft.reason,
        reason_cy=draft.reason_cy,
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
    )


def _check(draft: RuleDraft) -> None:
    if not draft.name.strip():
        raise Invalid(_t("Give the rule a name."), field="name")
    if draft.level not in Level.values:
        raise Invalid(_t("Choose a kind of area for the rule."), field="level")
    if draft.area is not None and draft.area.kind != draft.level:
        raise Invalid(_t("The rule's area is of another kind than the rule."), field="area")
    if draft.aim.hours is not None and draft.aim.working_days is not None:
        raise Invalid(_t("Give the aim in hours or in working days, not both."), field="aim")
    if (draft.aim.hours if draft.aim.hours is not None else draft.aim.working_days) == 0:
        raise Invalid(_t("An aim is at least one hour or one working day."), field="aim")
    for sentence in (draft.reason, draft.reason_cy):
        unknown = set(re.findall(r"\{([^{}]*)\}", sentence)) - _GAPS
        if unknown:
            gaps = {"gap": "{" + min(unknown) + "}"}
            raise Invalid(_t("The reason has a gap that nothing fills: %(gap)s.") % gaps, field="reason")
    _check_answers(draft)
    _check_bodies(draft)


def _check_answers(draft: RuleDraft) -> None:
    kinds = [issue_type_for(key) for key in draft.issue_types] or list(ISSUE_TYPES.values())
    for question_id, keys in draft.answers.items():
        for kind in kinds:
            question = kind.question(question_id)
            if question is None or question.ask is Ask.TEXT or not keys:
                message = _t("“%(question)s” can't be a condition for %(issue_type)s.")
                raise Invalid(message % {"question": question_id, "issue_type": kind.label}, field="answers")
            for key in keys:
                question.check([key] if question.ask is Ask.MANY else key)


def _check_bodies(draft: RuleDraft) -> None:
    if draft.department and draft.body and draft.department.body_id != draft.body.pk:
        raise Invalid(_t("The department belongs to another body than the rule's."), field="department")
    if draft.body is not None and draft.body.is_ours and draft.department is None:
        raise Invalid(_t("Name the department of ours that deals with it."), field="department")
    if draft.body is not None and not draft.body.is_ours and draft.watched_by is None:
        raise Invalid(_t("Name the department of ours that watches over it."), field="watched_by")
    if draft.watched_by is not None and not draft.watched_by.body.is_ours:
        raise Invalid(_t("Only a department of ours can watch over it."), field="watched_by")

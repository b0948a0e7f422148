from typing import Annotated

from ninja import Router
from ninja.responses import Status
from pydantic import Field

from accounts import allowance
from accounts.requests import ActorRequest
from core.clock import now
from core.languages import as_language
from core.schemas import Problem
from reports.checking import check_list, check_reading, flags, moderation, objections
from reports.checking.check_schemas import (
    CheckListOut,
    CheckOut,
    DecisionIn,
    FlagIn,
    MarksOut,
    ObjectionIn,
    WordsIn,
)
from reports.checking.redaction import Span
from reports.checking.ruling import PhotoRuling, Ruling, WordsRuling

router = Router(tags=["moderation"])


@router.get(
    "/moderation/{department}",
    operation_id="list_checks",
    response={200: CheckListOut, 401: Problem, 403: Problem, 404: Problem, 422: Problem},
)
def list_checks(
    request: ActorRequest,
    department: str,
    wanted: Annotated[str, Field(max_length=10, description="all, asked or objected")] = "all",
    limit: Annotated[int, Field(ge=1, le=200)] = 50,
    cursor: Annotated[str, Field(max_length=200)] = "",
) -> CheckListOut:
    """What waits for the desk before, or because, it is public: objections first, then the oldest."""
    desk = check_list.find_desk(department, request.actor)
    return check_list.page(desk, wanted=wanted, limit=limit, cursor=cursor, actor=request.actor)


@router.get(
    "/reports/{ref}/check",
    operation_id="get_check",
    response={200: CheckOut, 401: Problem, 403: Problem, 404: Problem},
)
def get_check(request: ActorRequest, ref: str) -> CheckOut:
    """All that is needed to decide what others see of a report. The look is put on record."""
    return check_reading.look(ref=ref, actor=request.actor, at=now())


@router.post(
    "/reports/{ref}/check",
    operation_id="decide_check",
    response={
        200: CheckOut, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem,
    },
)  # fmt: skip
def decide_check(request: ActorRequest, ref: str, body: DecisionIn) -> CheckOut:
    """Pass, hide or redact, in one go. 409 where somebody else decided since `version`."""
    ruling = Ruling(
        version=body.version,
        passed=body.decision == "pass",
        reasons=body.reasons,
        note=body.note,
        words=_words(body),
        photos=[
            PhotoRuling(photo_id=one.id, passed=one.decision == "pass", covers=one.covers, crop=one.crop)
            for one in body.photos
        ],
    )
    moderation.decide(ref=ref, ruling=ruling, actor=request.actor, at=now())
    return check_reading.look(ref=ref, actor=request.actor, at=now())


@router.post(
    "/reports/{ref}/flag",
    operation_id="flag_report",
    response={204: None, 404: Problem, 422: Problem, 429: Problem},
)
def flag_report(request: ActorRequest, ref: str, body: FlagIn) -> Status[None]:
    """ "Something wrong with this?": no sign-in. The same phone again changes nothing."""
    said = flags.Flagged(
        flag_id=body.id,
        reason=body.reason,
        note=body.note,
        photo=body.photo,
        email=body.email,
        language=as_language(body.language),
    )
    flags.flag(ref=ref, said=said, actor=request.actor, at=now())
    return Status(204, None)


@router.post(
    "/reports/{ref}/object",
    operation_id="object_to_change",
    response={204: None, 403: Problem, 404: Problem, 409: Problem, 422: Problem},
)
def object_to_change(request: ActorRequest, ref: str, body: ObjectionIn) -> Status[None]:
    """The report's author does not agree with what was left out; once. The header Track-Token says who."""
    objections.object_to(ref=ref, actor=request.actor, text=body.text, at=now())
    return Status(204, None)


@router.post("/words/marks", operation_id="find_marks", response={200: MarksOut, 422: Problem, 429: Problem})
def find_marks(request: ActorRequest, body: WordsIn) -> MarksOut:
    """What looks private in words that are about to be sent. Nothing of them is kept."""
    allowance.take(request.actor, "words", by_address=1200, by_phone=300)
    return MarksOut(marks=check_reading.marks_in(body.text))


def _words(body: DecisionIn) -> WordsRuling | None:
    if body.words is None:
        return None
    cuts = [Span(cut.start, cut.end) for cut in body.words.cuts]
    return WordsRuling(passed=body.words.decision == "pass", cuts=cuts)

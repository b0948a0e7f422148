"""What a resident may ask of us: see, copy and erase what we hold; by a report's token or by e-mail."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import FileResponse
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from accounts import allowance
from accounts.actor import Actor
from accounts.requests import ActorRequest
from core.clock import now
from core.languages import as_language
from core.problems import NotFound
from core.schemas import Problem, Storable
from reports import reading
from reports.keeping import data_requests, erasure, holds, subject_access
from reports.models import Report
from reports.track import is_reporter

router = Router(tags=["my data"])

Email = Annotated[Storable, Field(min_length=3, max_length=254)]

ZIP = {
    "responses": {
        200: {
            "description": "A ZIP with a page to read",
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


class AskIn(Schema):
    email: Email
    language: Annotated[Storable, Field(max_length=35)] = "en-gb"


class AskedOut(Schema):
    """The request's number, to be sent with the code. The same whether anything is known or not."""

    id: UUID


class CodeIn(Schema):
    id: UUID
    email: Email
    code: Annotated[Storable, Field(max_length=20)]


class OpenedOut(Schema):
    """`token` opens the door, together with the address, until `until`."""

    token: str
    until: datetime


class KeyIn(Schema):
    """The address, and the token that its code was answered with."""

    email: Email
    token: Annotated[Storable, Field(max_length=100)]
    language: Annotated[Storable, Field(max_length=35)] = "en-gb"


class MyReportOut(Schema):
    ref: str
    title: str
    received_at: datetime
    status_words: str
    held: bool


class MyDataOut(Schema):
    """What is known under the address."""

    reports: list[MyReportOut]
    held: bool


class ErasedOut(Schema):
    """What was erased. `still_open`: for so many a crew keeps the kind and the street. `held`: not erased."""

    reports: int
    still_open: int
    held: list[str]


@router.post(
    "/my-data/code", operation_id="ask_for_my_data", response={202: AskedOut, 422: Problem, 429: Problem}
)
def ask_for_my_data(request: ActorRequest, body: AskIn) -> Status[AskedOut]:
    """Have a code sent to an e-mail address, if anything is known under it."""
    language = as_language(body.language)
    asked = data_requests.ask(email=body.email, language=language, actor=request.actor, at=now())
    return Status(202, AskedOut(id=asked))


@router.post(
    "/my-data/open",
    operation_id="open_my_data",
    response={200: OpenedOut, 403: Problem, 422: Problem, 429: Problem},
)
def open_my_data(request: ActorRequest, body: CodeIn) -> OpenedOut:
    """Show the code. A wrong one, an old one and an unknown address are answered alike."""
    opened = data_requests.open_door(
        asked_id=body.id, email=body.email, code=body.code, actor=request.actor, at=now()
    )
    return OpenedOut(token=opened.token, until=opened.until)


@router.post("/my-data", operation_id="see_my_data", response={200: MyDataOut, 403: Problem, 422: Problem})
def see_my_data(request: ActorRequest, body: KeyIn) -> MyDataOut:
    """What is known under the address, in short."""
    data_requests.check_open(email=body.email, token=body.token, at=now())
    reports = _reports(body.email)
    return MyDataOut(
        reports=[
            MyReportOut(
                ref=report.ref,
                title=reading.title(report),
                received_at=report.received_at,
                status_words=str(report.get_status_display()),
                held=holds.is_held(report),
            )
            for report in reports
        ],
        held=holds.is_address_held(body.email),
    )


@router.post(
    "/my-data/copy",
    operation_id="copy_my_data",
    openapi_extra=ZIP,
    response={200: None, 403: Problem, 409: Problem, 422: Problem, 429: Problem, 507: Problem},
)
def copy_my_data(request: ActorRequest, body: KeyIn) -> FileResponse:
    """Everything that came with the address, as a ZIP that can be read."""
    data_requests.check_open(email=body.email, token=body.token, at=now())
    _count(request.actor)
    language = as_language(body.language)
    return as_zip(
        subject_access.copy_of_address(body.email, _reports(body.email), language=language, at=now())
    )


@router.post(
    "/my-data/erase",
    operation_id="erase_my_data",
    response={200: ErasedOut, 403: Problem, 409: Problem, 422: Problem, 503: Problem},
)
def erase_my_data(request: ActorRequest, body: KeyIn) -> ErasedOut:
    """Erase everything that came with the address but what a legal hold keeps."""
    data_requests.check_open(email=body.email, token=body.token, at=now())
    return _erased(erasure.erase_by_address(email=body.email, actor=request.actor, at=now()))


@router.get(
    "/reports/{ref}/my-data",
    operation_id="copy_my_report",
    openapi_extra=ZIP,
    response={200: None, 404: Problem, 409: Problem, 429: Problem, 507: Problem},
)
def copy_my_report(request: ActorRequest, ref: str, language: str = "en-gb") -> FileResponse:
    """Everything held of one report, for the phone that shows its track token."""
    report = reading.find_report(ref, request.actor)
    if not is_reporter(report, request.actor):
        raise NotFound
    _count(request.actor)
    copied = subject_access.copy_of_report(report, language=as_language(language[:35]), at=now())
    return as_zip(copied)


@router.post(
    "/reports/{ref}/erase",
    operation_id="erase_my_report",
    response={200: ErasedOut, 404: Problem, 409: Problem, 503: Problem},
)
def erase_my_report(request: ActorRequest, ref: str) -> ErasedOut:
    """Erase one report, for the phone that shows its track token. Any other is told that there is none."""
    return _erased(erasure.erase_by_token(ref=ref, actor=request.actor, at=now()))


def as_zip(copied: subject_access.Copy) -> FileResponse:
    """The finished copy, sent piece by piece; it is gone once it was sent."""
    response = FileResponse(
        copied.file, as_attachment=True, filename="my-data.zip", content_type="application/zip"
    )
    response["Content-Length"] = str(copied.length)
    response["Cache-Control"] = "private, no-store"
    return response


def _count(actor: Actor) -> None:
    allowance.take(actor, "copies of data", by_address=30, by_phone=10)


def _reports(email: str) -> list[Report]:
    found = erasure.of_address(email).select_related("body", "department", "ward").defer(*reading.GROUND)
    return list(found.prefetch_related("photos", "updates").order_by("received_at"))


def _erased(done: erasure.Erased) -> ErasedOut:
    return ErasedOut(reports=done.reports, still_open=done.still_open, held=list(done.held))

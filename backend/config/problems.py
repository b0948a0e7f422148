"""Refusals, and requests that do not parse, as RFC 9457 problem documents in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from core.problems import Broken, Invalid, NotFound, Refusal, TooLarge, TooMany, WrongMethod

CONTENT_TYPE = "application/problem+json"


def problem(
    *,
    status: int,
    type_: str,
    title: str,
    detail: str,
    field: str | None = None,
    extra: Mapping[str, Any] | None = None,
) -> JsonResponse:
    """One problem document as an answer."""
    document: dict[str, Any] = {"type": type_, "title": title, "status": status, "detail": detail}
    if field is not None:
        document["field"] = field
    document.update(extra or {})
    return JsonResponse(document, status=status, content_type=CONTENT_TYPE)


def from_refusal(refusal: Refusal) -> HttpResponse:
    """The document of a refusal, with Retry-After where it says when to try again."""
    extra = {key: value for key, value in refusal.extra.items() if value is not None}
    response = problem(
        status=refusal.status,
        type_=refusal.type,
        title=str(refusal.title),
        detail=str(refusal.message),
        field=refusal.field,
        extra=extra,
    )
    if isinstance(refusal, TooMany):
        response["Retry-After"] = str(refusal.retry_after)
    return response


def _from_validation(error: ValidationError) -> HttpResponse:
    """What pydantic found, field by field. Its own words are for programmers; the detail is for people."""
    errors = [
        {"field": ".".join(str(part) for part in found["loc"][2:]) or None, "reason": found["type"]}
        for found in error.errors
    ]
    return problem(
        status=422,
        type_=Invalid.type,
        title=str(Invalid.title),
        detail=_("Something that was sent is not as it should be: %(fields)s.")
        % {"fields": ", ".join(str(e["field"] or _("the whole of it")) for e in errors[:5])},
        field=str(errors[0]["field"]) if errors and errors[0]["field"] else None,
        extra={"errors": errors[:20]},
    )


def _unreadable_request(status: int) -> HttpResponse:
    return problem(
        status=status,
        type_="/problems/unreadable",
        title=_("That can't be read"),
        detail=_("What was sent can't be read: it is not whole, or not JSON."),
    )


class ApiProblems:
    """What Django itself refuses under /api/ (no such address, a wrong host, a bug), as problem documents."""

    _KNOWN: Mapping[int, type[Refusal]] = {404: NotFound, 405: WrongMethod, 413: TooLarge}

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.status_code >= 400 and response.get("Content-Type") != CONTENT_TYPE
        if not (is_page and request.path_info.startswith("/api/")):
            return response
        with translation.override(translation.get_language_from_request(request)):
            document = self._document(response.status_code)
        if "Allow" in response:
            document["Allow"] = response["Allow"]
        return document

    def _document(self, status: int) -> HttpResponse:
        if status >= 500:
            return from_refusal(Broken())
        refusal = self._KNOWN.get(status)
        return from_refusal(refusal()) if refusal else _unreadable_request(status)


def handle_in(api: NinjaAPI) -> None:
    """Make the API answer with problem documents."""

    @api.exception_handler(Refusal)
    def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        return from_refusal(refusal)

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return _from_validation(error)

    @api.exception_handler(HttpError)
    def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
        return _unreadable_request(error.status_code)

    @api.exception_handler(Http404)
    def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return from_refusal(NotFound())

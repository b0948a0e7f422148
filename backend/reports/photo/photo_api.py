from uuid import UUID

from django.http import HttpResponse
from ninja import Router
from ninja.responses import Status

from accounts.requests import ActorRequest
from core.clock import now
from core.schemas import Problem
from reports.models import Photo
from reports.photo import photo_viewing, photos
from reports.photo.finds import is_detector_installed
from reports.schemas import PhotoCareOut, PhotoStateOut

router = Router(tags=["photos"])

_BYTES = {"schema": {"type": "string", "format": "binary"}}
_TAKEN = {"requestBody": {"required": True, "content": {"application/octet-stream": _BYTES}}}
_WEBP = {"responses": {200: {"description": "WebP bytes", "content": {"image/webp": _BYTES}}}}
_ORIGINAL = {"responses": {200: {"description": "The file", "content": {"image/*": _BYTES}}}}


def _state(photo: Photo) -> PhotoStateOut:
    why = str(photos.why_refused(photo))
    return PhotoStateOut(id=photo.pk, state=photo.state, refused_because=why or None)


@router.get("/photo-care", operation_id="get_photo_care", response={200: PhotoCareOut})
def get_photo_care(request: ActorRequest) -> PhotoCareOut:
    """What is done with a photo here before others may see it."""
    return PhotoCareOut(looks=is_detector_installed())


@router.put(
    "/photos/{photo_id}",
    operation_id="put_photo",
    openapi_extra=_TAKEN,
    response={
        200: PhotoStateOut,
        201: PhotoStateOut,
        409: Problem,
        413: Problem,
        415: Problem,
        422: Problem,
        429: Problem,
        507: Problem,
    },
)
def put_photo(request: ActorRequest, photo_id: UUID) -> Status[PhotoStateOut]:
    """Send a photo: the body is the file. 201 stored, 200 the same bytes again, 409 other bytes."""
    photo, is_new = photos.receive(photo_id=photo_id, data=request.body, actor=request.actor, at=now())
    return Status(201 if is_new else 200, _state(photo))


@router.get(
    "/photos/{photo_id}",
    operation_id="get_photo_state",
    response={200: PhotoStateOut, 404: Problem, 422: Problem},
)
def get_photo_state(request: ActorRequest, photo_id: UUID) -> PhotoStateOut:
    """How a photo that was sent is doing: awaited, pending, ready, or refused with the reason."""
    return _state(photo_viewing.find(photo_id=photo_id, actor=request.actor))


@router.get(
    "/photos/{photo_id}/original",
    operation_id="get_original_photo",
    openapi_extra=_ORIGINAL,
    response={200: None, 401: Problem, 403: Problem, 404: Problem, 422: Problem},
)
def get_original_photo(request: ActorRequest, photo_id: UUID) -> HttpResponse:
    """The photo as it came, for the department's staff. Each look is on record."""
    original = photo_viewing.open_original(photo_id=photo_id, actor=request.actor, at=now())
    return HttpResponse(
        original.data,
        content_type=original.content_type,
        headers={
            # To be kept, never to be shown as a page: these bytes are as a stranger sent them.
            "Content-Disposition": f'attachment; filename="{original.filename}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        },
    )


@router.get(
    "/photos/{photo_id}/uncovered",
    operation_id="get_uncovered_photo",
    openapi_extra=_WEBP,
    response={200: None, 401: Problem, 403: Problem, 404: Problem, 422: Problem},
)
def get_uncovered_photo(request: ActorRequest, photo_id: UUID) -> HttpResponse:
    """The whole photo with nothing covered, for who decides what is. Each look is on record."""
    data = photo_viewing.open_uncovered(photo_id=photo_id, actor=request.actor, at=now())
    return HttpResponse(data, content_type="image/webp", headers={"Cache-Control": "private, no-store"})


@router.get(
    "/photos/{photo_id}/{edge}",
    operation_id="get_photo",
    openapi_extra=_WEBP,
    response={200: None, 404: Problem, 422: Problem},
)
def get_photo(request: ActorRequest, photo_id: UUID, edge: int) -> HttpResponse:
    """A photo in one of its sizes (320, 960, 1920), where its report can be seen. No metadata is in it."""
    size = photo_viewing.open_size(
        photo_id=photo_id, edge=edge, actor=request.actor, held=request.headers.get("If-None-Match", "")
    )
    # Asked again each time, so that a photo hidden by the desk is gone with the next look.
    headers = {"Cache-Control": "private, no-cache", "ETag": size.etag, "Vary": "Cookie, Track-Token"}
    if size.data is None:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(size.data, content_type="image/webp", headers=headers)

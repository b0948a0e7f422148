"""Pages that are not the API: the app's shell, and whether the server is well."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from core.models import OutboxRow


def shell(request: HttpRequest, path: str = "") -> HttpResponse:
    """The app. It finds out from the address which of its screens to show."""
    page = settings.WEB / "index.html"
    if not page.is_file():
        raise Http404
    return HttpResponse(page.read_bytes(), headers={"Cache-Control": "no-cache"})


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """The process can serve: its database answers and is migrated."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        dead = OutboxRow.objects.filter(state=OutboxRow.State.DEAD).count()
    except DatabaseError as error:
        return JsonResponse({"ready": False, "because": type(error).__name__}, status=503)
    return JsonResponse({"ready": True, "dead_tasks": dead})

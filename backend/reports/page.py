"""A report's public page, rendered on the server.

Readable without script, with a preview for shared links.
"""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import ActorRequest
from core import built_app
from core.clock import now
from core.problems import NotFound
from core.references import read_reference
from reports import reading
from reports.schemas import ReportOut


@require_safe
def report_page(request: ActorRequest, ref: str) -> HttpResponse:
    """What the public may see of a report. The app takes the page over where there is script.

    A private report and an unknown one look the same: 404, and the app finds out whether this phone made it.
    """
    seen: ReportOut | None = None
    known = read_reference(ref)
    if known:
        try:
            seen = reading.for_reader(reading.find_report(known, request.actor), request.actor, now())
        except NotFound:
            seen = None
    first = next((photo for photo in seen.photos if not photo.hidden), None) if seen else None
    context = {"report": seen, "photo": first, "base_url": settings.BASE_URL, "head": built_app.head_tags()}
    response = render(request, "reports/report.html", context, status=200 if seen else 404)
    response.headers["Cache-Control"] = "private, no-cache"
    return response

"""The page behind the link that ends all messages; it needs no script, sign-in or cookie (RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core import built_app
from core.clock import now
from core.problems import NotFound
from notify import readers


@csrf_exempt  # a mail program presses the button; the token in the address is the leave to do so
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, POST ends: link checkers that open every link in a mail must end nothing."""
    reader = readers.reader_by_token(token)
    if reader is None:
        return _page(request, "unknown", status=404)
    with translation.override(reader.language):
        if request.method == "POST":
            try:
                readers.stop(token=token, at=now())
            except NotFound:
                return _page(request, "unknown", status=404)
            return _page(request, "stopped")
        return _page(request, "stopped" if reader.stopped_at else "ask")


def _page(request: HttpRequest, what: str, *, status: int = 200) -> HttpResponse:
    answer = render(
        request,
        "notify/unsubscribe.html",
        {"what": what, "language": translation.get_language(), "styles": built_app.style_tags()},
        status=status,
    )
    answer["Referrer-Policy"] = "no-referrer"  # the token is in the address
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer

""" "Something wrong with this?" as a page of its own, for browsers that run no script.

The app asks over the API.
"""

from collections.abc import Mapping
from typing import Final
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from accounts.actor import Actor
from accounts.requests import ActorRequest
from core import built_app
from core.clock import now
from core.problems import Invalid, NotFound, Refusal
from core.references import read_reference
from reports import reading
from reports.checking import flags
from reports.visibility import Sight, public_sight

REASONS: Final = {
    "me": _("It shows me, or names me"),
    "my_home": _("It shows my home"),
    "child": _("It shows a child"),
    "plate": _("It shows a number plate"),
    "accuses": _("It accuses somebody"),
    "contact": _("It holds a phone number or an address"),
    "other": _("Something else"),
}


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def flag_page(request: ActorRequest, ref: str) -> HttpResponse:
    """GET asks what is wrong, POST says it. What the public cannot see is not found, whoever asks."""
    known = read_reference(ref)
    title = _public_title(known, request.actor) if known else None
    if known is None or title is None:
        return _page(request, {"what": "unknown"}, status=404)
    seen = {"ref": known, "title": title, "reasons": REASONS.items()}
    if request.method != "POST":
        return _page(request, {**seen, "what": "ask", "id": uuid4()})
    try:
        said = _said(request)
        flags.flag(ref=known, said=said, actor=request.actor, at=now())
    except NotFound:
        return _page(request, {"what": "unknown"}, status=404)
    except Refusal as refusal:
        given = {name: request.POST.get(name, "") for name in ("reason", "note", "email")}
        again = {**seen, "what": "ask", "id": uuid4(), "problem": refusal.message, "given": given}
        return _page(request, again, status=refusal.status)
    return _page(request, {**seen, "what": "thanks", "email": said.email})


def _public_title(ref: str, actor: Actor) -> str | None:
    """What the public reads above the report; None where it sees nothing."""
    try:
        report = reading.find_report(ref, actor)
    except NotFound:
        return None
    sight = public_sight(report)
    return reading.title(report, outline=sight == Sight.OUTLINE) if sight > Sight.NOTHING else None


def _said(request: ActorRequest) -> flags.Flagged:
    reason = request.POST.get("reason", "")
    if reason not in REASONS:
        raise Invalid(_("Choose what is wrong with it."), field="reason")
    try:
        flag_id = UUID(request.POST.get("id", ""))
    except ValueError:
        flag_id = uuid4()
    return flags.Flagged(
        flag_id=flag_id,
        reason=reason,
        note=request.POST.get("note", ""),
        email=request.POST.get("email", "").strip() or None,
        language=translation.get_language() or "en-gb",
    )


def _page(request: ActorRequest, context: Mapping[str, object], *, status: int = 200) -> HttpResponse:
    looks = {"language": translation.get_language(), "styles": built_app.style_tags()}
    answer = render(request, "reports/flag.html", {**context, **looks}, status=status)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer

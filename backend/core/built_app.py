"""What the built app's own page loads, for the pages that the server draws.

The names carry the hashes of this build, so they are read from the page that the build wrote.
"""

import re

from django.conf import settings

_LOADS = re.compile(r"<(?:script|link)\b[^>]*>(?:</script>)?")
_STYLES = re.compile(r"<link\b[^>]*\brel=\"stylesheet\"[^>]*>")


def head_tags() -> str:
    """The tags that load scripts and styles: the app then takes the page over. "" where it is not built."""
    return _found(_LOADS)


def style_tags() -> str:
    """The tags of the style sheets alone. "" where the app is not built."""
    return _found(_STYLES)


def _found(tags: re.Pattern[str]) -> str:
    shell = settings.WEB / "index.html"
    return "\n".join(tags.findall(shell.read_text())) if shell.is_file() else ""

"""Lists come in pages: `{"items": […], "next": …}`, by a cursor that says after which row to go on."""

import base64
import binascii
import json
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.problems import Invalid


def write_cursor(*after: Any) -> str:
    """The cursor that goes on after a row, given its sorting values (numbers, text or None)."""
    return base64.urlsafe_b64encode(json.dumps(after).encode()).rstrip(b"=").decode()


def read_cursor(text: str, *, length: int) -> list[Any]:
    """The sorting values in a cursor of ours. Raises Invalid for anything else."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, UnicodeDecodeError):
        values = None
    if not isinstance(values, list) or len(values) != length:
        raise Invalid(_("That page does not exist. Begin again from the first one."), field="cursor")
    return values

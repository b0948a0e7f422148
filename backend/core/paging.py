"""Lists come in pages: `{"items": […], "next": …}`, by a cursor that says after which row to go on."""

import base64
import json
from types import UnionType
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.problems import Invalid


def write_cursor(*after: Any) -> str:
    """The cursor that goes on after a row, given its sorting values (numbers, text or None)."""
    return base64.urlsafe_b64encode(json.dumps(after).encode()).rstrip(b"=").decode()


class WrongCursor(Invalid):
    """A cursor that is none of ours."""

    default = _("That page does not exist. Begin again from the first one.")

    def __init__(self) -> None:
        super().__init__(field="cursor")


def read_cursor(text: str, *kinds: type | UnionType) -> list[Any]:
    """The sorting values in a cursor of ours, one of each kind. Raises WrongCursor for anything else."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
    except (ValueError, RecursionError):  # what base64, UTF-8 and JSON raise
        raise WrongCursor from None
    is_ours = (
        isinstance(values, list)
        and len(values) == len(kinds)
        and all(isinstance(value, kind) for value, kind in zip(values, kinds, strict=True))
    )
    if not is_ours:
        raise WrongCursor
    return list(values)

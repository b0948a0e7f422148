"""Functions of the product that nothing calls: `./doorstep check dead` fails on any.

Tests do not count as callers. Methods and classes are left out: Django calls many of them by name.
"""

import sys

from vulture import Vulture

CALLED_BY_DECORATOR = ["@router.*", "@api.*"]
#: Named in the settings, as text.
CALLED_BY_NAME = ["say_unreviewed"]
KINDS = {"function", "unreachable_code"}


def main() -> int:
    """Print each unused function with its place; 1 when there is one."""
    looked = Vulture(ignore_decorators=CALLED_BY_DECORATOR, ignore_names=CALLED_BY_NAME)
    looked.scavenge(["backend", "bench"], exclude=["*/migrations/*"])
    unused = [item for item in looked.get_unused_code() if item.typ in KINDS]
    for item in unused:
        print(f"{item.filename}:{item.first_lineno}: nothing calls {item.name}")
    return 1 if unused else 0


if __name__ == "__main__":
    sys.exit(main())

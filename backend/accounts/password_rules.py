"""What a password must be, judged by how many guesses it would take (zxcvbn), not by which signs are in it.

Source: NCSC, "Password policy: updating your approach", and NIST SP 800-63B, 5.1.1.2: length, no composition
rules, no changing by the calendar, refuse what is commonly used or expected of this person.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership, Person
from core.problems import Invalid

LEAST_LENGTH: Final = 12
MOST_LENGTH: Final = 200
#: zxcvbn's scale of 0 to 4; 3 means at least 10^8 guesses.
LEAST_SCORE: Final = 3
#: zxcvbn's own limit. What comes after can only make a password harder to guess.
_LOOKED_AT: Final = 72
_OURS: Final = ("doorstep", "council", "cyngor", "exampleton")

#: What zxcvbn says of a password → what we say, in the reader's language.
_WHY: Final[Mapping[str, str | Promise]] = {
    "Straight rows of keys are easy to guess.": gettext_lazy("Rows of keys are easy to guess."),
    "Short keyboard patterns are easy to guess.": gettext_lazy("Patterns on the keyboard are easy to guess."),
    'Repeats like "aaa" are easy to guess.': gettext_lazy("Repeating the same thing does not help."),
    'Repeats like "abcabcabc" are only slightly harder to guess than "abc".': gettext_lazy(
        "Repeating the same thing does not help."
    ),
    'Sequences like "abc" or "6543" are easy to guess.': gettext_lazy(
        "Sequences like “abc” or “6543” are easy to guess."
    ),
    "Recent years are easy to guess.": gettext_lazy("Years and dates are easy to guess."),
    "Dates are often easy to guess.": gettext_lazy("Years and dates are easy to guess."),
    "This is a top-10 common password.": gettext_lazy("Many people use this password."),
    "This is a top-100 common password.": gettext_lazy("Many people use this password."),
    "This is a very common password.": gettext_lazy("Many people use this password."),
    "This is similar to a commonly used password.": gettext_lazy(
        "It is too much like a password that many people use."
    ),
    "A word by itself is easy to guess.": gettext_lazy("One word by itself is easy to guess."),
    "Names and surnames by themselves are easy to guess.": gettext_lazy("Names are easy to guess."),
    "Common names and surnames are easy to guess.": gettext_lazy("Names are easy to guess."),
}


class WeakPassword(Invalid):
    """A password that could be guessed; the message says why, and what to do."""

    type = "/problems/weak-password"
    title = gettext_lazy("Choose another password")
    default = gettext_lazy("That password is too easy to guess. Put three or four unrelated words together.")


class Argon2(Argon2PasswordHasher):
    """Argon2id as OWASP recommends it for servers: 19 MiB, two passes, one lane.

    Django's own 100 MiB would let eight sign-ins at once take as much memory as the whole server five times.
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a password is taken, and the sentence to show beside it, in the reader's language."""

    is_strong: bool
    sentence: str


def judge(password: str, *, own_words: Iterable[str] = ()) -> Judgement:
    """How hard this password is to guess for somebody who knows `own_words`: name, address, body."""
    if len(password) < LEAST_LENGTH:
        return Judgement(
            False,
            _("Make it at least %(least)d characters: three or four unrelated words do well.")
            % {"least": LEAST_LENGTH},
        )
    # Heavy, and needed seldom: a server at rest does not hold its lists of words.
    from zxcvbn import zxcvbn

    known = {word for said in (*own_words, *_OURS) for word in _words(said)}
    found: Mapping[str, Any] = zxcvbn(password[:_LOOKED_AT], user_inputs=sorted(known), max_length=_LOOKED_AT)
    if found["score"] >= LEAST_SCORE:
        return Judgement(True, _("Good: this would take very long to guess."))
    advice = _("Add another word or two that have nothing to do with it.")
    return Judgement(False, f"{_why(found)} {advice}")


def own_words_of(person: Person) -> list[str]:
    """What anybody may know of this person: their name, address and where they work."""
    held = Membership.objects.filter(person=person).select_related("body", "department")
    places = [place.name for m in held for place in (m.body, m.department) if place is not None]
    return [person.name, person.email, *places]


def check(password: str, *, person: Person, field: str = "password") -> None:
    """Raises WeakPassword, with a sentence that helps."""
    judged = judge(password, own_words=own_words_of(person))
    if not judged.is_strong:
        raise WeakPassword(judged.sentence, field=field)


class StrongEnough:
    """The same rule for Django's own command `changepassword`."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raises ValidationError."""
        judged = judge(password, own_words=own_words_of(user) if user else ())
        if not judged.is_strong:
            raise ValidationError(judged.sentence)

    def get_help_text(self) -> str:
        """What is asked, before anything is typed."""
        return _("Make it at least %(least)d characters: three or four unrelated words do well.") % {
            "least": LEAST_LENGTH
        }


def _words(said: str) -> Iterable[str]:
    yield said.lower()
    yield from (word for word in re.split(r"[^\w]+", said.lower()) if len(word) > 2)


def _why(found: Mapping[str, Any]) -> str:
    if any(match.get("dictionary_name") == "user_inputs" for match in found["sequence"]):
        return _("It holds your name, your address or where you work.")
    return str(_WHY.get(found["feedback"]["warning"]) or _("That could be guessed."))

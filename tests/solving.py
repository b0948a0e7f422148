"""Does the work that a phone does for a challenge."""

from typing import Any

import altcha


def answer_to(problem: dict[str, Any]) -> str:
    """The value of the header Challenge-Answer for a problem document that holds a challenge."""
    challenge = altcha.Challenge.from_dict(problem["challenge"])
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return altcha.Payload(challenge, solution).to_base64()

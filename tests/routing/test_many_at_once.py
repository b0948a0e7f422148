"""Many ask at once, the first time after a change too: all are answered alike and the process lives."""

import threading

import pytest
from django.db import connections

from core.geometry import Point
from routing import atlas, gazetteer
from routing.destination import find_destination
from squares import AT, Country

pytestmark = pytest.mark.django_db(transaction=True)

THREADS, ROUNDS = 8, 20


def test_the_first_questions_may_come_together(country: Country) -> None:
    answers: set[tuple[str, str]] = set()

    def ask(together: threading.Barrier) -> None:
        together.wait()
        place = Point(lat=53.02, lon=-2.05)
        found = find_destination(point=place, issue_type="fly_tip", answers={}, at=AT)
        answers.add((found.body.key, gazetteer.move_to_street(place).street))
        connections.close_all()

    for _round in range(ROUNDS):
        atlas.forget()
        together = threading.Barrier(THREADS)
        asking = [threading.Thread(target=ask, args=(together,)) for _ in range(THREADS)]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()
    assert len(answers) == 1

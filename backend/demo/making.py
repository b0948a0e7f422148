"""Makes all of Exampleton, from the first body to the last after-photo."""

from collections.abc import Callable
from datetime import timedelta

from core.clock import now
from demo.borough import build_borough
from demo.developing import open_studio
from demo.looks import flag_one, look_through, object_once
from demo.people import store_bodies, store_members
from demo.places import store_places, store_rules
from demo.plan import plan_year
from demo.staff import find_staff
from demo.today import lay_out_today
from demo.year import Year, shots_of

_SAY_EVERY = 50


def make_exampleton(*, say: Callable[[str], None], most: int | None = None) -> int:
    """Fill an empty database; call it in a transaction. Returns how many reports there are.

    say   is told what is being done.
    most  only so many reports, the latest; all of a year's where None.
    """
    at = now()
    year = plan_year(build_borough(), now=at)[-most if most else None :]
    with open_studio(shots_of(year)) as studio:
        say("People, bodies and departments ...")
        bodies, departments = store_bodies()
        store_members(bodies, departments)
        say("Wards, streets, parks, the river and the railway ...")
        store_places(bodies)
        store_rules(bodies, departments)
        staff = find_staff()

        def progress(done: int) -> None:
            if done % _SAY_EVERY == 0:
                say(f"Reports, and what became of them: {done} of {len(year)}")

        made = Year(studio=studio, staff=staff, until=at - timedelta(minutes=2))
        made.make(year, say=progress)
        look_through(staff, until=at)
        flag_one(at=at - timedelta(minutes=50))
        object_once(staff, at=at - timedelta(minutes=95))
        lay_out_today(staff, at=at)
        made.settle()
    return len(year)

"""The people of Exampleton at work: who sits at which desk, who is out with which crew."""

from dataclasses import dataclass

from accounts.actor import Actor, actor_for
from accounts.models import Person
from demo.people import MEMBERS
from workqueue.models import Crew

_OTHER_SIDE_OF_THE_RIVER = 53.4205


@dataclass(frozen=True)
class Team:
    """A crew, and somebody in it who acts for it."""

    crew: Crew
    actor: Actor


@dataclass(frozen=True)
class Staff:
    """The desk of each department by its key, and its crews."""

    desks: dict[str, Actor]
    teams: dict[str, list[Team]]

    def team_for(self, *, department: str, issue_type: str, lat: float) -> Team:
        """Which crew of the department gets such work there."""
        teams = self.teams[department]
        second = issue_type == "street_light" if department == "highways" else lat < _OTHER_SIDE_OF_THE_RIVER
        return teams[min(int(second), len(teams) - 1)]


def find_staff() -> Staff:
    """The people of `demo.people`, ready to act."""
    actors = {person.email: actor_for(person) for person in Person.objects.filter(is_demo=True)}
    crews = {crew.name: crew for crew in Crew.objects.all()}
    desks: dict[str, Actor] = {}
    teams: dict[str, list[Team]] = {}
    for member in MEMBERS:
        if member.crew:
            teams.setdefault(member.department, []).append(Team(crews[member.crew], actors[member.email]))
        elif member.department:
            desks[member.department] = actors[member.email]
    return Staff(desks=desks, teams=teams)

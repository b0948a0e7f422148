"""What anybody can find out about Exampleton over the API, to compare with what is on the screen."""

import json
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

_ABOUT = 0.0004


@dataclass(frozen=True)
class Place:
    """A place on a street. WGS84 degrees."""

    street: str
    ward: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Exampleton:
    """The running demo."""

    url: str

    def ask(self, path: str, **query: str | float) -> Any:
        """The API's answer to somebody who is not signed in."""
        words = f"?{urllib.parse.urlencode(query)}" if query else ""
        with urllib.request.urlopen(f"{self.url}/api/v1/{path}{words}", timeout=20) as reply:
            return json.load(reply)

    def place_on(self, street: str) -> Place:
        """A place on the street of that name. Fails where there is none."""
        found = [item for item in self.ask("streets", q=street)["items"] if item["name"] == street]
        assert found, f"There is no {street} in Exampleton."
        point = found[0]["point"]
        return Place(street=street, ward=found[0]["ward"], lat=point["lat"], lon=point["lon"])

    def reports_round(self, place: Place) -> set[str]:
        """The references of what the public map shows within about 40 m of a place."""
        box = (place.lon - _ABOUT, place.lat - _ABOUT, place.lon + _ABOUT, place.lat + _ABOUT)
        return {item["ref"] for item in self.ask("reports", bbox=",".join(map(str, box)))["items"]}

"""A small country to find one's way in, and an atlas that is read anew for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from routing import atlas
from squares import Country, make_country


@pytest.fixture(autouse=True)
def fresh_atlas() -> Iterator[None]:
    """Each test has a database of its own under the same process."""
    atlas.forget()
    yield
    atlas.forget()


@pytest.fixture
def country(db: None) -> Country:
    """See Country."""
    return make_country()


@pytest.fixture
def borough_files(shared_data: Path) -> Callable[[str], Path]:
    """Files of a whole real borough, by name."""

    def named(name: str) -> Path:
        return shared_data / "trafford" / name

    return named

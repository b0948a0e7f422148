"""Fixtures for every test: real servers, Doorstep's own processes, a clean slate for limits."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

# A check that fails inside these should say why, as in a test.
pytest.register_assert_rewrite("processes", "cast")

import push_service  # noqa: E402 - after the line above
import services  # noqa: E402
from processes import Processes  # noqa: E402
from services import Bucket, MailServer  # noqa: E402

if TYPE_CHECKING:
    from cast import Cast
    from push_service import PushService


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    """Limits by address are counted in the cache; each test starts with none used."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def no_language_left_over() -> Iterator[None]:
    """A request leaves its language active in the thread; the next test begins without one."""
    from django.utils import translation

    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real boundaries and photos that lies beside the repository; absent from a bare clone."""
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{folder} is not there, and CI must not pass without it")
        pytest.skip(f"{folder} is not there")
    return folder


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server, whichever database the tests themselves run on."""
    with services.postgres() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database of this test's own."""
    with services.postgres_database(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The URL of a Redis server."""
    with services.redis() as url:
        yield url


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The address of an S3-compatible server."""
    with services.s3_server() as address:
        yield address


@pytest.fixture
def bucket(s3_server: str) -> Iterator[Bucket]:
    """An empty bucket of this test's own."""
    with services.s3_bucket(s3_server) as fresh:
        yield fresh


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A mail server that keeps what it is given."""
    with services.mail_server() as server:
        yield server


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    """Starts Doorstep's own processes on a data folder of their own; ends them after the test."""
    with Processes(data=tmp_path / "data") as started:
        yield started


@pytest.fixture
def cast(db: None) -> "Iterator[Cast]":
    """The eight people of `cast.py`, in a database of this test's own."""
    from cast import make_cast
    from routing import atlas

    atlas.forget()
    yield make_cast()
    atlas.forget()


@pytest.fixture
def pushes(settings: Any) -> "Iterator[PushService]":
    """A push service that may be at a private address; it must have nothing to complain of at the end."""
    from notify import push

    settings.PUSH_PRIVATE = True
    push.resting.forget()
    with push_service.push_service() as service:
        yield service
    assert service.complaints == []

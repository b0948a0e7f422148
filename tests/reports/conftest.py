"""Fixtures for reports: one of Asha's, and the storages that photos are kept in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cast import Cast
from config import env
from config.settings import photo_storage
from reports.models import Report
from reports.photo.darkroom import darkroom


@pytest.fixture(scope="session", autouse=True)
def child_ends_with_the_tests() -> Iterator[None]:
    """The darkroom's child would wait for more photos."""
    yield
    darkroom.close()


@pytest.fixture
def report(cast: Cast) -> Report:
    """Asha's mattresses."""
    return cast.mattresses()[0]


@pytest.fixture(params=["local files", pytest.param("S3", marks=pytest.mark.services)])
def storage(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> str:
    """Where photos are kept: each test that asks for it runs on both, with our own settings for them."""
    found = {} if request.param == "local files" else request.getfixturevalue("bucket").environment()
    settings.STORAGES = {**settings.STORAGES, "default": photo_storage(env.read(found), tmp_path)}
    return str(request.param)

"""A real server with Exampleton in it, a real Chromium, and the windows that people open.

One server, one browser and one demo borough serve all tests of a session; each window is a context of its
own, with nothing in it. What no window may ever do (complain, break its own policy, ask another host, scroll
sideways) is looked at by `windows` and `screens`.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

import push_service as services
from browser.borough import Exampleton
from browser.camera import film
from browser.windows import PATIENCE_MS, SCREENSHOTS, Windows
from chromium import find_chromium
from processes import ROOT, Processes
from push_service import PushService

#: Enough for every screen to have something on it, in a fifth of the time of a whole year.
REPORTS = "60"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    # Whatever a page asks for, nothing leaves this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here needs the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def push_service() -> Iterator[PushService]:
    """The push service of every phone here; it must have nothing to complain of at the end."""
    with services.push_service() as service:
        yield service
    assert service.complaints == []


@pytest.fixture(scope="session")
def exampleton(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exampleton]:
    """The demo borough, served as `./doorstep demo` serves it, with its workers in the same process."""
    if not (ROOT / "backend" / "web" / "index.html").is_file():
        pytest.fail("The PWA is not built: run `./doorstep setup`, or `./doorstep test browser`.")
    with Processes(data=tmp_path_factory.mktemp("borough") / "data") as processes:
        processes.manage("demo_prepare", "--most", REPORTS, DOORSTEP_DEMO="yes")
        server = processes.serve(
            DOORSTEP_DEMO="yes",
            DOORSTEP_PUSH_PRIVATE="yes",
            DOORSTEP_REPORTS_AN_HOUR="1000",
            DOORSTEP_LOG="warning",
        ).wait_until_ready()
        yield Exampleton(server.url)
        server.check_alive()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright itself, for its list of devices."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The system's Chromium, whose camera looks at a heap of rubbish."""
    path = find_chromium()
    if not path:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("No Chromium here: install `chromium`.")
    camera = film(tmp_path_factory.mktemp("camera"))
    arguments = [*ARGUMENTS, f"--use-file-for-fake-video-capture={camera}"]
    browser = playwright.chromium.launch(executable_path=path, args=arguments)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def signed_in() -> dict[str, dict[str, object]]:
    """The cookies of each member of staff who has signed in before, by their address."""
    return {}


@pytest.fixture(scope="session", autouse=True)
def screenshots() -> None:
    """An empty folder for the pictures of this session."""
    for old in SCREENSHOTS.glob("*.png"):
        old.unlink()
    SCREENSHOTS.mkdir(exist_ok=True)
    # A run that was stopped half-way leaves none of an older one behind.
    shutil.rmtree(SCREENSHOTS / "failed", ignore_errors=True)


@pytest.fixture
def windows(
    chromium: Browser,
    playwright: Playwright,
    exampleton: Exampleton,
    push_service: PushService,
    signed_in: dict[str, dict[str, object]],
    request: pytest.FixtureRequest,
) -> Iterator[Windows]:
    """Opens windows; at the end they are closed, and none may have had anything to complain of."""
    opened = Windows(chromium, playwright, exampleton, push_service, signed_in)
    yield opened
    opened.close(request.node.name)

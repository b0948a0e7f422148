"""The gate: every part of `./doorstep test` and `./doorstep check`, run side by side where that pays.

`./doorstep` has set everything up and calls this in its environment, with how to call npm in DOORSTEP_NPM.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import services
from chromium import find_chromium

ROOT = Path(__file__).resolve().parents[1]
PWA = ROOT / "pwa"
RESULTS = ROOT / ".doorstep" / "results"
#: Longer than any step should ever take; a step that hangs must not take the whole run with it.
LONGEST_S = 1500
#: How much of a failed step's output is printed; the rest is in its log.
SHOWN_LINES = 200
NPM: list[str] = json.loads(os.environ.pop("DOORSTEP_NPM", '["npm"]'))
IN_CI = os.environ.get("CI", "").lower() not in {"", "0", "false"}


@dataclass(frozen=True)
class Step:
    """One command of a part. `counts` means that it writes a JUnit file, from which its tests are counted."""

    what: str
    command: list[str]
    cwd: Path = ROOT
    env: dict[str, str] = field(default_factory=dict)
    counts: Path | None = None


@dataclass
class Outcome:
    """How a part went. A step that counts no tests of its own is one check."""

    part: str
    seconds: float = 0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    left_out: str = ""

    @property
    def word(self) -> str:
        if self.left_out:
            return "LEFT OUT"
        return "FAILED" if self.failed else "ok"


def python(*words: str) -> list[str]:
    """A command of this environment's Python."""
    return [sys.executable, *words]


def pytest(part: str, *words: str, env: dict[str, str] | None = None) -> list[Step]:
    """One pytest run as the only step of a part."""
    counts = RESULTS / f"{part}.xml"
    command = python("-m", "pytest", "-q", f"--junitxml={counts}", "-o", "junit_family=xunit1", *words)
    return [Step("pytest", command, env=env or {}, counts=counts)]


def npm(script: str, *words: str) -> list[str]:
    """One of the scripts in pwa/package.json."""
    return [*NPM, "run", "--silent", script, *(["--", *words] if words else [])]


def parts(words: list[str]) -> dict[str, list[Step]]:
    """Every part by its name; `words` are further arguments for pytest."""
    sources = [name for name in ("backend", "tests", "bench") if any((ROOT / name).rglob("*.py"))]
    layers = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    ruff_format = Step("ruff format", python("-m", "ruff", "format", "--check", ".", "doorstep"))
    vitest = RESULTS / "vitest.xml"
    parallel = ["-n", "2", "--dist", "worksteal", "--ignore", "tests/browser", *words]
    client = RESULTS / "schema.ts"
    committed = PWA / "src" / "api" / "schema.ts"
    generate = ["openapi-typescript", "../backend/openapi.json", "--output"]
    same = "import sys, filecmp; sys.exit(not filecmp.cmp(*sys.argv[1:], False) and 'stale: npm run api')"
    chromium = {"CHROMIUM": os.environ.get("CHROMIUM", "")}
    return {
        "format": [ruff_format],
        "lint": [Step("ruff check", python("-m", "ruff", "check", ".", "doorstep")), ruff_format],
        "types": [Step("mypy", python("-m", "mypy", *sources, "doorstep"))],
        "layers": [Step("import-linter", python("-c", layers), cwd=ROOT)],
        "backend-sqlite": pytest("backend-sqlite", *parallel),
        "backend-postgres": pytest(
            "backend-postgres", *parallel, env={"DATABASE_URL": os.environ.get(services.POSTGRES, "")}
        ),
        "pwa": [
            Step("biome", npm("check"), cwd=PWA),
            Step("tsc", npm("types"), cwd=PWA),
            Step(
                "vitest",
                npm("test", "--reporter=default", "--reporter=junit", f"--outputFile.junit={vitest}"),
                cwd=PWA,
                counts=vitest,
            ),
            Step("knip", npm("dead"), cwd=PWA),
            Step("dependency-cruiser", npm("layers"), cwd=PWA),
            Step("bundle sizes", npm("sizes"), cwd=PWA),
            Step("generate the client", [*NPM, "exec", "--", *generate, str(client)], cwd=PWA),
            Step("the committed client is that one", python("-c", same, str(committed), str(client))),
        ],
        "browser": pytest("browser", "tests/browser", *words, env=chromium),
        "dead": [Step("vulture", python("tests/dead_code.py")), Step("knip", npm("dead"), cwd=PWA)],
        "catalogues": [
            Step("the PWA's", npm("catalogues"), cwd=PWA),
            Step("the server's", python("-m", "pytest", "-q", "tests/contract/test_catalogues.py")),
        ],
    }


#: The parts of a whole run, row after row; the lists of a row run side by side, each one part after another.
TEST_LANES = (
    (("lint", "types", "layers", "pwa"), ("backend-sqlite", "backend-postgres")),
    (("browser",),),
)
CHECK_LANES = ((("format", "lint", "types", "layers"), ("dead", "catalogues")),)


class Runner:
    """Runs parts, says how each went as soon as it is known, and ends what it started."""

    def __init__(self, known: dict[str, list[Step]]) -> None:
        self.known = known
        self.began = time.monotonic()
        self.running: set[subprocess.Popen[bytes]] = set()
        self.say = threading.Lock()
        self.stopped = False

    def run_row(self, row: list[list[str]]) -> list[Outcome]:
        """Some lists of parts side by side, each list one part after another."""
        with ThreadPoolExecutor(max_workers=len(row)) as pool:
            try:
                lanes = pool.map(lambda lane: [self.run(part) for part in lane], row)
                return [outcome for lane in lanes for outcome in lane]
            except KeyboardInterrupt:
                self.stopped = True
                self.end_all()
                raise

    def run(self, part: str) -> Outcome:
        """Every step of one part, also those after a failed one."""
        outcome, began = Outcome(part), time.monotonic()
        for step in self.known[part]:
            if not self.stopped:
                self._run_step(step, outcome)
        outcome.seconds = time.monotonic() - began
        self.tell(f"{part}: {outcome.word}, {outcome.seconds:.1f} s")
        return outcome

    def tell(self, line: str, more: str = "") -> None:
        """One line of progress, and what belongs to it."""
        with self.say:
            after = time.monotonic() - self.began
            print(f"[{after:6.1f} s] {line}", *([more] if more else []), sep="\n", flush=True)

    def _run_step(self, step: Step, outcome: Outcome) -> None:
        if step.counts:
            step.counts.unlink(missing_ok=True)
        log = RESULTS / f"{outcome.part}-{step.what.replace(' ', '-')}.log"
        began = time.monotonic()
        with log.open("wb") as out:
            process = subprocess.Popen(
                step.command,
                cwd=step.cwd,
                env={**os.environ, **step.env},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            self.running.add(process)
            try:
                code: int | str = process.wait(timeout=LONGEST_S)
            except subprocess.TimeoutExpired:
                self._end(process)
                code = f"stopped after {LONGEST_S} s"
            finally:
                self.running.discard(process)
        passed, failed, skipped = counted(step.counts)
        if not (passed or failed):
            passed, failed = (0, 1) if code else (1, 0)
        outcome.passed += passed
        outcome.failed += failed or (1 if code else 0)
        outcome.skipped += skipped
        lines = log.read_text(errors="replace").rstrip().splitlines()
        if code and len(lines) > SHOWN_LINES:
            lines = [f"(the first {len(lines) - SHOWN_LINES} lines are in {log})", *lines[-SHOWN_LINES:]]
        if not code:
            lines = [line for line in lines if line.startswith("SKIPPED")]
        word = f"FAILED ({code})" if code else "ok"
        self.tell(f"{outcome.part} / {step.what}: {word}, {time.monotonic() - began:.1f} s", "\n".join(lines))

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
                os.killpg(process.pid, sign)
                process.wait(timeout=15)

    def end_all(self) -> None:
        """End every step that still runs."""
        for process in list(self.running):
            self._end(process)


def counted(file: Path | None) -> tuple[int, int, int]:
    """Tests passed, failed and skipped, from a JUnit file; all 0 without one."""
    if file is None or not file.exists():
        return 0, 0, 0
    total = failed = skipped = 0
    for suite in ET.parse(file).getroot().iter("testsuite"):
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    return max(total - failed - skipped, 0), failed, skipped


@contextlib.contextmanager
def shared_services() -> Iterator[None]:
    """Start what is not given, once for all parts and their workers, and say where in the environment."""
    with contextlib.ExitStack() as stack:
        os.environ[services.POSTGRES] = stack.enter_context(services.postgres())
        os.environ[services.REDIS] = stack.enter_context(services.redis())
        os.environ[services.S3] = stack.enter_context(services.s3_server())
        yield


def fix() -> None:
    """Put right what machines can: format and the simple lint findings, on both sides."""
    for command, cwd in (
        (python("-m", "ruff", "check", "--fix", "--quiet", ".", "doorstep"), ROOT),
        (python("-m", "ruff", "format", "--quiet", ".", "doorstep"), ROOT),
        (npm("check", "--write"), PWA),
    ):
        subprocess.run(command, cwd=cwd, check=False)


def table(outcomes: list[Outcome], seconds: float) -> str:
    """What is printed at the end."""
    rows = [("part", "result", "seconds", "passed", "failed", "skipped")]
    rows += [
        (o.part, o.word, f"{o.seconds:.1f}", str(o.passed), str(o.failed), str(o.skipped)) for o in outcomes
    ]
    lines = [f"{r[0]:<18}{r[1]:<10}{r[2]:>9}{r[3]:>9}{r[4]:>9}{r[5]:>9}" for r in rows]
    lines += [f"\nLEFT OUT: {o.part}. {o.left_out}" for o in outcomes if o.left_out]
    return "\n".join(["", *lines, f"\nThe whole took {seconds:.0f} s."])


def need_chromium(lanes: list[list[list[str]]]) -> Outcome | None:
    """Find or install Chromium when it is asked for. Without one: take the browser part out, and say so."""
    if not any("browser" in lane for row in lanes for lane in row):
        return None
    os.environ["CHROMIUM"] = find_chromium()
    if os.environ["CHROMIUM"]:
        return None
    for row in lanes:
        row[:] = [[part for part in lane if part != "browser"] for lane in row]
    why = "No Chromium here: install the package `chromium`, or name one in the setting CHROMIUM."
    return Outcome("browser", failed=1 if IN_CI else 0, left_out=why)


def main(command: str, words: list[str]) -> int:
    """Run the named parts, or all. 0 when everything passed."""
    more = words[words.index("--") + 1 :] if "--" in words else []
    asked = words[: words.index("--")] if "--" in words else words
    if command == "check" and "--fix" in asked:
        asked = [word for word in asked if word != "--fix"]
        fix()
    every = TEST_LANES if command == "test" else CHECK_LANES
    names = [part for row in every for lane in row for part in lane]
    lanes = [[[part for part in lane if not asked or part in asked] for lane in row] for row in every]
    RESULTS.mkdir(parents=True, exist_ok=True)
    os.chdir(ROOT)
    os.environ["DOORSTEP_DATA"] = str(RESULTS / "data")  # tests never touch anybody's own
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    began = time.monotonic()
    outcomes: list[Outcome] = []
    if without := need_chromium(lanes):
        outcomes.append(without)
    chosen = {part for row in lanes for lane in row for part in lane}
    needy = chosen & {"backend-sqlite", "backend-postgres", "browser"}
    with shared_services() if needy else contextlib.nullcontext():
        runner = Runner(parts(more))
        for row in lanes:
            outcomes += runner.run_row(row)
    print(table(sorted(outcomes, key=lambda o: names.index(o.part)), time.monotonic() - began))
    passed, failed = sum(o.passed for o in outcomes), sum(o.failed for o in outcomes)
    skipped = sum(o.skipped for o in outcomes)
    print(f"\n{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        sys.exit(130)

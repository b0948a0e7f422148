"""Script that the first screen loads, over the wire, from the built app's own list of files."""

import gzip
import json
from collections.abc import Iterable
from typing import Any

from bench._figures import at_most
from django.conf import settings


def run() -> Iterable[dict[str, Any]]:
    """Gzipped sizes: what `/` loads before anything is shown, and the service worker. Needs a built app."""
    manifest = json.loads((settings.WEB / ".vite" / "manifest.json").read_text())
    entry = next(key for key, chunk in manifest.items() if chunk.get("isEntry"))
    nearby = next((key for key in manifest if key.startswith("src/resident/")), entry)
    files: set[str] = set()
    _collect(manifest, entry, files)
    _collect(manifest, nearby, files)
    script = sum(_gzipped(name) for name in files if name.endswith(".js"))
    yield at_most("first_screen_script_gzip", script / 1024, "KB", 35)
    yield at_most("service_worker_gzip", _gzipped("sw.js") / 1024, "KB", 8)


def _collect(manifest: dict[str, Any], key: str, files: set[str]) -> None:
    chunk = manifest[key]
    if chunk["file"] in files:
        return
    files.add(chunk["file"])
    for below in chunk.get("imports", []):
        _collect(manifest, below, files)


def _gzipped(name: str) -> int:
    return len(gzip.compress((settings.WEB / name).read_bytes(), 9))

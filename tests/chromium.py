"""Where the Chromium is that browser tests drive. No browser is ever downloaded by Playwright itself."""

import os
import shutil
import subprocess


def find_chromium() -> str:
    """The path of a Chromium, or "" where there is none.

    The setting CHROMIUM comes first, then the path; on a Debian-like system root installs the package.
    """
    if given := os.environ.get("CHROMIUM"):
        return given if os.access(given, os.X_OK) else ""
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found:
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("  Installing Chromium with apt-get (about a minute) ...", flush=True)
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-q"], ["install", "-y", "-q", "chromium"]):
            subprocess.run(["apt-get", *words], env=env, stdout=subprocess.DEVNULL, check=False)
    return shutil.which("chromium") or ""

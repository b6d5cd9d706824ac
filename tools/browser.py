"""Make sure that a Chromium is here for the browser tests, and print where it is.

``$CHROMIUM``, else Debian's headless shell, else /usr/bin/chromium, else Debian's package when
root, else Playwright's own. The headless shell is the same engine without a browser's windows,
which cost as much as the pages.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

DEBIAN = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))


def find() -> Path | None:
    """Return the Chromium that tests will drive, or None where none is installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named)
    return next((path for path in DEBIAN if path.exists()), None) or _playwright_own()


def _playwright_own() -> Path | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only when asked for

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def install() -> None:
    """Install a Chromium, and a font with Chinese letters where Debian's packages can."""
    if os.getuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(
            [
                "apt-get",
                "install",
                "-y",
                "-qq",
                "--no-install-recommends",
                "chromium-headless-shell",
                "fonts-noto-cjk",
            ],
            check=True,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> int:
    found = find()
    if found is None:
        print("No Chromium here yet: installing one for the browser tests.", file=sys.stderr)
        install()
        found = find()
    if found is None or not found.exists():
        print(
            "No Chromium could be found or installed. Install one and set CHROMIUM to its path.",
            file=sys.stderr,
        )
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())

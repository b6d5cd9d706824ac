"""Install what a lock file names into the environment of this Python: by uv, else by pip.

uv does in twenty seconds what takes pip two minutes. It comes first, by pip, out of the same lock
with its hashes; where it reaches no index (it does not read all that pip's configuration may say),
pip does it all. Needs nothing but the standard library.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PIP = (sys.executable, "-m", "pip")
HASHES = ("--require-hashes", "-r")
UV = (sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", sys.executable)
QUIET = ("install", "--quiet", "--no-compile", "--disable-pip-version-check")


def main() -> int:
    """Install the lock that the first argument names; return pip's exit code, 0 when all is in."""
    lock = Path(sys.argv[1])
    if _by_uv(lock):
        return 0
    return subprocess.call([*PIP, *QUIET, *HASHES, str(lock)])


def _by_uv(lock: Path) -> bool:
    found = re.search(r"^uv==(?:.*\\\n)*.*\n", lock.read_text("utf-8"), re.MULTILINE)
    if found is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder, "uv.lock")
        alone.write_text(found[0], "utf-8")
        if subprocess.call([*PIP, *QUIET, *HASHES, str(alone)]):
            return False
        done = subprocess.run(
            [*UV, *HASHES, str(lock.resolve())],
            cwd=folder,  # away from the constraints that the lock was made with
            env=_environment(),
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    if done.returncode:
        print(f"uv could not ({done.stderr.strip()[:300]}); pip does it.", file=sys.stderr)
    return not done.returncode


def _environment() -> dict[str, str]:
    """Return this environment, with the index that pip is configured to use."""
    asked = subprocess.run(
        [*PIP, "config", "get", "global.index-url"], capture_output=True, text=True, check=False
    )
    index = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    return {**os.environ, **({"UV_DEFAULT_INDEX": index} if index else {})}


if __name__ == "__main__":
    sys.exit(main())

"""Run the tests: several parts beside each other, each with its own process and database.

Whoever is free takes the next part, the longest first; since much of a test's time is waiting (for
a browser, a restart, a clock), there is one process more than cores. What failed comes last, with
the command that runs it again. With arguments: pytest with these, alone.
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from yutang.plumbing import messages

REPOSITORY = Path(__file__).resolve().parents[1]
# The longest first, so that no long one is left for the end.
ROOMS = ("people", "cli", "live", "trade", "money", "gate", "insight", "places", "goods")
HOUSE = ("journeys", "contracts", "races", "simulation", "access")
COMPILED = Path(sys.prefix) / "compiled"
AGAIN = "  make test "
"""How a line begins that says how to run a test again; the root conftest.py writes them."""


@dataclass(frozen=True)
class Ended:
    """How a part ended."""

    part: list[str]
    code: int
    said: str

    @property
    def line(self) -> str:
        """Return the part and what pytest counted in it."""
        counts = [line for line in self.said.splitlines() if re.search(r" in [0-9.]+s", line)]
        told = counts[-1].strip("= ") if counts else f"ended with {self.code}, see above"
        return f"{' '.join(self.part)}: {told}"


def parts() -> list[list[str]]:
    """Return the parts, each as folders; what has no part of its own is in the last two."""
    rooms = sorted(path.name for path in (REPOSITORY / "src/yutang").iterdir() if path.is_dir())
    house = sorted(path.name for path in (REPOSITORY / "tests").iterdir() if path.is_dir())
    return [
        *([f"tests/{name}"] for name in HOUSE),
        *([f"src/yutang/{name}"] for name in ROOMS),
        [f"src/yutang/{name}" for name in rooms if name not in ROOMS and name[0].isalpha()],
        [f"tests/{name}" for name in house if name not in HOUSE and name[0].isalpha()],
    ]


def main() -> int:
    """Return 0 when all passed."""
    if sys.argv[1:]:
        return subprocess.call(_pytest(sys.argv[1:]), env=_environment())
    messages.compile_all()
    processes = ThreadPoolExecutor((os.cpu_count() or 1) + 1)
    try:
        ended = list(processes.map(_run, parts()))
    finally:
        processes.shutdown(cancel_futures=True)  # after Ctrl-C nothing more begins
    failed = [each for each in ended if each.code]
    for each in failed:
        print(f"\n{each.said}")
    print(f"\n{len(ended) - len(failed)} of {len(ended)} parts passed.")
    for each in failed:
        again = [line for line in each.said.splitlines() if line.startswith(AGAIN)]
        print("\n".join([each.line, *(again or [f"{AGAIN}ARGS='{' '.join(each.part)}'"])]))
    return 1 if failed else 0


def _run(part: list[str]) -> Ended:
    run = subprocess.run(
        _pytest(part),
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    ended = Ended(part, run.returncode, run.stdout)
    print(ended.line, flush=True)
    return ended


def compiled_once() -> dict[str, str]:
    """Return what an environment says for compiled code to be kept, in a folder of its own."""
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(COMPILED)}


def _environment() -> dict[str, str]:
    return {**os.environ, **compiled_once()}


def _pytest(arguments: list[str]) -> list[str]:
    return [sys.executable, "-m", "pytest", *arguments]


if __name__ == "__main__":
    sys.exit(main())

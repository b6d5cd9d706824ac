"""Run the tests: several parts beside each other, each with its own process and database.

Whoever is free takes the next part, the longest first; since much of a test's time is waiting (for
a browser, a restart, a clock), there are more processes than cores. What failed comes last, with
the command that runs it again. With arguments: pytest with these, alone.
"""

import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from yutang.plumbing import messages

REPOSITORY = Path(__file__).resolve().parents[1]
# The longest first, so that no long one is left for the end.
LONG = {"tests/journeys": 5, "tests/contracts": 6, "tests/races": 9}
"""Folders of many long files, and how many of them make a part: a part starts a database and, as a
journey, a whole platform."""
FIRST = "tests/access"
"""One test of minutes, which nobody can deal."""
WHOLE = (
    *(f"src/yutang/{room}" for room in ("cli", "live", "trade", "people")),
    *("tests/simulation", "src/yutang/insight"),
)
FOLDERS_A_PART = 9
"""Of all others, each of them short: to load the platform's code takes longer than most of them."""
COMPILED = Path(sys.prefix) / "compiled"
AGAIN = "  make test "
"""How a line begins that says how to run a test again; the root conftest.py writes them."""


@dataclass(frozen=True)
class Ended:
    """How a part ended, and how long processors worked for it."""

    part: list[str]
    code: int
    said: str
    processors_s: float

    @property
    def line(self) -> str:
        """Return the part and what pytest counted in it."""
        counts = [line for line in self.said.splitlines() if re.search(r" in [0-9.]+s", line)]
        told = counts[-1].strip("= ") if counts else f"ended with {self.code}, see above"
        return f"{' '.join(self.part)}: {told}, processors {self.processors_s:.0f}s"


def parts() -> list[list[str]]:
    """Return the parts, each as files or folders that together are all that has tests."""
    others = [name for name in _tested() if name not in {FIRST, *LONG, *WHOLE}]
    return [
        [FIRST],
        *(part for name, most in LONG.items() for part in _dealt(_files(name), most)),
        *([name] for name in WHOLE),
        *_dealt(others, FOLDERS_A_PART),
    ]


def _tested() -> list[str]:
    found = {path.parent for path in REPOSITORY.glob("tests/*/test_*.py")}
    found |= {path.parents[1] for path in REPOSITORY.glob("src/yutang/*/tests/test_*.py")}
    return sorted(path.relative_to(REPOSITORY).as_posix() for path in found)


def _files(folder: str) -> list[str]:
    return sorted(
        path.relative_to(REPOSITORY).as_posix()
        for path in REPOSITORY.glob(f"{folder}/**/test_*.py")
    )


def _dealt(names: list[str], most: int) -> list[list[str]]:
    """Deal as cards: neighbours, which are often alike, come into different parts."""
    hands = -(-len(names) // most)
    return [names[hand::hands] for hand in range(hands)]


def main() -> int:
    """Return 0 when all passed."""
    if sys.argv[1:]:
        return subprocess.call(_pytest(sys.argv[1:]), env=_environment())
    messages.compile_all()
    processes = ThreadPoolExecutor((os.cpu_count() or 1) + 2)
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
    with tempfile.TemporaryFile("w+") as told:
        run = subprocess.Popen(
            _pytest(part), env=_environment(), stdout=told, stderr=subprocess.STDOUT
        )
        _pid, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        ended = Ended(part, run.returncode, told.read(), used.ru_utime + used.ru_stime)
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

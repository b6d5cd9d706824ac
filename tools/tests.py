"""Run the tests: the rooms' own beside those that belong to no single room, each with its database.

Two processes, since much of a test's time is waiting (for a browser, a restart, a clock). With
arguments: pytest with these, alone.
"""

import subprocess
import sys
import tempfile

from yutang.plumbing import messages

HALVES = (["src/yutang"], ["tests"])


def main() -> int:
    """Return 0 when all passed; what each half said comes whole, one after the other."""
    messages.compile_all()
    if sys.argv[1:]:
        return subprocess.call(_pytest(sys.argv[1:]))
    with tempfile.TemporaryFile("w+") as told:
        beside = subprocess.Popen(_pytest(HALVES[0]), stdout=told, stderr=subprocess.STDOUT)
        code = subprocess.call(_pytest(HALVES[1]))
        code_beside = beside.wait()
        told.seek(0)
        print(f"\n{' '.join(HALVES[0])}\n{told.read()}")
    return code or code_beside


def _pytest(arguments: list[str]) -> list[str]:
    return [sys.executable, "-m", "pytest", *arguments]


if __name__ == "__main__":
    sys.exit(main())

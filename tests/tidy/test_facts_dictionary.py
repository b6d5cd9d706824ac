"""The dictionary of facts in docs is what the kinds say."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_dictionary_in_docs_is_made_from_the_kinds_of_today() -> None:
    tool = ROOT / "tools" / "facts_dictionary.py"
    done = subprocess.run(
        [sys.executable, tool, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr

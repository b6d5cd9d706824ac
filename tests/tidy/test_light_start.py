"""What only counting needs is loaded by who counts: starting the platform loads none of it."""

import os
import subprocess
import sys

HEAVY = ("ibis", "duckdb", "pyarrow", "pandas", "statsforecast", "pyspark", "fsspec")
_STARTED = """
import sys
from importlib import import_module
import django
django.setup()
import_module("yutang.web.urls")
import_module("yutang.web.wsgi")
from procrastinate.contrib.django import app
app.perform_import_paths()
print(",".join(sorted(name for name in {heavy!r} if name in sys.modules)))
"""


def test_no_page_and_no_job_waits_for_an_engine_to_be_imported() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _STARTED.format(heavy=HEAVY)],
        env={**os.environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    loaded = run.stdout.strip()
    assert not loaded, f"import these inside the functions that count: {loaded}"

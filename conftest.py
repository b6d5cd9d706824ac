"""Every test runs on a real PostgreSQL of its own, in a folder that goes away with it."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest

from tests import template
from yutang.plumbing import messages
from yutang.plumbing.postgres import Handle

MIGRATED = "YUTANG_TEST_MIGRATED"
"""Set when the database that Django's settings name is this run's own and has every table."""


def _own_installation() -> None:
    """Give this test run its own data folder and database, before Django reads its settings."""
    if "YUTANG_DATA" in os.environ and "YUTANG_TEST_RUN" in os.environ:
        return
    folder = Path(tempfile.mkdtemp(prefix="yutang-test-"))
    os.environ["YUTANG_DATA"] = str(folder)
    os.environ["YUTANG_TEST_RUN"] = "1"
    if not os.environ.get("DATABASE_URL"):
        template.copy_to(folder / "postgres")
        handle = Handle(folder / "postgres")
        os.environ["DATABASE_URL"] = handle.url
        os.environ[MIGRATED] = "1"
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        atexit.register(handle.release)
    messages.compile_all()


# Django reads its settings once: only after this run has its own data folder and database.
_own_installation()
os.environ["DJANGO_SETTINGS_MODULE"] = "yutang.web.settings"
django.setup()

pytest_plugins = ["tests.cast", "tests.stall", "tests.show"]

if MIGRATED in os.environ:

    @pytest.fixture(scope="session")
    def django_db_setup(django_test_environment: None) -> None:
        """The database came with its tables, and goes with its folder."""

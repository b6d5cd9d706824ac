"""Every test runs on a real PostgreSQL of its own, in a folder that goes away with it."""

import atexit
import os
import re
import shlex
import shutil
import signal
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import django
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from tools.tests import AGAIN, COMPILED, compiled_once

from tests import emptying, template
from yutang.plumbing import messages
from yutang.plumbing.postgres import Handle

MIGRATED = "YUTANG_TEST_MIGRATED"
"""Set when the database that Django's settings name is this run's own and has every table."""


def _keep_what_is_compiled() -> None:
    """Keep compiled code, this run's and its processes', in the environment: never in the tree.

    To compile all that a test imports takes longer than most tests; many a machine forbids to
    keep it beside the code.
    """
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(COMPILED)
    os.environ.update(compiled_once())


def _own_installation() -> None:
    """Give this test run its own data folder and database, before Django reads its settings."""
    if "YUTANG_DATA" in os.environ and "YUTANG_TEST_RUN" in os.environ:
        return
    folder = Path(tempfile.mkdtemp(prefix="yutang-test-"))
    os.environ["YUTANG_DATA"] = str(folder)
    os.environ["YUTANG_TEST_RUN"] = "1"
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: PostgreSQL ends too
    _trust_nobody(folder / "authorities")
    if not os.environ.get("DATABASE_URL"):
        template.copy_to(folder)
        handle = Handle(folder / "postgres")
        os.environ["DATABASE_URL"] = handle.url
        os.environ[MIGRATED] = "1"
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        atexit.register(handle.release)
    messages.compile_all()


def _trust_nobody(authorities: Path) -> None:
    """Name an empty folder: tests reach no network, and to read who is trusted takes long.

    Fifty milliseconds for each HTTP client, also for one that then speaks to its own machine only.
    """
    authorities.mkdir()
    os.environ.update(SSL_CERT_FILE="", SSL_CERT_DIR=str(authorities))


_keep_what_is_compiled()
# Django reads its settings once: only after this run has its own data folder and database.
_own_installation()
SEEDS = Path(os.environ["YUTANG_DATA"]) / emptying.SEEDS
os.environ["DJANGO_SETTINGS_MODULE"] = "yutang.web.settings"
# A password is made to cost a guesser much time; here dozens of guesses would wait for it.
Argon2PasswordHasher.time_cost = Argon2PasswordHasher.parallelism = 1
Argon2PasswordHasher.memory_cost = 8
django.setup()


emptying.take_over(SEEDS if SEEDS.exists() else None)

pytest_plugins = ["tests.cast", "tests.stall", "tests.show"]

if MIGRATED in os.environ:

    @pytest.fixture(scope="session")
    def django_db_setup(django_test_environment: None) -> None:
        """The database came with its tables, and goes with its folder."""


@pytest.hookimpl(tryfirst=True)
def pytest_make_collect_report(collector: pytest.Collector) -> None:
    """Set up hypothesis before a file that uses it; the others need not wait for it."""
    if isinstance(collector, pytest.Module) and _says_hypothesis(collector.path):
        from hypothesis import settings  # noqa: PLC0415 - most files do not use it

        # How long an example takes says more about the machine than about the code.
        settings.register_profile("yutang", deadline=None)
        settings.load_profile("yutang")


def _says_hypothesis(path: Path) -> bool:
    return "from hypothesis import" in path.read_text("utf-8")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let hypothesis' plugin go where nobody uses it: it would load the library to sum up."""
    if "hypothesis" not in sys.modules:
        session.config.pluginmanager.unregister(name="_hypothesis_pytestplugin")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> Generator[None]:
    """Say last, of each test that failed, how it is run again."""
    yield
    reports = [*terminalreporter.getreports("failed"), *terminalreporter.getreports("error")]
    if not reports:
        return
    terminalreporter.section("to run again what failed (more in CONTRIBUTING.md)")
    for name in dict.fromkeys(report.nodeid for report in reports):
        terminalreporter.write_line(AGAIN + _argument(name))


def _argument(name: str) -> str:
    """Return what make takes and passes to the shell, for whatever stands in a test's name."""
    quoted = shlex.quote(name)
    if quoted == name:
        return f"ARGS={name}"
    return 'ARGS="' + re.sub(r'([\\"`$])', r"\\\1", quoted.replace("$", "$$")) + '"'

"""A PostgreSQL with every table, made once and copied for each run of the tests.

It lies in the environment under a name made of what it was made from, so that a new migration
makes a new one. Nothing here is worth keeping: the server does not wait for the disk.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from tests import emptying
from yutang.facts import kinds, watching
from yutang.plumbing.postgres import Handle

REPOSITORY = Path(__file__).resolve().parents[1]
FOLDER = Path(sys.prefix) / "test-databases"
MADE_FROM = (
    *("src/yutang/*/migrations/*.py", "src/yutang/web/settings.py"),
    *("src/yutang/plumbing/postgres.py", "tests/emptying.py", "requirements.lock"),
)
FORGOTTEN_AFTER_S = 7 * 24 * 3600
_HASTE = "\nfsync = off\nfull_page_writes = off\n"


def copy_to(folder: Path) -> None:
    """Copy the template's database and seeds into `folder`; make it first when it is missing."""
    template = FOLDER / _mark()
    FOLDER.mkdir(exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    with template.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        if not template.exists():
            fcntl.flock(lock, fcntl.LOCK_EX)  # one makes it, the others wait
            if not template.exists():
                _make(template)
        template.touch()
        # It belongs to the user under whom the server runs, which `cp` keeps.
        kept = [template / "postgres", template / emptying.SEEDS]
        subprocess.run(["cp", "-a", *kept, folder], check=True)


def _mark() -> str:
    """Return what stands for everything the template is made from."""
    mark = sha256(sys.version.encode())
    for pattern in MADE_FROM:
        for path in sorted(REPOSITORY.glob(pattern)):
            mark.update(path.name.encode() + path.read_bytes())
    # Triggers that are made of the kinds of facts, whoever migrates.
    mark.update(watching.statement(kinds.every()).encode())
    return mark.hexdigest()[:16]


def _make(template: Path) -> None:
    for old in FOLDER.iterdir():
        if time.time() - old.stat().st_mtime > FORGOTTEN_AFTER_S:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    draft = Path(tempfile.mkdtemp(prefix="draft-", dir=FOLDER))
    handle = Handle(draft / "postgres")
    try:
        environment = {
            **os.environ,
            "DATABASE_URL": handle.url,
            "YUTANG_DATA": str(draft),
            "DJANGO_SETTINGS_MODULE": "yutang.web.settings",
        }
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--verbosity=0"],
            env=environment,
            check=True,
        )
        emptying.keep_seeds(handle.url, draft / emptying.SEEDS)
    finally:
        handle.release()
    with (draft / "postgres" / "postgresql.conf").open("a") as settings:
        settings.write(_HASTE)
    draft.rename(template)

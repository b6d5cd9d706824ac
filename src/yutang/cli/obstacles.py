"""What the machine lacks, in a sentence: a folder, room on the disk, a database, its tables."""

import errno
import re
import subprocess

from yutang.plumbing.config import Config
from yutang.plumbing.postgres import hide_password

_DISK = {
    errno.ENOSPC: "is full",
    errno.EDQUOT: "is full",
    errno.EROFS: "cannot be written to",
    errno.EACCES: "cannot be written to by this user",
    errno.EPERM: "cannot be written to by this user",
    errno.ENOENT: "cannot be made",
    errno.ENOTDIR: "cannot be made",
}


def obstacle(error: BaseException) -> str | None:
    """Return what stands in the way and what to do about it; None when it is a fault of ours."""
    import psycopg

    for cause in _causes(error):
        if isinstance(cause, subprocess.CalledProcessError) and "initdb" in str(cause.cmd):
            return (
                f"The database could not be made in {Config.load().data}: is there room on the "
                "disk, and may this user write there? What it said stands above."
            )
        if isinstance(cause, psycopg.errors.UndefinedTable | psycopg.errors.UndefinedColumn):
            return "The tables are missing or old: run `yutang serve` or `yutang demo` first."
        if isinstance(cause, psycopg.OperationalError | psycopg.ProgrammingError):
            return _database(cause)
        if isinstance(cause, OSError) and cause.errno in _DISK and _is_ours(cause):
            where = cause.filename or Config.load().data
            return f"{where} {_DISK[cause.errno]}. Choose another folder by YUTANG_DATA."
    return None


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    next_one: BaseException | None = error
    while next_one is not None and next_one not in found:
        found.append(next_one)
        next_one = next_one.__cause__ or next_one.__context__
    return found


def _database(cause: Exception) -> str | None:
    url = Config.load().database_url
    said = " ".join(str(cause).split())
    if "No space left on device" in said:
        return "The database's disk is full: make room."
    if url is None or getattr(cause, "sqlstate", None):  # it did answer
        return None
    said = re.sub(r"password=\S+", "password=***", hide_password(said))
    return f"The database of DATABASE_URL ({hide_password(url)}) does not answer: {said}"


def _is_ours(cause: OSError) -> bool:
    """Say whether it is the data folder that cannot be used, and not some file of the program."""
    data = str(Config.load().data)
    name = str(cause.filename or data)
    return name.startswith(data) or data.startswith(name)

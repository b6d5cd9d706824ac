"""A publisher that is killed at each of its steps, in processes of its own.

Run as a process, on this environment's database and folder: what is published there, and what
waits, is published once undisturbed; then, from the same beginning, once for each step at which
that one came by, killed there and begun again. Prints a line of JSON for each.
"""

import json
import os
import shutil
import signal
import sys
from typing import Any

TABLES = ("facts_manifest", "facts_part", "facts_known", "facts_change")


def main() -> None:
    import django

    django.setup()
    import pyarrow.csv
    import pyarrow.parquet

    beginning = _kept()
    steps: list[str] = []
    _publish(steps.append)
    _say("", pyarrow.__version__)
    for number, step in enumerate(steps):
        _restore(beginning)
        killed = _killed_at(number)
        _publish(_nothing)
        _say(step, killed)


def _killed_at(number: int) -> str:
    """Publish in a child that kills itself at the step of this number; return how it ended."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if not child:
        seen = 0

        def die(step: str) -> None:
            nonlocal seen
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)
            seen += 1

        _publish(die)
        os._exit(0)
    _child, status = os.waitpid(child, 0)
    return signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else "ended"


def _nothing(*_: object) -> None:
    return None


def _publish(told: Any) -> None:
    from yutang.facts import actions

    actions.publish(tell=lambda step, *_: told(step))


def _kept() -> dict[str, Any]:
    from django.db import connection

    kept: dict[str, Any] = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select json_agg(t)::text from {table} t")
            kept[table] = cursor.fetchone()[0]
    shutil.copytree(_store(), f"{_store()}-kept", dirs_exist_ok=True)
    return kept


def _restore(kept: dict[str, Any]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for table, rows in kept.items():
            cursor.execute(f"delete from {table}")
            cursor.execute(
                f"insert into {table} overriding system value"
                f" select * from json_populate_recordset(null::{table}, %s)",
                [rows or "[]"],
            )
    shutil.rmtree(_store())
    shutil.copytree(f"{_store()}-kept", _store())


def _store() -> str:
    from yutang.plumbing.config import Config

    return str(Config.load().data / "facts")


def _say(step: str, how: str) -> None:
    from yutang.facts import queries, store

    version = queries.current()
    told = {
        "step": step,
        "how": how,
        "number": version.number,
        "digest": version.digest,
        "rows": version.rows,
        "wrong": len(queries.checked("real", _nothing)),
        "waiting": queries.waiting(),
        "told": version.digest in (store.of_config().text("real/manifest.json", 300) or ""),
    }
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

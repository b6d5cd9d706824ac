"""A publisher that is killed at each of its steps, in processes of its own.

They are forked from this one, which has everything loaded, and share its database and folder.
"""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, connections

from yutang.facts import actions, queries, store
from yutang.plumbing.config import Config

TABLES = ("facts_manifest", "facts_part", "facts_known", "facts_change")


def endings() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Publish what waits, undisturbed; then from the same beginning once for each step of that.

    Each of these is killed at its step, and the next publisher goes on. Yields the step (empty for
    the undisturbed one), how its process ended, and what is published at last.
    """
    beginning = _kept()
    steps: list[str] = []
    _publish(steps.append)
    yield "", "", _standing()
    for number, step in enumerate(steps):
        _restore(beginning)
        how = _killed_at(number)
        _publish(_nothing)
        yield step, how, _standing()


def _killed_at(number: int) -> str:
    """Publish in a child that kills itself at the step of this number; return how it ended."""
    connections.close_all()
    child = os.fork()
    if not child:
        _die_at(number)
    _child, status = os.waitpid(child, 0)
    return signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else "ended"


def _die_at(number: int) -> None:
    """Publish and never return: nothing of the test goes on in a child."""
    seen = 0

    def die(_step: str) -> None:
        nonlocal seen
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)
        seen += 1

    try:
        _publish(die)
    finally:
        os._exit(0)


def _nothing(*_: object) -> None:
    return None


def _publish(told: Callable[[str], None]) -> None:
    actions.publish(tell=lambda step, _done, _total: told(step))


def _kept() -> dict[str, Any]:
    kept: dict[str, Any] = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select json_agg(t)::text from {table} t")
            kept[table] = cursor.fetchone()[0]
    shutil.copytree(_store(), f"{_store()}-kept", dirs_exist_ok=True)
    return kept


def _restore(kept: dict[str, Any]) -> None:
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
    return str(Config.load().data / "facts")


def _standing() -> dict[str, Any]:
    version = queries.current()
    return {
        "number": version.number,
        "digest": version.digest,
        "rows": version.rows,
        "wrong": len(queries.checked("real", _nothing)),
        "waiting": queries.waiting(),
        "told": version.digest in (store.of_config().text("real/manifest.json", 300) or ""),
    }

"""One publisher at a time: nobody waits, whoever comes second is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, LiteralString

import psycopg
from django.db import connection as pages_own

from yutang.facts.errors import Publishing

Connection = psycopg.Connection[Any]
_LOCK: Final = 0x9E_FAC7_5


@contextmanager
def alone(using: Connection | None = None) -> Iterator[Connection]:
    """Give a connection that holds the publisher's lock: `using`, or one of its own.

    Raises:
        Publishing: somebody else holds it.
    """
    if using is not None:
        with _locked(using):
            yield using
        return
    copied = pages_own.copy()
    copied.ensure_connection()
    assert copied.connection is not None
    try:
        with _locked(copied.connection):
            yield copied.connection
    finally:
        copied.close()


@contextmanager
def _locked(own: Connection) -> Iterator[None]:
    row = own.execute("select pg_try_advisory_lock(%s)", [_LOCK]).fetchone()
    if row is None or not row[0]:
        raise Publishing
    try:
        yield
    finally:
        if not own.closed and own.info.transaction_status != psycopg.pq.TransactionStatus.INERROR:
            own.execute("select pg_advisory_unlock(%s)", [_LOCK])


def one(own: Connection, asked: LiteralString) -> Any:
    """Return the only value that a statement gives."""
    row = own.execute(asked).fetchone()
    assert row is not None
    return row[0]

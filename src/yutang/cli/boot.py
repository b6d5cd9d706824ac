"""How a command reaches the database and Django, only when it needs them."""

import atexit
import os

from yutang.plumbing.config import Config
from yutang.plumbing.postgres import Handle

_held: list[Handle] = []


def database() -> str:
    """Return the database's address; starts the embedded one, or joins the running one.

    The handle is let go when this process ends, or by `let_go`.
    """
    config = Config.load()
    if config.database_url:
        return config.database_url
    if not _held:
        _held.append(Handle(config.data / "postgres"))
        (config.runtime / "database-url").write_text(_held[0].url)
        atexit.register(let_go)
    return _held[0].url


def as_application() -> str:
    """Return what connections of the serving processes say: the role that owns nothing.

    It cannot change the ledger, nor take its guards away (ledger migration 0003). Empty where
    there is no such role, as on a server whose owner may not make any.
    """
    import psycopg

    with psycopg.connect(database()) as connection:
        question = "select pg_has_role(oid, 'member') from pg_roles where rolname = 'yutang_app'"
        there = connection.execute(question).fetchone()
    said = os.environ.get("PGOPTIONS", "")
    return f"{said} -c role=yutang_app".strip() if there == (True,) else said


def revive() -> bool:
    """Start the embedded database anew when it was killed; return whether it had to be."""
    return any(held.revive() for held in _held)


def let_go() -> None:
    """Let go of the embedded database; it stops when nobody else holds it."""
    while _held:
        _held.pop().release()


def django() -> None:
    """Make sure the database runs and Django is set up; safe to call twice."""
    from django.apps import apps

    if apps.ready:
        return
    database()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yutang.web.settings")
    from yutang.plumbing import messages

    messages.compile_all()
    import django as framework

    framework.setup()

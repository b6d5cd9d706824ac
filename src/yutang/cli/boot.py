"""How a command reaches the database and Django, only when it needs them."""

import atexit
import os

from yutang.plumbing.config import Config
from yutang.plumbing.postgres import Handle


def database() -> str:
    """Return the database's address; starts the embedded one, or joins the running one.

    The handle is let go when this process ends.
    """
    config = Config.load()
    if config.database_url:
        return config.database_url
    handle = Handle(config.data / "postgres")
    atexit.register(handle.release)
    (config.runtime / "database-url").write_text(handle.url)
    return handle.url


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

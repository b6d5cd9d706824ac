"""``python -m yutang.web.worker``: the jobs, which are rows of PostgreSQL (procrastinate).

What talks to a provider or a carrier, and must survive a restart and be tried again, is a job in
its room's `jobs.py`. What is due each second and is SQL alone is a timer (`yutang.work`).
"""

import asyncio
import os

import django
import structlog

from yutang.plumbing import lifeline
from yutang.plumbing import log as logs

JOBS_AT_ONCE = 2
STOP_WITHIN_S = 5.0
"""A job that takes longer is left, and done again by whoever starts next."""

log = structlog.get_logger()


def main() -> None:
    """Work on jobs until told to stop; several of these processes may run."""
    logs.set_up("jobs", pretty=False)
    lifeline.watch()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yutang.web.settings")
    django.setup()
    log.info("started")
    asyncio.run(work())
    log.info("stopped")


async def work(*, wait: bool = True) -> None:
    """Do what is due; `wait`: and then wait for more, until a signal ends it."""
    from procrastinate.contrib.django import app  # noqa: PLC0415 - after Django is set up
    from procrastinate.contrib.django.django_connector import DjangoConnector  # noqa: PLC0415

    pages_own = app.connector
    assert isinstance(pages_own, DjangoConnector), "another worker runs in this process"
    with app.replace_connector(pages_own.get_worker_connector()) as working:
        async with working.open_async():
            await working.run_worker_async(
                wait=wait,
                name="jobs",
                concurrency=JOBS_AT_ONCE,
                delete_jobs="successful",
                shutdown_graceful_timeout=STOP_WITHIN_S,
            )


if __name__ == "__main__":
    main()

"""What the opendata room does by itself."""

import structlog
from procrastinate.contrib.django import app

from yutang.opendata import actions

log = structlog.get_logger()


@app.periodic(cron="40 20 * * *")
@app.task(queueing_lock="opendata.make", pass_context=False)
def make_open_data(timestamp: int) -> None:
    """Each night in China: a version of the facts as they are, if it would say anything new."""
    made = actions.make()
    if made is not None:
        log.info("open_data_version", version=made, at=timestamp)

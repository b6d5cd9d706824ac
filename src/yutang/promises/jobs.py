"""What the promises room does by itself: a thin call of an action; asking twice does no harm."""

import structlog
from procrastinate.contrib.django import app

from yutang.promises import actions

log = structlog.get_logger()


@app.periodic(cron="40 20 * * *")
@app.task(queueing_lock="promises.read_all", pass_context=False)
def read_all(timestamp: int) -> None:
    """Early each morning in China: keep the value of every promise."""
    log.info("promises_read", promises=actions.read_all(), at=timestamp)

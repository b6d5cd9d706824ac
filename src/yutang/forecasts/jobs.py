"""What the forecasts room does by itself: a thin call of an action; asking twice does no harm."""

import structlog
from procrastinate.contrib.django import app

from yutang.forecasts import actions

log = structlog.get_logger()


@app.periodic(cron="20 19 * * 0")
@app.task(queueing_lock="forecasts.make_all", pass_context=False)
def make_all(timestamp: int) -> None:
    """Early each Monday in China: forecasts from the weeks that are over."""
    made = actions.make_all()
    log.info("forecasts_made", runs=made.runs, without=made.without, plans=made.plans, at=timestamp)

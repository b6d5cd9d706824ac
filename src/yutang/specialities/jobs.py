"""Jobs of the specialities room: sales, standings and clusters are counted every hour."""

import structlog
from procrastinate.contrib.django import app

from yutang.specialities.actions.counting import count

log = structlog.get_logger()


@app.periodic(cron="25 * * * *")
@app.task(queueing_lock="specialities.count", pass_context=False)
def count_again(timestamp: int) -> None:
    """Count all anew; what is the same is not written."""
    counted = count()
    log.info("specialities_counted", standings=counted.standings, at=timestamp)

"""Jobs of the parcels room: carriers are asked where parcels are, every ten minutes those due."""

import structlog
from procrastinate.contrib.django import app

from yutang.parcels import actions

log = structlog.get_logger()


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="parcels.ask", pass_context=False)
def ask_carriers(timestamp: int) -> None:
    """Ask about the parcels that are due; one without news waits longer each time."""
    news = actions.ask_due()
    if news:
        log.info("parcels_told", news=news, at=timestamp)

"""Works of the reports room: what a reader would wait for is counted before anybody asks."""

import structlog
from procrastinate.contrib.django import app

from yutang.indicators import queries as indicators
from yutang.reports import queries

log = structlog.get_logger()


@app.task(pass_context=False)
def reckon_again(place_code: str, year: int) -> None:
    """Reckon a card of the present manifest, and keep it; asked for by its page."""
    queries.reckon(place_code, year)


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="reports_count_ahead", pass_context=False)
def count_ahead(timestamp: int) -> None:
    """Count the months of large facts that were published anew; `timestamp`: when it was due."""
    del timestamp
    counted = indicators.count_ahead()
    if counted:
        log.info("reports_counted_ahead", pieces=counted)

"""What the prices room does by itself: thin calls of its actions; asking twice does no harm."""

import structlog
from procrastinate.contrib.django import app

from yutang.kernel.errors import Refusal
from yutang.plumbing.pricefeed import PriceFeed
from yutang.prices import actions

log = structlog.get_logger()


@app.periodic(cron="20 */6 * * *")
@app.task(queueing_lock="prices.pull_feed", pass_context=False)
def pull_feed(timestamp: int) -> None:
    """Fetch prices, where a feed is configured."""
    feed = PriceFeed.load()
    if feed is None:
        return
    try:
        brought, decided = actions.pull(feed)
    except Refusal as why:
        log.warning("price_feed_refused", why=str(why), at=timestamp)
        return
    log.info(
        "price_feed_read",
        at=timestamp,
        rows=decided.found.lines,
        written=len(decided.write),
        price_import=brought.pk if brought else None,
    )


@app.periodic(cron="40 * * * *")
@app.task(queueing_lock="prices.count_alerts", pass_context=False)
def count_alerts(timestamp: int) -> None:
    """Compare what our products cost with what markets ask."""
    counted = actions.count_alerts()
    if counted.raised or counted.ended:
        log.info("price_alerts_counted", at=timestamp, **counted._asdict())

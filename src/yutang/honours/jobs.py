"""Jobs of the honours room: notices end, reviews fall due, honours expire."""

from procrastinate.contrib.django import app

from yutang.honours import actions
from yutang.kernel.clock import now


@app.periodic(cron="7,37 * * * *")
@app.task(queueing_lock="honours_tidy_up", pass_context=False)
def tidy_up(timestamp: int) -> None:
    """Twice an hour; `timestamp` is the moment it was due, and nothing depends on it."""
    del timestamp
    actions.tidy_up(now())

"""Jobs of the care room: what its buyer did not pursue in time ends, and its money is let go."""

from procrastinate.contrib.django import app

from yutang.care import actions
from yutang.kernel.clock import now


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="care_tidy_up", pass_context=False)
def tidy_up(timestamp: int) -> None:
    """Every ten minutes; `timestamp` is the moment it was due, and nothing depends on it."""
    del timestamp
    actions.tidy_up(now())

"""Jobs of the indemnity room: cases follow their payouts, the public ledger grows each night."""

from procrastinate.contrib.django import app

from yutang.indemnity import actions


@app.periodic(cron="12,42 * * * *")
@app.task(queueing_lock="indemnity_follow", pass_context=False)
def follow(timestamp: int) -> None:
    """Twice an hour; `timestamp` is the moment it was due, and nothing depends on it."""
    del timestamp
    actions.follow()


@app.periodic(cron="20 17 * * *")
@app.task(queueing_lock="indemnity_tell", pass_context=False)
def tell(timestamp: int) -> None:
    """At 01:20 in China."""
    del timestamp
    actions.append()

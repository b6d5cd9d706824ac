"""Jobs of the hosts room: classes that were passed move paths on; months are counted."""

from procrastinate.contrib.django import app

from yutang.hosts import actions
from yutang.hosts.queries import paths


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="hosts_learn", pass_context=False)
def learn(timestamp: int) -> None:
    """Every minute; `timestamp` is the moment it was due, and nothing depends on it."""
    del timestamp
    for path_id in paths.in_training():
        actions.learn(path_id)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="hosts_count_now", pass_context=False)
def count_now(timestamp: int) -> None:
    """Every ten minutes."""
    del timestamp
    actions.count_now()


@app.periodic(cron="25 19 * * *")
@app.task(queueing_lock="hosts_count_open", pass_context=False)
def count_open(timestamp: int) -> None:
    """Once a night, at 3:25 in China: all months that the ledger has not closed, once more."""
    del timestamp
    actions.count_open()

"""Jobs of the courses room: exams whose time is over end with the answers that were kept."""

from procrastinate.contrib.django import app

from yutang.courses import actions


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="courses_end_overdue", pass_context=False)
def end_overdue(timestamp: int) -> None:
    """Every ten minutes; `timestamp` is the moment it was due, and nothing depends on it."""
    del timestamp
    actions.end_overdue()

"""Long works of the insurance room: registers are read, and enrolled once they are confirmed.

Asked for by a page at once, and taken up again each minute when a process died over one.
"""

from datetime import timedelta

import structlog
from procrastinate.contrib.django import app

from yutang.insurance import actions
from yutang.insurance.actions.watching import told_beside
from yutang.insurance.queries.rolls import at_work
from yutang.plumbing import kept

log = structlog.get_logger()
_FILES_KEPT = timedelta(days=30)


@app.task(pass_context=False)
def work_on(roll_id: int) -> None:
    """Read a register, or enrol it, whichever it waits for."""
    with told_beside(roll_id) as tell:
        roll = actions.read(roll_id, tell)
        if roll.state == "enrolling":
            roll = actions.enrol(roll_id, tell)
    log.info("insurance_roll_done", roll=roll_id, state=roll.state, rows=roll.rows)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="insurance.take_up", pass_context=False)
def take_up(timestamp: int) -> None:
    """Take up what nobody works on; who is being worked on is passed over."""
    del timestamp
    for roll_id in at_work():
        work_on(roll_id)


@app.periodic(cron="50 18 * * *")
@app.task(queueing_lock="insurance.forget_files", pass_context=False)
def forget_files(timestamp: int) -> None:
    """Take away uploaded registers that nobody enrolled within a month."""
    del timestamp
    kept.forget_older(actions.uploading.FOLDER, _FILES_KEPT)

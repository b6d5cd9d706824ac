"""What the money room does by itself, over the network: thin calls of its actions.

Asking twice does no harm: each row is claimed before a provider is asked for it.
"""

from datetime import timedelta

from procrastinate.contrib.django import app

from yutang.kernel.clock import now, wall
from yutang.money import actions

_EACH_5_S = "* * * * * */5"
_MORNING = "40 2 * * *"
"""In UTC: twenty to eleven in China, when both providers have written yesterday's bill."""


@app.periodic(cron=_EACH_5_S)
@app.task(queueing_lock="money_look_after", pass_context=False)
def money_look_after(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's own signature
    """Ask for payments that nobody confirmed, close what nobody needs, send refunds."""
    actions.look_after()
    actions.send_refunds()


@app.periodic(cron=_MORNING)
@app.task(queueing_lock="money_compare_bills", pass_context=False)
def money_compare_bills(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's own signature
    """Compare yesterday's bills with our rows."""
    actions.compare_bills(wall(now()).date() - timedelta(days=1))

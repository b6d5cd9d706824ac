"""The forecasts of the demo, made as any night would make them from its prices and sales."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from yutang.cli.demo.villages.sample import County

if TYPE_CHECKING:
    from yutang.cli.demo.villages import Clerks


def paint(counties: Sequence[County], clerks: "Clerks") -> int:
    """Make this day's forecasts; returns how many. The same day again makes none."""
    from yutang.forecasts.actions.making import make_all

    del counties, clerks
    return make_all().runs

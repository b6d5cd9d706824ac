"""Progress while a rehearsal runs: alive on a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections import deque
from collections.abc import Sequence
from typing import Any, Self

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

PLAIN_EVERY_S = 5.0
_BARS = "▁▂▃▄▅▆▇█"
_SHOWN = 60


def sparkline(numbers: Sequence[float]) -> str:
    """Return the numbers as bars, the greatest the highest."""
    most = max(numbers, default=0.0)
    if not most:
        return _BARS[0] * len(numbers)
    return "".join(_BARS[min(int(n / most * len(_BARS)), len(_BARS) - 1)] for n in numbers)


class Shown:
    """Where progress goes: `Live` on a terminal, lines otherwise."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._console = Console(stderr=True)
        self._live = (
            Live(console=self._console, refresh_per_second=4, transient=True)
            if sys.stderr.isatty()
            else None
        )
        self._phase = ""
        self._faults: list[str] = []
        self._kept: deque[float] = deque(maxlen=_SHOWN)
        self._second = -1
        self._said_at = 0.0

    def __enter__(self) -> Self:
        if self._live:
            self._live.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live:
            self._live.__exit__(None, None, None)

    def phase(self, said: str) -> None:
        self._phase = said
        if self._live:
            self._live.update(Text(f"{self._title}: {said}"))
        else:
            self._console.print(
                f"{self._title}: {said}", markup=False, highlight=False, soft_wrap=True
            )

    def fault(self, at_s: float, said: str) -> None:
        self._faults.append(f"{at_s:.0f} s: {said}")
        if not self._live:
            self._console.print(
                f"  {at_s:6.0f} s  ! {said}", markup=False, highlight=False, soft_wrap=True
            )

    def progress(self, at_s: float, told: Sequence[dict[str, Any]]) -> None:
        now = gathered(told)
        if int(at_s) != self._second:
            self._second = int(at_s)
            self._kept.append(now["kept_s"])
        if self._live:
            self._live.update(self._picture(at_s, now))
        elif time.monotonic() - self._said_at >= PLAIN_EVERY_S:
            self._said_at = time.monotonic()
            self._console.print(_line(at_s, now), markup=False, highlight=False, soft_wrap=True)

    def _picture(self, at_s: float, now: dict[str, Any]) -> Group:
        table = Table.grid(padding=(0, 2))
        table.add_row("time", f"{at_s:,.0f} s · {self._phase}")
        table.add_row("orders/s", f"{now['kept_s']:>7,.0f}  {sparkline(list(self._kept))}")
        table.add_row("p99", f"{now['p99_ms']:,.0f} ms")
        table.add_row(
            "wishes", f"{now['ended']:,} of {now['of']:,} ended, {now['open']:,} under way"
        )
        table.add_row("kept · paid", f"{now['kept']:,} · {now['paid']:,}")
        table.add_row("refused", _codes(now["refused"]) or "none yet")
        if now["entries_of"]:
            table.add_row(
                "entries",
                f"{now['entered']:,} of {now['entries_of']:,} · {now['entered_s']:,} a second",
            )
        for said in self._faults[-3:]:
            table.add_row("", Text(said, style="red"))
        return Group(Text(self._title, style="bold"), table)


def gathered(told: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what all processes told last, put together."""
    answers: dict[str, int] = {}
    for each in told:
        for code, count in each.get("answers", {}).items():
            answers[code] = answers.get(code, 0) + count
    orders = [each for each in told if each.get("kind") == "orders"]
    viewers = [each for each in told if each.get("kind") == "entries"]
    kept = answers.pop("kept", 0)
    return {
        "kept": kept,
        "refused": answers,
        "ended": kept + sum(answers.values()),
        "paid": _sum(orders, "paid"),
        "open": _sum(orders, "open"),
        "of": _sum(orders, "of"),
        "kept_s": _sum(orders, "kept_s"),
        "p99_ms": max((each.get("p99_ms", 0.0) for each in orders), default=0.0),
        "entered": _sum(viewers, "entered"),
        "entered_s": _sum(viewers, "entered_s"),
        "entries_of": _sum(viewers, "of"),
    }


def _sum(told: Sequence[dict[str, Any]], name: str) -> int:
    return sum(each.get(name, 0) for each in told)


def _codes(refused: dict[str, int]) -> str:
    ranked = sorted(refused.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{code} {count:,}" for code, count in ranked)


def _line(at_s: float, now: dict[str, Any]) -> str:
    entries = f" · {now['entered']:,} of {now['entries_of']:,} entered" if now["entries_of"] else ""
    return (
        f"  {at_s:6.0f} s  {now['kept_s']:6,} orders/s · {now['kept']:,} kept, {now['paid']:,} "
        f"paid, {sum(now['refused'].values()):,} refused of {now['of']:,} · "
        f"p99 {now['p99_ms']:,.0f} ms{entries}"
    )

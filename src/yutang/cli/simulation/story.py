"""One story: deeds begun at random moments, whose steps are mixed at random, to a quiet end.

A gate or a worker may die between any two steps; then its transaction never was, and a buyer who
got no answer asks again with the same key. After the last deed everybody is answered, the time of
all holds passes, and the rows must be at rest.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

from yutang.cli.simulation import chance
from yutang.cli.simulation.chance import Chance
from yutang.cli.simulation.dialect import Dialect
from yutang.cli.simulation.promises import BrokenPromiseError, Promises, must
from yutang.cli.simulation.tables import (
    ConstraintError,
    DeadlockError,
    Payment,
    Steps,
    Tables,
    Transaction,
)
from yutang.cli.simulation.verbs import SALE, Deed, Doer, Expire, Pay, Place
from yutang.kernel.errors import Refusal
from yutang.live import rules as live
from yutang.trade.intake import Taken
from yutang.trade.rules import Wish

BEGINNING = datetime(2019, 11, 1, 12, tzinfo=UTC)
STEPS = 30
GATES, AT_ONCE = 3, 6
SKEW_S = 2.0
_BEGINS, _TWO_TABS, _DIES, _ANSWER_LOST, _ASKS_AGAIN, _HEARS = 0.3, 0.1, 0.004, 0.03, 0.3, 0.2
"""How often, at a step: a deed begins, the same keys go to another gate for other lots, a process
dies, an answer is lost, whoever has none asks again, a gate that was told reads the rows."""


class Ending(NamedTuple):
    """How a story went: `fault` is None, or what did not hold; `lines` when it was to be told."""

    seed: int
    fault: str | None
    counts: Counter[str]
    lines: list[str]


def tell(
    seed: int,
    steps: int = STEPS,
    *,
    altered: Mapping[str, str] | None = None,
    checks: bool = True,
    aloud: bool = False,
) -> Ending:
    """Run the story of a seed with so many deeds; the same arguments give the same story.

    `altered`: other texts for named statements, `checks` False: tables that refuse nothing. Tests
    use both, to see what each guard is for.
    """
    story = _Story(seed, altered, checks=checks, aloud=aloud)
    fault = None
    try:
        story.run(steps)
    except (BrokenPromiseError, ConstraintError, DeadlockError) as broken:
        fault = f"{type(broken).__name__.removesuffix('Error')}: {broken}"
    except (AssertionError, KeyError, LookupError, ValueError) as wrong:
        fault = f"the rules failed: {wrong!r}"
    if fault:
        story.say(f"✗ {fault}")
    return Ending(seed, fault, story.tables.counts, story.lines)


@dataclass
class _Task:
    """A deed on its way through its transaction."""

    number: int
    deed: Deed
    transaction: Transaction
    steps: Steps[object]
    asked_at: int


@dataclass
class _Gate:
    """What a gate knows of the sale, and how its clock differs."""

    skew: timedelta
    sale: str

    @property
    def may_buy(self) -> bool:
        return self.sale in live.SELLING


class _Story:
    def __init__(
        self, seed: int, altered: Mapping[str, str] | None, *, checks: bool, aloud: bool
    ) -> None:
        self.random = Random(seed)  # noqa: S311 - it is to be repeated
        self.now = BEGINNING
        self.lines: list[str] = []
        self._aloud = aloud
        self.tables = Tables(lambda: self.now, checks=checks)
        self.tables.shuffle = self.random.shuffle
        self.tables.notify = self._notified
        self.tables.rows.lots = {lot.id: lot for lot in chance.lots(self.random)}
        self.tables.rows.sales = {SALE: "live"}
        self.promises = Promises(self.tables)
        self.chance = Chance(self.random, self.tables)
        self.gates = [self._gate() for _ in range(GATES)]
        self.doer = Doer(Dialect(altered), lambda: self.now, self._gate_clock)
        self.tasks: list[_Task] = []
        self.begun = 0
        self.unanswered: list[Wish] = []
        self._news: list[_Gate] = []
        for lot in self.tables.rows.lots.values():
            self.say(f"lot {lot.id}: {lot.stocked} units, {lot.state}, limit {lot.buyer_limit}")

    def _gate(self) -> _Gate:
        return _Gate(timedelta(seconds=self.random.uniform(-SKEW_S, SKEW_S)), "live")

    def _gate_clock(self, gate: int) -> datetime:
        return self.now + self.gates[gate].skew

    def _notified(self, _sale: int) -> None:
        self._news = list(self.gates)

    def run(self, steps: int) -> None:
        """Begin so many deeds and carry all of them to their ends, then come to rest."""
        while self.begun < steps or self.tasks:
            self._hear()
            task = self._ready()
            room = self.begun < steps and len(self.tasks) < AT_ONCE
            if room and (task is None or self.random.random() < _BEGINS):
                self._begin_something()
                continue
            must(task, "everybody waits and nobody goes on")
            assert task is not None
            if self.random.random() < _DIES:
                self._die(task)
            else:
                self._go_on(task)
        self._come_to_rest()

    def _ready(self) -> _Task | None:
        """Return any task that could go on now."""
        if not self.tasks:
            return None
        first = int(self.random.random() * len(self.tasks))
        for task in self.tasks[first:] + self.tasks[:first]:
            if task.transaction.is_ready():
                return task
        return None

    def _hear(self) -> None:
        """A gate that was told reads the rows, a while later: only then does it know."""
        if self._news and self.random.random() < _HEARS:
            gate = self._news.pop()
            gate.sale = self.tables.rows.sales[SALE]

    def _begin_something(self) -> None:
        self.now += timedelta(seconds=self.chance.pause_s())
        gate = self.random.randrange(GATES)
        if self.unanswered and self.random.random() < _ASKS_AGAIN:
            self._begin(Place(gate, self._asked_again(gate)))
            return
        deed = self.chance.deed(gate, may_buy=self.gates[gate].may_buy)
        self._begin(deed)
        if isinstance(deed, Place) and self.random.random() < _TWO_TABS:
            elsewhere = map(self.chance.elsewhere, reversed(deed.wishes))
            self._begin(Place((gate + 1) % GATES, tuple(elsewhere)))

    def _asked_again(self, gate: int) -> tuple[Wish, ...]:
        may_buy = self.gates[gate].may_buy
        again = tuple(wish._replace(may_buy=may_buy) for wish in self.unanswered)
        self.unanswered.clear()
        self.tables.counts["asked again"] += len(again)
        return again

    def _begin(self, deed: Deed) -> _Task:
        self.begun += 1
        transaction = Transaction(self.tables)
        steps = self.doer.do(transaction, deed)
        task = _Task(self.begun, deed, transaction, steps, self.tables.counts["commits"])
        self.tasks.append(task)
        self.tables.counts[type(deed).__name__] += 1
        if self._aloud:
            self.say(f"{self._name(task)} begins: {_told(deed)}")
        return task

    def _go_on(self, task: _Task) -> None:
        """Take one step of the task; its last is the commit, after which it is answered."""
        try:
            next(task.steps)
        except StopIteration as end:
            self._commit(task, end.value)
        except Refusal as refusal:
            task.transaction.rollback()
            self.tasks.remove(task)
            self.tables.counts[refusal.code] += 1
            self.say(f"{self._name(task)} refused: {refusal.code}")
        else:
            if self._aloud and task.transaction.waits_for is not None:
                self.say(f"{self._name(task)} waits for {_lock(task.transaction.waits_for)}")

    def _commit(self, task: _Task, result: object) -> None:
        self.tasks.remove(task)
        if self._aloud:
            self.say(f"{self._name(task)} commits: {_answered(result)}")
        task.transaction.commit()
        self.tables.counts["left out"] += task.transaction.left_out
        if isinstance(task.deed, Place) and isinstance(result, Taken):
            wishes = task.deed.wishes
            left_out = task.transaction.left_out
            self.promises.told(wishes, result, asked_at=task.asked_at, left_out=left_out)
            self.tables.counts.update(str(outcome.answer) for outcome in result.outcomes)
            if self.random.random() < _ANSWER_LOST:
                self.tables.counts["answers lost"] += 1
                self.unanswered.extend(wishes)
        elif isinstance(task.deed, Pay):
            self.promises.told_bought(task.deed.order)
        elif isinstance(result, dict):
            self.tables.counts["holds ended"] += sum(result.values())

    def _die(self, task: _Task) -> None:
        """The process of the task is gone: its connection breaks, its transaction never was."""
        task.steps.close()
        task.transaction.rollback()
        self.tasks.remove(task)
        self.tables.counts["deaths"] += 1
        self.say(f"{self._name(task)} dies")
        if isinstance(task.deed, Place):
            self.unanswered.extend(task.deed.wishes)

    def _come_to_rest(self) -> None:
        """Answer who still waits, let all holds pass, and look at everything once more."""
        if self.unanswered:
            self._alone(Place(0, self._asked_again(0)))
        self.now += timedelta(seconds=chance.HOLD_S + 2 * SKEW_S)
        self._alone(Expire())
        held = [order for order in self.tables.rows.orders.values() if order.state == "held"]
        must(not held, f"{len(held)} holds are past their time and still held")
        must(not self.tables.holders, f"locks that nobody gave back: {list(self.tables.holders)}")
        while self._news:
            self._hear()
        for gate in self.gates:
            knows = gate.sale == self.tables.rows.sales[SALE]
            must(knows, "a gate was never told of the sale's state")

    def _alone(self, deed: Deed) -> None:
        task = self._begin(deed)
        while task in self.tasks:
            self._go_on(task)

    def say(self, line: str) -> None:
        if self._aloud:
            self.lines.append(f"{(self.now - BEGINNING).total_seconds():10.2f} s  {line}")

    def _name(self, task: _Task) -> str:
        return f"#{task.number}"


def _told(deed: Deed) -> str:
    if isinstance(deed, Place):
        return f"gate {deed.gate} takes {', '.join(map(_wished, deed.wishes))}"
    values = (_short(value) for value in deed)
    return " ".join([type(deed).__name__, *values])


def _wished(wish: Wish) -> str:
    basket = "" if wish.group is None else f" (basket {wish.group})"
    name = _short((wish.buyer, wish.key))
    return f"{name} wants {wish.quantity} of lot {wish.lot}{basket}"


def _short(value: object) -> str:
    if isinstance(value, tuple):
        buyer, key = value
        return f"b{buyer}/{key.hex[:4]}"
    return str(value)


def _answered(result: object) -> str:
    if isinstance(result, Taken):
        return ", ".join(
            f"{outcome.answer}{f' ({outcome.left} left)' if outcome.left else ''}"
            for outcome in result.outcomes
        )
    if isinstance(result, Payment):
        return f"payment {result.state}"
    return f"{sum(result.values())} holds ended" if isinstance(result, dict) else "done"


def _lock(name: Hashable) -> str:
    """Return a lock's name without what differs from one telling to the next."""
    kind, *which = name if isinstance(name, tuple) else (name,)
    return f"{kind} {which[0]}" if which and isinstance(which[0], int) else f"the {kind}"

"""One story: deeds begun at random moments, whose steps are mixed at random, to a quiet end.

A gate or a worker may die between any two steps; then its transaction never was, and a buyer who
got no answer asks again with the same key. After the last deed everybody is answered, the time of
all holds passes, and the rows must be at rest.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

from yutang.cli.simulation import beginnings
from yutang.cli.simulation.beginnings import Kind
from yutang.cli.simulation.chance import Chance
from yutang.cli.simulation.deeds import (
    SALE,
    CallLine,
    Deed,
    Enter,
    Expire,
    Look,
    Pay,
    PayMany,
    Place,
    ReleaseWaves,
)
from yutang.cli.simulation.dialect import Dialect
from yutang.cli.simulation.must import BrokenPromiseError, must
from yutang.cli.simulation.promises import Promises
from yutang.cli.simulation.promises_terms import SKEW_S
from yutang.cli.simulation.tables import (
    ConstraintError,
    DeadlockError,
    Steps,
    Tables,
    Transaction,
)
from yutang.cli.simulation.telling import answered, lock_named, opening, told
from yutang.cli.simulation.verbs import Doer
from yutang.kernel.errors import Refusal
from yutang.live import rules as live
from yutang.trade.hauls.intake import Taken
from yutang.trade.hauls.line import Entry
from yutang.trade.rules import Wish

BEGINNING = datetime(2019, 11, 1, 12, tzinfo=UTC)
STEPS = 30
GATES, AT_ONCE = 3, 6
# How often, at a step:
_BEGINS = 0.3  # a deed begins
_TWO_TABS, _TWO_LINES = 0.15, 0.4  # the same keys go to another gate for other lots
_DIES, _ANSWER_LOST = 0.004, 0.03  # a process dies, an answer is lost
_ASKS_AGAIN = 0.3  # whoever has no answer asks again
_HEARS = 0.2  # a gate that was told reads the rows


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
    about: frozenset[Kind] | None = None,
    aloud: bool = False,
) -> Ending:
    """Run the story of a seed with so many deeds; the same arguments give the same story.

    `altered`: other texts for named statements, `checks` False: tables that refuse nothing,
    `about`: what else than chance says. Tests use them, to see what each guard is for.
    """
    story = _Story(seed, altered, checks=checks, about=about, aloud=aloud)
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
    now: datetime
    """By the clock of whoever does it, when it began."""


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
        self,
        seed: int,
        altered: Mapping[str, str] | None,
        *,
        checks: bool,
        about: frozenset[Kind] | None,
        aloud: bool,
    ) -> None:
        self.random = Random(seed)  # noqa: S311 - it is to be repeated
        self.now = BEGINNING
        self.lines: list[str] = []
        self._aloud = aloud
        self.tables = Tables(lambda: self.now, live_at=BEGINNING, checks=checks)
        self.tables.shuffle = self.random.shuffle
        self.tables.notify = self._notified
        self.tables.draw_seed = lambda _seed: self.random.getrandbits(32)
        about = beginnings.kinds(self.random) if about is None else about
        beginnings.begin(self.random, about, self.tables)
        self.tables.rows.sales = {SALE: "live"}
        self.promises = Promises(self.tables)
        self.chance = Chance(self.random, self.tables, about)
        self.gates = [self._gate() for _ in range(GATES)]
        self.doer = Doer(Dialect(altered), lambda: self.now, self._gate_clock)
        self.tasks: list[_Task] = []
        self.begun = 0
        self.unanswered: list[Wish] = []
        self.unnumbered: list[Entry] = []
        self._news: list[_Gate] = []
        for line in opening(self.tables.rows, BEGINNING):
            self.say(line)

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
        if self.unnumbered and self.random.random() < _ASKS_AGAIN:
            self._begin(Enter(gate, self._entered_again()))
            return
        deed = self.chance.deed(gate, may_buy=self.gates[gate].may_buy)
        self._begin(deed)
        if isinstance(deed, Place | Enter):
            often = _TWO_TABS if isinstance(deed, Place) else _TWO_LINES
            if self.random.random() < often:
                self._begin(self._in_another_tab(deed))

    def _in_another_tab(self, deed: Place | Enter) -> Place | Enter:
        """Return the same keys for other lots, at another gate, the other way round."""
        gate = (deed.gate + 1) % GATES
        if isinstance(deed, Place):
            lot = self.chance.elsewhere({wish.lot for wish in deed.wishes})
            return Place(gate, tuple(wish._replace(lot=lot) for wish in reversed(deed.wishes)))
        lot = self.chance.elsewhere({entry.lot for entry in deed.entries})
        return Enter(gate, tuple(entry._replace(lot=lot) for entry in reversed(deed.entries)))

    def _asked_again(self, gate: int) -> tuple[Wish, ...]:
        may_buy = self.gates[gate].may_buy
        again = tuple(wish._replace(may_buy=may_buy) for wish in self.unanswered)
        self.unanswered.clear()
        self.tables.counts["asked again"] += len(again)
        return again

    def _entered_again(self) -> tuple[Entry, ...]:
        again = tuple(self.unnumbered)
        self.unnumbered.clear()
        self.tables.counts["asked again"] += len(again)
        return again

    def _begin(self, deed: Deed) -> _Task:
        self.begun += 1
        transaction = Transaction(self.tables)
        steps = self.doer.do(transaction, deed)
        gate: int | None = getattr(deed, "gate", None)
        now = self.now if gate is None else self._gate_clock(gate)
        task = _Task(self.begun, deed, transaction, steps, self.tables.counts["commits"], now)
        self.tasks.append(task)
        self.tables.counts[type(deed).__name__] += 1
        if self._aloud:
            self.say(f"{self._name(task)} begins: {told(deed)}")
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
                self.say(f"{self._name(task)} waits for {lock_named(task.transaction.waits_for)}")

    def _commit(self, task: _Task, result: object) -> None:
        self.tasks.remove(task)
        if self._aloud:
            self.say(f"{self._name(task)} commits: {answered(result)}")
        task.transaction.commit()
        self.tables.counts["left out"] += task.transaction.left_out
        self._hold_told(task, result)

    def _hold_told(self, task: _Task, result: object) -> None:
        """Hold what somebody hears against the rows; now and then the answer gets lost."""
        counts, deed = self.tables.counts, task.deed
        if isinstance(deed, Place) and isinstance(result, Taken):
            left_out = task.transaction.left_out
            self.promises.told(
                deed.wishes, result, task.now, asked_at=task.asked_at, left_out=left_out
            )
            counts.update(str(outcome.answer) for outcome in result.outcomes)
            if self._is_answer_lost():
                self.unanswered.extend(deed.wishes)
        elif isinstance(deed, Enter) and isinstance(result, list):
            left_out = task.transaction.left_out
            self.promises.line.told_entered(deed.entries, result, task.now, left_out=left_out)
            counts.update(f"entry {entered.answer}" for entered in result)
            if self._is_answer_lost():
                self.unnumbered.extend(deed.entries)
        elif isinstance(deed, Look) and isinstance(result, list):
            self.promises.line.told_tickets(deed.pairs, result)
        elif isinstance(deed, PayMany) and isinstance(result, list):
            self.promises.told_paid(deed.orders, result, task.now)
            counts.update(f"together {paid.answer}" for paid in result)
        elif isinstance(deed, Pay):
            self.promises.told_bought(deed.order)
        elif isinstance(result, dict):
            what = "numbers called" if isinstance(deed, CallLine) else "holds ended"
            counts[what] += sum(result.values())

    def _is_answer_lost(self) -> bool:
        is_lost = self.random.random() < _ANSWER_LOST
        self.tables.counts["answers lost"] += is_lost
        return is_lost

    def _die(self, task: _Task) -> None:
        """The process of the task is gone: its connection breaks, its transaction never was."""
        task.steps.close()
        task.transaction.rollback()
        self.tasks.remove(task)
        self.tables.counts["deaths"] += 1
        self.say(f"{self._name(task)} dies")
        if isinstance(task.deed, Place):
            self.unanswered.extend(task.deed.wishes)
        elif isinstance(task.deed, Enter):
            self.unnumbered.extend(task.deed.entries)

    def _come_to_rest(self) -> None:
        """Answer who still waits, let all holds pass, and look at everything once more."""
        if self.unanswered:
            self._alone(Place(0, self._asked_again(0)))
        if self.unnumbered:
            self._alone(Enter(0, self._entered_again()))
        self._let_time_pass()
        self.promises.line.at_rest()
        must(not self.tables.holders, f"locks that nobody gave back: {list(self.tables.holders)}")
        while self._news:
            self._hear()
        for gate in self.gates:
            knows = gate.sale == self.tables.rows.sales[SALE]
            must(knows, "a gate was never told of the sale's state")

    def _let_time_pass(self) -> None:
        """Let holds end and numbers be called until neither moves anything any more."""
        before, moved = -1, 0
        while moved != before:
            before = moved
            self.now += timedelta(seconds=beginnings.HOLD_S + 2 * SKEW_S)
            for timer in (Expire(), ReleaseWaves(), CallLine()):
                self._alone(timer)
            moved = self.tables.counts["holds ended"] + self.tables.counts["numbers called"]
        held = [order for order in self.tables.rows.orders.values() if order.state == "held"]
        must(not held, f"{len(held)} holds are past their time and still held")

    def _alone(self, deed: Deed) -> None:
        task = self._begin(deed)
        while task in self.tasks:
            self._go_on(task)

    def say(self, line: str) -> None:
        if self._aloud:
            self.lines.append(f"{(self.now - BEGINNING).total_seconds():10.2f} s  {line}")

    def _name(self, task: _Task) -> str:
        return f"#{task.number}"

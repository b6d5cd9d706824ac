"""How many units of a batch are sold or on offer: asked of the room above, which says so at start.

The goods room knows no lots. Whoever offers units of batches registers a counter in its
AppConfig's `ready`: ``claims.register(count)``. What is left of a batch is counted with it, and a
recall tells it to stop (``claims.on_recall``).
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yutang.people.access import Person

Counter = Callable[[int], int]
Stopper = Callable[[Sequence[int], "Person | None"], None]
_counters: list[Counter] = []
_stoppers: list[Stopper] = []


def register(counter: Counter) -> None:
    """Add a way to count the units of a batch (by id) that are sold or on offer; twice is once."""
    if counter not in _counters:
        _counters.append(counter)


def on_recall(stopper: Stopper) -> None:
    """Add what stops the selling of batches (by ids) that are recalled; twice is once."""
    if stopper not in _stoppers:
        _stoppers.append(stopper)


def units_of(batch_id: int) -> int:
    """Return the units of the batch that are sold or on offer."""
    return sum(counter(batch_id) for counter in _counters)


def stop(batch_ids: Sequence[int], by: "Person | None") -> None:
    """Stop the selling of these batches, within the transaction that recalls them."""
    for stopper in _stoppers:
        stopper(batch_ids, by)

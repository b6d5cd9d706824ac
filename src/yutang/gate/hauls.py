"""Requests travel to the database in hauls: at once when it is idle, together when it is busy.

While one haul is under way the next one gathers, so that the haul grows with the load and a lone
request waits for nobody. A haul starts as soon as the one before is done, and the answers of that
one are given meanwhile. The queue is bounded; every request in it is answered, whatever happens.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import psycopg
import structlog

from yutang.gate import metrics
from yutang.gate.errors import Busy, TryAgain
from yutang.kernel.errors import Refusal

HAUL_MAX = 500
"""Larger ones cost the database little less, and while it works at one that holds everybody the
gate has nothing to do: of the thousand who wait, half are read and answered meanwhile."""
WAITING_MAX = 20_000
FLUSH_MOST_S = 15.0
AGAIN_WITHIN_S = 8.0
_AGAIN_AFTER_S = 0.25
TOLD_AT_ONCE = 64
"""Answers given before the loop looks again at what came in, the database's word above all."""
_CLOSE_WITHIN_S = 4.0

Item = TypeVar("Item")
Result = TypeVar("Result")
Told_contra = TypeVar("Told_contra", contravariant=True)
log = structlog.get_logger()


class Waiter(Protocol[Told_contra]):
    """Who waits for a result: an `asyncio.Future`, or anything that can be told like one."""

    def done(self) -> bool: ...

    def set_result(self, result: Told_contra, /) -> None: ...

    def set_exception(self, exception: Exception, /) -> None: ...


Haul = list[tuple[Item, Waiter[Result]]]


class _Refused(NamedTuple):
    """Stands for a result."""

    by: Callable[[], Refusal]


class HaulQueue(Generic[Item, Result]):
    """Collects items, hands them to `flush` in arrival order, gives each its result.

    `flush` returns one result an item. When the database refuses a haul for its content, the
    haul is halved until the item at fault stands alone; it gets `misfit`, the others theirs.
    `weigh` says how much of a haul an item takes up. `may_repeat`: a haul that met a broken
    connection or a deadlock is tried again for a while; only for what may be done twice, as keys
    make an order or a ticket the same one however often.
    """

    def __init__(
        self,
        name: str,
        flush: Callable[[list[Item]], Awaitable[Sequence[Result]]],
        misfit: Callable[[], Refusal] = TryAgain,
        *,
        haul_max: int = HAUL_MAX,
        waiting_max: int = WAITING_MAX,
        weigh: Callable[[Item], int] = lambda _: 1,
        may_repeat: bool = False,
    ) -> None:
        self._name = name
        self._flush = flush
        self._misfit = misfit
        self._haul_max = haul_max
        self._waiting_max = waiting_max
        self._weigh = weigh
        self._again_within_s = AGAIN_WITHIN_S if may_repeat else 0.0
        self._waiting: deque[tuple[Item, Waiter[Result]]] = deque()
        self._filled = asyncio.Event()
        self._closing = False
        self._worker: asyncio.Task[None] | None = None
        self._haul_size = metrics.HAUL.labels(name)
        self._flush_s = metrics.FLUSH.labels(name)
        metrics.WAITING.labels(name).set_function(lambda: len(self._waiting))

    def open(self) -> None:
        """Begin to serve."""
        self._worker = asyncio.create_task(self._serve(), name=f"queue {self._name}")

    async def put(self, item: Item) -> Result:
        """Return the item's result once its haul is committed.

        Raises:
            Busy: too many are waiting already.
            TryAgain: the database did not answer in time; doing it again is safe.
        """
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self.join(item, future)
        return await future

    def join(self, item: Item, waiter: Waiter[Result]) -> None:
        """Have the waiter told the item's result once its haul is committed.

        Raises:
            Busy, TryAgain: as `put`; then the waiter is told nothing.
        """
        if self._closing:
            raise TryAgain
        if len(self._waiting) >= self._waiting_max:
            raise Busy(retry_after_s=1)
        self._waiting.append((item, waiter))
        self._filled.set()

    async def close(self) -> None:
        """Answer all who wait, take nobody new."""
        self._closing = True
        self._filled.set()
        if self._worker is not None:
            await asyncio.wait([self._worker], timeout=_CLOSE_WITHIN_S)
            self._worker.cancel()
        self._fail([waiter for _, waiter in self._waiting])

    async def _serve(self) -> None:
        done: Haul[Item, Result] = []
        results: Sequence[Result | _Refused] = []
        haul: Haul[Item, Result] = []
        try:
            while self._waiting or not self._closing:
                if not self._waiting:
                    self._filled.clear()
                    await self._filled.wait()
                    continue
                haul = self._next_haul()
                flush = self._start(haul)
                await self._tell(done, results)
                done, results = haul, await self._results(haul, flush)
                if not self._waiting:
                    await self._tell(done, results)
                    done = []
            await self._tell(done, results)
        finally:
            self._fail([waiter for _, waiter in (*done, *haul)])

    def _next_haul(self) -> Haul[Item, Result]:
        """Return who is served next: at least one, and then as many as a haul may weigh."""
        haul: Haul[Item, Result] = []
        weight = 0
        while self._waiting and weight < self._haul_max:
            weight += self._weigh(self._waiting[0][0])
            haul.append(self._waiting.popleft())
        return haul

    def _start(self, haul: Haul[Item, Result]) -> asyncio.Future[Sequence[Result]]:
        self._haul_size.observe(len(haul))
        return asyncio.ensure_future(self._measured([item for item, _ in haul]))

    async def _measured(self, items: list[Item]) -> Sequence[Result]:
        started = time.perf_counter()
        results = await self._flushed(items, started + self._again_within_s)
        self._flush_s.observe(time.perf_counter() - started)
        return results

    async def _flushed(self, items: list[Item], give_up_at: float) -> Sequence[Result]:
        while True:
            try:
                return await self._flush(items)
            except (psycopg.OperationalError, OSError):
                if time.perf_counter() >= give_up_at:
                    raise
                await asyncio.sleep(_AGAIN_AFTER_S)

    async def _results(
        self, haul: Haul[Item, Result], flush: asyncio.Future[Sequence[Result]]
    ) -> Sequence[Result | _Refused]:
        """Return one result an item, whatever became of the flush."""
        try:
            results = await _within_time(flush)
        except psycopg.IntegrityError as error:
            return await self._results_of_halves(haul, error)
        except Exception:
            metrics.FAILED.labels(self._name).inc()
            log.exception("flush_failed", queue=self._name, haul=len(haul))
            return [_Refused(TryAgain)] * len(haul)
        assert len(results) == len(haul), "one result an item"
        return results

    async def _results_of_halves(
        self, haul: Haul[Item, Result], error: psycopg.IntegrityError
    ) -> Sequence[Result | _Refused]:
        if len(haul) == 1:
            log.warning("misfit", queue=self._name, constraint=error.diag.constraint_name)
            return [_Refused(self._misfit)]
        middle = len(haul) // 2
        results: list[Result | _Refused] = []
        for half in (haul[:middle], haul[middle:]):
            results.extend(await self._results(half, self._start(half)))
        return results

    async def _tell(self, haul: Haul[Item, Result], results: Sequence[Result | _Refused]) -> None:
        """Give everybody their result, some at a time."""
        for start in range(0, len(haul), TOLD_AT_ONCE):
            end = start + TOLD_AT_ONCE
            for (_, waiter), result in zip(haul[start:end], results[start:end], strict=True):
                if waiter.done():
                    continue
                if isinstance(result, _Refused):
                    waiter.set_exception(result.by())
                else:
                    waiter.set_result(result)
            await asyncio.sleep(0)

    @staticmethod
    def _fail(waiters: Sequence[Waiter[Result]]) -> None:
        for waiter in waiters:
            if not waiter.done():
                waiter.set_exception(TryAgain())


async def _within_time(flush: asyncio.Future[Result]) -> Result:
    """Return what the flush does, but do not wait for a database that never answers.

    A flush left behind may still commit; the same request again finds what it did.
    """
    done, _ = await asyncio.wait([flush], timeout=FLUSH_MOST_S)
    if not done:
        flush.add_done_callback(_forget)
        flush.cancel()
        raise TimeoutError
    return flush.result()


def _forget(flush: asyncio.Future[Any]) -> None:
    """Take note of the end of a flush that nobody waits for any more."""
    if not flush.cancelled() and (error := flush.exception()):
        log.warning("late_flush_failed", error=repr(error))

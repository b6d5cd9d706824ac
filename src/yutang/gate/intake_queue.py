"""Requests travel to the database in batches: at once when it is idle, together when it is busy.

While one batch is under way the next one gathers, so that the batch grows with the load and a lone
request waits for nobody. The queue is bounded; every request in it is answered, whatever happens.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

import psycopg
import structlog

from yutang.gate import metrics
from yutang.gate.errors import Busy, TryAgain
from yutang.kernel.errors import Refusal

BATCH_MAX = 1_000
WAITING_MAX = 20_000
FLUSH_MOST_S = 15.0
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


class BatchQueue(Generic[Item, Result]):
    """Collects items, hands them to `flush` in arrival order, gives each its result.

    `flush` returns one result an item. When the database refuses a batch for its content, the
    batch is halved until the item at fault stands alone; it gets `misfit`, the others theirs.
    `weigh` says how much of a batch an item takes up.
    """

    def __init__(
        self,
        name: str,
        flush: Callable[[list[Item]], Awaitable[Sequence[Result]]],
        misfit: Callable[[], Refusal] = TryAgain,
        *,
        batch_max: int = BATCH_MAX,
        waiting_max: int = WAITING_MAX,
        weigh: Callable[[Item], int] = lambda _: 1,
    ) -> None:
        self._name = name
        self._flush = flush
        self._misfit = misfit
        self._batch_max = batch_max
        self._waiting_max = waiting_max
        self._weigh = weigh
        self._waiting: deque[tuple[Item, Waiter[Result]]] = deque()
        self._filled = asyncio.Event()
        self._closing = False
        self._worker: asyncio.Task[None] | None = None
        self._batch_size = metrics.BATCH.labels(name)
        self._flush_s = metrics.FLUSH.labels(name)
        metrics.WAITING.labels(name).set_function(lambda: len(self._waiting))

    def open(self) -> None:
        """Begin to serve."""
        self._worker = asyncio.create_task(self._serve(), name=f"queue {self._name}")

    async def put(self, item: Item) -> Result:
        """Return the item's result once its batch is committed.

        Raises:
            Busy: too many are waiting already.
            TryAgain: the database did not answer in time; doing it again is safe.
        """
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self.join(item, future)
        return await future

    def join(self, item: Item, waiter: Waiter[Result]) -> None:
        """Have the waiter told the item's result once its batch is committed.

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
        self._fail([future for _, future in self._waiting])

    async def _serve(self) -> None:
        while self._waiting or not self._closing:
            if not self._waiting:
                self._filled.clear()
                await self._filled.wait()
                continue
            batch = self._next_batch()
            try:
                await self._answer(batch)
            finally:
                self._fail([future for _, future in batch])

    def _next_batch(self) -> list[tuple[Item, Waiter[Result]]]:
        """Return who is served next: at least one, and then as many as a batch may weigh."""
        batch: list[tuple[Item, Waiter[Result]]] = []
        weight = 0
        while self._waiting and weight < self._batch_max:
            weight += self._weigh(self._waiting[0][0])
            batch.append(self._waiting.popleft())
        return batch

    async def _answer(self, batch: list[tuple[Item, Waiter[Result]]]) -> None:
        started = time.perf_counter()
        self._batch_size.observe(len(batch))
        try:
            results = await self._within_time([item for item, _ in batch])
        except psycopg.IntegrityError as error:
            await self._answer_halves(batch, error)
        except Exception:
            metrics.FAILED.labels(self._name).inc()
            log.exception("flush_failed", queue=self._name, batch=len(batch))
        else:
            self._flush_s.observe(time.perf_counter() - started)
            for (_, future), result in zip(batch, results, strict=True):
                if not future.done():
                    future.set_result(result)

    async def _answer_halves(
        self, batch: list[tuple[Item, Waiter[Result]]], error: psycopg.IntegrityError
    ) -> None:
        if len(batch) == 1:
            log.warning("misfit", queue=self._name, constraint=error.diag.constraint_name)
            self._fail([batch[0][1]], self._misfit)
            return
        middle = len(batch) // 2
        await self._answer(batch[:middle])
        await self._answer(batch[middle:])

    async def _within_time(self, items: list[Item]) -> Sequence[Result]:
        """Run the flush, but do not wait for a database that never answers.

        A flush left behind may still commit; the same request again finds what it did.
        """
        flush: asyncio.Future[Sequence[Result]] = asyncio.ensure_future(self._flush(items))
        done, _ = await asyncio.wait([flush], timeout=FLUSH_MOST_S)
        if not done:
            flush.add_done_callback(_forget)
            flush.cancel()
            raise TimeoutError
        return flush.result()

    @staticmethod
    def _fail(futures: Sequence[Waiter[Result]], refusal: Callable[[], Refusal] = TryAgain) -> None:
        for future in futures:
            if not future.done():
                future.set_exception(refusal())


def _forget(flush: asyncio.Future[Any]) -> None:
    """Take note of the end of a flush that nobody waits for any more."""
    if not flush.cancelled() and (error := flush.exception()):
        log.warning("late_flush_failed", error=repr(error))

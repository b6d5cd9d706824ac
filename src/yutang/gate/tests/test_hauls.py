"""Everybody in the queue is answered, in order, whatever the database does."""

import asyncio
from collections.abc import Sequence

import psycopg
import pytest

from yutang.gate import hauls
from yutang.gate.errors import Busy, TryAgain
from yutang.gate.hauls import HaulQueue
from yutang.kernel.errors import SignInNeeded


class Store:
    """Squares numbers; slow, failing or picky when told so."""

    def __init__(self) -> None:
        self.hauls: list[list[int]] = []
        self.fails = False
        self.gone = asyncio.Event()
        self.gone.set()

    async def flush(self, items: list[int]) -> Sequence[int]:
        self.hauls.append(items)
        await asyncio.sleep(0.01)
        await self.gone.wait()
        if self.fails:
            raise psycopg.OperationalError("the server closed the connection")
        if any(item < 0 for item in items):
            raise psycopg.IntegrityError("a foreign key")
        return [item * item for item in items]


async def test_a_lone_request_goes_at_once_and_many_go_together() -> None:
    store = Store()
    queue = HaulQueue("test", store.flush)
    queue.open()
    results = await asyncio.gather(*(queue.put(number) for number in range(50)))
    await queue.close()
    assert results == [number * number for number in range(50)]
    assert store.hauls == [list(range(50))]
    assert len(store.hauls) == 1


async def test_what_comes_while_a_haul_is_under_way_makes_the_next_one() -> None:
    store = Store()
    queue = HaulQueue("test", store.flush, haul_max=20)
    queue.open()
    first = asyncio.create_task(queue.put(1))
    await asyncio.sleep(0.005)
    rest = await asyncio.gather(*(queue.put(number) for number in range(2, 32)))
    assert await first == 1
    assert rest == [number * number for number in range(2, 32)]
    assert [len(haul) for haul in store.hauls] == [1, 20, 10]
    await queue.close()


async def test_a_haul_is_as_long_as_its_items_weigh() -> None:
    store = Store()
    queue = HaulQueue("test", store.flush, haul_max=10, weigh=lambda number: number)
    waiting = [asyncio.create_task(queue.put(number)) for number in (4, 5, 6, 7, 30, 1)]
    await asyncio.sleep(0)
    queue.open()
    await asyncio.gather(*waiting)
    await queue.close()
    assert store.hauls == [[4, 5, 6], [7, 30], [1]]


async def test_one_misfit_spoils_nobody_elses_request() -> None:
    store = Store()
    queue = HaulQueue("test", store.flush, SignInNeeded)
    queue.open()
    asked = [3, 4, -5, 6, 7, -8, 9]
    results = await asyncio.gather(*map(queue.put, asked), return_exceptions=True)
    await queue.close()
    for number, result in zip(asked, results, strict=True):
        assert isinstance(result, SignInNeeded) if number < 0 else result == number * number


async def test_a_failed_haul_answers_everybody_and_the_next_one_goes_on() -> None:
    store = Store()
    queue = HaulQueue("test", store.flush)
    queue.open()
    store.fails = True
    results = await asyncio.gather(*map(queue.put, range(5)), return_exceptions=True)
    assert all(isinstance(result, TryAgain) for result in results)
    store.fails = False
    assert await queue.put(7) == 49
    await queue.close()


async def test_a_full_queue_says_so_at_once() -> None:
    store = Store()
    store.gone.clear()
    queue = HaulQueue("test", store.flush, haul_max=1, waiting_max=3)
    queue.open()
    waiting = [asyncio.create_task(queue.put(1))]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting += [asyncio.create_task(queue.put(number)) for number in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await queue.put(9)
    store.gone.set()
    assert await asyncio.gather(*waiting) == [1, 0, 1, 4]
    await queue.close()


async def test_a_database_that_never_answers_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hauls, "FLUSH_MOST_S", 0.05)
    store = Store()
    store.gone.clear()
    queue = HaulQueue("test", store.flush)
    queue.open()
    with pytest.raises(TryAgain):
        await queue.put(1)
    store.gone.set()
    assert await queue.put(3) == 9
    await queue.close()


async def test_closing_answers_who_waits_and_takes_nobody_new() -> None:
    store = Store()
    queue = HaulQueue("test", store.flush, haul_max=2)
    queue.open()
    waiting = [asyncio.create_task(queue.put(number)) for number in range(5)]
    await asyncio.sleep(0)
    await queue.close()
    assert await asyncio.gather(*waiting) == [0, 1, 4, 9, 16]
    with pytest.raises(TryAgain):
        await queue.put(1)

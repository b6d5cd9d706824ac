"""Who watched: counted in memory, stored in hauls, once a second however great the rush."""

import psycopg
import pytest

from yutang.gate.database import make_pool
from yutang.gate.room import attendance
from yutang.gate.room.attendance import Attendance, Seen
from yutang.gate.room.rooms import Rooms

Haul = dict[tuple[int, str], Seen]


class Ledger(Attendance):
    """Keeps what is stored in a list, and has somebody new come in while it writes."""

    def __init__(self) -> None:
        # Neither is asked: only samples of who is online look at the rooms.
        super().__init__(make_pool("postgresql:///not-asked"), Rooms.__new__(Rooms), "here")
        self.hauls: list[Haul] = []
        self.fault: Exception | None = None

    async def _write(self, haul: Haul) -> None:
        self.entered(7, f"d:late{len(self.hauls)}", is_entry=True)
        if self.fault:
            raise self.fault
        self.hauls.append(haul)


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


async def test_who_comes_while_it_is_stored_waits_for_the_next_time(ledger: Ledger) -> None:
    for number in range(10):
        ledger.entered(7, f"d:{number}", is_entry=True)
    await ledger.store()
    assert [len(haul) for haul in ledger.hauls] == [10]
    await ledger.store()
    assert [list(haul) for haul in ledger.hauls[1:]] == [[(7, "d:late0")]]


async def test_a_crowd_is_stored_in_hauls_in_the_order_of_its_rows(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attendance, "STORED_MOST", 4)
    for number in reversed(range(10)):
        ledger.entered(7, f"d:{number}", is_entry=True)
    await ledger.store()
    assert [len(haul) for haul in ledger.hauls] == [4, 4, 2]
    assert [viewer for haul in ledger.hauls for _, viewer in haul] == [
        f"d:{number}" for number in range(10)
    ]


async def test_what_could_not_be_stored_is_kept_and_added_to(ledger: Ledger) -> None:
    ledger.entered(7, "d:1", is_entry=True)
    first_at = ledger._unsaved[7, "d:1"].first_at
    ledger.fault = psycopg.OperationalError("away")
    await ledger.store()
    ledger.entered(7, "d:1", is_entry=True)
    ledger.fault = None
    await ledger.store()
    kept = ledger.hauls[0][7, "d:1"]
    assert (kept.entries, kept.first_at) == (2, first_at)


async def test_viewings_of_a_sale_that_is_gone_are_let_go(ledger: Ledger) -> None:
    ledger.entered(7, "d:1", is_entry=True)
    ledger.fault = psycopg.errors.ForeignKeyViolation("gone")
    await ledger.store()
    assert list(ledger._unsaved) == [(7, "d:late0")]

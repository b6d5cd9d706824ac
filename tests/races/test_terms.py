"""A household's limit and a coupon's uses hold at two doors in one moment."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.db import connection as django_connection

from tests.races.market import Market, _committed, now
from tests.races.pairs import overlap, run, without
from yutang.people.models import Person
from yutang.plumbing import statements
from yutang.trade import actions
from yutang.trade.actions import orders as orders_door
from yutang.trade.errors import HouseholdLimit
from yutang.trade.hauls.intake import DEFAULT, Statements, take
from yutang.trade.models import Lot, Order
from yutang.trade.rules import Answer, Wish
from yutang.trade.rules.contact import Contact

pytestmark = pytest.mark.django_db
UNLOCKED = replace(DEFAULT, lock_lots=without(DEFAULT.lock_lots, "for update"))
HOME = Contact(
    name="李小明",
    mobile="13900001111",
    region="河北省承德市",
    detail="北街1号",
    region_code="130827",
)


def _order(market: Market, lot: int, buyer: int) -> UUID:
    wish = Wish(buyer, uuid4(), lot, 2)
    [outcome] = run(market, take([wish], now())).outcomes
    assert outcome.kept is not None
    return outcome.kept.order


def _unlocked(order_id: UUID) -> tuple[Lot, Order]:
    order = Order.objects.get(pk=order_id)
    return order.lot, order


@pytest.mark.parametrize("guarded", [True, False], ids=["locked", "without the lock"])
def test_two_checkouts_of_one_household_at_once(
    market: Market, monkeypatch: pytest.MonkeyPatch, *, guarded: bool
) -> None:
    lot = market.lot(9, household_limit=3)
    people = market.buyers[:2]
    orders = [_order(market, lot, buyer) for buyer in people]
    barrier = threading.Barrier(2)
    check = orders_door._check_household

    def meet(*of: object) -> None:
        check(*of)  # type: ignore[arg-type]
        with suppress(threading.BrokenBarrierError):
            barrier.wait(timeout=0.5)

    monkeypatch.setattr(orders_door, "_check_household", meet)
    if not guarded:
        monkeypatch.setattr(orders_door, "_locked", _unlocked)

    def check_out(place: int) -> bool:
        try:
            buyer = Person.objects.get(pk=people[place])
            actions.give_contact(orders[place], HOME, buyer)
        except HouseholdLimit:
            return False
        finally:
            django_connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        given = sorted(pool.map(check_out, range(2)))
    assert given == ([False, True] if guarded else [True, True])
    broken = market.db.execute(statements.load("trade", "verify_household_limit")).fetchall()
    assert bool(broken) == (not guarded)
    market.db.execute("update trade_order set household = null where lot_id = %s", [lot])


@pytest.mark.parametrize(
    ("sql", "held"), [(DEFAULT, 1), (UNLOCKED, 2)], ids=["locked", "without the lock"]
)
def test_a_coupon_for_one_order_at_two_gates(market: Market, sql: Statements, held: int) -> None:
    lot = market.lot(9)
    [code] = _committed(lambda: actions.add_coupons(lot, 1))
    one, other = (Wish(buyer, uuid4(), lot, 1, coupon=code) for buyer in market.buyers[:2])
    hauls = overlap(market, lambda: take([one], now(), sql), lambda: take([other], now(), sql))
    answers = sorted(taken.outcomes[0].answer for taken in hauls)
    assert answers == sorted([Answer.HELD, Answer.HELD if held == 2 else Answer.COUPON])
    broken = market.db.execute(statements.load("trade", "verify_coupon_uses")).fetchall()
    assert bool(broken) == (held == 2)
    market.db.execute("update trade_coupon set uses_most = 2 where lot_id = %s", [lot])
    market.assert_conserved(lot)

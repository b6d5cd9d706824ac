"""A sale ends in the middle of a rush: nobody waits for each other in a ring."""

import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection as django_connection

from tests.races.market import Market
from yutang.live import actions as live

pytestmark = pytest.mark.django_db


def _end(sale: int) -> None:
    try:
        live.change_state(sale, "ended", None)
    finally:
        django_connection.close()


def test_lots_are_closed_in_the_order_in_which_orders_lock_them(market: Market) -> None:
    sale, [low, high] = market.sale(5, 5)
    market.db.execute(
        "update live_lineupitem set position = case when lot_id = %s then 9 else 1 end"
        " where sale_id = %s",
        [low, sale],
    )
    with ThreadPoolExecutor(1) as pool, psycopg.connect(market.url) as orders:
        orders.execute("select 1 from trade_lot where id = %s for update", [low])
        ending = pool.submit(_end, sale)
        time.sleep(0.3)
        assert not ending.done(), "the end waits for whoever holds a lot"
        orders.execute("set lock_timeout = '2s'")
        orders.execute("select 1 from trade_lot where id = %s for update", [high])
        orders.commit()
        ending.result(timeout=5)
    states = market.db.execute("select state from trade_lot where id in (%s, %s)", [low, high])
    assert states.fetchall() == [("closed",), ("closed",)]

"""A lineup changes while its lots sell: whoever locks lots locks them in one order."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from tests.races.market import Market, _committed
from tests.races.pairs import MEET_S
from yutang.live import actions
from yutang.live.models import LineupItem
from yutang.people.models import Person

pytestmark = pytest.mark.django_db


def test_taking_a_lot_out_of_a_capped_lineup_waits_for_no_order_that_waits_for_it(
    market: Market,
) -> None:
    sale, [low, high] = market.sale(5, 5)
    by = Person.objects.get(pk=market.buyers[0])
    _committed(lambda: actions.cap_sale(sale, {"orders": 100}, by))

    def remove() -> Any:
        return _committed(lambda: actions.remove_from_lineup(sale, high, by))

    with psycopg.connect(market.url) as gate, ThreadPoolExecutor(1) as pool:
        gate.execute("select from trade_lot where id = %s for update", [low])
        removing = pool.submit(remove)
        with pytest.raises(TimeoutError):
            removing.exception(timeout=MEET_S)
        gate.execute("select from trade_lot where id = %s for update nowait", [high])
        gate.commit()
        removing.result(timeout=10)
    assert list(LineupItem.objects.filter(sale=sale).values_list("lot_id", flat=True)) == [low]

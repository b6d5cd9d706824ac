"""``POST /live/{sale}/orders`` with several lines: each answered, or all of them or none."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from tests.races.market import GateProcess, Market, buyer_pass

pytestmark = [pytest.mark.served, pytest.mark.django_db]


def _lines(*wanted: tuple[int, int]) -> list[dict[str, object]]:
    return [{"lot": lot, "quantity": units, "key": str(uuid4())} for lot, units in wanted]


def _post(
    gate: GateProcess, sale: int, lines: object, token: str, **more: object
) -> httpx.Response:
    return httpx.post(
        f"{gate.base}/live/{sale}/orders",
        json={"lines": lines, **more},
        headers={"Authorization": f"Bearer {token}", "Cookie": "django_language=en"},
    )


def _codes(lines: Sequence[dict[str, Any]]) -> list[str]:
    return [line.get("code") or line["state"] for line in lines]


def test_each_line_is_answered_by_itself(market: Market, gate: GateProcess) -> None:
    sale, [nuts, oil, pears] = market.sale(10, 0, 2)
    token = buyer_pass(market.buyers[20])
    answer = _post(gate, sale, _lines((nuts, 2), (oil, 1), (pears, 3), (2**40, 1)), token)
    assert answer.status_code == 201
    lines = answer.json()["lines"]
    assert _codes(lines) == ["held", "sold_out", "sold_out", "not_found"]
    assert [line["lot"] for line in lines] == [nuts, oil, pears, 2**40]
    assert set(lines[0]) == {"lot", "order", "state", "expires_at"}
    assert lines[2]["left"] == 2
    assert market.orders(nuts) == [UUID(lines[0]["order"])]
    assert market.stock(nuts) == (8, 2, 0)
    assert market.stock(pears) == (2, 0, 0)


def test_all_or_nothing_takes_all(market: Market, gate: GateProcess) -> None:
    sale, [nuts, oil] = market.sale(10, 10)
    lines = _lines((oil, 1), (nuts, 2))
    token = buyer_pass(market.buyers[21])
    answer = _post(gate, sale, lines, token, all_or_nothing=True)
    assert answer.status_code == 201
    assert _codes(answer.json()["lines"]) == ["held", "held"]
    again = _post(gate, sale, lines, token, all_or_nothing=True)
    assert (again.status_code, again.json()) == (200, answer.json())
    assert market.stock(nuts)[:2] == (8, 2)
    assert market.stock(oil)[:2] == (9, 1)


def test_all_or_nothing_takes_nothing_when_one_line_cannot_be_had(
    market: Market, gate: GateProcess
) -> None:
    sale, [nuts, oil, pears] = market.sale(10, 1, 5)
    token = buyer_pass(market.buyers[22])
    lines = _lines((nuts, 2), (oil, 2), (pears, 1))
    answer = _post(gate, sale, lines, token, all_or_nothing=True)
    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_ordered")
    assert _codes(answer.json()["lines"]) == ["incomplete", "sold_out", "incomplete"]
    assert "all or nothing" in answer.json()["lines"][0]["message"]
    assert market.stock(nuts) == (10, 0, 0)
    assert market.stock(pears) == (5, 0, 0)
    # The same keys again, when there is enough: nothing was spoiled by the first time.
    market.db.execute("update trade_lot set available = 9, stocked = 9 where id = %s", [oil])
    again = _post(gate, sale, lines, token, all_or_nothing=True)
    assert (again.status_code, _codes(again.json()["lines"])) == (201, ["held"] * 3)


def test_a_line_that_the_sale_does_not_have_spoils_all_or_nothing(
    market: Market, gate: GateProcess
) -> None:
    sale, [nuts] = market.sale(10)
    elsewhere = market.lot(5)
    answer = _post(
        gate,
        sale,
        _lines((nuts, 1), (elsewhere, 1)),
        buyer_pass(market.buyers[23]),
        all_or_nothing=True,
    )
    assert answer.status_code == 409
    assert _codes(answer.json()["lines"]) == ["incomplete", "not_found"]
    assert market.stock(nuts) == (10, 0, 0)
    assert market.stock(elsewhere) == (5, 0, 0)


def test_a_line_and_a_single_order_with_the_same_key_are_the_same_order(
    market: Market, gate: GateProcess
) -> None:
    sale, [nuts, oil] = market.sale(10, 10)
    token = buyer_pass(market.buyers[24])
    lines = _lines((nuts, 1), (oil, 1))
    single = httpx.post(
        f"{gate.base}/live/{sale}/orders",
        json=lines[0],
        headers={"Authorization": f"Bearer {token}"},
    )
    basket = _post(gate, sale, lines, token)
    assert (single.status_code, basket.status_code) == (201, 201)
    assert basket.json()["lines"][0]["order"] == single.json()["order"]
    assert market.stock(nuts) == (9, 1, 0)


def test_bad_baskets_are_refused_whole_and_change_nothing(
    market: Market, gate: GateProcess
) -> None:
    sale, [nuts, oil] = market.sale(50, 50)
    twice = _lines((nuts, 1), (oil, 1))
    twice[1]["key"] = twice[0]["key"]
    bad: dict[str, object] = {
        "no lines": [],
        "a lot twice": _lines((nuts, 1), (nuts, 1)),
        "a key twice": twice,
        "too many": _lines(*((lot, 1) for lot in range(1, 22))),
        "no units": _lines((nuts, 1), (oil, 0)),
        "no list": {"lot": nuts},
        "a line of text": ["nuts"],
    }
    for place, (what, lines) in enumerate(bad.items()):
        answer = _post(gate, sale, lines, buyer_pass(market.buyers[30 + place]))
        assert answer.status_code == 422, what
        assert set(answer.json()) == {"code", "message"}, what
    token = buyer_pass(market.buyers[40])
    assert _post(gate, sale, _lines((nuts, 1)), token, all_or_nothing="yes").status_code == 422
    assert market.stock(nuts) == market.stock(oil) == (50, 0, 0)


def test_a_basket_costs_its_buyer_a_turn_a_line(market: Market, gate: GateProcess) -> None:
    sale, lots = market.sale(*([0] * 20))
    token = buyer_pass(market.buyers[41])
    statuses = [
        _post(gate, sale, _lines(*((lot, 1) for lot in lots)), token).status_code for _ in range(4)
    ]
    assert statuses == [409, 409, 409, 429]

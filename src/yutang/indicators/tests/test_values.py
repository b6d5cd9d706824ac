from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from yutang.indicators import queries
from yutang.indicators.rules.periods import Period
from yutang.kernel.clock import today

YEAR = Period.year(2026)


def test_a_number_is_its_measure_over_its_rows(sold: list[dict[str, Any]]) -> None:
    there = [row for row in sold if row["on"].year == 2026 and row["place"].startswith("130827")]
    net = queries.value("sales.net_yuan", "130827", YEAR)
    assert net.number == Decimal(sum(row["net_fen"] for row in there)) / 100
    assert net.rows == len(there)
    buyers = queries.value("sales.buyers", "130827", YEAR)
    assert buyers.number == len(
        {row["person"] for row in there if row["is_paid"] and row["person"] is not None}
    )
    rate = queries.value("sales.refund_percent", "130827", YEAR)
    paid = sum(row["paid_fen"] for row in there)
    assert rate.number == Decimal(sum(row["refunded_fen"] for row in there)) * 100 / paid


@pytest.mark.usefixtures("sold")
def test_pages_of_rows_come_to_the_number(operator: Any) -> None:
    value = queries.value("sales.net_yuan", "13", YEAR)
    found: list[queries.Line] = []
    page = 1
    while True:
        opened = queries.rows("sales.net_yuan", "13", YEAR, operator, page)
        found += opened.lines
        if page >= opened.pages:
            break
        page += 1
    assert len(found) == value.rows
    assert sum(line.amount or 0 for line in found) == value.number
    assert [line.on for line in found] == sorted(
        (line.on for line in found if line.on), reverse=True
    )
    streamed = list(queries.all_rows("sales.net_yuan", "13", YEAR, operator))
    assert sum(line.amount or 0 for line in streamed) == value.number


@pytest.mark.usefixtures("sold")
def test_the_public_sees_groups_that_still_come_to_the_number() -> None:
    for name in ("sales.net_yuan", "sales.orders", "sales.buyers", "sales.goods"):
        opened = queries.rows(name, "13", YEAR, None)
        assert opened.is_grouped
        lines = list(queries.all_rows(name, "13", YEAR, None))
        assert sum(line.amount or 0 for line in lines) == opened.value.number
        assert not any(line.id or line.evidence for line in lines)
        assert all(not line.persons or line.persons >= 10 for line in lines)


@pytest.mark.django_db
def test_a_year_that_no_calendar_has_leads_to_this_one(client: Client) -> None:
    asked = {"year": "99999999999999999999"}
    there = client.get("/indicators/sales.net_yuan/look/", asked)
    assert str(today().year) in there.headers["Location"]

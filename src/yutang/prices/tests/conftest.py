"""Markets and lists, for the tests of this room."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from yutang.kernel.clock import today

if TYPE_CHECKING:
    from yutang.people.models import Person
    from yutang.prices.models import Market, PriceImport
    from yutang.prices.queries.deciding import ListDecided

HEAD = "品名,最低价,平均价,最高价,规格,单位,发布日期\n"

Bring = Callable[..., "tuple[PriceImport | None, ListDecided]"]


def table(*rows: str) -> bytes:
    return (HEAD + "\n".join(rows)).encode()


def ago(days: int) -> date:
    return today() - timedelta(days=days)


@pytest.fixture
def market(clerk: "Person") -> "Market":
    """A market whose lists the clerk of 130827 brings in."""
    from yutang.prices.actions.markets import MarketFacts, add_market

    return add_market(
        MarketFacts(name="北京新发地", source="市场网站", terms="公开", place_code="110106"), clerk
    )


@pytest.fixture
def bring(market: "Market", clerk: "Person") -> Bring:
    """Brings a list of the market in, as the clerk."""
    from yutang.prices.actions.importing import Source, bring_in
    from yutang.prices.models import PriceImport
    from yutang.prices.queries.deciding import decide

    def brought(*rows: str, names: str = "own") -> "tuple[PriceImport | None, ListDecided]":
        source = Source(PriceImport.Kind.FILE, "list.csv", market, clerk, names)  # type: ignore[arg-type]
        return bring_in(source, lambda: decide(table(*rows), [market], market))

    return brought

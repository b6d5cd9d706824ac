"""A county with shops for the tests: villages that meet the rule, nearly do, or do not."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from tests.cast import COUNTY

if TYPE_CHECKING:
    from yutang.criteria.models import Identification
    from yutang.criteria.queries import Asked
    from yutang.people.models import Person

MEETS, NEAR, FAR, UNKNOWN = (f"1308271002{number:02}" for number in (1, 2, 3, 4))
"""Villages of one town, as `villages` makes them."""
RESIDENTS = "130827100001"
PERIOD = "2018-07..2019-06"
HISTORY_FROM = date(2017, 7, 1)
MONTHS = 24

AskedOf = Callable[..., "Asked"]
Identify = Callable[..., "Identification"]
Facts = Callable[[str, str, int, int], None]


@pytest.fixture
def villages(land: None) -> None:
    """Shops with 24 months each; every one sells as much each month, and has two orders.

    `MEETS`: 100 shops, 12 m yuan a year. `NEAR`: 100 shops, 9.6 m yuan and growing. `FAR`: 3 shops.
    `UNKNOWN`: a shop whose months were never imported. `RESIDENTS`: as much as `MEETS`.
    """
    from yutang.shops.loading import MadeMonth, MadeShop, copy_months, copy_shops

    sold = {MEETS: (100, 10_000_00), NEAR: (100, 8_000_00), FAR: (3, 1_00), RESIDENTS: (100, 10**6)}
    shops: list[MadeShop] = []
    months: list[MadeMonth] = []
    for code, (count, fen) in sold.items():
        for _shop in range(count):
            number = len(shops)
            shops.append(MadeShop(number, code, date(2017, 1, 1)))
            for at in range(MONTHS):
                year, month = divmod(HISTORY_FROM.month - 1 + at, 12)
                first = date(HISTORY_FROM.year + year, month + 1, 1)
                grown = fen if code != NEAR else fen - 100_00 * (MONTHS - 1 - at)
                months.append(MadeMonth(number, first, 2, grown))
    shops.append(MadeShop(len(shops), UNKNOWN, date(2017, 1, 1)))
    copy_shops(shops)
    copy_months(months)


@pytest.fixture
def asked_of() -> AskedOf:
    """Return a function that asks: ``asked_of("taobao-village@2019", place=…, period=…)``."""

    def asked(
        criterion: str = "taobao-village@2019",
        place: str = COUNTY,
        period: str = PERIOD,
        **said: Any,
    ) -> "Asked":
        from yutang.criteria import queries
        from yutang.criteria.rules.period import period_from

        kept = queries.named(criterion)
        return queries.Asked(kept=kept, place_code=place, period=period_from(period), **said)

    return asked


@pytest.fixture
def identify(villages: None, asked_of: AskedOf) -> Identify:
    """Return a function that identifies and keeps: ``identify("taobao-town@2019", **asked)``."""

    def made(criterion: str = "taobao-village@2019", **said: Any) -> "Identification":
        from yutang.criteria import actions

        return actions.identify(asked_of(criterion, **said), None, uuid4())

    return made


@pytest.fixture
def facts(land: None, clerk: "Person") -> Facts:
    """Return a function that tells a fact: ``facts(code, kind, value, year)``."""

    def told(code: str, kind: str, value: int, year: int) -> None:
        from yutang.yearbook import actions

        actions.record(
            code, kind, year, value, source="村委会上报", method="reported", by=clerk, reason="测试"
        )

    return told


@pytest.fixture
def households(facts: Facts) -> Callable[[str, int], None]:
    """Return a function that tells households of the year 2018."""
    return lambda code, value: facts(code, "households", value, 2018)

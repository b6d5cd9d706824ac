"""Facts of the demo's villages for three years, invented around the sample's figures of 2019."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from yutang.cli.demo.villages.sample import NOTE, YEAR, County, Village

if TYPE_CHECKING:
    from yutang.cli.demo.villages import Clerks

YEARS = (YEAR - 2, YEAR - 1, YEAR)
_SHARE = {"strong": 70, "near": 52, "quiet": 25}
"""Percent of households in the leading product."""


def paint(counties: Sequence[County], clerks: "Clerks") -> int:
    """Tell the facts of all villages, once; about one village two sources disagree."""
    from yutang.yearbook import actions, queries
    from yutang.yearbook.rules import Told

    first = counties[0].villages[0]
    if queries.value(first.code, "households", YEAR) is not None:
        return 0
    kinds = queries.kinds()
    manner = actions.ReportFacts(NOTE, "reported", "medium", "演示")
    entries = [
        actions.Entry(Told(village.code, kinds[kind].id, year, about, Decimal(value)), manner)
        for county in counties
        for village in county.villages
        for kind, year, about, value in _facts(village, county)
    ]
    actions.hold()
    actions.record_all(entries, clerks.first)
    survey = f"入户调查（{NOTE}）"
    actions.record(
        first.code,
        "households",
        YEAR,
        first.households - 7,
        source=survey,
        method="surveyed",
        by=clerks.second,
        confidence="low",
        reason="两户常年在外，没有见到人（演示）",
    )
    return len(entries) + 1


def _facts(village: Village, county: County) -> Iterator[tuple[str, int, str, int]]:
    """Yield (kind, year, product class, value); the same for a village at every call."""
    odd = int(village.code[-3:]) % 7
    share, per_head = _SHARE[village.standing], 11_000 + 600 * odd
    for year in YEARS:
        before = YEAR - year
        grown = 100 - 12 * before
        homes, people = village.households - 3 * before, village.people - 9 * before
        income = (per_head + 2_000 * (village.standing == "strong")) * grown // 100
        farm = homes * 26_000 * grown // 100
        output = farm * 2
        leading = output * share // 100
        yield "households", year, "", homes
        yield "population", year, "", people
        yield "income_per_head_yuan", year, "", income
        yield "farm_income_yuan", year, "", farm
        yield "leading_income_yuan", year, "", farm * share // 100
        yield "leading_households", year, "", homes * (share - 2 * before) // 100
        yield "coop_member_households", year, "", homes * (share - 15) // 100
        yield "output_yuan", year, "", output
        yield "leading_output_yuan", year, "", leading
        yield "output_yuan", year, county.leading_class, leading
        yield "ecommerce_sales_yuan", year, "", village.ecommerce_sales_yuan * grown // 100
        yield "broadband_households", year, "", homes * (92 - 9 * before) // 100
        yield "road_hardened", year, "", int(year > YEAR - 2 or odd > 1)
        yield "logistics_days", year, "", 2 + before + odd % 2
        yield "logistics_cost_yuan", year, "", 5 + before + odd % 3
    yield "trademarks", YEAR, "", int(village.standing == "strong")
    yield "quality_marks", YEAR, "", int(village.standing != "quiet")

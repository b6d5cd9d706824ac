"""The buyers board: who comes again, how often, and from where. Small groups are hidden."""

from collections import Counter
from typing import Final

from yutang.boards.queries.guarding import BELOW, ONE_COUNTY, by_year, is_below, shown
from yutang.boards.queries.indicated import PERSONS, SHARE
from yutang.boards.queries.reading import (
    COUNTY_DIGITS,
    Asked,
    counted_once,
    everywhen,
    named,
    read,
    rows,
)
from yutang.boards.rules import cohorts, spreads
from yutang.boards.rules.charts import FEW, Cell, Chart, Column
from yutang.kernel.clock import today
from yutang.kernel.told import Told

_TIMES_MOST: Final = 6


@by_year
@counted_once
def again(asked: Asked) -> Chart:
    """Buyers by the month of their first purchase: how many came again in the months after."""
    lines = everywhen("order_line", asked.place)
    lines = lines.filter(lines.is_paid & lines.person.notnull())
    lines = lines.filter(lines.on <= asked.period.last)
    seen = lines.select("person", month=lines.on.truncate("M")).distinct()
    first = seen.group_by("person").aggregate(first=seen.month.min())
    begun = asked.period.first.replace(day=1)
    first = first.filter(first["first"].between(begun, asked.period.last))
    joined = seen.join(first, "person")
    found = read(
        joined.group_by(["first", "month"]).aggregate(persons=lambda t: t.person.nunique())
    )
    is_told = asked.full or len(asked.place) == COUNTY_DIGITS
    told = cohorts.cohorts(
        ((row["first"], row["month"], row["persons"]) for row in found if is_told),
        min(asked.period.last, today()),
        full=asked.full,
    )
    return Chart(
        name="again",
        title=Told("第一次买了以后，回来的有多少", "Who came again after a first purchase"),
        told=Told(
            "按第一次付款的月份分组（从有记录起算第一次），看其中百分之几在之后第 1、2、3……"
            "个月又买了。少于 10 人的组和格子不公开；还没过完的月份不写。",
            "Buyers by the month of their first paid order since records began; how many of a "
            "hundred bought again 1, 2, 3 … months later. Groups and cells of fewer than 10 "
            "persons are not shown; months not over are left empty.",
        ),
        drawn="field",
        columns=(
            Column(Told("第一次买", "first bought"), "name"),
            Column(Told("人数", "buyers"), "", PERSONS),
            *(
                Column(Told(f"第 {at} 个月", f"month {at}"), "value", SHARE, 1)
                for at in range(1, cohorts.MONTHS_SHOWN + 1)
            ),
        ),
        rows=tuple(
            (
                cohort.month.strftime("%Y-%m"),
                cohort.size,
                *(None if share is None else share * 100 for share in cohort.shares),
            )
            for cohort in told
        ),
        kinds=("order_line",),
        is_few=bool(found),
        why_empty=Told("", "") if is_told else ONE_COUNTY,
    )


@by_year
@counted_once
def times(asked: Asked) -> Chart:
    """How many buyers bought once, twice, … in the period."""
    lines = rows("order_line", asked)
    lines = lines.filter(lines.is_paid & lines.person.notnull())
    buyers = lines.group_by("person").aggregate(days=lines.on.nunique())
    found = read(buyers.group_by("days").aggregate(persons=lambda t: t.person.nunique()))
    groups: dict[int, int] = dict.fromkeys(range(1, _TIMES_MOST + 1), 0)
    for row in found:
        groups[min(int(row["days"]), _TIMES_MOST)] += row["persons"]
    every = sum(groups.values())
    is_open = asked.full or len(asked.place) == COUNTY_DIGITS
    is_told = is_open and spreads.is_enough(every, full=asked.full)
    told = spreads.for_readers(groups, full=asked.full) if is_told else {}
    more = every - groups[1]
    both = asked.full or None not in told.values()
    share = f"{more * 100 / every:.1f}%" if is_told and both else ""
    return Chart(
        name="times",
        title=Told("买过几次", "How often buyers bought"),
        told=Told(
            "这段时间付过款的买家，按在几个不同的日子下过单来数；"
            "同一天买几样算一次。少于 10 人的不公开。",
            "Buyers with a paid order in the period, by on how many days they ordered; several "
            "goods on a day are once. Groups of fewer than 10 persons are not shown.",
        ),
        headline=Told(f"{share} 的买家又来过", f"{share} of the buyers came again")
        if share
        else Told("", ""),
        drawn="columns",
        columns=(
            Column(Told("次数", "times"), "name"),
            Column(Told("买家", "buyers"), "value", PERSONS),
        ),
        rows=tuple(
            (f"{at}+" if at == _TIMES_MOST else str(at), _shown(count))
            for at, count in told.items()
        ),
        kinds=("order_line",),
        is_few=every > 0 and not is_told,
        why_empty=Told("", "") if is_open else ONE_COUNTY,
    )


@by_year
@counted_once
def provinces(asked: Asked) -> Chart:
    """From which provinces buyers are, by where their parcels go."""
    lines = rows("order_line", asked)
    lines = lines.filter(lines.is_paid & lines.person.notnull() & lines.to_province.notnull())
    # The public reads sums of counties; who works for the place, different persons of all of it.
    lines = lines.mutate(county=lines.place.substr(0, 0 if asked.full else COUNTY_DIGITS))
    found = read(
        lines.group_by(["county", "to_province"]).aggregate(
            persons=lines.person.nunique(), orders=lines.order.nunique()
        )
    )
    goals = {row["to_province"] for row in found}
    persons = {(row["county"], row["to_province"]): row["persons"] for row in found}
    told = set() if is_below(asked) else shown(persons, full=asked.full)
    groups, orders = Counter[str](), Counter[str]()
    for row in found:
        if (row["county"], row["to_province"]) in told:
            groups[row["to_province"]] += row["persons"]
            orders[row["to_province"]] += row["orders"]
    names = named(groups)
    lines_told: list[tuple[Cell, ...]] = [
        (names[code], count, orders[code])
        for code, count in sorted(groups.items(), key=lambda each: (-each[1], each[0]))
    ]
    hidden = len(goals) - len(lines_told)
    return Chart(
        name="provinces",
        title=Told("买家从哪里来", "Where buyers are"),
        told=Told(
            "付过款的买家，按收货省份数不同的人；寄往两个省的，两边都算。公开的按县数，"
            "几个县加起来；一个县里少于 10 人的省，连同其余里最小的，不公开。",
            "Different buyers with a paid order by the province it goes to; who sends to two "
            "counts in both. In public counted by county, and counties added; a county's "
            "provinces of fewer than 10 persons, and the smallest of the others, are not shown.",
        ),
        drawn="bars",
        columns=(
            Column(Told("省份", "province"), "name"),
            Column(Told("买家", "buyers"), "value", PERSONS),
            Column(Told("订单", "orders"), unit=Told("单", "orders")),
        ),
        rows=tuple(lines_told),
        kinds=("order_line",),
        note=Told(
            f"另有 {hidden} 个省因人数太少不列。",
            f"{hidden} more provinces have too few buyers to be shown.",
        )
        if hidden
        else Told("", ""),
        is_few=bool(goals) and not lines_told,
        why_empty=BELOW if is_below(asked) else Told("", ""),
    )


def _shown(count: int | None) -> Cell:
    return FEW if count is None else count

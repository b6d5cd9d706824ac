"""The hosts board: what hosts earn, as medians and distributions, and what shows came to."""

from typing import Any, Final

from django.urls import reverse

from yutang.boards.queries import lying
from yutang.boards.queries.guarding import ONE_COUNTY, by_year
from yutang.boards.queries.indicated import PERSONS, YUAN
from yutang.boards.queries.reading import (
    COUNTY_DIGITS,
    Asked,
    Table,
    counted_once,
    everywhen,
    read,
    rows,
    yuan,
)
from yutang.boards.rules import spreads
from yutang.boards.rules.charts import FEW, Chart, Column, Named
from yutang.kernel.told import Told

_SHOWS_MOST: Final = 1_000
_TIMES: Final = Told("人次", "person-times")
_SHOWS: Final = Told("场", "shows")


@by_year
@counted_once
def income(asked: Asked) -> Chart:
    """What hosts earned in a month of theirs, net: a column for each bucket."""
    months = _full_months(asked)
    hosts = months.group_by("person").aggregate(net=months.net_fen.median() / 100)
    found = read(
        hosts.mutate(bucket=lying.bucket(hosts.net, spreads.INCOME_YUAN))
        .group_by("bucket")
        .aggregate(hosts=lambda t: t.person.nunique())
    )
    groups = {int(row["bucket"]): int(row["hosts"]) for row in found}
    persons = sum(groups.values())
    is_open = asked.full or len(asked.place) == COUNTY_DIGITS
    is_told = is_open and spreads.is_enough(persons, full=asked.full)
    shown = spreads.for_readers(groups, full=asked.full) if is_told else {}
    return Chart(
        name="income",
        title=Told("主播一个月挣多少", "What hosts earn in a month"),
        told=Told(
            "村播的净收入（主播和农户分到的，已入账减扣回）。每个人取自己各整月的中位数，再数落在哪一格；"
            "少于 10 人的格子不公开。",
            "Net income of farmer hosts (as host and as farmer, settled less taken back). Of each "
            "person the median of their full months; columns of fewer than 10 persons are not "
            "shown.",
        ),
        drawn="columns",
        columns=(
            Column(Told("一个月净收入（元）", "net income a month (yuan)"), "name"),
            Column(Told("主播", "hosts"), "value", PERSONS),
        ),
        rows=lying.lines_of(shown, spreads.INCOME_YUAN) if is_told else (),
        kinds=("host_month",),
        is_few=persons > 0 and not is_told,
        why_empty=Told("", "") if is_open else ONE_COUNTY,
    )


@by_year
@counted_once
def income_months(asked: Asked) -> Chart:
    """How hosts' incomes lay, month by month."""
    months = _full_months(asked)
    months = months.mutate(month=months.on.truncate("M"))
    found = read(
        months.group_by("month")
        .aggregate(persons=months.person.nunique(), **lying.five(months.net_fen, 100))
        .order_by("month")
    )
    lines = []
    for row in found:
        is_told = spreads.is_enough(row["persons"], full=asked.full)
        cells = lying.box_cells(row, is_told=is_told)
        # How many they are each month could be subtracted; medians cannot.
        lines.append(
            (row["month"].strftime("%Y-%m"), *cells, row["persons"] if asked.full else FEW)
        )
    return Chart(
        name="income-months",
        title=Told("主播月收入的分布", "How hosts' incomes lie, month by month"),
        told=Told(
            "每个整月各主播的净收入。" + lying.BOX_TOLD.zh + "少于 10 人的月份不公开。",
            "Net income of hosts in each full month. "
            + lying.BOX_TOLD.en
            + " Months of fewer than 10 persons are not shown.",
        ),
        drawn="boxes",
        columns=(
            Column(Told("月份", "month"), "name"),
            *lying.box_columns(YUAN, 0),
            Column(Told("主播", "hosts"), unit=PERSONS),
        ),
        rows=tuple(lines),
        kinds=("host_month",),
        is_few=bool(found),
    )


@counted_once
def show_sales(asked: Asked) -> Chart:
    """What a show sold: a column for each bucket, the median in words."""
    shown = shows(asked)
    found = read(
        shown.mutate(bucket=lying.bucket(shown.net_fen / 100, spreads.SALES_YUAN))
        .group_by("bucket")
        .aggregate(shows=lambda t: t.count())
    )
    middle = read(shown.aggregate(median=shown.net_fen.median() / 100))[0]["median"]
    return Chart(
        name="show-sales",
        title=Told("一场直播卖多少", "What a show sells"),
        told=Told(
            "每场直播的净销售额落在哪一格；一两场卖得特别多，不会把别的场拉高。",
            "Net sales of each show, by bucket; one great show does not raise the others.",
        ),
        headline=_middle("一场净销售额的中位数", "Median of net sales a show", middle)
        if middle is not None
        else Told("", ""),
        drawn="columns",
        columns=(
            Column(Told("一场净销售额（元）", "net sales a show (yuan)"), "name"),
            Column(Told("直播", "shows"), "value", _SHOWS),
        ),
        rows=lying.lines_of(
            {int(row["bucket"]): int(row["shows"]) for row in found}, spreads.SALES_YUAN
        )
        if found
        else (),
        kinds=("show",),
    )


@counted_once
def show_list(asked: Asked) -> Chart:
    """Every show with its viewers and sales, the newest first; each opens what came of it."""
    shown = shows(asked)
    found = read(
        shown.select(
            "on", "sale", "pv", "uv", "pcu", "acu", "orders", "buyers", "net_fen", "live_s"
        )
        .order_by([shown.on.desc(), shown.sale.desc()])
        .limit(_SHOWS_MOST)
    )
    return Chart(
        name="shows",
        title=Told("每一场直播", "Every show"),
        told=Told(
            "进场 PV 是人次，观众 UV 是不同的人；PCU、ACU 是同时在线最多和平均。"
            "点日期看这一场的全部数字。",
            "Entries (PV) are person-times, viewers (UV) different persons; PCU and ACU: most and "
            "average online at once. A date opens all numbers of that show.",
        ),
        drawn="",
        columns=(
            Column(Told("哪天", "day"), "name"),
            Column(Told("净销售额", "net sales"), "value", YUAN, 2),
            Column(Told("下单", "orders"), unit=Told("单", "orders")),
            Column(Told("进场 PV", "PV"), unit=_TIMES),
            Column(Told("观众 UV", "UV"), unit=PERSONS),
            Column(Told("最多在线", "PCU"), unit=PERSONS),
            Column(Told("平均在线", "ACU"), unit=PERSONS, digits=1),
            Column(Told("播了", "on air"), unit=Told("分钟", "min")),
        ),
        rows=tuple(
            (
                Named(row["on"].isoformat(), _results(row["sale"])),
                yuan(row["net_fen"]),
                row["orders"],
                row["pv"],
                row["uv"],
                row["pcu"],
                row["acu"],
                None if row["live_s"] is None else row["live_s"] // 60,
            )
            for row in found
        ),
        kinds=("show",),
    )


def shows(asked: Asked) -> Table:
    """Return the shows of the place and period; one of several counties is each county's too."""
    found = everywhen("show", "")
    found = found.filter(found.on.between(asked.period.first, asked.period.last))
    if not asked.place:
        return found
    held: Any = found.place.startswith(asked.place)
    if len(asked.place) <= COUNTY_DIGITS:
        held = held | found.county_codes.contains(f",{asked.place}").fill_null(False)
    return found.filter(held)


def _full_months(asked: Asked) -> Table:
    """Return the months of hosts that were counted whole, as the indicators of hosts have them."""
    months = rows("host_month", asked)
    return months.filter(months.is_full)


def _middle(zh: str, en: str, amount: float) -> Told:
    return Told(f"{zh}：{amount:,.0f} 元", f"{en}: {amount:,.0f} yuan")


def _results(sale: int | None) -> str:
    return reverse("insight:results", args=[sale]) if sale else ""

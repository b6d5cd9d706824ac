"""Farmer hosts: how many, and what they earn, as medians of net income."""

from functools import partial

from yutang.indicators.definitions.words import (
    COUNTIES,
    GUANGDONG,
    HOMES,
    PERCENT,
    PERSONS,
    SHOWS,
    TIMES,
    YUAN,
)
from yutang.indicators.rules.shape import (
    Above,
    Count,
    Covered,
    Distinct,
    Indicator,
    Quantile,
    Ratio,
    Sum,
    median,
)
from yutang.kernel.told import Told

_standing = partial(
    Indicator,
    fact="host",
    scope=HOMES,
    source=GUANGDONG,
    origin="A",
    standing="until",
    shows=("state",),
)
_months = partial(
    Indicator,
    fact="host_month",
    scope=HOMES,
    source=GUANGDONG,
    origin="A",
    where=lambda t: t.is_full,
    shows=("shows", "orders"),
)
_ABOVE = Above("net_fen", "host_month_yuan", 100)

INDICATORS = (
    _standing(
        name="hosts.persons",
        title=Told("村播", "Farmer hosts"),
        told=Told(
            "期末有主播证、没有退出的人。",
            "Persons with a host's diploma who have not left at the end of the period.",
        ),
        unit=PERSONS,
        counts="persons",
        measure=Distinct(),
        figure="hosts.persons",
    ),
    _standing(
        name="hosts.counties",
        title=Told("有村播的县", "Counties with farmer hosts"),
        told=Told(
            "期末有村播住着的县。", "Counties in which somebody with a host's diploma lives."
        ),
        unit=COUNTIES,
        counts="places",
        measure=Covered(6),
        figure="hosts.counties",
    ),
    _months(
        name="hosts.active",
        title=Told("有数的村播", "Hosts whose months were counted"),
        told=Told(
            "期间至少有一个整月数完了的村播。", "Hosts of whom at least one full month was counted."
        ),
        unit=PERSONS,
        counts="persons",
        measure=Distinct(),
    ),
    _months(
        name="hosts.above_10000",
        title=Told("月入过万的村播", "Hosts above 10,000 yuan a month"),
        told=Told(
            "期间至少一个整月净收入过万的不同的人；净收入是作为主播和农户已入账的，减去扣回。",
            "Different hosts with a full month above 10,000 yuan net (settled less taken back).",
        ),
        unit=PERSONS,
        counts="persons",
        measure=Distinct(),
        above=_ABOVE,
    ),
    Indicator(
        name="hosts.above_10000_percent",
        title=Told("月入过万的村播占比", "Share of hosts above 10,000 yuan a month"),
        told=Told(
            "月入过万的村播除以有数的村播。",
            "Hosts above 10,000 yuan a month divided by hosts whose months were counted.",
        ),
        scope=HOMES,
        source=GUANGDONG,
        origin="C",
        unit=PERCENT,
        digits=1,
        ratio=Ratio("hosts.above_10000", "hosts.active"),
    ),
    _months(
        name="hosts.months_above",
        title=Told("过万的月数", "Months of hosts above 10,000 yuan"),
        told=Told(
            "净收入过万的整月，各人相加：一个人一年最多十二次。",
            "Full months above 10,000 yuan net, added over hosts: one host may count twelve times.",
        ),
        unit=TIMES,
        counts="person_times",
        measure=Count(),
        above=_ABOVE,
        figure="hosts.months_above",
    ),
    _months(
        name="hosts.shows",
        title=Told("村播场次", "Shows of farmer hosts"),
        told=Told("村播在期间各整月播的场次。", "Shows that farmer hosts held in full months."),
        unit=SHOWS,
        measure=Sum("shows"),
    ),
    _months(
        name="hosts.net_yuan",
        title=Told("村播净收入", "Net income of farmer hosts"),
        told=Told(
            "村播各整月的净收入相加。", "The net income of farmer hosts in full months, added."
        ),
        unit=YUAN,
        counts="yuan",
        digits=2,
        measure=Sum("net_fen", 100),
    ),
    *(
        _months(
            name=f"hosts.net_{word}_yuan",
            title=title,
            told=told,
            unit=YUAN,
            counts="yuan",
            digits=2,
            measure=measure,
        )
        for word, measure, title, told in (
            (
                "median",
                median("net_fen", 100),
                Told("村播月净收入的中位数", "Median net income of a host's month"),
                Told(
                    "一半的整月净收入比它低，一半比它高。",
                    "Half of the full months of hosts came to less than this (net), half to more.",
                ),
            ),
            (
                "low",
                Quantile("net_fen", 0.25, 100),
                Told("村播月净收入：较低的四分之一", "Net income of a host's month: lower quarter"),
                Told(
                    "四分之一的整月净收入比它低。",
                    "A quarter of the full months of hosts came to less than this (net).",
                ),
            ),
            (
                "high",
                Quantile("net_fen", 0.75, 100),
                Told("村播月净收入：较高的四分之一", "Net income of a host's month: upper quarter"),
                Told(
                    "四分之一的整月净收入比它高。",
                    "A quarter of the full months of hosts came to more than this (net).",
                ),
            ),
        )
    ),
)

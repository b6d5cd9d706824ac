"""Ecology: what was planted and is alive, who worked for it and for what wage."""

from functools import partial

from yutang.indicators.definitions.words import HEBEI, MU, PERCENT, PERSONS, TIMES, YUAN
from yutang.indicators.rules.shape import Count, Distinct, Indicator, Ratio, Sum
from yutang.kernel.told import Told

_PLOTS = Told("这个地方的地块", "plots in the place")
_planting = partial(
    Indicator,
    fact="planting",
    scope=_PLOTS,
    source=HEBEI,
    origin="A",
    unit=MU,
    counts="mu",
    digits=2,
    shows=("species", "kind"),
)
_work = partial(Indicator, fact="work_day", scope=_PLOTS, source=HEBEI, origin="A", shows=("plot",))

INDICATORS = (
    _planting(
        name="ecology.mu_planted",
        title=Told("种植面积", "Land planted"),
        told=Told(
            "期间新种的面积，一个人记、另一个人确认；补种不算。",
            "Land newly planted in the period, noted by one and confirmed by another.",
        ),
        measure=Sum("mu"),
        where=lambda t: t.kind == "new",
        figure="ecology.mu_planted",
    ),
    _planting(
        name="ecology.mu_alive",
        title=Told("成活面积", "Land planted and alive"),
        told=Told(
            "到期末种下的地，按最后一次核查还活着的面积；没有按时核查的不算。",
            "Land planted by the end that the last check found alive; unchecked land is not in it.",
        ),
        measure=Sum("alive_mu"),
        where=lambda t: t.kind == "new",
        standing="alive_until",
        figure="ecology.mu_alive",
    ),
    _planting(
        name="ecology.mu_checked",
        title=Told("核查过的面积", "Land that was checked"),
        told=Told(
            "到期末种下、核查还有效的面积。",
            "Land planted by the end whose last check still holds.",
        ),
        measure=Sum("mu"),
        where=lambda t: (t.kind == "new") & t.alive_mu.notnull(),
        standing="alive_until",
    ),
    Indicator(
        name="ecology.alive_percent",
        title=Told("成活率", "Share alive"),
        told=Told("成活面积除以核查过的面积。", "Land alive divided by land that was checked."),
        scope=_PLOTS,
        source=HEBEI,
        origin="C",
        unit=PERCENT,
        digits=1,
        ratio=Ratio("ecology.mu_alive", "ecology.mu_checked"),
    ),
    _work(
        name="ecology.work_person_times",
        title=Told("生态工日", "Days of green work"),
        told=Told("一个人干一天算一人次。", "Work days on plots: one for each person and day."),
        unit=TIMES,
        counts="person_times",
        measure=Count(),
        figure="ecology.work_person_times",
    ),
    _work(
        name="ecology.work_persons",
        title=Told("生态就业人数", "Persons in green work"),
        told=Told("期间干过活的不同的人。", "Different persons who worked on plots."),
        unit=PERSONS,
        counts="persons",
        measure=Distinct(),
        figure="ecology.work_persons",
    ),
    _work(
        name="ecology.wages_yuan",
        title=Told("生态工钱", "Wages of green work"),
        told=Told(
            "期间的工日在两个人同意过的工资表上的工钱。",
            "Wages of the period's work days on wage sheets that two persons agreed to.",
        ),
        unit=YUAN,
        counts="yuan",
        digits=2,
        measure=Sum("wage_fen", 100),
        figure="ecology.wages_yuan",
    ),
)

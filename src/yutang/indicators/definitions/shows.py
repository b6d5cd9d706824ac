"""What a live room shows of itself: viewers, stay, conversion; medians beside sums."""

from functools import partial

from yutang.indicators.definitions.words import (
    BROADCAST,
    HEBEI,
    PERCENT,
    PERSONS,
    SHOWS,
    SHOWS_THERE,
    TIMES,
    YUAN,
)
from yutang.indicators.rules.shape import (
    Count,
    Distinct,
    Indicator,
    Largest,
    Quantile,
    Ratio,
    Sum,
    median,
)
from yutang.kernel.told import Told

_INCOME = Told(
    "230 万场村播共卖 50 多亿元，平均一场两千多元：看中位数，不看平均数",
    "2.3 m farm shows sold over 5 bn yuan, some 2,170 yuan each: medians, not means",
)
_of_shows = partial(
    Indicator, fact="show", scope=SHOWS_THERE, source=BROADCAST, shows=("sale", "state")
)
_of_viewers = partial(
    Indicator, fact="viewer", scope=SHOWS_THERE, source=BROADCAST, shows=("sale", "known_by")
)
_ratio = partial(Indicator, scope=SHOWS_THERE, source=BROADCAST, unit=PERCENT, digits=1)

INDICATORS = (
    _of_shows(
        name="shows.count",
        title=Told("直播场次", "Live sales"),
        told=Told("期间开播的直播。", "Live sales that went on air in the period."),
        unit=SHOWS,
        measure=Count(),
    ),
    _of_shows(
        name="shows.hours",
        title=Told("直播时长", "Hours on air"),
        told=Told("这些直播一共播了几个小时。", "How many hours these sales were on air."),
        source=HEBEI,
        origin="A",
        unit=Told("小时", "hours"),
        digits=1,
        measure=Sum("live_s", 3600),
    ),
    _of_shows(
        name="shows.pv",
        title=Told("观看次数（PV）", "Viewings (PV)"),
        told=Told(
            "每次进直播间算一次：进三次是三人次。",
            "Each entry into a live room counts once: who enters three times is three.",
        ),
        source=HEBEI,
        origin="A",
        unit=TIMES,
        counts="person_times",
        measure=Sum("pv"),
    ),
    _of_viewers(
        name="shows.uv",
        title=Told("观众（UV）", "Viewers (UV)"),
        told=Told(
            "看过这些直播的不同账号，没登录的算不同设备。",
            "Different accounts that watched; who did not sign in counts by device.",
        ),
        unit=PERSONS,
        counts="persons",
        measure=Distinct(),
    ),
    _of_viewers(
        name="shows.visitors",
        title=Told("各场观众相加", "Viewers of each show, added"),
        told=Told(
            "每场的观众数相加：看了三场的人算三次。",
            "Viewers of each show added up: who watched three shows counts three times.",
        ),
        unit=TIMES,
        counts="person_times",
        measure=Count(),
    ),
    _of_viewers(
        name="shows.buying_visitors",
        title=Told("各场买家相加", "Buyers of each show, added"),
        told=Told(
            "每场付了款的观众数相加。", "Viewers who paid for an order, of each show, added up."
        ),
        unit=TIMES,
        counts="person_times",
        measure=Count(),
        where=lambda t: t.bought,
    ),
    _of_shows(
        name="shows.pcu",
        title=Told("最高同时在线（PCU）", "Most online at once (PCU)"),
        told=Told(
            "所有场次里同时在线人数的最高值，每 5 秒数一次。",
            "The most viewers online at once in any show, counted every 5 seconds.",
        ),
        unit=PERSONS,
        measure=Largest("pcu"),
    ),
    Indicator(
        name="shows.online_counted",
        title=Told("各次数到的在线人数相加", "Online viewers of all counts, added"),
        told=Told(
            "每 5 秒数一次在线人数，全部加起来；只用来算平均在线。",
            "Viewers online at each count, every 5 seconds, added; only to find the average.",
        ),
        fact="view_minute",
        scope=SHOWS_THERE,
        source=BROADCAST,
        unit=TIMES,
        counts="person_times",
        measure=Sum("online_sum"),
        shows=("sale", "minute"),
    ),
    Indicator(
        name="shows.counts_taken",
        title=Told("数了几次在线人数", "How often viewers were counted"),
        told=Told(
            "直播时每 5 秒数一次。", "Viewers online are counted every 5 seconds while on air."
        ),
        fact="view_minute",
        scope=SHOWS_THERE,
        source=BROADCAST,
        unit=Told("次", "times"),
        measure=Sum("samples"),
        shows=("sale", "minute"),
    ),
    _ratio(
        name="shows.acu",
        title=Told("平均在线（ACU）", "Average online (ACU)"),
        told=Told(
            "直播时每次数到的在线人数的平均。",
            "The mean of all counts of viewers online while on air.",
        ),
        unit=PERSONS,
        ratio=Ratio("shows.online_counted", "shows.counts_taken", times=1),
    ),
    _of_viewers(
        name="shows.stayed_s",
        title=Told("观众停留合计", "Time that viewers stayed"),
        told=Told("所有观众停留的时间相加。", "The time that all viewers stayed, added."),
        unit=Told("秒", "seconds"),
        measure=Sum("stayed_s"),
    ),
    _ratio(
        name="shows.stay_s",
        title=Told("平均停留", "Mean stay"),
        told=Told(
            "观众停留合计除以各场观众相加。",
            "The time that viewers stayed, divided by the viewers of each show.",
        ),
        unit=Told("秒", "seconds"),
        ratio=Ratio("shows.stayed_s", "shows.visitors", times=1),
    ),
    _ratio(
        name="shows.conversion_percent",
        title=Told("转化率", "Conversion"),
        told=Told(
            "各场买家除以各场观众（买家/UV）。", "Buyers of each show divided by its viewers (UV)."
        ),
        ratio=Ratio("shows.buying_visitors", "shows.visitors"),
    ),
    _of_shows(
        name="shows.net_yuan",
        title=Told("直播净销售额", "Net sales of live sales"),
        told=Told(
            "这些直播带来的订单，付款减退款。",
            "Payments less refunds of the orders of these sales.",
        ),
        source=HEBEI,
        origin="A",
        unit=YUAN,
        counts="yuan",
        digits=2,
        measure=Sum("net_fen", 100),
    ),
    _ratio(
        name="shows.uv_value_yuan",
        title=Told("UV 价值", "Value of a viewer"),
        told=Told(
            "直播净销售额除以各场观众相加。",
            "Net sales of live sales divided by the viewers of each show.",
        ),
        unit=YUAN,
        digits=2,
        ratio=Ratio("shows.net_yuan", "shows.visitors", times=1),
    ),
    _of_shows(
        name="shows.live_orders",
        title=Told("直播中下单", "Orders while on air"),
        told=Told("直播进行中下的订单。", "Orders placed while a sale was on air."),
        unit=Told("单", "orders"),
        measure=Sum("live_orders"),
    ),
    _of_shows(
        name="shows.seconds",
        title=Told("直播秒数", "Seconds on air"),
        told=Told("这些直播一共播了多少秒。", "How many seconds these sales were on air."),
        unit=Told("秒", "seconds"),
        measure=Sum("live_s"),
    ),
    _ratio(
        name="shows.orders_a_second",
        title=Told("每秒订单", "Orders a second"),
        told=Told(
            "直播中下单除以直播秒数。", "Orders placed while on air divided by the seconds on air."
        ),
        source=HEBEI,
        origin="C",
        unit=Told("单/秒", "orders a second"),
        digits=2,
        ratio=Ratio("shows.live_orders", "shows.seconds", times=1),
    ),
    _of_shows(
        name="shows.goods",
        title=Told("上架的货", "Goods in line-ups"),
        told=Told(
            "每场上架几种货，相加。", "How many goods each show had in its line-up, added up."
        ),
        source=HEBEI,
        origin="A",
        unit=Told("种次", "goods, each show"),
        measure=Sum("goods"),
    ),
    _of_shows(
        name="shows.lots_sold_out",
        title=Told("卖光的货", "Lots sold out"),
        told=Told("各场上架的货里，卖光了几份。", "How many lots of the line-ups sold out."),
        source=HEBEI,
        origin="A",
        unit=Told("份", "lots"),
        measure=Sum("lots_sold_out"),
    ),
    *(
        _of_shows(
            name=f"shows.net_{word}_yuan",
            title=title,
            told=told,
            source=_INCOME,
            unit=YUAN,
            counts="yuan",
            digits=2,
            measure=measure,
        )
        for word, measure, title, told in (
            (
                "median",
                median("net_fen", 100),
                Told("每场净销售额的中位数", "Median net sales of a show"),
                Told(
                    "一半场次的净销售额比它低，一半比它高。",
                    "Half of the shows sold less than this (net), half more.",
                ),
            ),
            (
                "low",
                Quantile("net_fen", 0.25, 100),
                Told("每场净销售额：较低的四分之一", "Net sales of a show: lower quarter"),
                Told(
                    "四分之一场次的净销售额比它低。",
                    "A quarter of the shows sold less than this (net).",
                ),
            ),
            (
                "high",
                Quantile("net_fen", 0.75, 100),
                Told("每场净销售额：较高的四分之一", "Net sales of a show: upper quarter"),
                Told(
                    "四分之一场次的净销售额比它高。",
                    "A quarter of the shows sold more than this (net).",
                ),
            ),
        )
    ),
)

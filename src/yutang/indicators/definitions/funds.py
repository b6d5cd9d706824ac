"""Money of programmes by direction, agreements and what was promised in them, channel goods."""

from functools import partial

from yutang.indicators.definitions.words import (
    COUNTIES,
    GOODS,
    HEBEI,
    HERE,
    PERCENT,
    PROJECTS,
    VILLAGE_FUNDS,
    YUAN,
)
from yutang.indicators.rules.shape import Count, Covered, Distinct, Indicator, Ratio, Sum, Where
from yutang.kernel.told import Told

_money = partial(
    Indicator,
    fact="fund_entry",
    scope=PROJECTS,
    source=VILLAGE_FUNDS,
    unit=YUAN,
    counts="yuan",
    digits=2,
    measure=Sum("amount_fen", 100),
    shows=("way", "direction", "line"),
)
_percent = partial(Indicator, scope=PROJECTS, source=VILLAGE_FUNDS, unit=PERCENT, digits=1)
_signed = partial(
    Indicator,
    fact="agreement",
    scope=HERE,
    source=HEBEI,
    origin="A",
    unit=Told("份", "agreements"),
    measure=Count(),
    shows=("level",),
)
_due = partial(
    Indicator,
    fact="promise",
    scope=HERE,
    source=HEBEI,
    origin="A",
    unit=Told("项", "promises"),
    measure=Count(),
    shows=("indicator", "state"),
)
_good = partial(
    Indicator, fact="listed_good", scope=HERE, source=HEBEI, origin="A", shows=("step", "good")
)


def _way(way: str, line: str = "") -> Where:
    if line:
        return lambda t: (t.way == way) & (t.line == line)
    return lambda t: t.way == way


def _arrived(direction: str) -> Where:
    return lambda t: (t.way == "arrived") & (t.direction == direction)


def _of_level(level: str) -> Where:
    return lambda t: t.level == level


INDICATORS = (
    _money(
        name="fund.given_yuan",
        title=Told("捐给基金", "Given to funds"),
        told=Told(
            "期间捐给基金的钱，两个人确认过，减去退回的。",
            "Donations to funds in the period, confirmed by two, less what went back.",
        ),
        source=HEBEI,
        origin="A",
        where=_way("given"),
    ),
    _money(
        name="fund.arrived_yuan",
        title=Told("到位资金", "Money arrived at programmes"),
        told=Told(
            "期间基金拨到项目的钱，减去退回的。",
            "What funds handed to programmes in the period, less what came back.",
        ),
        where=_way("arrived"),
        figure="programmes.arrived_yuan",
    ),
    *(
        _money(
            name=f"fund.{direction}_yuan",
            title=Told(f"{zh}方向到位资金", f"Money arrived for {en}"),
            told=Told(
                f"期间基金拨给{zh}方向项目的钱，减去退回的。",
                f"What funds handed to programmes for {en} in the period, less what came back.",
            ),
            source=HEBEI,
            origin="A",
            where=_arrived(direction),
            figure=f"programmes.given_yuan_{direction}",
        )
        for direction, zh, en in (
            ("ecology", "生态", "ecology"),
            ("ecommerce", "电商", "e-commerce"),
            ("education", "教育", "education"),
            ("women", "女性", "women"),
            ("health", "健康", "health"),
        )
    ),
    _money(
        name="fund.budget_yuan",
        title=Told("预算", "Budgets"),
        told=Told(
            "期间定下的预算，改动按差额算。",
            "Budgets set in the period; changes by their difference.",
        ),
        where=_way("budget"),
    ),
    _money(
        name="fund.spent_yuan",
        title=Told("支出", "Money spent by programmes"),
        told=Told(
            "期间项目花在人和账单上的钱，减去收回的。",
            "What programmes spent in the period, on persons and bills, less what was taken back.",
        ),
        where=_way("spent"),
        figure="programmes.spent_yuan",
    ),
    _money(
        name="fund.paid_out_yuan",
        title=Told("已付款", "Money paid out"),
        told=Told("期间真正付出去的账单。", "Bills that were really paid in the period."),
        where=_way("paid_out"),
    ),
    _percent(
        name="fund.arrived_percent",
        title=Told("资金到位率", "Money arrived"),
        told=Told("到位资金除以预算。", "Money arrived at programmes divided by budgets."),
        ratio=Ratio("fund.arrived_yuan", "fund.budget_yuan"),
    ),
    _percent(
        name="fund.paid_out_percent",
        title=Told("资金支付率", "Money paid out"),
        told=Told("已付款除以到位资金。", "Money paid out divided by money arrived."),
        ratio=Ratio("fund.paid_out_yuan", "fund.arrived_yuan"),
    ),
    _money(
        name="fund.upstream_yuan",
        title=Told("用于农产品上行", "Spent on selling farm goods upstream"),
        told=Told("支出里用于农产品上行的。", "Of the spending, what went to selling farm goods."),
        where=_way("spent", "upstream"),
    ),
    _percent(
        name="fund.upstream_percent",
        title=Told("农产品上行占支出", "Share spent on selling farm goods upstream"),
        told=Told(
            "用于农产品上行的支出除以全部支出。",
            "Spending on selling farm goods upstream divided by all spending.",
        ),
        ratio=Ratio("fund.upstream_yuan", "fund.spent_yuan"),
        target="upstream_percent",
        figure="programmes.upstream_percent",
    ),
    _money(
        name="fund.centre_yuan",
        title=Told("用于服务中心", "Spent on the centre"),
        told=Told(
            "支出里用于县级服务中心的。", "Of the spending, what went to the county's centre."
        ),
        where=_way("spent", "centre"),
    ),
    _percent(
        name="fund.centre_percent",
        title=Told("服务中心占支出", "Share spent on the centre"),
        told=Told(
            "用于县级服务中心的支出除以全部支出。",
            "Spending on the county's centre divided by all spending.",
        ),
        ratio=Ratio("fund.centre_yuan", "fund.spent_yuan"),
        target="centre_percent",
        at_most=True,
    ),
    _signed(
        name="agreements.signed",
        title=Told("签的协议", "Agreements signed"),
        told=Told("期间签了字的协议。", "Agreements signed in the period."),
    ),
    *(
        _signed(
            name=f"agreements.{name}",
            title=Told(f"和{zh}签的协议", f"Agreements with {en}"),
            told=Told(f"期间和{zh}签了字的协议。", f"Agreements signed with {en} in the period."),
            where=_of_level(level),
        )
        for name, level, zh, en in (
            ("with_provinces", "province", "省", "provinces"),
            ("with_counties", "county", "县", "counties"),
        )
    ),
    _due(
        name="agreements.promises_due",
        title=Told("到期的承诺", "Promises due"),
        told=Told("期间到期的承诺。", "Promises whose day fell in the period."),
    ),
    _due(
        name="agreements.promises_kept",
        title=Told("兑现的承诺", "Promises kept"),
        told=Told("到期的承诺里兑现了的。", "Of the promises due, the ones that were kept."),
        where=lambda t: t.state == "kept",
    ),
    _due(
        name="agreements.promises_overdue",
        title=Told("逾期的承诺", "Promises overdue"),
        told=Told("到期的承诺里没有兑现的。", "Of the promises due, the ones that were not kept."),
        where=lambda t: t.state == "overdue",
        at_most=True,
    ),
    Indicator(
        name="agreements.kept_percent",
        title=Told("承诺兑现率", "Share of promises kept"),
        told=Told("兑现的承诺除以到期的承诺。", "Promises kept divided by promises due."),
        scope=HERE,
        source=HEBEI,
        origin="C",
        unit=PERCENT,
        digits=1,
        ratio=Ratio("agreements.promises_kept", "agreements.promises_due"),
    ),
    _good(
        name="channel.recommended",
        title=Told("推荐的货", "Goods recommended"),
        told=Told(
            "期间市里推荐到兴农扶贫频道的货。", "Goods that cities put forward for the channel."
        ),
        unit=GOODS,
        measure=Distinct("product"),
        where=lambda t: t.step == "recommended",
    ),
    _good(
        name="channel.admitted",
        title=Told("准入的货", "Goods admitted"),
        told=Told("期间频道准入的货。", "Goods admitted to the channel in the period."),
        unit=GOODS,
        measure=Distinct("product"),
        where=lambda t: t.step == "admitted",
    ),
    _good(
        name="channel.counties",
        title=Told("有货准入的县", "Counties with admitted goods"),
        told=Told("期间有货准入的县。", "Counties of which a good was admitted in the period."),
        unit=COUNTIES,
        counts="places",
        measure=Covered(6),
        where=lambda t: t.step == "admitted",
    ),
    _good(
        name="channel.plaques",
        title=Told("品牌站授牌", "Brand station plaques"),
        told=Told("期间授的兴农扶贫品牌站牌子。", "Brand-station plaques given in the period."),
        unit=Told("块", "plaques"),
        measure=Count(),
        where=lambda t: t.step == "plaque",
    ),
)

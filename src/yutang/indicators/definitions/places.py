"""Taobao villages and towns, shops of villagers, counties above 100 m yuan, honours."""

from functools import partial

from yutang.indicators.definitions.words import (
    COUNTIES,
    CRITERIA,
    GUANGDONG,
    HEBEI,
    HERE,
    NATIONAL,
    PROVINCIAL,
    SHOPS,
    TOWNS,
    VILLAGES,
    YUAN,
)
from yutang.indicators.rules.shape import (
    Count,
    Distinct,
    Indicator,
    Passing,
    Sum,
    Where,
)
from yutang.kernel.told import Told

_SHOPS = Told(
    "老家在这个地方的村民的店，所有平台，村里逐月报数",
    "shops of villagers whose home is there, on all platforms, told month by month",
)
_verdict = partial(
    Indicator,
    fact="verdict",
    measure=Count(),
    counts="places",
    source=CRITERIA,
    scope=HERE,
    shows=("criterion",),
)
_months = partial(
    Indicator, fact="shop_month", scope=_SHOPS, source=GUANGDONG, shows=("platform", "kind")
)
_yuan = partial(_months, unit=YUAN, counts="yuan", digits=2)
_standing = partial(
    Indicator,
    fact="honour",
    measure=Count(),
    standing="until",
    scope=HERE,
    source=GUANGDONG,
    origin="A",
    shows=("kind", "state"),
)


def _met(family: str) -> Where:
    return lambda t: (t.family == family) & t.met


def _of_kind(kind: str) -> Where:
    return lambda t: t.kind == kind


def _reporting(kind: str) -> Where:
    return lambda t: (t.kind == kind) & t.platform.notnull()


INDICATORS = (
    _verdict(
        name="villages.taobao",
        title=Told("淘宝村", "Taobao villages"),
        told=Told(
            "认定时段在期间内结束、最近一次认定为淘宝村的行政村。",
            "Villages found to be Taobao villages by the newest identification of the period.",
        ),
        unit=VILLAGES,
        where=_met("taobao-village"),
        figure="criteria.identified_villages",
    ),
    _verdict(
        name="villages.taobao_provincial",
        title=Told("省级贫困县里的淘宝村", "Taobao villages in provincial-level poor counties"),
        told=Told(
            "其中在省级贫困县名单上的县里的。",
            "Of these, the ones in counties on a province's list of poor counties.",
        ),
        unit=VILLAGES,
        source=HEBEI,
        origin="C",
        scope=PROVINCIAL,
        where=_met("taobao-village"),
        among="provincial",
    ),
    _verdict(
        name="villages.taobao_national",
        title=Told("国家级贫困县里的淘宝村", "Taobao villages in national-level poor counties"),
        told=Told(
            "其中在国家级贫困县名单上的县里的。",
            "Of these, the ones in counties on the national list of poor counties.",
        ),
        unit=VILLAGES,
        source=HEBEI,
        origin="A",
        scope=NATIONAL,
        where=_met("taobao-village"),
        among="national",
    ),
    _verdict(
        name="towns.taobao",
        title=Told("淘宝镇", "Taobao towns"),
        told=Told(
            "最近一次认定为淘宝镇的乡镇。",
            "Towns that the newest identification found to be Taobao towns.",
        ),
        unit=TOWNS,
        where=_met("taobao-town"),
    ),
    _verdict(
        name="clusters.taobao",
        title=Told("淘宝村集群", "Clusters of Taobao villages"),
        told=Told(
            "十个以上相连的淘宝村算一个集群，按最近一次认定。",
            "Ten or more Taobao villages side by side are a cluster, by the newest identification.",
        ),
        unit=Told("个集群", "clusters"),
        counts="",
        where=_met("taobao-cluster"),
    ),
    _verdict(
        name="villages.one_product",
        title=Told("一村一品示范村", "One village one product: villages"),
        told=Told(
            "最近一次认定达到一村一品示范村标准的村。",
            "Villages that the newest identification found to meet one village one product.",
        ),
        unit=VILLAGES,
        source=Told("农业农村部一村一品认定标准", "criteria of one village one product, by year"),
        where=_met("one-product-village"),
    ),
    _verdict(
        name="towns.one_product",
        title=Told("一村一品示范镇", "One village one product: towns"),
        told=Told(
            "最近一次认定达到一村一品示范镇标准的镇。",
            "Towns that the newest identification found to meet one village one product.",
        ),
        unit=TOWNS,
        source=Told("农业农村部一村一品认定标准", "criteria of one village one product, by year"),
        where=_met("one-product-town"),
    ),
    _yuan(
        name="shops.net_yuan",
        title=Told("网店净销售额", "Net sales of shops"),
        told=Told("村民的网店各月销售额减退款。", "Sales of villagers' shops less refunds."),
        measure=Sum("net_fen", 100),
        figure="shops.ecommerce_sales",
    ),
    _yuan(
        name="shops.national_poor_yuan",
        title=Told("国家级贫困县网店净销售额", "Net sales of national-level poor counties"),
        told=Told(
            "国家级贫困县名单上的县，村民的网店销售额减退款。",
            "Sales less refunds of villagers' shops in counties on the national list.",
        ),
        source=HEBEI,
        origin="A",
        scope=NATIONAL,
        measure=Sum("net_fen", 100),
        among="national",
    ),
    _months(
        name="counties.above_100m",
        title=Told("网销过亿的国家级贫困县", "National-level poor counties above 100 m yuan"),
        told=Told(
            "国家级贫困县里，网店净销售额在期间内超过一亿元的县。",
            "Counties on the national list whose shops sold over 100 m yuan net in the period.",
        ),
        source=HEBEI,
        origin="A",
        scope=NATIONAL,
        unit=COUNTIES,
        counts="places",
        measure=Passing("net_fen", "county_year_yuan", per=100),
        among="national",
    ),
    _months(
        name="shops.reporting",
        title=Told("报了数的网店", "Shops that told their sales"),
        told=Told(
            "期间至少一个月报了数的不同的店。", "Different shops that told the sales of a month."
        ),
        unit=SHOPS,
        measure=Distinct("shop"),
        where=lambda t: t.platform.notnull(),
    ),
    _months(
        name="shops.active",
        title=Told("活跃网店", "Active shops"),
        told=Told(
            "期间至少一个月底是活跃店：开满 30 天，近三个月平均每月一单以上。",
            "Shops active at a month's end: open 30 days, one order a month over three months.",
        ),
        source=CRITERIA,
        unit=SHOPS,
        measure=Distinct("shop"),
        where=lambda t: t.is_active,
    ),
    *(
        each
        for kind, zh, en in (
            ("in_village", "在乡村淘", "shops run in the village"),
            ("in_town", "驻城村淘", "shops run in town by villagers"),
        )
        for each in (
            _months(
                name=f"shops.{kind}",
                title=Told(f"{zh}的店", en.capitalize()),
                told=Told(
                    f"期间至少一个月报了数的{zh}。",
                    f"Different {en} that told the sales of a month.",
                ),
                origin="A",
                unit=SHOPS,
                measure=Distinct("shop"),
                where=_reporting(kind),
            ),
            _yuan(
                name=f"shops.{kind}_yuan",
                title=Told(f"{zh}净销售额", f"Net sales of {en}"),
                told=Told(f"{zh}的销售额减退款。", f"Sales less refunds of {en}."),
                origin="A",
                measure=Sum("net_fen", 100),
                where=_of_kind(kind),
            ),
        )
    ),
    _standing(
        name="honours.in_force",
        title=Told("有效的牌子", "Honours in force"),
        told=Told(
            "期末有效的牌子：没有撤销也没有过期。",
            "Honours in force at the end of the period: neither withdrawn nor expired.",
        ),
        unit=Told("块", "honours"),
        figure="honours.in_force",
    ),
    *(
        _standing(
            name=f"honours.{name}",
            title=Told(zh, en),
            told=Told(f"期末有效的{zh}牌子。", f"{en}: plaques in force at the end of the period."),
            unit=Told("块", "plaques"),
            where=_of_kind(kind),
        )
        for name, kind, zh, en in (
            ("model_shops", "model_shop", "示范店", "Model shops"),
            ("demo_villages", "demo_village", "示范村", "Demonstration villages"),
            ("demo_towns", "demo_town", "示范镇", "Demonstration towns"),
            ("pioneer_counties", "pioneer_county", "先行县", "Pioneer counties"),
            ("parks", "park", "淘宝产业园", "Taobao parks"),
        )
    ),
)

"""What is published as open data: which facts, by what, and what is added up.

A `Grouped` set speaks of persons (or of shops, which one household keeps): its rows are groups of
at least ten. A `Plain` set speaks of no person: its rows are the facts themselves, without the
columns that are not for the public.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from yutang.kernel.told import Told

PERSONS: Final = Told("不同的人", "different persons")
SHOPS: Final = Told("不同的店铺", "different shops")


@dataclass(frozen=True)
class Grouped:
    """A data set of groups. `dims`: columns besides place and month, the last is given up first;
    `sums`: columns that are added up; `where`: which rows, all when None.
    """

    name: str
    kind: str
    title: Told
    told: Told
    dims: tuple[str, ...]
    sums: tuple[str, ...]
    unit: str = "person"
    units: Told = PERSONS
    where: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Plain:
    """A data set of facts that speak of no person. `without`: columns that tell how much one
    household or firm does; `by_terms`: of markets whose terms of use let it be passed on, alone.
    """

    name: str
    kind: str
    title: Told
    told: Told
    without: tuple[str, ...] = ()
    by_terms: bool = False


Set = Grouped | Plain
SETS: Final[tuple[Set, ...]] = (
    Grouped(
        "sales",
        "order_line",
        Told("卖出的农产品", "goods sold"),
        Told(
            "已付款的订单：哪里产的、卖到哪个省、卖了多少钱，含其他平台导入的明细。",
            "Paid orders: where goods come from, to which province they went, for how much;"
            " with lines brought in from other platforms.",
        ),
        ("good", "to_province"),
        ("units", "grams", "paid_fen", "refunded_fen", "net_fen"),
        where=lambda t: t.is_paid,
    ),
    Grouped(
        "parcels",
        "parcel",
        Told("包裹", "parcels"),
        Told(
            "包裹发得多快、走了几天、坏了多少、运费多少；天数是合计，除以行数就是平均。",
            "How fast parcels left and came, how many were damaged, what they cost; days are sums,"
            " divided by the rows they are means.",
        ),
        ("carrier",),
        ("ship_days", "way_days", "total_days", "is_on_time", "is_damaged", "freight_fen"),
    ),
    Grouped(
        "reviews",
        "review",
        Told("买家评价", "reviews by buyers"),
        Told(
            "评价的星数合计，除以行数就是平均星数。",
            "Stars added up; divided by the rows they are the mean.",
        ),
        (),
        ("stars",),
    ),
    Grouped(
        "shop_months",
        "shop_month",
        Told("网店月销售", "months of shops"),
        Told(
            "村民网店每月在各平台卖了多少，至少十家店合在一起。",
            "What villagers' shops sold each month, by platform, at least ten shops together.",
        ),
        ("platform",),
        ("orders", "units", "sales_fen", "refunds_fen", "net_fen"),
        unit="shop",
        units=SHOPS,
    ),
    Grouped(
        "farmers_share",
        "settlement_part",
        Told("农户到手的钱", "what reached farmers"),
        Told(
            "结算给农户的货款，退款已经扣掉。",
            "What was settled to farmers; refunds are taken off.",
        ),
        (),
        ("amount_fen",),
        where=lambda t: t.part == "farmer",
    ),
    Grouped(
        "training",
        "attendance",
        Told("培训出勤", "attendance in training"),
        Told(
            "每节课来了多少人次、学了多少分钟；行数就是人次。",
            "How often people came to lessons and for how long; the rows are person-times.",
        ),
        ("course_kind",),
        ("minutes",),
    ),
    Grouped(
        "insured",
        "insured",
        Told("参保", "people insured"),
        Told("每月新参保的人次和保费。", "Policies begun and their premiums."),
        ("family",),
        ("premium_fen",),
    ),
    Grouped(
        "claims_paid",
        "claim_paid",
        Told("理赔", "insurance cases paid"),
        Told("已经赔付的案件：账单、赔款。", "Cases that were paid: bills and payments."),
        ("family",),
        ("bill_fen", "paid_fen"),
    ),
    Grouped(
        "green_work",
        "work_day",
        Told("生态岗位工日", "paid days of green work"),
        Told("种树、管护的工日和工钱。", "Days of planting and tending, and their wages."),
        (),
        ("wage_fen",),
    ),
    Grouped(
        "hosts",
        "host_month",
        Told("村播收入", "what village hosts earn"),
        Told(
            "村播每月的场次、卖货额和净收入合计，行数是“主播·月”。",
            "Shows, sales and net income of village hosts by month; a row counted is one host and"
            " month.",
        ),
        (),
        ("shows", "orders", "net_fen"),
    ),
    Plain(
        "prices",
        "price_quote",
        Told("市场行情", "market prices"),
        Told(
            "批发市场每天的报价，每公斤多少分。只有使用条件登记为 CC BY 或 CC0"
            "（允许再发布）的市场才在内；来源和使用条件见 evidence 那一页。",
            "What wholesale markets quoted each day, fen a kilogram. Only of markets whose recorded"
            " terms of use are CC BY or CC0, which allow passing on; source and terms are on the"
            " page that evidence names.",
        ),
        by_terms=True,
    ),
    Plain(
        "villages",
        "verdict",
        Told("淘宝村镇认定", "Taobao villages, towns and clusters"),
        Told("哪个村镇哪一年达到哪个标准。", "Which place met which criterion in which year."),
    ),
    Plain(
        "stations",
        "station",
        Told("服务站点", "service stations"),
        Told("站点开在哪里、什么时候开的。", "Where stations are, and since when."),
        without=("parcels", "counter_sales"),
    ),
    Plain(
        "promises",
        "promise",
        Told("协议承诺", "promises of agreements"),
        Told("答应了什么、到哪一年、兑现了没有。", "What was promised, by when, and whether kept."),
    ),
    Plain(
        "honours",
        "honour",
        Told("荣誉称号", "honours"),
        Told("授予了哪些称号，到什么时候。", "Which honours were awarded, and until when."),
    ),
    Plain(
        "recommended_goods",
        "listed_good",
        Told("频道推荐商品", "goods recommended to the channel"),
        Told("市里推荐、省里核查到哪一步。", "How far goods got that cities recommended."),
    ),
    Plain(
        "poor_counties",
        "listed_county",
        Told("贫困县名单", "counties on the lists"),
        Told("哪一级名单、哪一年退出。", "On which list, and in which year they left it."),
    ),
    Plain(
        "disclosures",
        "disclosure",
        Told("公示", "public notices"),
        Told("公示了什么、收到几条异议。", "What was put up, and how many objections came."),
    ),
)
INDICATORS: Final = "indicators"
"""The data set of values; it is not of one kind of fact."""
INDICATORS_TITLE: Final = Told("指标", "indicators")
INDICATORS_TOLD: Final = Told(
    "每个指标按地方、按年的值，没有按月的；今年的算到上月底。定义见指标目录。",
    "Every indicator by place and year, none by month; this year's up to the end of last month."
    " Definitions stand in the list of indicators.",
)
_BY_NAME: Final = MappingProxyType({each.name: each for each in SETS})
UNITS: Final = MappingProxyType(
    {each.kind: each.unit for each in SETS if isinstance(each, Grouped)}
)
"""Which column of a kind tells those apart who must not be known, where it is not `person`."""


def by_name() -> MappingProxyType[str, Set]:
    """Return the data sets of facts, by name."""
    return _BY_NAME

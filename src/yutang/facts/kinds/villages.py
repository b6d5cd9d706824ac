"""Facts of places: shops' months, verdicts, what villages tell, honours, stations, listed goods."""

from typing import Final

from yutang.facts.kinds.shape import Column, Kind, Watch
from yutang.facts.kinds.words import (
    DAYS,
    MU,
    ORDERS,
    PROGRAMME,
    TREES,
    UNITS,
    UNTIL,
    day,
    fen,
    number,
    part,
    text,
    yes,
)
from yutang.kernel.told import Told

_NATIONAL: Final = yes(
    "is_poor_county",
    "所在县在国家级贫困县名单（832）上",
    "its county is on the national list of poor counties (832)",
)

SHOP_MONTH = Kind(
    name="shop_month",
    title=Told("网店的月", "months of shops"),
    told=Told(
        "一家店在一个平台的一个月一行；开着但没有数的店也有一行（platform 为空）。算在老家的村。",
        "One row a shop, platform and month, at its home village.",
    ),
    by="month",
    recorded=False,
    own=(
        number("shop", "店铺编号", "number of the shop", private=True),
        text("platform", "平台；这个月没有数为空", "platform; empty where nothing was told"),
        text(
            "kind", "in_village 在乡村淘，in_town 驻城村淘", "in_village, or in_town by villagers"
        ),
        text("run_at", "在哪个县开的（6 位）", "county where it is run, 6 digits"),
        text("keeper_kind", "person 个人，coop 合作社，firm 企业", "person, coop or firm"),
        number("orders", "订单", "orders", ORDERS),
        number("units", "件数", "units", UNITS),
        fen("sales_fen", "销售额", "sales"),
        fen("refunds_fen", "退款", "refunds"),
        fen("net_fen", "销售额减退款", "sales less refunds"),
        yes(
            "is_active",
            "月底是活跃店：开满 30 天，近三个月平均每月一单以上",
            "active at the month's end: open 30 days, an order a month over the last three months",
        ),
        _NATIONAL,
    ),
    watches=(
        Watch(
            "shops_shopmonth",
            "select distinct (month + make_interval(months => n))::date"
            " from changed, generate_series(0, 2) n",
            only=("orders", "units", "sales_fen", "refunds_fen"),
            id="listing_id, month",
        ),
        Watch(
            "shops_shop",
            "select d::date from changed c"
            " cross join (select max(until) as until from shops_tally) t"
            " cross join lateral generate_series(date_trunc('month', c.opened_on),"
            " least(coalesce(c.closed_on, t.until), coalesce(t.until, c.opened_on)),"
            " interval '1 month') d",
            only=(
                "village_code",
                "kind",
                "run_at_code",
                "keeper_kind",
                "opened_on",
                "closed_on",
                "is_demo",
            ),
        ),
        Watch(
            # Where it was counted up to before, to now: of a first count, since the first shop.
            "shops_tally",
            "select d::date from (select min(until) as since, max(until) as until from changed) c"
            " cross join (select max(until) as until from shops_tally"
            " where (code, year) not in (select code, year from changed)) t"
            " cross join (select min(opened_on) as day from shops_shop) s"
            " cross join lateral generate_series("
            "date_trunc('month', least(c.since, coalesce(t.until, s.day))), c.until,"
            " interval '1 month') d",
            only=("until",),
            id="code, year",
        ),
        Watch(
            "channel_listedcounty",
            "select distinct m.month from changed c join shops_shop s"
            " on s.village_code like c.code || '%' join shops_listing l on l.shop_id = s.id"
            " join shops_shopmonth m on m.listing_id = l.id",
            only=("code", "county_list_id"),
        ),
    ),
)

VERDICT = Kind(
    name="verdict",
    title=Told("认定结论", "verdicts"),
    told=Told(
        "一个地方一类认定一年一行，取最后一次认定的结论；算在认定时段的最后一天。查不清的没有行。",
        "One row a place, family of criteria and year: the newest verdict, where known.",
    ),
    by="year",
    recorded=False,
    own=(
        text(
            "family",
            "哪一类：taobao-village、taobao-town、taobao-cluster……",
            "family of criteria: taobao-village, taobao-town, taobao-cluster …",
        ),
        text("criterion", "按哪一版标准", "criterion with its version"),
        number(
            "level",
            "哪一级地方：3 县、4 乡镇、5 村",
            "level of the place: 3 county, 4 town, 5 village",
        ),
        yes("met", "达标", "meets it"),
        yes("is_near", "差一点", "is a near miss"),
        yes(
            "is_poor_area",
            "认定人说明都在贫困地区；没说为空",
            "stated to lie in a poor area, or empty",
        ),
        number("identification", "哪一次认定", "identification"),
        _NATIONAL,
    ),
    watches=(
        Watch(
            "criteria_identification",
            "select (last_month + interval '1 month - 1 day')::date from changed",
        ),
        Watch(
            "channel_listedcounty",
            "select distinct (i.last_month + interval '1 month - 1 day')::date"
            " from criteria_identification i where exists (select from changed)",
            only=("code", "county_list_id"),
        ),
    ),
)

YEAR_FACT = Kind(
    name="year_fact",
    title=Told("年鉴", "the yearbook"),
    told=Told(
        "一个地方自己报的一个数一年一行，取现行的那个；算在那年最后一天。",
        "One row a value that a place told of a year, as it stands; on the year's last day.",
    ),
    by="year",
    recorded=False,
    own=(
        text("fact", "哪个数，如 households", "which fact, as households"),
        text("about", "哪一类产品；不分为空", "class of goods, or empty"),
        text(
            "adds",
            "上级怎么来：sum 相加，mean 加权平均，none 不合并",
            "how places above are made: sum, mean (by weight) or none",
        ),
        part("value", "数值", "value"),
        part(
            "weight", "求平均时的权重；求和的为空", "weight in a mean; empty where values are added"
        ),
        number(
            "above",
            "上面最近的、自己也报了的地方有几位；-1：没有。算一个地方时，只取 above 小于它位数的行",
            "digits of the nearest place above that told its own value; -1: none. Of a place"
            " count the rows whose `above` is less than its digits",
        ),
        yes("is_disputed", "来源之间不一致", "sources disagree"),
    ),
    watches=(
        Watch(
            "yearbook_standing",
            "select distinct make_date(year, 12, 31) from changed",
            only=("value", "is_disputed", "fact_id", "total"),
            reads=("year",),
        ),
    ),
)

LISTED_GOOD = Kind(
    name="listed_good",
    title=Told("频道推荐的货", "goods of a channel"),
    told=Told(
        "一样货推荐（recommended）、准入（admitted）各一行，品牌站授牌（plaque）一行；算在那天、那个县。",
        "One row a good recommended, one when admitted; one a brand-station plaque; in its county.",
    ),
    by="year",
    own=(
        text("step", "recommended、admitted、plaque", "recommended, admitted or plaque"),
        number("channel", "频道；授牌为空", "channel; empty for a plaque"),
        number("product", "商品编号；授牌为空", "number of the good; empty for a plaque"),
        text("good", "商品名称；授牌为空", "name of the good; empty for a plaque"),
        text("state", "现在的状态", "its state now"),
        number("supply_kg", "一年能供多少", "supply of a year", Told("公斤", "kg")),
        fen("price_fen", "一件的价", "price of a unit"),
        UNTIL,
    ),
    watches=(
        Watch(
            "channel_candidate",
            "select (r.sent_at at time zone 'Asia/Shanghai')::date from changed c"
            " join channel_recommendation r on r.id = c.recommendation_id"
            " union select (decided_at at time zone 'Asia/Shanghai')::date from changed",
            only=("state", "decided_at", "county_code", "supply_kg", "price_fen"),
            reads=("recommendation_id",),
        ),
        Watch(
            "channel_recommendation",
            "select (sent_at at time zone 'Asia/Shanghai')::date from changed",
            only=("sent_at",),
        ),
        Watch(
            "channel_listing",
            "select (c.decided_at at time zone 'Asia/Shanghai')::date from changed l"
            " join channel_candidate c on c.id = l.candidate_id",
            only=("state", "candidate_id"),
        ),
        Watch(
            "honours_honour",
            "select awarded_on from changed where kind = 'brand_station'",
            only=("state", "ended_on", "valid_until", "place_code", "kind"),
            reads=("awarded_on",),
        ),
    ),
)

LISTED_COUNTY = Kind(
    name="listed_county",
    title=Told("名单上的县", "counties on lists"),
    told=Told(
        "一张名单上的一个县一行，算在名单录入那天。",
        "One row a county on a list, on the day the list was last brought in.",
    ),
    by="year",
    own=(
        text("level", "national 国家级，province 省级", "national, or of a province"),
        number("county_list", "名单编号", "number of the list"),
        number("exit_year", "哪年摘帽；没写为空", "year it left the list, or empty"),
    ),
    watches=(
        Watch(
            "channel_listedcounty",
            "select (l.at at time zone 'Asia/Shanghai')::date"
            " from changed c join channel_countylist l on l.id = c.county_list_id",
        ),
        Watch("channel_countylist", "select (at at time zone 'Asia/Shanghai')::date from changed"),
    ),
)

HONOUR = Kind(
    name="honour",
    title=Told("授牌", "honours"),
    told=Told(
        "一块牌子一行，算在授牌那天；撤销的、过期的也在内，看 until。",
        "One row an honour, on the day it was awarded; withdrawn and expired ones too: see until.",
    ),
    by="year",
    own=(
        text(
            "kind",
            "model_shop、demo_village、demo_town、pioneer_county、brand_station、park",
            "model_shop, demo_village, demo_town, pioneer_county, brand_station or park",
        ),
        text("state", "valid、warned、withdrawn、expired", "valid, warned, withdrawn or expired"),
        day("valid_until", "有效期到哪天", "in force until"),
        UNTIL,
    ),
    watches=(
        Watch(
            "honours_honour",
            "select awarded_on from changed",
            only=(
                "state",
                "ended_on",
                "valid_until",
                "place_code",
                "kind",
                "awarded_on",
                "is_demo",
            ),
        ),
    ),
)

DISCLOSURE = Kind(
    name="disclosure",
    title=Told("公示", "public notices"),
    told=Told(
        "一次公示一行：授牌公示（notice）、保险公开账一笔（ledger）；算在公布那天。",
        "One row a publication: a notice of an honour, an entry of the insurance ledger.",
    ),
    by="year",
    own=(
        text("what", "notice 授牌公示，ledger 公开账", "notice of an honour, or ledger entry"),
        day("until", "公示到哪天", "last day of the notice"),
        number("working_days", "公示几个工作日；公开账为空", "working days of a notice, or empty"),
        number("objections", "收到几条异议", "objections that came"),
        number("upheld", "其中成立几条", "of these, upheld"),
    ),
    watches=(
        Watch("honours_notice", "select begins_on from changed"),
        Watch(
            "honours_objection",
            "select n.begins_on from changed c"
            " join honours_notice n on n.application_id = c.application_id",
            only=("application_id", "finding"),
        ),
        Watch(
            "indemnity_publicentry",
            "select (at at time zone 'Asia/Shanghai')::date from changed",
            id="number",
        ),
    ),
)

STATION = Kind(
    name="station",
    title=Told("站点", "stations"),
    told=Told(
        "一个取货点或县域店一行，算在登记那天。",
        "One row a pickup station or shop, on the day it was registered.",
    ),
    by="year",
    own=(
        number("station", "站点编号", "number of the station"),
        text("kind", "pickup 取货点，shop 县域店", "pickup station, or county shop"),
        UNTIL,
        yes("is_brand", "有品牌站牌子", "has a brand station's plaque"),
        number("parcels", "交出去几个包裹", "parcels handed over"),
        number("counter_sales", "柜台卖了几单", "sales over the counter"),
    ),
    watches=(
        Watch(
            "stations_station", "select (made_at at time zone 'Asia/Shanghai')::date from changed"
        ),
        Watch(
            "stations_pickup",
            "select (s.made_at at time zone 'Asia/Shanghai')::date"
            " from changed c join stations_station s on s.id = c.station_id",
            only=("handed_at", "station_id"),
        ),
        Watch(
            "stations_countersale",
            "select (s.made_at at time zone 'Asia/Shanghai')::date from changed c"
            " join stations_shelf f on f.id = c.shelf_id"
            " join stations_station s on s.id = f.station_id",
        ),
        Watch(
            "honours_honour",
            "select (s.made_at at time zone 'Asia/Shanghai')::date from changed c"
            " join honours_application a on a.id = c.application_id"
            " join stations_station s on s.id = a.station_id",
            only=("state", "kind", "application_id"),
        ),
    ),
)

PICKUP = Kind(
    name="pickup",
    title=Told("站点取货", "parcels at stations"),
    told=Told(
        "到站的一个包裹一行，算在到站那天、站点所在地。",
        "One row a parcel that came to a station, on that day, where the station is.",
    ),
    by="month",
    person="buyer",
    own=(
        number("station", "站点编号", "number of the station"),
        yes("is_handed", "取走了", "was handed over"),
        part("days", "等了几天；没取为空", "days until it was fetched; else empty", DAYS),
    ),
    watches=(
        Watch(
            "stations_pickup",
            "select (arrived_at at time zone 'Asia/Shanghai')::date from changed",
            only=("arrived_at", "handed_at", "station_id"),
        ),
    ),
)

PLANTING = Kind(
    name="planting",
    title=Told("种植", "plantings"),
    told=Told(
        "两个人确认过的一次种植一行，算在种的那天、地块所在的村。成活按最后一次核查。",
        "One row a planting confirmed by two, on its day; alive by its last check.",
    ),
    by="year",
    recorded=False,
    own=(
        number("plot", "地块", "plot"),
        PROGRAMME,
        text("kind", "new 新种，again 补种", "new, or again where trees died"),
        text("species", "树种", "species"),
        Column("mu", "decimal", Told("面积", "area"), MU),
        number("trees", "棵数；没数为空", "trees; empty where nobody counted", TREES),
        day("looked_on", "最后一次核查", "day of the last check"),
        part("alive_mu", "成活面积；没核查为空", "area alive; empty without a check", MU),
        part("alive_trees", "成活棵数；不知道为空", "trees alive, or empty", TREES),
        day(
            "alive_until",
            "这次核查管到哪天；过了没再核查就不算知道",
            "until when that check holds; later, without another, it is not known",
        ),
    ),
    watches=(
        Watch(
            "ecology_planting",
            'select "on" from changed',
            only=("state", '"on"', "mu", "trees", "kind", "species", "plot_id"),
            reads=('"on"',),
        ),
        Watch(
            "ecology_survey",
            'select p."on" from changed c join ecology_planting p on p.id = c.planting_id',
        ),
        Watch(
            "ecology_plot",
            'select p."on" from changed c join ecology_planting p on p.plot_id = c.id',
            only=("place_code", "programme_id", "is_demo"),
        ),
    ),
)

KINDS = (
    SHOP_MONTH,
    VERDICT,
    YEAR_FACT,
    LISTED_GOOD,
    LISTED_COUNTY,
    HONOUR,
    DISCLOSURE,
    STATION,
    PICKUP,
    PLANTING,
)

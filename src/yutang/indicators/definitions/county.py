"""How a county is judged: who answers for it, notices, stations, parcels, help, satisfaction."""

from functools import partial

from yutang.indicators.definitions.words import (
    DAYS,
    HERE,
    ORIGIN,
    OWN,
    PERCENT,
    PERSONS,
    PROJECTS,
    STARS,
    TIMES,
    VILLAGE_FUNDS,
    VILLAGES,
    YUAN,
)
from yutang.indicators.rules.shape import (
    Above,
    Count,
    Covered,
    Distinct,
    Indicator,
    Ratio,
    Sum,
    Villages,
    median,
)
from yutang.kernel.told import Told

_project = partial(
    Indicator,
    fact="project",
    scope=PROJECTS,
    source=VILLAGE_FUNDS,
    unit=Told("个项目", "programmes"),
    measure=Count(),
    shows=("direction", "state"),
)
_percent = partial(Indicator, source=VILLAGE_FUNDS, unit=PERCENT, digits=1)
_notice = partial(Indicator, fact="disclosure", scope=HERE, source=VILLAGE_FUNDS, shows=("what",))
_station = partial(
    Indicator,
    fact="station",
    scope=HERE,
    source=VILLAGE_FUNDS,
    standing="until",
    shows=("kind",),
)
_parcel = partial(
    Indicator, fact="parcel", scope=ORIGIN, source=VILLAGE_FUNDS, shows=("good", "carrier")
)
_review = partial(
    Indicator, fact="review", scope=ORIGIN, source=VILLAGE_FUNDS, shows=("good", "stars")
)
_poor = Told(
    "防返贫监测名单上的户和人（当天在册）",
    "households and persons on the register of those who might fall back into poverty, that day",
)
_help = partial(
    Indicator,
    fact="settlement_part",
    scope=_poor,
    source=VILLAGE_FUNDS,
    where=lambda t: (t.part == "farmer") & t.is_poor,
    shows=("good", "part"),
)
_jobs = partial(Indicator, scope=_poor, source=VILLAGE_FUNDS)

INDICATORS = (
    _project(
        name="county.projects",
        title=Told("在办的项目", "Programmes running"),
        told=Told("期末还在办的项目。", "Programmes that were running at the end of the period."),
        standing="until",
    ),
    _project(
        name="county.projects_led",
        title=Told("有负责人的项目", "Programmes that somebody answers for"),
        told=Told(
            "其中写明负责人的。", "Of these, the ones with a named person who answers for it."
        ),
        standing="until",
        where=lambda t: t.has_responsible,
    ),
    _percent(
        name="county.organised_percent",
        title=Told("组织保障：项目有负责人", "Organisation: programmes with somebody responsible"),
        told=Told(
            "有负责人的项目除以在办的项目。",
            "Programmes that somebody answers for divided by programmes running.",
        ),
        scope=PROJECTS,
        ratio=Ratio("county.projects_led", "county.projects"),
    ),
    _project(
        name="county.projects_begun",
        title=Told("开工的项目", "Programmes begun"),
        told=Told("第一天在期间内的项目。", "Programmes whose first day lies in the period."),
    ),
    _notice(
        name="county.notices",
        title=Told("公示", "Public notices"),
        told=Told("期间公布的公示。", "Notices published in the period."),
        unit=Told("次", "notices"),
        measure=Count(),
        where=lambda t: t.what == "notice",
    ),
    _notice(
        name="county.ledger_entries",
        title=Told("公开账记录", "Entries of the public ledger"),
        told=Told(
            "期间记进保险公开账的。", "Entries of the public ledger of insurance in the period."
        ),
        unit=Told("条", "entries"),
        measure=Count(),
        where=lambda t: t.what == "ledger",
    ),
    _notice(
        name="county.objections",
        title=Told("公示收到的异议", "Objections to notices"),
        told=Told("这些公示收到的异议。", "Objections that came to these notices."),
        unit=Told("条", "objections"),
        measure=Sum("objections"),
        where=lambda t: t.what == "notice",
    ),
    _station(
        name="stations.open",
        title=Told("站点", "Stations"),
        told=Told("期末开着的站点。", "Stations open at the end of the period."),
        unit=Told("个站点", "stations"),
        measure=Count(),
    ),
    _station(
        name="stations.brand",
        title=Told("品牌站", "Brand stations"),
        told=Told(
            "期末开着、有兴农扶贫品牌站牌子的站点。",
            "Stations open at the end of the period that have a brand station's plaque.",
        ),
        unit=Told("个站点", "stations"),
        measure=Count(),
        where=lambda t: t.is_brand,
    ),
    _station(
        name="stations.villages",
        title=Told("有站点的村", "Villages with a station"),
        told=Told(
            "期末至少有一个站点开着的村。", "Villages with a station open at the end of the period."
        ),
        unit=VILLAGES,
        counts="places",
        measure=Covered(),
    ),
    Indicator(
        name="places.villages",
        title=Told("行政村", "Villages"),
        told=Told(
            "这个地方的村和居委会，按现行区划代码。",
            "Villages and neighbourhoods of the place, by today's edition of the codes.",
        ),
        scope=HERE,
        source=Told("国家统计局区划代码", "codes of the National Bureau of Statistics"),
        unit=VILLAGES,
        counts="places",
        measure=Villages(),
    ),
    _percent(
        name="stations.villages_percent",
        title=Told("站点覆盖的村", "Villages covered by stations"),
        told=Told("有站点的村除以全部村。", "Villages with a station divided by all villages."),
        scope=HERE,
        ratio=Ratio("stations.villages", "places.villages"),
        target="villages_percent",
    ),
    _parcel(
        name="logistics.parcels",
        title=Told("寄出的包裹", "Parcels sent"),
        told=Told("期间寄出的包裹。", "Parcels sent in the period."),
        unit=Told("件", "parcels"),
        measure=Count(),
    ),
    _parcel(
        name="logistics.costed",
        title=Told("知道运费的包裹", "Parcels whose freight is known"),
        told=Told("其中运费成本已经知道的。", "Of these, the ones whose freight is known."),
        unit=Told("件", "parcels"),
        measure=Count(),
        where=lambda t: t.cost_fen.notnull(),
    ),
    _parcel(
        name="logistics.freight_yuan",
        title=Told("运费", "Freight"),
        told=Told("这些包裹的运费成本。", "What the way of these parcels cost."),
        unit=YUAN,
        counts="yuan",
        digits=2,
        measure=Sum("cost_fen", 100),
    ),
    *(
        Indicator(
            name=name,
            title=title,
            told=told,
            scope=ORIGIN,
            source=VILLAGE_FUNDS,
            unit=YUAN,
            digits=2,
            ratio=Ratio("logistics.freight_yuan", "logistics.costed", times=1, before=before),
            at_most=True,
        )
        for name, before, title, told in (
            (
                "logistics.parcel_cost_yuan",
                False,
                Told("每件运费", "Freight a parcel"),
                Told(
                    "运费除以知道运费的包裹。",
                    "Freight divided by the parcels whose freight is known.",
                ),
            ),
            (
                "logistics.parcel_cost_before_yuan",
                True,
                Told("一年前的每件运费", "Freight a parcel a year earlier"),
                Told(
                    "同一段日子，早一年的每件运费。",
                    "Freight a parcel of the same days a year earlier.",
                ),
            ),
        )
    ),
    _parcel(
        name="logistics.days",
        title=Told("付款到送到", "Days from payment to delivery"),
        told=Told(
            "送到的包裹从付款到送到天数的中位数。", "The median of parcels that were delivered."
        ),
        source=OWN,
        unit=DAYS,
        digits=1,
        measure=median("total_days"),
        where=lambda t: t.total_days.notnull(),
    ),
    _parcel(
        name="logistics.damaged",
        title=Told("坏果破损", "Parcels damaged"),
        told=Told(
            "买家报了坏果或破损、没有被驳回的包裹。",
            "Parcels whose buyer claimed spoiled or broken goods, without a refusal.",
        ),
        source=OWN,
        unit=Told("件", "parcels"),
        measure=Count(),
        where=lambda t: t.is_damaged,
        at_most=True,
    ),
    _percent(
        name="logistics.damaged_percent",
        title=Told("坏果破损率", "Share of parcels damaged"),
        told=Told("坏果破损的包裹除以寄出的包裹。", "Parcels damaged divided by parcels sent."),
        source=OWN,
        scope=ORIGIN,
        ratio=Ratio("logistics.damaged", "logistics.parcels"),
        at_most=True,
    ),
    _help(
        name="help.paid_yuan",
        title=Told("付给监测户的钱", "Paid to registered households"),
        told=Told(
            "期间货款里分给监测户的，减去退款扣回的。",
            "What was settled to registered households in the period, less what refunds took back.",
        ),
        unit=YUAN,
        counts="yuan",
        digits=2,
        measure=Sum("amount_fen", 100),
    ),
    _help(
        name="help.households",
        title=Told("拿到钱的监测户", "Registered households paid"),
        told=Told(
            "期间分到货款的不同的监测户。", "Different registered households that were paid."
        ),
        unit=PERSONS,
        counts="persons",
        measure=Distinct(),
    ),
    _jobs(
        name="help.jobs",
        title=Told("上岗的监测户人员", "Jobs for registered persons"),
        told=Told(
            "期间开始一份工作的监测户人员，实习不算。",
            "Registered persons who began to work in the period, internships apart.",
        ),
        fact="placement",
        unit=PERSONS,
        counts="persons",
        measure=Distinct(),
        where=lambda t: (t.months == 0) & t.is_job & t.is_poor,
        shows=("work_kind",),
    ),
    _jobs(
        name="help.work_days",
        title=Told("监测户的生态工日", "Days of green work of registered persons"),
        told=Told(
            "监测户人员的生态工日，一个人干一天算一人次。",
            "Work days on plots of registered persons: one for each person and day.",
        ),
        fact="work_day",
        unit=TIMES,
        counts="person_times",
        measure=Count(),
        where=lambda t: t.is_poor,
        shows=("plot",),
    ),
    _review(
        name="satisfaction.reviews",
        title=Told("买家评价", "Reviews"),
        told=Told(
            "期间写的、没有被隐藏的评价。", "Reviews written in the period that are not hidden."
        ),
        unit=Told("条", "reviews"),
        measure=Count(),
        where=lambda t: ~t.is_hidden,
    ),
    _review(
        name="satisfaction.stars_added",
        title=Told("评价的星数相加", "Stars of reviews, added"),
        told=Told("这些评价给的星相加。", "The stars of these reviews, added."),
        unit=STARS,
        measure=Sum("stars"),
        where=lambda t: ~t.is_hidden,
    ),
    _percent(
        name="satisfaction.stars",
        title=Told("平均星级", "Mean stars"),
        told=Told("买家给的星的平均，满分 5 星。", "The mean of the stars that buyers gave, of 5."),
        scope=ORIGIN,
        unit=STARS,
        ratio=Ratio("satisfaction.stars_added", "satisfaction.reviews", times=1),
    ),
    _review(
        name="satisfaction.satisfied",
        title=Told("满意的评价", "Satisfied reviews"),
        told=Told("给了四星或五星的评价。", "Reviews with four or five stars."),
        origin="V",
        unit=Told("条", "reviews"),
        measure=Count(),
        where=lambda t: ~t.is_hidden,
        above=Above("stars", "satisfied_stars"),
    ),
    _percent(
        name="satisfaction.percent",
        title=Told("买家满意率", "Satisfied buyers"),
        told=Told("满意的评价除以全部评价。", "Satisfied reviews divided by all reviews."),
        origin="V",
        scope=ORIGIN,
        ratio=Ratio("satisfaction.satisfied", "satisfaction.reviews"),
    ),
)

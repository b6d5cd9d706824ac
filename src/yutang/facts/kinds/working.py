"""Facts of work: who began where and what became of it, green work days, hosts and their months."""

from typing import Final

from yutang.facts.kinds.shape import Kind, Watch
from yutang.facts.kinds.words import (
    DAYS,
    HOME,
    IS_WOMAN,
    POOR,
    PROGRAMME,
    SECONDS,
    UNTIL,
    day,
    fen,
    number,
    part,
    text,
    yes,
)
from yutang.kernel.told import Told

_WHO: Final = ("merged_into_id", "place_code", "gender", "poverty_mark", "poverty_until")

PLACEMENT = Kind(
    name="placement",
    title=Told("就业和回访", "work begun and follow-ups"),
    told=Told(
        "开始一份工作一行（months 为 0），之后每次回访一行；算在本人住的地方。",
        "One row a beginning of work (months 0), one each follow-up after 3, 6 and 12 months.",
    ),
    by="month",
    person="member",
    own=(
        number("months", "0 开始；3、6、12 个月后回访", "0 began; 3, 6, 12: asked so much later"),
        text("after", "work 上岗，class 结业", "after work that began, or after a class"),
        text("work_kind", "工作种类；结业回访为空", "kind of work; empty after a class"),
        yes(
            "is_job",
            "工作，不是实习；结业回访为空",
            "a job, not an internship; empty after a class",
        ),
        yes("through_board", "通过就业专栏找到的", "found through the board of work"),
        text("work_place", "在哪个县工作（6 位）", "county of the work, 6 digits"),
        number("programme", "项目编号；没有为空", "number of the programme; empty without one"),
        UNTIL,
        yes("answered", "问到了；没回访的为空", "answered; empty for a beginning"),
        yes("still_there", "还在那里工作", "still works there"),
        yes("opened_shop", "开了店", "opened a shop"),
        yes("sold", "卖出了货", "has sold"),
        fen("earned_fen", "一个月挣多少", "earned a month"),
        IS_WOMAN,
        POOR,
    ),
    watches=(
        Watch("placement_placement", "select starts_on from changed"),
        Watch(
            "placement_followup",
            "select (at at time zone 'Asia/Shanghai')::date from changed"
            " union select (f.at at time zone 'Asia/Shanghai')::date from changed c"
            " join placement_followup f on f.member_id = c.member_id"
            " and f.counted_from = c.counted_from and f.months = c.months",
        ),
        Watch(
            "roster_member",
            "select p.starts_on from changed c join placement_placement p on p.member_id = c.id"
            " union select (f.at at time zone 'Asia/Shanghai')::date"
            " from changed c join placement_followup f on f.member_id = c.id",
            only=_WHO,
        ),
    ),
)

WORK_DAY = Kind(
    name="work_day",
    title=Told("生态工日", "days of green work"),
    told=Told(
        "一个人干一天一行（人次），算在那天、地块所在的村。",
        "One row a person and day (a person-time), where the plot lies.",
    ),
    by="month",
    person="member",
    own=(
        number("plot", "地块", "plot"),
        PROGRAMME,
        fen(
            "wage_fen",
            "工钱；工资表还没两个人同意为空",
            "wage; empty until two agreed to its sheet",
        ),
        IS_WOMAN,
        POOR,
    ),
    watches=(
        Watch("ecology_workday", 'select "on" from changed'),
        Watch(
            "ecology_wagesheet",
            'select d."on" from changed c join ecology_workday d on d.sheet_id = c.id',
            only=("state",),
        ),
        Watch(
            "ecology_plot",
            'select d."on" from changed c join ecology_workday d on d.plot_id = c.id',
            only=("place_code", "programme_id", "is_demo"),
        ),
        Watch(
            "roster_member",
            'select d."on" from changed c join ecology_workday d on d.member_id = c.id',
            only=_WHO,
        ),
    ),
)

HOST = Kind(
    name="host",
    title=Told("村播", "farmer hosts"),
    told=Told(
        "一个拿到主播证的人一行，算在发证那天、本人住的地方。",
        "One row a person with a host's diploma, on the day it was given, where they live.",
    ),
    by="year",
    person="member",
    own=(
        text("state", "certified 在册，suspended 暂停，left 退出", "certified, suspended or left"),
        UNTIL,
        number("class", "哪个班结业", "class that was passed"),
        part(
            "first_sale_days",
            "发证到第一单；还没有为空",
            "from diploma to first sale; else empty",
            DAYS,
        ),
        day("last_show", "最近一场", "day of the last show"),
        IS_WOMAN,
        HOME,
    ),
    watches=(
        Watch(
            "hosts_path",
            "select (certified_at at time zone 'Asia/Shanghai')::date from changed",
            only=(
                "certified_at",
                "state",
                "since",
                "place_code",
                "member_id",
                "cohort_id",
                "first_sale_at",
                "last_show_at",
                "is_demo",
            ),
        ),
        Watch(
            "roster_member",
            "select (p.certified_at at time zone 'Asia/Shanghai')::date"
            " from changed c join hosts_path p on p.member_id = c.id",
            only=("merged_into_id", "gender"),
        ),
    ),
)

HOST_MONTH = Kind(
    name="host_month",
    title=Told("村播的月", "months of hosts"),
    told=Told(
        "一个村播一个月一行：播了几场、卖了多少、净收入（主播加农户，已入账减扣回）。",
        "One row a host and month: shows, sales, net income, settled less taken back.",
    ),
    by="month",
    person="member",
    own=(
        number("shows", "几场", "shows"),
        number("live_s", "播了多久", "time on air", SECONDS),
        number("viewers", "观众（各场 UV 相加）", "viewers, UV of each show added"),
        number("entries", "进场", "entries"),
        number("orders", "付款订单", "orders paid"),
        fen("paid_fen", "买家付款", "paid by buyers"),
        fen("refunded_fen", "退给买家", "given back to buyers"),
        fen("own_fen", "卖自家货", "of it their own goods"),
        fen("others_fen", "卖别人的货", "of it others' goods"),
        fen("host_fen", "作为主播分到", "settled to them as host"),
        fen("farmer_fen", "作为农户分到", "settled to them as farmer"),
        fen("net_fen", "净收入", "net income"),
        fen("target_fen", "目标月收入（按当月规定）", "income aimed at, by the month's rule"),
        yes("is_above", "超过目标", "above the aim"),
        yes("is_full", "整月已数完", "the whole month was counted after its end"),
        IS_WOMAN,
    ),
    watches=(
        Watch("hosts_month", "select month from changed"),
        Watch(
            "hosts_path",
            "select m.month from changed c join hosts_month m on m.path_id = c.id",
            only=("place_code", "member_id", "is_demo"),
        ),
        Watch(
            "hosts_rule",
            "select m.month from changed c join hosts_month m on m.month >= c.valid_from"
            " and (c.valid_to is null or m.month <= c.valid_to)",
        ),
        Watch(
            "roster_member",
            "select m.month from changed c join hosts_path p on p.member_id = c.id"
            " join hosts_month m on m.path_id = p.id",
            only=("merged_into_id", "gender"),
        ),
    ),
)

KINDS = (PLACEMENT, WORK_DAY, HOST, HOST_MONTH)

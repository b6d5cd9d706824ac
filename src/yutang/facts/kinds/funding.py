"""Facts of money for programmes, of programmes, of agreements and what was promised in them."""

from typing import Final

from yutang.facts.kinds.shape import Column, Kind, Watch
from yutang.facts.kinds.words import PLAN, PROGRAMME, day, fen, number, text, yes
from yutang.kernel.told import Told

_DIRECTION: Final = text(
    "direction",
    "方向：ecology、ecommerce、education、women、health",
    "direction: ecology, ecommerce, education, women, health",
)
_SCHEME: Final = text("scheme", "专项资金种类；没有为空", "scheme of money; empty without one")
_DECIDED: Final = ("state", "amount_fen", "decided_at")
FUND_ENTRY = Kind(
    name="fund_entry",
    title=Told("资金", "movements of funds"),
    told=Told(
        "资金的一笔一行：捐赠、拨付、支出、付款、预算；退回的为负。两个人确认后才算。",
        "One row a movement of money, confirmed by two; what goes back is below zero.",
    ),
    by="month",
    own=(
        text(
            "way",
            "given 捐给基金，arrived 拨到项目，spent 支出，paid_out 账单已付，budget 预算变动",
            "given to a fund, arrived at a programme, spent, paid_out (bills), budget (change)",
        ),
        _DIRECTION,
        text(
            "line",
            "用途，如 upstream、centre、training；捐赠和拨付为空",
            "purpose, as upstream, centre, training; empty of gifts and grants",
        ),
        _SCHEME,
        number("fund", "基金编号；没有为空", "number of the fund, or empty"),
        number("programme", "项目编号；没有为空", "number of the programme, or empty"),
        text(
            "donor_kind",
            "谁捐的：organisation、person、government；不是捐赠为空",
            "who gave, or empty",
        ),
        fen("amount_fen", "金额；退回的为负", "amount; below zero where it went back"),
    ),
    watches=(
        Watch(
            "programmes_donation",
            "select received_on from changed",
            only=_DECIDED,
            reads=("received_on",),
        ),
        Watch(
            "programmes_givenback",
            "select (decided_at at time zone 'Asia/Shanghai')::date from changed",
            only=_DECIDED,
        ),
        Watch(
            "programmes_grant",
            "select (decided_at at time zone 'Asia/Shanghai')::date from changed",
            only=_DECIDED,
        ),
        Watch("programmes_spending", "select (at at time zone 'Asia/Shanghai')::date from changed"),
        Watch("programmes_bill", "select paid_on from changed", only=("paid_on", "state")),
        Watch(
            "programmes_budgetline", "select (at at time zone 'Asia/Shanghai')::date from changed"
        ),
    ),
)

PROJECT = Kind(
    name="project",
    title=Told("项目", "programmes"),
    told=Told(
        "一个项目一行，算在第一天；金额是到现在的合计。",
        "One row a programme, on its first day; amounts are all so far.",
    ),
    by="year",
    own=(
        PROGRAMME,
        PLAN,
        _DIRECTION,
        _SCHEME,
        text("state", "running 在办，closed 结束", "running or closed"),
        day("until", "最后一天", "last day"),
        yes("has_responsible", "有负责人", "somebody answers for it"),
        fen("planned_fen", "预算", "planned"),
        fen("arrived_fen", "到位", "arrived"),
        fen("spent_fen", "支出", "spent"),
    ),
    watches=(
        Watch("programmes_programme", "select starts_on from changed"),
        *(
            Watch(
                f"programmes_{table}",
                "select p.starts_on from changed c"
                " join programmes_programme p on p.id = c.programme_id",
            )
            for table in ("grant", "spending", "budgetline")
        ),
    ),
)

AGREEMENT = Kind(
    name="agreement",
    title=Told("协议", "agreements"),
    told=Told(
        "一份签了的协议一行，算在签字那天。", "One row an agreement, on the day it was signed."
    ),
    by="year",
    own=(
        number("agreement", "协议编号", "number of the agreement"),
        text(
            "level",
            "和哪一级：country、province、city、county、town、village",
            "of which level: country, province, city, county, town or village",
        ),
        number("parties", "几方", "parties"),
        number("clauses", "几条", "clauses"),
        number("promises", "几项承诺", "promises in it"),
    ),
    watches=(
        Watch("promises_agreement", "select signed_on from changed"),
        Watch(
            "promises_clause",
            "select a.signed_on from changed c join promises_agreement a on a.id = c.agreement_id",
        ),
        Watch(
            "promises_promise",
            "select a.signed_on from changed c join promises_clause l on l.id = c.clause_id"
            " join promises_agreement a on a.id = l.agreement_id",
        ),
    ),
)

PROMISE = Kind(
    name="promise",
    title=Told("承诺", "promises"),
    told=Told(
        "一项承诺一行，算在到期那天；进展按最后一次读数（value_on）那天看。",
        "One row a promise, on the day it is due; how it stands is of its last reading (value_on).",
    ),
    by="year",
    own=(
        number("promise", "承诺编号", "number of the promise"),
        number("agreement", "协议编号", "number of the agreement"),
        text("level", "协议是哪一级的", "level of its agreement"),
        number("programme", "项目编号；没有为空", "number of the programme, or empty"),
        text("indicator", "看哪个数字；手工记的为空", "figure it is read from; empty: by hand"),
        text("counts", "数的是什么：persons、person_times、yuan、mu、places", "what is counted"),
        Column("baseline", "decimal", Told("起点", "baseline")),
        Column("target", "decimal", Told("目标", "target")),
        Column(
            "value", "decimal", Told("已到多少；还没读过为空", "reached; or empty"), private=True
        ),
        day("value_on", "哪天读的", "day of that reading"),
        text(
            "state",
            "那天：kept 兑现，on_course 正常，late 落后，overdue 逾期",
            "on that day: kept, on_course, late or overdue",
        ),
        number("decisions", "为它做过几次决定", "decisions made about it"),
    ),
    watches=(
        Watch("promises_promise", "select due_on from changed"),
        *(
            Watch(
                f"promises_{table}",
                "select p.due_on from changed c join promises_promise p on p.id = c.promise_id",
            )
            for table in ("reading", "evidence", "decision")
        ),
        Watch(
            "promises_tolerance",
            "select due_on from promises_promise where exists (select from changed)",
        ),
    ),
)

KINDS = (FUND_ENTRY, PROJECT, AGREEMENT, PROMISE)

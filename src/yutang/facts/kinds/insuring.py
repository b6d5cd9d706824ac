"""Facts of insurance: who is insured, which cases were filed, which were paid."""

from typing import Final

from yutang.facts.kinds.shape import Column, Kind, Watch
from yutang.facts.kinds.words import (
    DAYS,
    IS_WOMAN,
    PLAN,
    PROGRAMME,
    UNTIL,
    day,
    fen,
    number,
    text,
)
from yutang.kernel.told import Told

_COVER: Final[tuple[Column, ...]] = (
    text("family", "health 健康扶贫，women 女性", "health, or women"),
    number("insurance_plan", "保险方案编号", "number of the insurance plan"),
    PLAN,
    PROGRAMME,
)
_OF_CASE: Final = (
    "state",
    "member_id",
    "place_code",
    "event",
    "total_fen",
    "public_paid_fen",
    "others_paid_fen",
    "approved_fen",
    "is_demo",
)
_BILL: Final[tuple[Column, ...]] = (
    text("event", "出了什么事", "insured event"),
    fen("bill_fen", "账单合计", "bill"),
    fen("public_fen", "医保等国家付的", "paid by the state"),
    fen("others_fen", "别处付的", "paid by others"),
    fen("own_fen", "自己负担的", "their own cost"),
)

INSURED = Kind(
    name="insured",
    title=Told("参保", "insured persons"),
    told=Told(
        "一个人在一个保期里一行（人次），算在保期第一天、参保时住的地方。",
        "One row a person and policy period: a person-time, on its first day, where they lived.",
    ),
    by="month",
    person="member",
    own=(
        *_COVER,
        text("insurer", "保险公司", "insurer"),
        number("policy", "保期编号", "number of the policy period"),
        fen("premium_fen", "保费", "premium"),
        UNTIL,
        IS_WOMAN,
    ),
    watches=(
        Watch(
            "insurance_enrolment",
            "select distinct p.from_on from insurance_policy p"
            " where p.id in (select policy_id from changed)",
        ),
        Watch(
            "roster_member",
            "select p.from_on from changed c join insurance_enrolment e on e.member_id = c.id"
            " join insurance_policy p on p.id = e.policy_id",
            only=("merged_into_id", "gender"),
        ),
    ),
)

CLAIM = Kind(
    name="claim",
    title=Told("理赔申请", "insurance cases"),
    told=Told(
        "一个理赔案一行，算在报案那天、本人所在的村。",
        "One row a case, on the day it was filed, in the person's village.",
    ),
    by="month",
    person="member",
    own=(
        *_COVER,
        *_BILL,
        text(
            "state",
            "filed、returned、differ、agreed、approved、paid、refused、appealed、closed、dropped",
            "filed, returned, differ, agreed, approved, paid, refused, appealed, closed or dropped",
        ),
        fen("approved_fen", "批准金额；还没批为空", "approved; empty before"),
        fen("paid_fen", "到账金额；没到账为 0", "paid; 0 until it arrived"),
        day("paid_on", "到账那天", "day it arrived"),
        number("days", "从报案到到账；没到账为空", "from filing to payment; empty before", DAYS),
    ),
    watches=(
        Watch(
            "indemnity_case",
            "select (filed_at at time zone 'Asia/Shanghai')::date from changed",
            only=_OF_CASE,
            reads=("filed_at",),
        ),
        Watch(
            "indemnity_stage",
            "select (k.filed_at at time zone 'Asia/Shanghai')::date"
            " from changed c join indemnity_case k on k.id = c.case_id where c.name = 'paid'",
        ),
        Watch(
            "roster_member",
            "select (k.filed_at at time zone 'Asia/Shanghai')::date"
            " from changed c join indemnity_case k on k.member_id = c.id",
            only=("merged_into_id", "gender"),
        ),
    ),
)

CLAIM_PAID = Kind(
    name="claim_paid",
    title=Told("已到账的理赔", "insurance cases paid"),
    told=Told(
        "钱已到账、没有退回的理赔案一行，算在到账那天、本人所在的村。",
        "One row a case whose money arrived and stayed, on the day it arrived.",
    ),
    by="month",
    person="member",
    own=(
        *_COVER,
        *_BILL,
        fen("paid_fen", "到账金额", "paid"),
        number("days", "从报案到到账", "from filing to payment", DAYS),
    ),
    watches=(
        Watch(
            "indemnity_case",
            "select (s.at at time zone 'Asia/Shanghai')::date from changed c"
            " join indemnity_stage s on s.case_id = c.id and s.name = 'paid'",
            only=_OF_CASE,
        ),
        Watch(
            "indemnity_stage",
            "select (s.at at time zone 'Asia/Shanghai')::date from changed c"
            " join indemnity_stage s on s.case_id = c.case_id and s.name = 'paid'",
        ),
        Watch(
            "roster_member",
            "select (s.at at time zone 'Asia/Shanghai')::date"
            " from changed c join indemnity_case k on k.member_id = c.id"
            " join indemnity_stage s on s.case_id = k.id and s.name = 'paid'",
            only=("merged_into_id", "gender"),
        ),
    ),
)

KINDS = (INSURED, CLAIM, CLAIM_PAID)

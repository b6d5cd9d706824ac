"""Insurance of the poor, and what was done for women."""

from functools import partial

from yutang.indicators.definitions.words import (
    CLASSES,
    COUNTIES,
    DAYS,
    HEBEI,
    HOMES,
    PERCENT,
    PERSONS,
    TIMES,
    YUAN,
)
from yutang.indicators.rules.shape import (
    Count,
    Covered,
    Distinct,
    Indicator,
    Ratio,
    Sum,
    median,
)
from yutang.kernel.told import Told

_CASES = Told(
    "保险公开账：一案的账单、医保付的、自己负担的、赔付的",
    "the public ledger of insurance: bill, paid by the state, own cost, paid",
)
_insured = partial(
    Indicator,
    fact="insured",
    scope=HOMES,
    source=HEBEI,
    origin="A",
    shows=("family", "insurer"),
)
_paid = partial(Indicator, fact="claim_paid", scope=HOMES, source=_CASES, shows=("event",))

INDICATORS = (
    _insured(
        name="insurance.persons",
        title=Told("参保人数", "Insured persons"),
        told=Told(
            "保期在期间内开始的不同的人。", "Different persons whose cover began in the period."
        ),
        unit=PERSONS,
        counts="persons",
        measure=Distinct(),
        figure="insurance.persons",
    ),
    _insured(
        name="insurance.person_times",
        title=Told("参保人次", "Insured person-times"),
        told=Told(
            "保期在期间内开始的参保：一个人参加两个方案算两次。",
            "Enrolments whose cover began in the period: who is in two plans counts twice.",
        ),
        unit=TIMES,
        counts="person_times",
        measure=Count(),
        figure="insurance.person_times",
    ),
    _insured(
        name="insurance.premium_yuan",
        title=Told("保费", "Insurance premiums"),
        told=Told("这些参保的保费。", "Premiums of these enrolments."),
        unit=YUAN,
        counts="yuan",
        digits=2,
        measure=Sum("premium_fen", 100),
        figure="insurance.premium_yuan",
    ),
    _insured(
        name="insurance.counties",
        title=Told("参保的县", "Counties with insured persons"),
        told=Told("期间有人参保的县。", "Counties in which somebody's cover began in the period."),
        unit=COUNTIES,
        counts="places",
        measure=Covered(6),
    ),
    _paid(
        name="insurance.cases_paid",
        title=Told("理赔到账件数", "Insurance cases paid"),
        told=Told(
            "钱在期间到账、没有退回的理赔。", "Cases whose money arrived in the period and stayed."
        ),
        unit=TIMES,
        counts="person_times",
        measure=Count(),
        figure="indemnity.person_times",
    ),
    _paid(
        name="insurance.persons_paid",
        title=Told("拿到理赔的人", "People paid by insurance"),
        told=Told(
            "期间拿到理赔的不同的人。", "Different persons who were paid a case in the period."
        ),
        unit=PERSONS,
        counts="persons",
        measure=Distinct(),
        figure="indemnity.persons",
    ),
    _paid(
        name="insurance.paid_yuan",
        title=Told("理赔金额", "Paid for insurance cases"),
        told=Told("期间到账的理赔金额。", "Yuan that arrived with insured people in the period."),
        unit=YUAN,
        counts="yuan",
        digits=2,
        measure=Sum("paid_fen", 100),
        figure="indemnity.yuan",
    ),
    _paid(
        name="insurance.own_yuan",
        title=Told("理赔前自己负担", "Own cost before insurance"),
        told=Told(
            "到账的理赔案里，医保等付过后自己还要负担的。",
            "Of the cases paid, what was left to the person after the state and others had paid.",
        ),
        unit=YUAN,
        counts="yuan",
        digits=2,
        measure=Sum("own_fen", 100),
    ),
    Indicator(
        name="insurance.own_percent",
        title=Told("自己负担的赔了几成", "Share of own cost paid"),
        told=Told(
            "理赔金额除以理赔前自己负担的。",
            "What was paid divided by the own cost before insurance.",
        ),
        scope=HOMES,
        source=_CASES,
        origin="C",
        unit=PERCENT,
        digits=1,
        ratio=Ratio("insurance.paid_yuan", "insurance.own_yuan"),
    ),
    _paid(
        name="insurance.days",
        title=Told("报案到到账", "Days from filing to payment"),
        told=Told(
            "到账的理赔从报案到到账天数的中位数。", "The median of the cases paid in the period."
        ),
        unit=DAYS,
        digits=1,
        measure=median("days"),
        figure="indemnity.days",
    ),
    _insured(
        name="women.insured",
        title=Told("参保妇女", "Insured women"),
        told=Told(
            "参加妇女保险方案（教育、生育、健康）的不同的人。",
            "Different persons in a plan for women: education, childbirth, health.",
        ),
        unit=PERSONS,
        counts="persons",
        measure=Distinct(),
        where=lambda t: t.family == "women",
    ),
    Indicator(
        name="women.trained",
        title=Told("培训妇女", "Women trained"),
        told=Told(
            "期间至少来上过一次课的不同的妇女。",
            "Different women who were at a session of a class.",
        ),
        scope=CLASSES,
        source=HEBEI,
        origin="A",
        fact="attendance",
        unit=PERSONS,
        counts="persons",
        measure=Distinct(),
        where=lambda t: t.is_woman,
        shows=("course_kind",),
        figure="training.women",
    ),
)

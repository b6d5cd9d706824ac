"""What a plan pays, whom it insures, how long and for how much: pure rules."""

from datetime import date
from decimal import Decimal
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.insurance.errors import BadBill, BadRule
from yutang.insurance.rules import Applicant, Bill, Reason, Rule, benefit, periods, why_not, wording
from yutang.insurance.rules.benefits import Breakdown, Code
from yutang.insurance.rules.wording import Eligibility, Event, Tier, Words

FIRST, MIDDLE, LAST = date(2019, 1, 1), date(2019, 6, 1), date(2019, 12, 31)
SAID = Words("规则", "rule")


def _shipped(name: str) -> Rule:
    text = resources.files("yutang.insurance").joinpath("data", f"{name}.toml").read_text("utf-8")
    return wording.read(text)


HEALTH, WOMEN = _shipped("health"), _shipped("women")


def _bill(
    total: int,
    public: int = 0,
    *,
    event: str = "hospital",
    on: date = date(2019, 6, 1),
    **more: int,
) -> Bill:
    return Bill(
        event=event,
        total_fen=total,
        public_paid_fen=public,
        on=on,
        covered_from=FIRST,
        covered_to=LAST,
        others_paid_fen=more.get("others", 0),
        paid_before_fen=more.get("before", 0),
    )


def _rule(*events: Event, cap_year: int | None = None, waiting: int = 0) -> Rule:
    return Rule(
        kind="health",
        valid_from=FIRST,
        scope=SAID,
        source=SAID,
        premium_yuan=Decimal(30),
        eligibility=Eligibility("registered", 18, 60),
        events=events,
        waiting_days=waiting,
        cap_year_yuan=cap_year,
    )


def _event(
    *tiers: tuple[int, int], deductible: int = 0, cap: int | None = None, sum_yuan: int = 0
) -> Event:
    made = tuple(Tier(above, Decimal(percent)) for above, percent in tiers)
    return Event("hospital", SAID, ("bill",), deductible, made, sum_yuan, cap)


def _codes(found: Breakdown) -> list[Code]:
    return [step.code for step in found.steps]


def test_the_published_case_comes_out_with_the_shipped_default() -> None:
    """Bill 164,932, state paid 155,000, rest 9,932, paid about 2,900: some 29 % of own cost.

    Deductible and caps are not known: the rule says that it is an unverified default.
    """
    found = benefit(HEALTH, _bill(16_493_200, 15_500_000))

    assert found.own_cost_fen == 993_200
    assert found.paid_fen == 290_460
    assert round(found.paid_fen / 100, -2) == 2_900
    assert [(step.code, step.fen) for step in found.steps] == [
        (Code.BILL, 16_493_200),
        (Code.PUBLIC_PAID, -15_500_000),
        (Code.OWN_COST, 993_200),
        (Code.TIER, 37_500),
        (Code.TIER, 252_960),
        (Code.PAID, 290_460),
    ]
    assert HEALTH.unverified is not None
    assert WOMEN.unverified is not None


@pytest.mark.parametrize(
    ("rule", "bill", "paid", "last"),
    [
        (_rule(_event((0, 50))), _bill(10_000), 5_000, Code.PAID),
        (_rule(_event((0, 50))), _bill(10_000, 4_000, others=1_000), 2_500, Code.PAID),
        (_rule(_event((0, 50))), _bill(10_000, 10_000), 0, Code.NO_OWN_COST),
        (_rule(_event((0, 50), deductible=50)), _bill(5_000), 0, Code.BELOW_DEDUCTIBLE),
        (_rule(_event((0, 50), deductible=50)), _bill(5_002), 1, Code.PAID),
        (_rule(_event((0, 50), deductible=50)), _bill(15_000), 5_000, Code.PAID),
        (_rule(_event((0, 25))), _bill(1), 0, Code.UNDER_A_FEN),
        (_rule(_event((0, 50))), _bill(1), 1, Code.PAID),  # half up
        (_rule(_event((0, 10), (100, 50))), _bill(30_000), 1_000 + 10_000, Code.PAID),
        (_rule(_event((0, 50), cap=30)), _bill(10_000), 3_000, Code.PAID),
        (_rule(_event((0, 50)), cap_year=100), _bill(10_000, before=7_000), 3_000, Code.PAID),
        (_rule(_event((0, 50)), cap_year=100), _bill(10_000, before=10_000), 0,
         Code.YEAR_CAP_REACHED),
        (_rule(_event((0, 50))), _bill(10_000, event="flood"), 0, Code.EVENT_NOT_COVERED),
        (_rule(_event((0, 50))), _bill(10_000, on=date(2020, 1, 1)), 0, Code.OUTSIDE_PERIOD),
        (_rule(_event((0, 50)), waiting=30), _bill(10_000, on=date(2019, 1, 30)), 0, Code.WAITING),
        (_rule(_event((0, 50)), waiting=30), _bill(10_000, on=date(2019, 1, 31)), 5_000,
         Code.PAID),
        (WOMEN, _bill(0, event="school"), 100_000, Code.PAID),
        (WOMEN, _bill(0, event="childbirth", on=date(2019, 1, 5)), 0, Code.WAITING),
        (WOMEN, _bill(2_000_000, event="illness"), 500_000, Code.PAID),
    ],
)  # fmt: skip
def test_what_is_paid_and_why_not(rule: Rule, bill: Bill, paid: int, last: Code) -> None:
    found = benefit(rule, bill)

    assert (found.paid_fen, _codes(found)[-1]) == (paid, last)
    assert (found.reason is None) is (paid > 0)


def test_a_fixed_sum_is_paid_once_a_period() -> None:
    again = Bill(
        event="school", total_fen=0, public_paid_fen=0, on=LAST, covered_from=FIRST,
        covered_to=LAST, sums_before=frozenset({"school"}),
    )  # fmt: skip

    assert benefit(WOMEN, again).reason is Code.SUM_PAID_BEFORE


@pytest.mark.parametrize("amounts", [(-1, 0), (100, 101), (100, -1)])
def test_a_bill_that_does_not_add_up_is_refused(amounts: tuple[int, int]) -> None:
    with pytest.raises(BadBill):
        benefit(HEALTH, _bill(*amounts))


_RULES = st.builds(
    lambda first, second, above, deductible, cap, year: _rule(
        _event((0, first), (above, second), deductible=deductible, cap=cap), cap_year=year
    ),
    st.integers(0, 100),
    st.integers(0, 100),
    st.integers(1, 5_000),
    st.integers(0, 2_000),
    st.none() | st.integers(1, 5_000),
    st.none() | st.integers(1, 5_000),
)
_FEN = st.integers(0, 2_000_000)


@given(_RULES, _FEN, _FEN)
def test_never_below_nothing_nor_above_own_cost_and_never_less_for_more(
    rule: Rule, own: int, more: int
) -> None:
    less, higher = benefit(rule, _bill(own)).paid_fen, benefit(rule, _bill(own + more)).paid_fen

    assert 0 <= less <= own
    assert less <= higher


@given(_RULES, st.lists(_FEN, max_size=6))
def test_all_cases_of_a_period_together_respect_its_cap(rule: Rule, bills: list[int]) -> None:
    event, before = rule.events[0], 0
    for own in bills:
        paid = benefit(rule, _bill(own, before=before)).paid_fen
        assert event.cap_yuan is None or paid <= event.cap_yuan * 100
        before += paid

    assert rule.cap_year_fen is None or before <= rule.cap_year_fen


@given(_RULES, _FEN, _FEN)
def test_the_steps_add_up_to_what_is_paid(rule: Rule, total: int, public: int) -> None:
    found = benefit(rule, _bill(total + public, public))

    counted = sum(step.fen for step in found.steps if step.code is Code.TIER)
    capped = sum(step.fen for step in found.steps if step.code.value.endswith("_cap"))
    assert found.own_cost_fen == total
    assert found.paid_fen == counted + capped


@pytest.mark.parametrize(
    ("born", "gender", "standing", "place", "reason"),
    [
        (date(2001, 1, 1), "f", "registered", "130727", None),
        (date(2001, 1, 2), "f", "registered", "130727", Reason.TOO_YOUNG),
        (date(1958, 1, 2), "m", "unstable", "130727", None),
        (date(1958, 1, 1), "m", "registered", "130727", Reason.TOO_OLD),
        (date(1980, 1, 1), "m", "", "130727", Reason.NOT_REGISTERED),
        (date(1980, 1, 1), "m", "marginal", "130727", Reason.NOT_REGISTERED),
    ],
)
def test_who_may_be_insured_on_the_first_day(
    born: date, gender: str, standing: str, place: str, reason: Reason | None
) -> None:
    assert why_not(HEALTH, Applicant(born, gender, standing, place), FIRST) is reason


def test_the_womens_plan_is_for_women_and_a_rule_for_its_places() -> None:
    man = Applicant(date(1980, 1, 1), "m", "registered", "130727")

    assert why_not(WOMEN, man, FIRST) is Reason.WRONG_GENDER
    text = 'kind = "health"\nvalid_from = 2019-01-01\npremium_yuan = 29.5\n' + _TEXT_REST
    elsewhere = wording.read(text.replace("PLACES", '["1308"]'))
    assert why_not(elsewhere, man, FIRST) is Reason.WRONG_COUNTY
    assert elsewhere.premium_fen == 2_950


_TEXT_REST = """
scope = { zh = "县", en = "county" }
source = { zh = "文件", en = "paper" }
[eligibility]
who = "any"
age_from = 18
age_to = 60
places = PLACES
[[events]]
name = "hospital"
title = { zh = "住院", en = "hospital" }
documents = ["bill"]
tiers = [{ above_yuan = 0, percent = 33.5 }]
"""


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("percent = 133", "percent = 33.5"),
        ("above_yuan = 5", "above_yuan = 0"),
        ('documents = ["letter"]', 'documents = ["bill"]'),
        ("age_from = 61", "age_from = 18"),
        ("sum_yuan = 5\ntiers", "tiers"),
        ("premium_yuan = 0", "premium_yuan = 30"),
        ("cap_year = 5\n[eligibility]", "[eligibility]"),
        ("[eligibility", "[eligibility]"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(wrong: str, right: str) -> None:
    text = 'kind = "health"\nvalid_from = 2019-01-01\npremium_yuan = 30\n'
    text += _TEXT_REST.replace("PLACES", "[]")
    wording.read(text)

    with pytest.raises(BadRule):
        wording.read(text.replace(right, wrong, 1))


@pytest.mark.parametrize(
    ("first", "last", "fen"),
    [
        (date(2019, 1, 1), date(2019, 12, 31), 3_000),
        (date(2020, 2, 29), date(2021, 2, 28), 3_000),
        (date(2019, 7, 1), date(2019, 12, 31), 1_512),  # 184 days of 365
    ],
)
def test_a_year_costs_its_premium_and_less_costs_its_days(
    first: date, last: date, fen: int
) -> None:
    assert periods.fits(first, last)
    assert periods.premium_fen(3_000, first, last) == fen


@pytest.mark.parametrize("last", [date(2020, 1, 1), FIRST, date(2018, 12, 31)])
def test_a_period_lasts_a_year_at_most_and_ends_after_it_begins(last: date) -> None:
    assert not periods.fits(FIRST, last)

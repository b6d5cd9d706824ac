"""Accounts, runs, profiles, replies, months and advances, decided without a database."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.payouts.errors import (
    BadBank,
    BadColumns,
    BadHolder,
    NumberLength,
    NumberMistyped,
    NumberNotDigits,
    ReplyEmpty,
    ReplyHeading,
    ReplyLineWrong,
)
from yutang.payouts.rules import accounts, advances, months, profiles, replies, runs
from yutang.payouts.rules.accounts import AccountFacts
from yutang.payouts.rules.months import Month
from yutang.payouts.rules.profiles import Column, Profile
from yutang.payouts.rules.replies import Finding, Known
from yutang.payouts.rules.runs import Balance

CARD = "6217001234000000008"
"""Invented; its check digit fits."""
NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
FEN = st.integers(-10_000_000, 10_000_000)


def facts(**said: str) -> AccountFacts:
    return AccountFacts(**{"holder": "王大娘", "bank": "农村信用社", "number": CARD, **said})


# Accounts


def test_an_account_is_kept_without_gaps() -> None:
    typed = facts(number="6217 0012 3400 0000 008", holder=" 王 大娘\t")
    assert accounts.checked(typed) == facts(holder="王 大娘")
    assert accounts.checked(typed).tail == "0008"


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"number": "62220200000O0000004"}, NumberNotDigits),
        ({"number": "6222０２00000000004"}, NumberNotDigits),
        ({"number": "622202000"}, NumberLength),
        ({"number": "6222020000000000040"}, NumberMistyped),
        ({"number": "123", "kind": "company"}, NumberLength),
        ({"holder": ""}, BadHolder),
        ({"holder": "=cmd|' /C calc'!A0"}, BadHolder),
        ({"holder": "王" * 61}, BadHolder),
        ({"bank": "@SUM(A1)"}, BadBank),
        ({"branch": "+86"}, BadBank),
    ],
)
def test_an_account_is_refused_with_its_reason(said: dict[str, str], refusal: type) -> None:
    with pytest.raises(refusal):
        accounts.checked(facts(**said))


def test_a_passbook_has_no_check_digit() -> None:
    kept = accounts.checked(facts(number="6222020000000000040", kind="passbook"))
    assert kept.number == "6222020000000000040"


@given(st.text("0123456789", min_size=15, max_size=18), st.integers(0, 18), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(digits: str, place: int, more: int) -> None:
    (right,) = [f"{digits}{last}" for last in range(10) if accounts.luhn(f"{digits}{last}")]
    place %= len(right)
    wrong = f"{right[:place]}{(int(right[place]) + more) % 10}{right[place + 1 :]}"
    assert not accounts.luhn(wrong)


def test_a_person_is_masked_and_a_company_is_not() -> None:
    assert accounts.masked_holder("王大娘", "card") == "王**"
    assert accounts.masked_holder("宽城合作社", "company") == "宽城合作社"


def test_a_change_is_marked_for_a_week() -> None:
    lately, before = NOW - timedelta(days=6), NOW - timedelta(days=7)
    assert accounts.fresh(lately, NOW, is_first=True) == "new"
    assert accounts.fresh(lately, NOW, is_first=False) == "changed"
    assert accounts.fresh(before, NOW, is_first=False) == ""


# Runs


def test_who_is_not_paid_is_named_with_the_reason() -> None:
    found = runs.plan(
        [
            Balance(1, 5_000),
            Balance(2, -300),
            Balance(3, 0),
            Balance(4, 50),
            Balance(5, 5_000, has_account=False),
            Balance(6, 5_000, is_open=True),
            Balance(7, 10_000, owed_fen=50_000, repay_percent=30),
            Balance(8, 10_000, owed_fen=1_000, repay_percent=30),
        ],
        least_fen=100,
    )
    assert [(line.payee, line.repaid_fen, line.paid_fen) for line in found.lines] == [
        (1, 0, 5_000),
        (7, 3_000, 7_000),
        (8, 1_000, 9_000),
    ]
    assert [(left.payee, left.reason) for left in found.left] == [
        (2, "negative"),
        (4, "small"),
        (5, "no_account"),
        (6, "open"),
    ]


BALANCES = st.lists(
    st.builds(
        Balance,
        st.integers(1, 99),
        FEN,
        st.integers(0, 10_000_000),
        st.integers(0, 90),
        st.booleans(),
        st.booleans(),
    )
)


@given(BALANCES, st.integers(1, 100_000))
def test_a_run_takes_whole_balances_and_never_more(balances: list[Balance], least_fen: int) -> None:
    found = runs.plan(balances, least_fen)
    assert len(found.lines) + len(found.left) == sum(each.payable_fen != 0 for each in balances)
    for line in found.lines:
        (most,) = {each.payable_fen for each in balances if each.payee == line.payee} & {
            line.gross_fen
        }
        assert line.repaid_fen + line.paid_fen == line.gross_fen == most
        assert line.paid_fen >= least_fen
        assert line.repaid_fen >= 0


def test_runs_move_along_their_arrows_only() -> None:
    assert runs.may_move("draft", "approved")
    assert runs.may_move("approved", "dropped")
    assert not runs.may_move("sent", "dropped")
    assert not runs.may_move("approved", "approved")
    assert runs.reference(12, 3) == "YT0000001200003"


# Profiles and replies

PROFILE = Profile(
    "csv",
    "utf-8",
    sent=(Column("户名", "holder"),),
    reply=(
        Column("业务编号", "reference"),
        Column("金额", "amount"),
        Column("收款账号", "number"),
        Column("结果", "outcome"),
        Column("原因", "reason"),
        Column("流水号", "serial"),
    ),
    paid_words=("成功", "OK"),
    returned_words=("退票",),
)
HEAD = ["业务编号", "金额", "收款账号", "结果", "原因", "流水号"]
OPEN = {"YT1": Known("open", 5_000, "0004"), "YT2": Known("open", 700, "0012")}


def reply(*rows: list[str]) -> list[replies.ReplyFacts]:
    return replies.read([["某银行批量代发结果"], HEAD, *rows], PROFILE)


def test_columns_are_read_as_they_are_written() -> None:
    text = "收款人户名 = holder\n\n金额（元）＝amount"
    found = profiles.columns(text, profiles.SENT_FIELDS, ("amount",))
    assert found == (Column("收款人户名", "holder"), Column("金额（元）", "amount"))
    assert profiles.columns(profiles.written(found), profiles.SENT_FIELDS, ()) == found


@pytest.mark.parametrize("text", ["", "holder", "a = b", "甲 = holder\n甲 = amount", "甲 = holder"])
def test_columns_that_say_nothing_are_refused(text: str) -> None:
    with pytest.raises(BadColumns):
        profiles.columns(text, profiles.SENT_FIELDS, ("amount",))


def test_a_reply_is_read_below_its_title() -> None:
    (line,) = reply(["YT1", "50.00", "622202****0004", "成功", "", "S1"], ["", "", ""])
    assert (line.line, line.amount_fen, line.tail, line.outcome) == (3, 5_000, "0004", "paid")


@pytest.mark.parametrize(
    "row",
    [["YT1", "fifty"], ["YT1", ""], ["YT1", "-5"], ["", "5"], ["YT1", "1e99"], ["YT1", "0.001"]],
)
def test_a_line_that_cannot_be_read_is_named(row: list[str]) -> None:
    with pytest.raises(ReplyLineWrong) as refused:
        reply(["YT2", "7"], row)
    assert refused.value.fields["line"] == 4


def test_a_reply_without_headings_or_lines_is_refused() -> None:
    with pytest.raises(ReplyHeading):
        replies.read([["一", "二"]] * 30, PROFILE)
    with pytest.raises(ReplyEmpty):
        replies.read([HEAD], PROFILE)


def test_each_line_is_found_to_mean_something() -> None:
    lines = reply(
        ["YT1", "50", "0004", "成功", "", "S1"],
        ["YT1", "50", "0004", "成功", "", "S2"],
        ["YT9", "50", "0004", "成功", "", ""],
        ["YT2", "7.01", "0012", "成功", "", ""],
        ["YT2", "7", "9999", "成功", "", ""],
        ["YT2", "7", "0012", "处理中", "", ""],
        ["YT2", "7", "0012", "退票", "账号错误", ""],
        ["YT2", "7", "0012", "成功", "", ""],
    )
    assert replies.match(lines, OPEN) == [
        Finding.PAID,
        Finding.DOUBLED,
        Finding.UNKNOWN,
        Finding.AMOUNT,
        Finding.ACCOUNT,
        Finding.UNCLEAR,
        Finding.RETURNED,
        Finding.AGAINST,
    ]


def test_a_paid_payout_may_come_back_later() -> None:
    paid = {"YT1": Known("paid", 5_000, "0004", "S1")}
    back, again, other = reply(
        ["YT1", "50", "0004", "退票", "", ""],
        ["YT1", "50", "0004", "成功", "", "S1"],
        ["YT1", "50", "0004", "成功", "", "S7"],
    )
    assert replies.match([back], paid) == [Finding.RETURNED]
    assert replies.match([again], paid) == [Finding.KNOWN]
    assert replies.match([other], paid) == [Finding.DOUBLED]
    assert replies.match([again], {"YT1": Known("dropped", 5_000, "0004")}) == [Finding.AGAINST]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["YT1", "YT2", "YT3"]),
        st.sampled_from(["50", "7", "7.01"]),
        st.sampled_from(["0004", "0012", ""]),
        st.sampled_from(["成功", "退票", "?"]),
        st.just(""),
        st.sampled_from(["", "S1"]),
    ).map(list),
    min_size=1,
    max_size=12,
)


@given(ROWS)
def test_a_reply_told_again_books_nothing(rows: list[list[str]]) -> None:
    lines = reply(*rows)
    now = dict(OPEN)
    for line, finding in zip(lines, replies.match(lines, OPEN), strict=True):
        if finding in {Finding.PAID, Finding.RETURNED}:
            known = now[line.reference]
            serial = line.serial or known.serial
            now[line.reference] = Known(finding.value, known.amount_fen, known.tail, serial)
    again = replies.match(lines, now)
    both_told = {line.reference for line in lines if line.outcome == "paid"} & {
        line.reference for line in lines if line.outcome == "returned"
    }
    booked = [
        line.reference
        for line, finding in zip(lines, again, strict=True)
        if finding in {Finding.PAID, Finding.RETURNED}
    ]
    assert set(booked) <= both_told, "only what was paid and came back is told anew"


@given(ROWS)
def test_totals_are_those_of_the_lines(rows: list[list[str]]) -> None:
    lines = reply(*rows)
    findings = replies.match(lines, OPEN)
    told = replies.totals(lines, findings)
    known = sum(finding is Finding.KNOWN for finding in findings)
    assert told.lines == len(rows) == told.paid + told.returned + told.to_look_at + known


def test_every_finding_to_look_at_can_be_resolved() -> None:
    for finding in Finding:
        for state in ("open", "paid", "returned", "draft", "dropped", ""):
            assert bool(replies.resolutions(finding, state)) == finding.needs_a_look


# Months


def test_months_are_counted_over_the_year() -> None:
    assert Month(2026, 11).plus(3) == Month(2027, 2)
    assert Month(2026, 1).plus(-1) == Month(2025, 12)
    assert Month(2027, 2).minus(Month(2026, 11)) == 3
    assert months.month_of(datetime(2026, 10, 31, 16, tzinfo=UTC)) == Month(2026, 11)
    assert months.month_from("2026-11") == Month(2026, 11)
    for text in ("", "2026", "2026-13", "26-1", "2026-11-1", "²026-11"):
        assert months.month_from(text) is None


CAUSES = st.sampled_from(
    ["settlement", "reversal", "payout", "payout_returned", "repayment", "correction"]
)


@given(st.lists(st.tuples(st.builds(Month, st.just(2026), st.integers(1, 12)), CAUSES, FEN)))
def test_a_statement_adds_up(rows: list[tuple[Month, str, int]]) -> None:
    found = months.by_month(rows)
    assert sum(each.sums.change_fen for each in found) == sum(fen for _, _, fen in rows)
    for before, after in pairwise(found):
        assert before.closing_fen == after.opening_fen
        assert before.month < after.month


# Advances

THIS = Month(2026, 11)


def history(months_known: int, fen: int = 1_000_000) -> dict[Month, int]:
    return {THIS.plus(-back): fen for back in range(1, months_known + 1)}


def test_the_limit_is_half_of_what_the_coming_months_brought_before() -> None:
    found = advances.limit(history(12), THIS, 0)
    assert found.first_ahead == Month(2026, 12)
    assert [tuple(window) for window in found.windows] == [(Month(2025, 12), 3_000_000)]
    assert (found.average_fen, found.share_fen, found.fen) == (3_000_000, 1_500_000, 1_500_000)
    assert found.reason is None


def test_what_is_owed_is_taken_from_the_limit() -> None:
    assert advances.limit(history(24), THIS, 400_050).fen == 1_090_000  # whole hundreds of yuan
    assert advances.limit(history(24), THIS, 2_000_000).reason == "owed"
    assert advances.limit(history(24), THIS, 1_460_000).reason == "small"
    assert advances.limit(history(24, fen=10**8), THIS, 0).fen == advances.CAP_FEN


def test_a_short_history_gives_nothing_and_says_so() -> None:
    for known in (0, 1, 11):
        found = advances.limit(history(known), THIS, 0)
        assert (found.fen, found.reason, found.months_known) == (0, "short", known)
    assert advances.limit({**history(24, fen=0)}, THIS, 0).reason == "no_income"


def test_seasonality_is_honest_about_less_than_a_year() -> None:
    assert not advances.season(history(5), THIS).is_whole_year
    found = advances.season({**history(24), Month(2025, 12): 7_000_000}, THIS)
    assert found.is_whole_year
    (december,) = [month for month in found.months if month.month == 12]
    assert (december.years, december.average_fen, december.percent) == (2, 4_000_000, 27)
    assert advances.season({}, THIS).months == ()


HISTORY = st.dictionaries(st.integers(1, 40).map(lambda back: THIS.plus(-back)), FEN)


@given(HISTORY, st.integers(0, 10_000_000))
def test_no_limit_is_more_than_its_figures_allow(income: dict[Month, int], owed: int) -> None:
    found = advances.limit(income, THIS, owed)
    assert 0 <= found.fen <= max(min(found.share_fen, advances.CAP_FEN) - owed, 0)
    assert (found.fen == 0) == (found.reason is not None)
    spread = advances.season(income, THIS)
    if spread.is_whole_year and any(month.average_fen for month in spread.months):
        assert 94 <= sum(month.percent for month in spread.months) <= 106

"""Rules of hosts: arrows, who may be admitted, months in China, quantiles, suppression."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.hosts.errors import (
    GuardianMissing,
    IdentityNotSeen,
    NoIdNumber,
    OwnPath,
    RefusedBefore,
    TooYoung,
)
from yutang.hosts.rules import months, path, spread
from yutang.hosts.rules.months import Paid
from yutang.hosts.rules.path import Applicant, Happened
from yutang.kernel.counts import Persons

FEN = st.integers(-3_000_000, 9_000_000)


@pytest.mark.parametrize(
    ("age", "guardian", "saw", "refused"),
    [
        (18, False, True, []),
        (16, True, True, []),
        (17, False, True, [GuardianMissing]),
        (15, True, True, [TooYoung]),
        (None, True, True, [NoIdNumber]),
        (40, False, False, [IdentityNotSeen]),
        (17, False, False, [GuardianMissing, IdentityNotSeen]),
    ],
)
def test_who_may_be_admitted(
    age: int | None, *, guardian: bool, saw: bool, refused: list[type[Exception]]
) -> None:
    applicant = Applicant(age, guardian, None, 1)
    assert [type(each) for each in path.why_not(applicant, saw_identity=saw)] == refused


def test_nobody_decides_on_what_they_wrote_nor_on_the_appeal_against_them() -> None:
    applicant = Applicant(30, False, account=5, made_by=7)
    for party in (5, 7):
        with pytest.raises(OwnPath):
            path.check_decider(party, applicant, [Happened("apply", 7)])
    refused = [Happened("apply", 7), Happened("refuse", 9)]
    path.check_decider(9, applicant, [*refused, Happened("again", 7)])
    with pytest.raises(RefusedBefore):
        path.check_decider(9, applicant, [*refused, Happened("appeal", 7)])
    path.check_decider(10, applicant, [*refused, Happened("appeal", 7)])


def test_a_month_is_one_in_china() -> None:
    assert months.month_of(datetime(2026, 10, 31, 16, 30, tzinfo=UTC)) == date(2026, 11, 1)
    since, until = months.bounds(date(2026, 12, 1))
    assert since.astimezone(UTC) == datetime(2026, 11, 30, 16, tzinfo=UTC)
    assert until - since == timedelta(days=31)
    assert list(months.months(date(2026, 11, 30), date(2027, 1, 1))) == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]


def test_the_latest_full_month_of_a_year() -> None:
    assert months.latest_full(2026, date(2026, 11, 22)) == date(2026, 10, 1)
    assert months.latest_full(2025, date(2026, 11, 22)) == date(2025, 12, 1)
    assert months.latest_full(2026, date(2026, 1, 31)) is None
    assert months.latest_full(2027, date(2026, 11, 22)) is None


@given(st.lists(st.builds(Paid, st.integers(0, 9999), st.integers(0, 9999), st.booleans())))
def test_a_months_money_adds_up(paid: list[Paid]) -> None:
    money = months.add_up(paid, {"host": 700, "farmer": -30, "packing": 150, "freight": 500})
    assert money.own_fen + money.others_fen == money.paid_fen - money.refunded_fen
    assert (money.host_fen, money.farmer_fen, money.other_fen) == (700, -30, 650)


@given(st.lists(FEN, min_size=1), st.integers(0, 100))
def test_a_quantile_lies_between_and_halves(nets: list[int], percent: int) -> None:
    ordered = sorted(nets)
    value = spread.quantile(ordered, percent)
    assert ordered[0] <= value <= ordered[-1]
    assert spread.quantile(ordered, 0) == ordered[0]
    assert spread.quantile(ordered, 100) == ordered[-1]
    median = spread.quantile(ordered, 50)
    assert sum(net < median for net in ordered) * 2 <= len(ordered)


@given(st.lists(FEN, min_size=1))
def test_every_person_stands_in_one_bar_and_in_public_none_stands_for_few(nets: list[int]) -> None:
    found = spread.spread(nets, 1_000_000)
    assert found is not None
    assert sum(bar.persons.number for bar in found.bars) == len(nets) == found.persons.number
    assert found.above == Persons(sum(net > 1_000_000 for net in nets))
    shown = spread.public(found)
    if len(nets) < 10:
        assert shown is None
        return
    assert shown is not None
    assert sum(bar.persons.number for bar in shown.bars) == len(nets)
    assert not any(bar.persons.is_small for bar in shown.bars)
    assert [bar.high for bar in shown.bars[:-1]] == [bar.low for bar in shown.bars[1:]]


def test_nobody_has_no_spread() -> None:
    assert spread.spread([], 1) is None
    assert spread.public(None) is None


def test_dormant_counts_from_the_diploma_or_the_last_show() -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    long_ago, lately = at - timedelta(days=61), at - timedelta(days=60)
    assert spread.is_dormant(long_ago, None, at, 60)
    assert not spread.is_dormant(long_ago, lately, at, 60)
    assert not spread.is_dormant(lately, long_ago, at, 60)

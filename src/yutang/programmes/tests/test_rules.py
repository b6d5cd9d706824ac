"""Whose yuan went where, and what a rule of money asks: pure."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.programmes.errors import PaperNeeded
from yutang.programmes.rules import demands, papers
from yutang.programmes.rules.demands import Bound
from yutang.programmes.rules.following import Event, follow, left_of_fund, take

FUND, OTHER_FUND = 1, 2
ONE, TWO = 11, 12


def test_a_pool_leaves_in_proportion_and_in_whole_fen() -> None:
    assert take([60, 30, 10], 50) == [30, 15, 5]
    assert take([1, 1, 1], 1) == [0, 0, 1]
    assert take([0, 0], 5) == [0, 0]
    assert take([3, 4], 99) == [3, 4]


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8), st.integers(0, 10**9))
def test_parts_sum_to_what_left_and_nobody_gives_more_than_they_have(
    pool: list[int], fen: int
) -> None:
    parts = take(pool, fen)
    assert sum(parts) == min(fen, sum(pool))
    assert all(0 <= part <= had for part, had in zip(parts, pool, strict=True))


def test_who_gave_later_has_no_part_in_what_was_done_before() -> None:
    events = [
        Event("given", 100, ref=1),
        Event("granted", 100, fund=FUND, programme=ONE),
        Event("given", 100, ref=2),
        Event("spent", 40, ref=1, programme=ONE, purpose="training"),
    ]
    first, second = follow(1, FUND, events), follow(2, FUND, events)
    assert (first.in_fund, first.programmes[ONE].spent) == (0, {"training": 40})
    assert (second.in_fund, second.programmes) == (100, {})


def test_what_is_taken_back_returns_to_those_it_came_from() -> None:
    events = [
        Event("given", 30, ref=1),
        Event("given", 70, ref=2),
        Event("granted", 50, fund=FUND, programme=ONE),
        Event("spent", 20, ref=7, programme=ONE, purpose="wage"),
        Event("undone", 20, ref=7, programme=ONE, purpose="wage"),
        Event("back", 50, fund=FUND, programme=ONE),
        Event("returned", 30, ref=1),
    ]
    found = follow(1, FUND, events)
    assert (found.given, found.returned, found.in_fund) == (30, 30, 0)
    assert found.programmes[ONE].spent == {"wage": 0}
    assert found.programmes[ONE].back == 15


@st.composite
def stories(draw: st.DrawFn) -> list[Event]:
    """Return movements that the database would let through: nothing leaves what is not there."""
    events: list[Event] = []
    fund, pots, spent = 0, Counter[int](), {}
    for number in range(1, draw(st.integers(3, 25))):
        what = draw(st.sampled_from(["given", "granted", "other", "spent", "undone", "back"]))
        programme, fen = draw(st.sampled_from([ONE, TWO])), draw(st.integers(1, 999))
        if what == "given":
            fund += fen
            events.append(Event("given", fen, ref=number))
        elif what == "granted" and fund >= fen:
            fund, pots[programme] = fund - fen, pots[programme] + fen
            events.append(Event("granted", fen, fund=FUND, programme=programme))
        elif what == "other":
            pots[programme] += fen
            events.append(Event("granted", fen, fund=OTHER_FUND, programme=programme))
        elif what == "spent" and pots[programme] >= fen:
            pots[programme] -= fen
            spent[number] = (programme, fen)
            events.append(Event("spent", fen, number, programme=programme, purpose="wage"))
        elif what == "undone" and spent:
            ref = draw(st.sampled_from(sorted(spent)))
            programme, fen = spent.pop(ref)
            pots[programme] += fen
            events.append(Event("undone", fen, ref, programme=programme, purpose="wage"))
        elif what == "back":
            fen = min(fen, left_of_fund(FUND, programme, events))
            if fen:
                fund, pots[programme] = fund + fen, pots[programme] - fen
                events.append(Event("back", fen, fund=FUND, programme=programme))
    return events


@given(stories())
def test_every_donation_adds_up_and_all_together_are_what_moved(events: list[Event]) -> None:
    donations = [event.ref for event in events if event.what == "given"]
    every = [follow(donation, FUND, events) for donation in donations]
    for found in every:
        shares = found.programmes.values()
        assert found.given == found.returned + found.in_fund + sum(
            share.left + share.used for share in shares
        )
        assert found.in_fund >= 0
        assert all(share.left >= 0 and share.used >= 0 for share in shares)
    for programme in (ONE, TWO):
        left = sum(
            each.programmes[programme].left for each in every if programme in each.programmes
        )
        assert left == left_of_fund(FUND, programme, events)
    moved = Counter[str]()
    for event in events:
        if event.what == "given" or event.fund == FUND:
            moved[event.what] += event.fen
    in_fund = moved["given"] - moved["granted"] + moved["back"]
    assert sum(each.in_fund for each in every) == in_fund


@pytest.mark.parametrize(
    ("part", "whole", "bound", "verdict", "lacks"),
    [
        (50, 100, (50, None), "met", 0),
        (49, 100, (50, None), "failed", 1),
        (15, 100, (None, 15), "met", 0),
        (1501, 10_000, (None, 15), "failed", 1),
        (1, 3, (50, None), "failed", 1),
        (0, 0, (50, None), "unknown", 0),
    ],
)
def test_shares_are_judged_unrounded_and_say_what_is_lacking(
    part: int, whole: int, bound: tuple[int | None, int | None], verdict: str, lacks: int
) -> None:
    asked = Bound(*(None if each is None else Decimal(each) for each in bound))
    assert demands.judge(demands.percent(part, whole), asked).verdict == verdict
    assert demands.lacking_fen(part, whole, asked) == lacks


def test_an_invoice_is_taken_by_what_it_holds() -> None:
    assert papers.media_type_of(b"%PDF-1.7") == "application/pdf"
    assert papers.media_type_of(b"RIFF1234WEBP") == "image/webp"
    for data in (b"", b"MZ\x90", b"%PDF-" + b"0" * papers.BYTES_MOST):
        with pytest.raises(PaperNeeded):
            papers.media_type_of(data)

"""The plan is drawn from its seed, and holds what its settings say."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.cli.rehearsal import plan, yardstick
from yutang.cli.rehearsal.plan import Good, Habits, Settings
from yutang.plumbing.config import REPOSITORY
from yutang.trade.rules import QUANTITY_MAX

GOODS = [Good(11, 3.0, 2), Good(12, 1.0), Good(13, 2.0, 1)]
REPLAY = REPOSITORY / "samples" / "hebei-2019" / "replay.json"


def settings(**changed: object) -> Settings:
    return replace(Settings(seed=5, buyers=80, seconds=60.0), **changed)  # type: ignore[arg-type]


@given(st.integers(0, 10_000), st.sampled_from(plan.CURVES))
def test_the_same_settings_give_the_same_plan(seed: int, curve: plan.Curve) -> None:
    asked = settings(seed=seed, curve=curve, buyers=12)
    assert plan.attempts(asked, GOODS) == plan.attempts(asked, GOODS)
    assert plan.faults(asked) == plan.faults(asked)


def test_another_seed_gives_another_plan() -> None:
    assert plan.attempts(settings(seed=1), GOODS) != plan.attempts(settings(seed=2), GOODS)


@given(st.integers(0, 10_000), st.integers(1, 40), st.sampled_from(plan.CURVES))
def test_every_buyer_comes_and_wishes_only_for_what_there_is(
    seed: int, buyers: int, curve: plan.Curve
) -> None:
    drawn = plan.attempts(settings(seed=seed, buyers=buyers, curve=curve), GOODS)
    assert {attempt.buyer for attempt in drawn} == set(range(buyers))
    assert [attempt.at_s for attempt in drawn] == sorted(attempt.at_s for attempt in drawn)
    for attempt in drawn:
        assert 0 <= attempt.at_s <= 60
        assert 1 <= attempt.quantity <= (GOODS[attempt.good].most or QUANTITY_MAX)
        assert attempt.taps in (1, 2)
        assert attempt.pay_after_s is None or attempt.pay_after_s >= 2


def test_a_spike_at_going_live_comes_first_and_a_steady_stream_does_not() -> None:
    early = {
        curve: sum(
            attempt.at_s < 6
            for attempt in plan.attempts(settings(curve=curve, buyers=2_000), GOODS)
        )
        for curve in ("steady", "spike-at-golive")
    }
    assert early["spike-at-golive"] > 3 * early["steady"]


def test_a_spike_at_a_pin_follows_the_pin() -> None:
    asked = settings(curve="spike-at-pin", buyers=2_000)
    drawn = plan.attempts(asked, GOODS)
    shown = plan.pins(asked, len(GOODS))
    assert [pin.at_s for pin in shown] == [0.0, 20.0, 40.0]
    near = sum(0 <= attempt.at_s - shown[attempt.good].at_s < 10 for attempt in drawn)
    assert near > len(drawn) / 2


def test_habits_are_shares_of_all_wishes() -> None:
    calm = Habits(double_taps=0.0, dropped=0.0, never_pays=0.0, payment_fails=0.0)
    assert all(
        attempt.taps == 1 and not attempt.drops and attempt.pay_after_s and not attempt.declined
        for attempt in plan.attempts(settings(habits=calm), GOODS)
    )
    wild = Habits(double_taps=1.0, dropped=1.0, never_pays=1.0)
    assert all(
        attempt.taps == 2 and attempt.drops and attempt.pay_after_s is None
        for attempt in plan.attempts(settings(habits=wild), GOODS)
    )


@given(st.integers(0, 1_000), st.lists(st.sampled_from(plan.FAULTS), max_size=3, unique=True))
def test_faults_fall_into_the_rush_each_once(seed: int, kinds: list[plan.FaultKind]) -> None:
    planned = plan.faults(settings(seed=seed, faults=tuple(kinds)))
    assert [fault.kind for fault in planned] == kinds
    for fault in planned:
        assert 0 < fault.at_s < 60
        assert (fault.seconds > 0) == (fault.kind == "database")


def test_a_rush_without_a_timetable_is_hurt_again_and_again() -> None:
    planned = plan.faults_in_a_rush(plan.FAULTS, 80.0)
    assert Counter(fault.kind for fault in planned) == {"gate": 4, "worker": 3, "database": 3}
    assert plan.faults_in_a_rush((), 80.0) == []


def test_keys_are_the_attempts_own_and_the_same_again() -> None:
    keys = {plan.key_of(5, number) for number in range(1_000)}
    assert len(keys) == 1_000
    assert plan.key_of(5, 7) == plan.key_of(5, 7) != plan.key_of(6, 7)


def _bought(replay: yardstick.Replay, seed: int) -> list[tuple[int, int]]:
    """Return (orders, units) of each good, as stock in arrival order gives them."""
    left = [offer.units for offer in replay.offers]
    taken = [[0, 0] for _ in replay.offers]
    for attempt in yardstick.attempts(replay, seed):
        if attempt.quantity <= left[attempt.good]:
            left[attempt.good] -= attempt.quantity
            taken[attempt.good][0] += 1
            taken[attempt.good][1] += attempt.quantity
    return [(orders, units) for orders, units in taken]


@pytest.mark.parametrize("seed", [1, 77])
def test_the_yardstick_comes_out_as_it_was_reported(seed: int) -> None:
    replay = yardstick.read(Path(REPLAY))
    bought = _bought(replay, seed)
    assert sum(orders for orders, _ in bought) >= replay.orders == 140_000
    assert len(bought) == 21
    gone = [
        offer.key
        for offer, (_, units) in zip(replay.offers, bought, strict=True)
        if units == offer.units
    ]
    assert gone == [offer.key for offer in replay.offers if offer.sells_out]
    assert len(gone) == replay.sold_out == 12
    by_key = {o.key: units for o, (_, units) in zip(replay.offers, bought, strict=True)}
    assert by_key["sesame-oil"] == 20_000


def test_in_its_own_time_the_chestnuts_are_gone_in_about_ten_seconds() -> None:
    replay = yardstick.read(Path(REPLAY))
    place = next(n for n, offer in enumerate(replay.offers) if offer.key == "chestnut")
    left, ended = replay.offers[place].units, 0.0
    for attempt in yardstick.attempts(replay, 3):
        if attempt.good == place and 0 < attempt.quantity <= left:
            left -= attempt.quantity
            ended = attempt.at_s
    assert left == 0
    assert 8 < ended - replay.offers[place].from_s < 13


def test_more_attempts_are_more_of_everything_but_stock() -> None:
    replay = yardstick.read(Path(REPLAY))
    more = yardstick.enlarged(replay, 1_000_000)
    wishes = sum(offer.wishes for offer in more.offers)
    assert abs(wishes - 1_000_000) < 21
    assert [offer.units for offer in more.offers] == [offer.units for offer in replay.offers]

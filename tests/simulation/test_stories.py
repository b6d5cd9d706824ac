"""Thousands of stories keep every promise; take one guard away and they break."""

from typing import Any

import pytest
import typer

from yutang.cli.simulate import replay, search, simulate
from yutang.cli.simulation.story import STEPS, Ending, tell
from yutang.cli.simulation.verbs import Deed
from yutang.plumbing import statements
from yutang.trade import intake
from yutang.trade.rules import Answer, Facts, decide

SEEDS = range(1, 2_001)
UNTOLD = {"not_yet", "full", "coupon", "by_ticket"}
"""Answers of lots with terms that the stories do not have."""


def _without(name: str, *guards: str) -> dict[str, str]:
    """Return the statement with these words of it taken away."""
    text: str = statements.load("trade", name)
    for guard in guards:
        assert guard in text, f"{name}.sql no longer says {guard!r}"
        text = text.replace(guard, "")
    return {name: text}


LOTS_UNLOCKED = _without("lock_lots", "for update")
KEYS_UNKNOWN = {"orders_of_keys": statements.load("trade", "orders_of_keys") + "\nwhere false"}
KEYS_NOT_KEPT = _without("place_orders", "on conflict (buyer_id, key) do nothing")
EXPIRY_UNGUARDED = _without("expire_holds", "state = 'held' and")


def _first_fault(
    altered: dict[str, str], *, checks: bool = True, seeds: int = 400, saying: str = ""
) -> Ending:
    """Return how the first story that breaks with this fault ended."""
    endings = (tell(seed, altered=altered, checks=checks) for seed in range(1, seeds + 1))
    for ending in endings:
        if ending.fault and saying in ending.fault:
            return ending
    pytest.fail(f"{seeds} stories were told without a guard, and none broke")


def test_thousands_of_stories_keep_every_promise() -> None:
    found = search(SEEDS, STEPS)
    broken = [f"{ending.fault}\n  {replay(ending, STEPS)}" for ending in found.faults]
    assert not broken, "\n".join(broken[:5])
    deeds = {kind.__name__ for kind in Deed.__args__}
    answers = {str(answer) for answer in Answer} - {"unknown"} - UNTOLD
    refusals = {"hold_over", "order_gone", "already_shipped", "too_few_to_withdraw"}
    chances = {"waits", "deaths", "answers lost", "asked again", "left out", "holds ended"}
    never = {name for name in deeds | answers | refusals | chances if not found.counts[name]}
    assert not never, "the stories are about less than they should be"


def test_a_seed_tells_the_same_story_each_time() -> None:
    assert tell(1234, aloud=True).lines == tell(1234, aloud=True).lines
    assert tell(1234, aloud=True).lines != tell(1235, aloud=True).lines


def test_without_the_lots_lock_it_oversells() -> None:
    ending = _first_fault(LOTS_UNLOCKED, checks=False, saying="oversold")
    assert not tell(ending.seed).fault


def test_without_the_lots_lock_the_tables_own_check_has_to_stop_it() -> None:
    _first_fault(LOTS_UNLOCKED, saying="Constraint: trade_lot: no units below zero")


def test_without_the_key_check_it_doubles() -> None:
    unguarded = KEYS_UNKNOWN | KEYS_NOT_KEPT
    ending = _first_fault(unguarded, checks=False, saying="doubled")
    assert not tell(ending.seed).fault


def test_when_two_gates_race_for_a_key_the_insert_has_to_give_way() -> None:
    _first_fault(KEYS_NOT_KEPT, saying="Constraint: trade_order_once")


def test_without_the_expiry_guard_a_paid_order_is_expired() -> None:
    ending = _first_fault(EXPIRY_UNGUARDED, checks=False, saying="a paid order has expired")
    assert not tell(ending.seed).fault


def test_without_the_expiry_guard_the_arrows_have_to_stop_it() -> None:
    _first_fault(EXPIRY_UNGUARDED, saying="Constraint: trade_order_arrow")


@pytest.mark.parametrize(
    "altered",
    [
        pytest.param(_without("lock_lots", "order by id"), id="lots out of order"),
        pytest.param(_without("lock_due_lots", "for update"), id="orders before lots"),
        pytest.param(
            _without("place_orders", "order by wish.buyer_id, wish.key"), id="keys out of order"
        ),
    ],
)
def test_without_one_order_of_locks_somebody_waits_in_a_ring(altered: dict[str, str]) -> None:
    _first_fault(altered, seeds=2_000, saying="Deadlock")


def test_a_limit_that_forgets_earlier_orders_is_passed() -> None:
    forgetful = statements.load("trade", "units_bought").replace("'cancelled'", "'held'")
    _first_fault({"units_bought": forgetful}, saying="a buyer, and there are")


def test_a_rule_that_keeps_one_unit_back_undersells(monkeypatch: pytest.MonkeyPatch) -> None:
    def stingy(wishes: Any, facts: Facts, now: Any) -> Any:
        fewer = {
            number: lot._replace(available=max(lot.available - 1, 0))
            for number, lot in facts.lots.items()
        }
        return decide(wishes, facts._replace(lots=fewer), now)

    monkeypatch.setattr(intake, "decide", stingy)
    _first_fault({}, saying="undersold")


def test_a_seed_that_fails_is_told_with_the_command_that_tells_it_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(typer.Exit) as ended:
        simulate(seeds=50, seed=None, steps=STEPS, altered=LOTS_UNLOCKED)
    assert ended.value.exit_code == 1
    told = capsys.readouterr().out
    failed = int(told.rsplit("yutang simulate --seed ", 1)[1].split()[0])
    assert "seeds failed" in told
    with pytest.raises(typer.Exit):
        simulate(seeds=1, seed=failed, steps=STEPS, altered=LOTS_UNLOCKED)
    assert "✗" in capsys.readouterr().out


def test_a_seed_that_holds_is_told_to_its_quiet_end(capsys: pytest.CaptureFixture[str]) -> None:
    simulate(seeds=1, seed=7, steps=STEPS)
    told = capsys.readouterr().out
    assert "begins: gate" in told
    assert "✗" not in told

"""Thousands of stories keep every promise, and a seed is told again by one line."""

import pytest
import typer

from tests.simulation.test_guards import LOTS_UNLOCKED
from yutang.cli.simulate import replay, search, simulate
from yutang.cli.simulation.deeds import Deed
from yutang.cli.simulation.story import STEPS, tell
from yutang.trade.hauls import paying
from yutang.trade.rules import Answer

SEEDS = range(1, 2_001)


def test_thousands_of_stories_keep_every_promise() -> None:
    found = search(SEEDS, STEPS)
    broken = [f"{ending.fault}\n  {replay(ending, STEPS)}" for ending in found.faults]
    assert not broken, "\n".join(broken[:5])
    deeds = {kind.__name__ for kind in Deed.__args__}
    answers = {str(answer) for answer in Answer} - {"unknown"}
    answers |= {f"entry {told}" for told in ("taken", "had", "not_needed", "closed", "coupon")}
    answers |= {f"together {answer}" for answer in paying.Answer}
    refusals = {"hold_over", "order_gone", "already_shipped", "too_few_to_withdraw", "sale_over"}
    chances = {"waits", "deaths", "answers lost", "asked again", "left out"}
    chances |= {"holds ended", "numbers called"}
    never = {name for name in deeds | answers | refusals | chances if not found.counts[name]}
    assert not never, "the stories are about less than they should be"


def test_a_seed_tells_the_same_story_each_time() -> None:
    assert tell(1234, aloud=True).lines == tell(1234, aloud=True).lines
    assert tell(1234, aloud=True).lines != tell(1235, aloud=True).lines


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

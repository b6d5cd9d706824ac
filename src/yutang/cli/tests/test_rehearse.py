"""What is asked wrongly is told, and nothing is begun."""

import pytest
from typer.testing import CliRunner

from yutang.cli.app import app
from yutang.cli.rehearsal import plan
from yutang.cli.rehearsal.asked import faults_of, speed_of

WRONG = 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nonsense"], "SALE is the sale's number"),
        (["0"], "SALE is the sale's number"),
        ([], "SALE is the sale's number"),
        (["1", "--curve", "zigzag"], "--curve is one of"),
        (["1", "--faults", "disk"], "--faults names"),
        (["1", "--speed", "-3"], "--speed is a number"),
        (["1", "--speed", "max"], "--speed is a number"),
        (["1", "--buyers", "-5"], "buyers"),
        (["1", "--minutes", "0"], "minutes"),
        (["hebei-2019", "--entries", "-1"], "entries"),
        (["hebei-2019", "--speed", "0"], "--speed is a number"),
    ],
)
def test_bad_input_is_told(words: list[str], said: str) -> None:
    done = CliRunner().invoke(app, ["rehearse", *words], env={"COLUMNS": "400"})
    assert done.exit_code == WRONG
    assert said in done.output


def test_without_a_server_the_command_to_start_one_is_named() -> None:
    done = CliRunner().invoke(app, ["rehearse", "1"])
    assert done.exit_code == 1
    assert "yutang serve" in done.output


def test_faults_are_named_in_any_order() -> None:
    assert faults_of("database, gate") == ("gate", "database")
    assert faults_of("none") == ()
    assert faults_of("all") == plan.FAULTS


def test_speed_is_a_number() -> None:
    assert speed_of("2.5") == 2.5

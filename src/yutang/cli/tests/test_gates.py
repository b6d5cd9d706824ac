"""How many gates are run, as it is asked for."""

import os
import subprocess
import sys

import pytest

from yutang.cli.serve import _gates
from yutang.plumbing.config import GATES_MOST, gates_asked


def test_one_gate_is_just_the_gate_and_several_are_numbered() -> None:
    assert [(child.name, list(child.arguments)) for child in _gates(1)] == [("gate", [])]
    assert [(child.name, list(child.arguments)) for child in _gates(2)] == [
        ("gate 1", ["--number", "1", "--of", "2"]),
        ("gate 2", ["--number", "2", "--of", "2"]),
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux deals connections out")
def test_a_number_within_reason_is_taken() -> None:
    assert [gates_asked(str(count), "--gates") for count in (1, 2, GATES_MOST)] == [
        1,
        2,
        GATES_MOST,
    ]


@pytest.mark.parametrize("text", ["0", "-1", "9", "10", "1.5", "two", "", "２", " 2"])
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(SystemExit) as refused:
        gates_asked(text, "YUTANG_GATES")
    assert str(refused.value) == f"YUTANG_GATES must be a number from 1 to 8, not {text!r}."


def test_several_gates_are_refused_where_a_port_cannot_be_shared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert gates_asked("1", "--gates") == 1
    with pytest.raises(SystemExit, match="only Linux"):
        gates_asked("2", "--gates")


@pytest.mark.parametrize("arguments", [["--number", "3", "--of", "2"], ["--number", "0"]])
def test_a_gate_that_cannot_be_numbered_so_does_not_start(arguments: list[str]) -> None:
    gate = subprocess.run(
        [sys.executable, "-m", "yutang.gate", *arguments],
        env={**os.environ, "DATABASE_URL": "postgresql:///not-asked"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert gate.returncode == 2
    assert "--number must be from 1 to" in gate.stderr

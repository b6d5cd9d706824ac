import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.kernel import counts
from yutang.kernel.counts import SMALL, Persons, PersonTimes

NUMBERS = st.integers(0, 10**12)
MIXED = """
from yutang.kernel.counts import Persons, PersonTimes, person_times, persons
right = Persons(1) + Persons(2)
times = PersonTimes(1) + PersonTimes(2)
Persons(1) + PersonTimes(1)
PersonTimes(1) + Persons(1)
Persons(1) < PersonTimes(2)
Persons(1) + 1
persons([PersonTimes(1)])
person_times([Persons(1)])
shown: Persons = PersonTimes(1)
"""


@given(NUMBERS, NUMBERS)
def test_each_adds_to_its_own_kind_and_never_to_the_other(one: int, other: int) -> None:
    assert Persons(one) + Persons(other) == Persons(one + other)
    assert PersonTimes(one) + PersonTimes(other) == PersonTimes(one + other)
    assert counts.persons([Persons(one), Persons(other)]).number == one + other
    assert counts.person_times([PersonTimes(one), PersonTimes(other)]).number == one + other
    for left, right in ((Persons(one), PersonTimes(other)), (PersonTimes(one), Persons(other))):
        with pytest.raises(TypeError):
            left + right  # type: ignore[operator]
        with pytest.raises(TypeError):
            left < right  # type: ignore[operator]  # noqa: B015
        assert left != right
    for number in (one, float(one), str(one)):
        with pytest.raises(TypeError):
            Persons(one) + number  # type: ignore[operator]
        with pytest.raises(TypeError):
            sum([PersonTimes(one)])  # type: ignore[list-item]


def test_mypy_refuses_to_mix_them(tmp_path: Path) -> None:
    snippet = tmp_path / "mixed.py"
    snippet.write_text(MIXED)
    source = Path(counts.__file__).parents[2]
    said = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", str(tmp_path),
         "--no-error-summary", str(snippet)],
        capture_output=True, text=True, check=False, env={"MYPYPATH": str(source)}, timeout=100,
    ).stdout  # fmt: skip
    refused = {int(line.split(":")[1]) for line in said.splitlines() if ": error:" in line}
    assert refused == set(range(5, 12)), said


def test_no_count_is_negative_nor_anything_but_a_whole_number() -> None:
    for kind in (Persons, PersonTimes):
        with pytest.raises(ValueError, match="below"):
            kind(-1)
        for number in (1.5, "3", True):
            with pytest.raises(TypeError):
                kind(number)  # type: ignore[arg-type]


def test_they_say_what_they_count() -> None:
    assert str(Persons(1200)) == "1,200 人"
    assert str(PersonTimes(31)) == "31 人次"


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 30).map(Persons), max_size=6))
def test_small_groups_are_hidden_and_cannot_be_told_from_the_total(
    groups: Mapping[str, Persons],
) -> None:
    shown = counts.shown_publicly(groups)
    assert all(count is None or count == groups[key] for key, count in shown.items())
    assert all(not count.is_small for count in shown.values() if count is not None)
    hidden = [groups[key] for key, count in shown.items() if count is None]
    filled = sum(bool(count) for count in groups.values())
    assert len(hidden) != 1 or filled == 1
    assert (not hidden) == (not any(0 < count.number < SMALL for count in groups.values()))

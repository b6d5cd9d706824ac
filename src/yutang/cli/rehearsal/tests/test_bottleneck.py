"""The bottleneck is named from what was measured."""

from dataclasses import replace

import pytest

from yutang.cli.rehearsal.bottleneck import Facts, name

CALM = Facts(
    cores=4,
    machine=0.4,
    ours=1.4,
    crowd=0.3,
    gate=0.5,
    database=0.6,
    flushing=0.4,
    flush_p99_ms=20.0,
    queue=40,
    told_to_wait=0,
    crowd_late_ms=2.0,
)


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({}, "nothing"),
        ({"gate": 0.97}, "gate"),
        ({"gate": 0.97, "flushing": 0.95}, "gate"),
        ({"crowd": 0.98, "gate": 0.9}, "crowd"),
        ({"crowd": 0.9, "gate": 0.99}, "gate"),
        ({"crowd_late_ms": 900.0}, "crowd"),
        ({"flushing": 0.97, "flush_p99_ms": 800.0}, "database"),
        ({"database": 3.9}, "database"),
        ({"database": None, "flushing": 0.97}, "database"),
        ({"queue": 19_000}, "queue"),
        ({"told_to_wait": 12}, "queue"),
        ({"machine": 0.99, "ours": 3.8, "flushing": 0.97}, "machine"),
        ({"parcels": 5_000, "parcels_hour": 100.0}, "packers"),
        ({"parcels": 500, "parcels_hour": 100.0}, "nothing"),
        ({"parcels": 5_000, "parcels_hour": 100.0, "gate": 0.97}, "gate"),
    ],
)
def test_what_was_slowest_is_named(changed: dict[str, float], part: str) -> None:
    found = name(replace(CALM, **changed))  # type: ignore[arg-type]
    assert found.part == part
    assert found.why
    assert found.why_zh


def test_packing_is_told_beside_whatever_was_slowest() -> None:
    found = name(replace(CALM, gate=0.97, parcels=5_000, parcels_hour=100.0))
    assert found.packing_hours == 50.0
    assert name(CALM).packing_hours is None


def test_the_machine_is_told_apart_from_programs_that_have_nothing_to_do_with_it() -> None:
    found = name(replace(CALM, machine=1.0, ours=1.5))
    assert "nothing to do with it 2.5" in found.why

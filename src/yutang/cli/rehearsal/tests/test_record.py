"""What is noted by the second can be sent on, put together and read back."""

import json

from hypothesis import given
from hypothesis import strategies as st

from yutang.cli.rehearsal import record
from yutang.cli.rehearsal.display import gathered, sparkline
from yutang.cli.rehearsal.record import Record
from yutang.cli.rehearsal.report import POINTS_MOST, points


@given(st.lists(st.floats(0.0002, 60.0), min_size=1, max_size=200))
def test_percentiles_are_right_within_a_bucket(times: list[float]) -> None:
    noted = Record()
    for seconds in times:
        noted.second(0).times[record.bucket(seconds)] += 1
    for share in (0.5, 0.99, 1.0):
        exact = sorted(times)[max(0, -(-len(times) * int(share * 100) // 100) - 1)] * 1000
        told = record.percentile(noted.times, share)
        assert exact * 0.99 <= told <= exact * record.STEP * 1.01 + 0.01


def test_no_answers_have_no_times() -> None:
    assert record.percentile({}, 0.99) == 0.0


def test_two_records_add_up_after_a_journey_as_json() -> None:
    parts = []
    for count in (2, 3):
        one = Record()
        one.second(4.2).answers["kept"] += count
        one.second(4.9).answers["sold_out"] += 1
        one.second(4.9).times[record.bucket(0.05)] += 1
        one.counts["taps"] += count + 1
        one.last_answer_s = float(count)
        parts.append(json.loads(json.dumps(one.as_dict())))
    both = Record()
    for part in parts:
        both.add(part)
    assert both.answers == {"kept": 5, "sold_out": 2}
    assert both.counts["taps"] == 7
    assert both.last_answer_s == 3.0
    assert sum(both.times.values()) == 2


@given(st.dictionaries(st.integers(0, 9_000), st.integers(1, 50), min_size=1, max_size=40))
def test_points_over_time_lose_nothing_however_long_it_ran(kept: dict[int, int]) -> None:
    noted = Record()
    for second, count in kept.items():
        noted.second(second).answers["kept"] += count
        noted.second(second).answers["sold_out"] += 1
    drawn = points(noted, {3: 2})
    assert len(drawn) <= POINTS_MOST
    assert sum(point["kept"] for point in drawn) == sum(kept.values())
    assert sum(point["refused"] for point in drawn) == len(kept)
    assert sum(point["expired"] for point in drawn) == 2


def test_a_sparkline_is_as_high_as_its_greatest() -> None:
    assert sparkline([0, 5, 10]) == "▁▅█"
    assert sparkline([0, 0]) == "▁▁"
    assert sparkline([]) == ""


def test_progress_of_several_processes_is_put_together() -> None:
    told = [
        {
            "kind": "orders",
            "answers": {"kept": 3, "sold_out": 1},
            "kept_s": 2,
            "p99_ms": 9,
            "of": 6,
        },
        {"kind": "orders", "answers": {"kept": 1}, "kept_s": 1, "p99_ms": 20, "of": 4},
        {"kind": "entries", "entered": 7, "entered_s": 3, "of": 10},
    ]
    now = gathered(told)
    assert (now["kept"], now["ended"], now["of"], now["kept_s"]) == (4, 5, 10, 3)
    assert now["refused"] == {"sold_out": 1}
    assert (now["entered"], now["entries_of"], now["p99_ms"]) == (7, 10, 20)

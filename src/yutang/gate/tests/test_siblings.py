"""Gates that share a port: whoever is asked tells what all have counted."""

from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from yutang.gate import metrics
from yutang.gate.door.answers import Answer
from yutang.gate.siblings import Siblings, merged

ONE = b"""# HELP yutang_ticks_total Ticks published
# TYPE yutang_ticks_total counter
yutang_ticks_total 3.0
# HELP yutang_orders_total Order requests by answer
# TYPE yutang_orders_total counter
yutang_orders_total{answer="held"} 5.0
"""
TWO = (
    ONE.replace(b" 3.0", b" 4.0")
    + b"""# HELP yutang_rooms Rooms held in memory
# TYPE yutang_rooms gauge
yutang_rooms 1.0
"""
)


def _samples(page: bytes) -> dict[tuple[str, str], float]:
    return {
        (sample.name, sample.labels.get("gate", "")): sample.value
        for family in text_string_to_metric_families(page.decode())
        for sample in family.samples
    }


def test_each_sample_says_which_gate_counted_it() -> None:
    page = merged({1: ONE, 2: TWO})
    assert _samples(page) == {
        ("yutang_ticks_total", "1"): 3,
        ("yutang_ticks_total", "2"): 4,
        ("yutang_orders_total", "1"): 5,
        ("yutang_orders_total", "2"): 5,
        ("yutang_rooms", "2"): 1,
    }
    assert page.count(b"# HELP yutang_ticks_total") == 1, "a family's lines stay together"


def _left(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def _asked(siblings: Siblings) -> Answer:
    async def nothing() -> dict[str, object]:
        return {}

    return await siblings.metrics_page({}, nothing)


async def test_one_gate_answers_for_all_and_for_those_that_live(tmp_path: Path) -> None:
    one, two = (Siblings(tmp_path, number, of=3) for number in (1, 2))
    await one.open()
    await two.open()
    page = _samples((await _asked(one)).body)
    assert {gate for name, gate in page if name == "yutang_rooms"} == {"1", "2"}
    await two.close()
    assert {gate for _, gate in _samples((await _asked(one)).body)} == {"1"}
    await one.close()
    assert not _left(tmp_path)


async def test_a_gate_alone_tells_its_counts_as_they_are(tmp_path: Path) -> None:
    assert {gate for _, gate in _samples((await _asked(Siblings(tmp_path))).body)} == {""}
    assert b"yutang_rooms" in metrics.page()

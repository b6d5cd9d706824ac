"""What the benchmark prints and keeps."""

import json
from pathlib import Path

import pytest

from yutang.cli.bench import report
from yutang.cli.bench.growth import Grown
from yutang.cli.bench.measures import Raw, ThroughHttp
from yutang.cli.bench.recalls import Recalled
from yutang.cli.bench.report import Results
from yutang.cli.bench.settling import Settled
from yutang.cli.bench.statements import Stated
from yutang.cli.bench.watchers import CameBack, Watched

CPU = {"gate": 61.0, "database": 33.0, "load generator": 16.0}
RESULTS = Results(
    raw=[Raw(1, 1, 100, 500.0), Raw(1_000, 1, 9_000, 12_000.0)],
    http=[
        ThroughHttp(False, 1, 512, 9_000, 4_000.0, 100.0, 200.0, {"201": 9_000}, 480.0, CPU),
        ThroughHttp(
            False, 21, 512, 9_000, 5_000.0, 90.0, 180.0, {"201": 9_000, "503": 3}, 480.0, CPU
        ),
        ThroughHttp(True, 1, 512, 100, 250.0, 900.0, 1_800.0, {"201": 100}, 1.0, CPU),
    ],
    watched=[Watched(2, 20_000, 5.0, 99_000, 0.99, 20.0, 80.0, 95.0, 4.5, 0.75)],
    came_back=[CameBack(20_000, 19_999, 8.5, 31, 12)],
    grown=[Grown(100_000, 12_100.0), Grown(1_000_000, 11_000.0)],
    settled=[Settled(1, 500, 5.0), Settled(5_000, 140_000, 20.0), Settled(0, 140_000, 10.0)],
    stated=[Stated(50_000, 120.0, 130.0), Stated(50, 30.0, 30.0)],
    recalled=[Recalled(10_000, 2_000, 40.0, 1.0), Recalled(1_000_000, 2_000, 50.0, 1.1)],
)


def test_ratios_compare_like_with_like() -> None:
    assert RESULTS.ratios() == {
        "raw_batched_to_raw_one_per_transaction": 24.0,
        "http_to_raw_batched": pytest.approx(1 / 3),
        "http_batched_to_http_one_per_transaction": 16.0,
        "http_21_lots_to_http_1_lot": 1.25,
        "cost_beside_many_stored_to_beside_few": pytest.approx(1.1),
        "settled_in_hauls_to_one_per_transaction": 70.0,
        "settled_in_hauls_to_bare_rows": 0.5,
        "statement_of_many_orders_to_one_of_few": 4.0,
        "recall_beside_many_parcels_to_beside_few": 1.25,
    }


def test_the_report_names_the_machine_the_commit_and_every_figure(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(report, "REPOSITORY", tmp_path)
    setting = report.setting()
    report.show(setting, RESULTS)
    shown = capsys.readouterr().out
    for figure in (
        "12,000",
        "4,000",
        "16.00",
        "20,000",
        "99.0%",
        "19,999",
        "1,000,000",
        str(setting["cores"]),
    ):
        assert figure in shown
    kept = json.loads(report.save(setting, RESULTS).read_text())
    assert kept["setting"]["python"] == setting["python"]
    assert kept["http"][1]["statuses"] == {"201": 9_000, "503": 3}
    assert kept["ratios"] == pytest.approx(RESULTS.ratios())

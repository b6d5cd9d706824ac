"""The command as a clerk types it: a sale rehearsed on the running platform."""

import json
from pathlib import Path

import pytest

from tests.journeys.conftest import Platform, new_mobile

pytestmark = pytest.mark.served


@pytest.mark.timeout(300)
def test_a_sale_is_rehearsed_through_a_killed_gate_and_reported(
    platform: Platform,
) -> None:
    made = platform.stage("sale", new_mobile(), "演练的一场", "20")
    sale = str(made["sale"])
    words = ["--buyers", "120", "--minutes", "0.15", "--speed", "2", "--even-live"]
    done = platform.command("rehearse", sale, *words, "--seed", "5", "--faults", "gate,database")
    assert done.returncode == 0, done.stdout + done.stderr
    (kept,) = (Path(platform.environment["YUTANG_DATA"]) / "rehearsals").glob(f"*-sale-{sale}.json")
    report = json.loads(kept.read_text())
    assert report["proof"]["holds"]
    assert report["orders"]["kept"] == report["proof"]["stored"] > 100
    assert report["orders"]["unanswered"] == report["orders"]["doubled"] == 0
    assert [fault["kind"] for fault in report["faults"]] == ["gate", "database"]
    assert "--seed 5" in report["command"]
    assert report["bottleneck"]["why"]
    scarce = min(report["lots"], key=lambda lot: lot["stocked"])
    assert scarce["available"] == 0
    assert scarce["sold_out_s"] > 0


def test_a_sale_that_is_not_there_is_told(platform: Platform) -> None:
    done = platform.command("rehearse", "999999", "--even-live")
    assert done.returncode == 1
    assert "no sale 999999" in done.stderr

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.published import published

from yutang.indicators import queries as indicators
from yutang.opendata import sets
from yutang.opendata.making import versions


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Versions lie beside this test only; the facts stay where the installation has them."""
    monkeypatch.setattr(versions, "folder", lambda root: tmp_path / root)
    return tmp_path / "real"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions have one data set and one indicator: the others are made in the same way."""
    counted = [each for each in indicators.every() if each.name == "sales.paid_orders"]
    monkeypatch.setattr(sets, "SETS", (sets.by_name()["sales"],))
    monkeypatch.setattr(indicators, "every", lambda: counted)


@pytest.fixture(scope="session")
def whole(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, int]:
    """A version of all sets and indicators, made once: 24 orders of 24 buyers, two stations."""
    del django_db_setup
    from django.db import transaction

    top = tmp_path_factory.mktemp("whole")
    orders = [
        {
            "on": date(2020, 1 + buyer % 2, 3),
            "place": "130827100201",
            "person": buyer,
            "good": "栗",
            "to_province": "44",
            "paid_fen": 100,
            "net_fen": 100,
            "is_paid": True,
            "is_valid": True,
        }
        for buyer in range(24)
    ]
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(versions, "folder", lambda root: top / root)
        with transaction.atomic():
            published("order_line", orders)
            stations = [{"on": date(2020, 1, 5), "place": "130827", "kind": "pickup"}] * 2
            published("station", stations)
            made = versions.make()
            transaction.set_rollback(True)
    assert made is not None
    return top, made

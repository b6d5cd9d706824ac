"""Versions that somebody needs stay; others go, with their files."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.published import published

from yutang.facts import actions, queries, store
from yutang.facts.errors import FileMissing, NoManifest
from yutang.facts.models import Manifest
from yutang.kernel.clock import now

pytestmark = pytest.mark.django_db


def test_a_pinned_version_stays_and_others_go_after_a_week() -> None:
    for fen in (1, 2, 3):
        published("order_line", [{"net_fen": fen}])
    actions.pin(1, "report 130827 2026")
    Manifest.objects.update(published_at=now() - timedelta(days=30))

    assert actions.sweep(now() + timedelta(days=1)).versions == 1

    assert [_fen(1), _fen(3)] == [1, 3]
    with pytest.raises(NoManifest):
        queries.table("order_line", manifest=2)
    with pytest.raises(NoManifest):
        actions.pin(2, "too late")
    actions.unpin(1, "report 130827 2026")
    assert actions.sweep(now() + timedelta(days=1)).versions == 1
    assert _fen(3) == 3


def test_a_file_that_changed_or_went_is_told() -> None:
    published("order_line", [{"net_fen": 1}, {"key": "x", "place": "13"}])
    assert queries.checked("real", _nothing) == []
    (part,) = queries.parts(1, "order_line")
    file = Path(store.of_config().address(part.path))

    file.write_bytes(file.read_bytes() + b"x")
    assert [each.path for each in queries.checked("real", _nothing)] == [part.path]
    file.unlink()
    assert [each.why for each in queries.checked("real", _nothing)] == ["not there"]


def test_an_object_store_keeps_files_as_a_folder_does(tmp_path: Path) -> None:
    there = store.Remote("memory://bucket/facts")
    draft = tmp_path / "draft"
    draft.write_bytes(b"rows")

    there.put(draft, "real/order_line/day=2026-01-01/a.parquet")
    there.put_text("told", "real/manifest.json")

    (found,) = there.files("real")
    assert found.path == "real/order_line/day=2026-01-01/a.parquet"
    assert not draft.exists()
    assert (there.text("real/manifest.json", 2), there.text("demo/manifest.json")) == ("to", None)
    assert len(there.sha256(found.path)) == 64
    there.remove(found.path)
    there.remove(found.path)
    with pytest.raises(FileMissing):
        there.sha256(found.path)
    assert list(there.files("demo")) == []


def _fen(number: int) -> int:
    table = queries.table("order_line", number)
    found: list[dict[str, int]] = queries.arrow(table.aggregate(n=table.net_fen.sum())).to_pylist()
    return found[0]["n"]


def _nothing(*_: object) -> None:
    return None

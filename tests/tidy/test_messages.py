"""Every text that a reader sees has its Chinese, in the room that speaks it."""

import subprocess
import sys
from pathlib import Path

from tools.messages import NARROW

ROOT = Path(__file__).resolve().parents[2]


def test_the_catalogues_are_complete_and_agree() -> None:
    run = subprocess.run(
        [sys.executable, "tools/messages.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-3000:]


def test_every_refusal_speaks_both_languages() -> None:
    import importlib
    import pkgutil

    import yutang
    from yutang.kernel.errors import Refusal

    for module in pkgutil.iter_modules(yutang.__path__):
        if module.ispkg:
            try:
                importlib.import_module(f"yutang.{module.name}.errors")
            except ModuleNotFoundError:
                continue

    def all_of(kind: type[Refusal]) -> set[type[Refusal]]:
        return {kind}.union(*(all_of(child) for child in kind.__subclasses__()))

    refusals = all_of(Refusal)
    assert len(refusals) > 10
    statuses: dict[str, int] = {}
    for refusal in refusals:
        assert any("一" <= letter <= "鿿" for letter in refusal.zh), refusal
        assert not any("一" <= letter <= "鿿" for letter in refusal.en), refusal
        assert not NARROW.search(refusal.zh), f"{refusal}: full-width signs beside Chinese"
        assert statuses.setdefault(refusal.code, refusal.status) == refusal.status, (
            f"{refusal}: one code, two statuses"
        )

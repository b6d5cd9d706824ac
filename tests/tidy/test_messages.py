"""Every text that a reader sees has its Chinese, in the room that speaks it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
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


def test_a_text_said_to_all_readers_is_not_filled_in_when_the_file_is_read() -> None:
    """A class that says ``_("At most %d") % 8`` says it in one language to everybody."""
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "src" / "yutang").rglob("*.py"))
        for line in _filled_at_import(ast.parse(path.read_text()))
    ]
    assert not found, "use format_lazy with {names}"


def _filled_at_import(node: ast.AST) -> Iterator[int]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        match child:
            case ast.BinOp(left=ast.Call(func=ast.Name(id="_" | "gettext_lazy")), op=ast.Mod()):
                yield child.lineno
        yield from _filled_at_import(child)

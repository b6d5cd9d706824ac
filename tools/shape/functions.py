"""What the functions of Python files look like: length, depth, arguments, types."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
_DEEPER = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.With,
    ast.AsyncWith,
    ast.Try,
    ast.Match,
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One function. `lines`: from `def` to its end, docstring counted, decorators not.

    `depth`: blocks within blocks (if, for, while, with, try, match; `elif` is no deeper than its
    `if`). `arguments`: without self and cls. `typed`: every argument and the result.
    """

    where: str
    lines: int
    depth: int
    arguments: int
    typed: bool


def measure(paths: Iterable[Path], root: Path) -> list[Measured]:
    """Return every function and method of the files, inner ones too."""
    return [
        Measured(
            where=f"{path.relative_to(root)}: {node.name}",
            lines=(node.end_lineno or node.lineno) - node.lineno + 1,
            depth=_depth(node.body),
            arguments=len(_arguments(node)),
            typed=_is_typed(node),
        )
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, Function)
    ]


def share(values: list[int], part: float) -> int:
    """Return the value below which lies that part of all (nearest rank)."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * part))] if ranked else 0


def _arguments(node: Function) -> list[ast.arg]:
    said = node.args
    named = [*said.posonlyargs, *said.args, *said.kwonlyargs]
    spread = [each for each in (said.vararg, said.kwarg) if each is not None]
    return [each for each in named + spread if each.arg not in {"self", "cls"}]


def _is_typed(node: Function) -> bool:
    return node.returns is not None and all(each.annotation for each in _arguments(node))


def _depth(body: Iterable[ast.stmt]) -> int:
    return max((_depth_of(statement) for statement in body), default=0)


def _depth_of(statement: ast.stmt) -> int:
    if not isinstance(statement, _DEEPER):
        return 0
    if isinstance(statement, ast.If) and _is_elif(statement.orelse):
        return max(1 + _depth(statement.body), _depth_of(statement.orelse[0]))
    return 1 + max((_depth(body) for body in _bodies(statement)), default=0)


def _is_elif(otherwise: list[ast.stmt]) -> bool:
    return len(otherwise) == 1 and isinstance(otherwise[0], ast.If)


def _bodies(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        yield getattr(statement, name, [])
    for inner in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
        yield inner.body

"""Where the same code stands twice: runs of at least `WINDOW` equal tokens.

Names and values count, so only what was really written twice is found; layout, comments and
imports do not. A run that is found in three files makes three places.
"""

import ast
import io
import tokenize
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

WINDOW = 50
_LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


class Place(NamedTuple):
    """Lines of a file that stand somewhere else too."""

    file: str
    first: int
    last: int


def find(paths: Iterable[Path], root: Path) -> list[Place]:
    """Return the places that have a twin, in the order of files and lines."""
    texts = {str(path.relative_to(root)): _tokens(path.read_text("utf-8")) for path in paths}
    seen: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for file, tokens in texts.items():
        for at in range(len(tokens) - WINDOW + 1):
            seen[hash(tuple(word for word, _ in tokens[at : at + WINDOW]))].append((file, at))
    starts: defaultdict[str, set[int]] = defaultdict(set)
    for twins in seen.values():
        if len(twins) > 1:
            for file, at in twins:
                starts[file].add(at)
    return [
        Place(file, texts[file][first][1], texts[file][last][1])
        for file in sorted(starts)
        for first, last in _joined(sorted(starts[file]))
    ]


def _joined(starts: list[int]) -> Iterable[tuple[int, int]]:
    """Join windows that overlap into runs, each from its first to its last token."""
    first = before = starts[0]
    for at in starts[1:]:
        if at > before + WINDOW:
            yield first, before + WINDOW - 1
            first = at
        before = at
    yield first, before + WINDOW - 1


def _tokens(text: str) -> list[tuple[str, int]]:
    """Return the tokens that say something, each with its line."""
    imports = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    return [
        (token.string, token.start[0])
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type not in _LAYOUT and token.start[0] not in imports
    ]

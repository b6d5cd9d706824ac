"""Months of large facts, counted as soon as they are published, so that no reader waits for it."""

from yutang.facts import queries as facts
from yutang.indicators.queries.columns import (
    Columns,
    by_village,
    by_word,
    mergeable_of,
    named_in,
    piece,
    words_of,
)
from yutang.indicators.queries.slicing import condition
from yutang.indicators.rules.masking import is_sensitive
from yutang.indicators.rules.shape import Distinct


def count_ahead() -> int:
    """Count what no card asked yet of the present version's months; return how many pieces.

    Nothing is left to do where no fact has many rows, or nothing new was published.
    """
    counted = 0
    for name, files in facts.files_of(facts.current()).items():
        pieces = facts.pieces_of(facts.kind(name), files)
        if pieces is not None and mergeable_of(name):
            counted += _counted(pieces)
    return counted


def _counted(pieces: facts.Pieces) -> int:
    kind = pieces.kind
    speaks = is_sensitive(kind.name, kind.person)
    columns, ids = Columns(), {"person"} if speaks else set[str]()
    for each in mergeable_of(kind.name):
        named_in(columns, each, condition(each, (), {}) or (lambda _table: None))
        if isinstance(each.measure, Distinct):
            ids.add(each.column)
    counted = pieces.keep(piece("sums"), by_village(columns))
    for column in sorted(ids & {each.name for each in kind.columns if each.type == "int"}):
        flags, _names = words_of(kind.name, column, speaks=speaks)
        counted += pieces.keep(piece(column, speaks=speaks), by_word(column, flags))
    return counted

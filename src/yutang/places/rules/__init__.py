"""Decisions about place codes and names: no database, no clock, no network.

`codes` what a code is, `names` how names are compared and shortened, `reading` what free text may
mean, `succession` what became of a code, `matching` how rows of an old list are joined.
"""

from yutang.places.rules.codes import (
    CODE_DIGITS,
    TEXT_LENGTH_MAX,
    Level,
    Named,
    ancestors,
    level_of,
    parent_code,
    parse_code,
    spellings,
)
from yutang.places.rules.names import PLACEHOLDERS, clean, forms, full_name, short_name, words
from yutang.places.rules.reading import (
    Match,
    Reading,
    beginnings,
    context_keys,
    fit,
    is_placeholder,
    rank,
    readings,
)

__all__ = [
    "CODE_DIGITS",
    "PLACEHOLDERS",
    "TEXT_LENGTH_MAX",
    "Level",
    "Match",
    "Named",
    "Reading",
    "ancestors",
    "beginnings",
    "clean",
    "context_keys",
    "fit",
    "forms",
    "full_name",
    "is_placeholder",
    "level_of",
    "parent_code",
    "parse_code",
    "rank",
    "readings",
    "short_name",
    "spellings",
    "words",
]

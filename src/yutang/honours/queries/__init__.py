"""Reads of the honours room.

`terms` versions of rules, `checklist` what is met, `subjects` for whom somebody may apply,
`workdays` holidays, `applications`, `notices`, `register` honours and their lives, `words`.
"""

from yutang.honours.queries.register import (
    by_number,
    has_demo,
    in_force_counts,
    of_place,
    rows_address,
)

__all__ = ["by_number", "has_demo", "in_force_counts", "of_place", "rows_address"]

"""What places report of their output by class: facts of the yearbook."""

from collections.abc import Iterator
from typing import Final

from yutang.specialities.rules.adding import OutputFact
from yutang.yearbook.queries.values import every

KIND: Final = "output_yuan"
"""The yearbook's kind; what it is about is the class of NY/T 3177."""


def output_facts(province: str) -> Iterator[OutputFact]:
    """Yield what the places of a province say themselves of their output, of every year.

    What the yearbook adds up is left out: here it is added with the number of places it is of;
    so is the output of all classes together.
    """
    for row in every(KIND, province):
        if row.is_own and row.about:
            yield OutputFact(row.code, row.about, row.year, row.value)

"""Facts of the county of the cast, told through real actions."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

import pytest
from tests.cast import VILLAGE

from yutang.people.access import Person
from yutang.yearbook import actions
from yutang.yearbook.models import Fact

SECOND = "130827100202"
Tell = Callable[..., Fact]


@pytest.fixture
def tell(land: None, clerk: Person) -> Tell:
    """Return a function that tells a fact: ``tell(120, "households", 2018, VILLAGE)``."""

    def told(
        value: int | Decimal,
        kind: str = "households",
        year: int = 2018,
        code: str = VILLAGE,
        source: str = "县统计局年报",
        **more: object,
    ) -> Fact:
        return actions.record(
            code,
            kind,
            year,
            value,
            source=source,
            method="reported",
            by=clerk,
            **more,  # type: ignore[arg-type]
        )

    return told


def text_file(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as a CSV file."""
    kept = io.StringIO()
    csv.writer(kept).writerows(rows)
    return kept.getvalue().encode()

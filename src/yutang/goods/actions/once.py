"""A name, a number, a use: what is there once is refused when the constraint says so."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from yutang.kernel.errors import Refusal


@contextmanager
def once(constraint: str, refusal: Refusal) -> Iterator[None]:
    """Run in a transaction and answer with the refusal when the unique constraint stops it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        violated = error.__cause__
        if isinstance(violated, UniqueViolation) and violated.diag.constraint_name == constraint:
            raise refusal from error
        raise

"""What of a batch is sold or on offer, for the goods room, which knows no lots."""

from django.db import connection

from yutang.plumbing import statements


def units_of_batch(batch_id: int) -> int:
    """Return the units of the batch that are sold, held, or on offer in open lots."""
    with connection.cursor() as cursor:
        cursor.execute(statements.load("trade", "units_of_batch"), {"batch": batch_id})
        row = cursor.fetchone()
    return int(row[0]) if row else 0

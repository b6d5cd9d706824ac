"""What a rehearsal paid at the test cashier is taken away again; the ledger never heard of it."""

from collections.abc import Sequence

from django.db import connection

from yutang.money.models import Attempt, Payment, Refund


def remove(lots: Sequence[int]) -> int:
    """Take the payments of these rehearsed lots away; return how many. Real lots are left alone."""
    of_them = {"order__lot__in": lots, "order__lot__is_rehearsal": True}
    gone = 0
    for table in (Refund, Attempt, Payment):
        rows = table.objects.filter(**of_them)
        gone = rows._raw_delete(connection.alias) or 0  # noqa: SLF001 - what hangs on them goes before
    return int(gone)

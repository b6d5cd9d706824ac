"""Synthetic buyers are taken away again with the rehearsal they were made for."""

from collections.abc import Sequence

from django.db import connection, transaction

from yutang.people.models import Person

_AT_ONCE = 10_000


@transaction.atomic
def remove(people: Sequence[int]) -> int:
    """Take these accounts away; return how many.

    Only accounts without a number of their own go, as `actions.enrol_rehearsal` makes them; any
    other is left alone. The database refuses when one still has an order.
    """
    gone = 0
    for start in range(0, len(people), _AT_ONCE):
        chosen = Person.objects.filter(
            pk__in=people[start : start + _AT_ONCE], is_demo=True, mobile_tail="demo"
        )
        gone += int(chosen._raw_delete(connection.alias) or 0)  # noqa: SLF001 - they hold no grants, passkeys or messages
    return gone

"""The triggers that note what changed, as the kinds of today ask for them."""

from django.db import connection, transaction

from yutang.facts import kinds, watching


def watch() -> bool:
    """Install the triggers of all kinds; tell whether any had to be made or dropped.

    The owner of the tables calls it, after migrations; it is quick when nothing changed.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        return watching.install(cursor, kinds.every())

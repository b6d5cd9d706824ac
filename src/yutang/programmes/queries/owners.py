"""What this room's accounts in the ledger are called: funds, programmes, bills."""

from collections.abc import Sequence
from typing import Final

from yutang.programmes.models import Bill, Fund, Programme

_TABLES: Final = {
    "fund": (Fund, "name"),
    "programme": (Programme, "name"),
    "bill": (Bill, "organisation"),
}
PREFIXES: Final = tuple(_TABLES)


def names(owners: Sequence[str]) -> dict[str, str]:
    """Return the names of owners ``fund:<id>``, ``programme:<id>``, ``bill:<id>``: all of one."""
    prefix = owners[0].partition(":")[0]
    table, field = _TABLES[prefix]
    ids = [int(owner.partition(":")[2]) for owner in owners]
    found = table._default_manager.filter(pk__in=ids).values_list("pk", field)  # noqa: SLF001 - Django's door
    return {f"{prefix}:{number}": str(name) for number, name in found}

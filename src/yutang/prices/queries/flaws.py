"""Why a row was not taken, as it was kept: its code and what its sentence names."""

from collections.abc import Mapping
from typing import Any

from yutang.prices import errors
from yutang.prices.errors import Flaw


def _known(flaw: type[Flaw]) -> dict[str, type[Flaw]]:
    found = {flaw.code: flaw}
    for each in flaw.__subclasses__():
        found |= _known(each)
    return found


_FLAWS = _known(errors.Flaw)


def flaw_of(code: str, fields: Mapping[str, Any] | None = None) -> Flaw:
    """Return the flaw of this code; one that is no longer known says only that."""
    return _FLAWS.get(code, Flaw)(**(fields or {}))

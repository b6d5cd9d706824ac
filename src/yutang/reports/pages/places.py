"""Which card an address means."""

from typing import Final

from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.places import queries as places
from yutang.reports.rules import steps

FIRST_YEAR: Final = 2009
"""The year of the first Taobao villages: nothing that is counted here is older."""


def code_of(card_place: str, card_year: int) -> str:
    """Return the place code of an address; raises `NotFound` where there is no such card."""
    code = steps.code_from(card_place)
    if not FIRST_YEAR <= card_year <= today().year:
        raise NotFound
    if card_place != steps.WHOLE_COUNTRY and not places.full_name(code):
        raise NotFound
    return code


def years(around: int) -> list[int]:
    """Return five years to choose from, newest first."""
    newest = min(today().year, around + 2)
    return [each for each in range(newest, newest - 5, -1) if each >= FIRST_YEAR]

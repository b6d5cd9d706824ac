"""What this room knows of places by year: money handed to programmes, by direction, and spent."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from yutang.plumbing import figures, statements
from yutang.plumbing.figures import Figure
from yutang.programmes.models import Direction

_HUNDRED = Decimal(100)
_TITLES = {
    Direction.ECOLOGY: _("Money given for ecology"),
    Direction.ECOMMERCE: _("Money given for e-commerce"),
    Direction.EDUCATION: _("Money given for education"),
    Direction.WOMEN: _("Money given for women"),
    Direction.HEALTH: _("Money given for health"),
}


def offer() -> None:
    """Offer the figures; called once when Django is ready."""
    told = _(
        "Yuan that funds handed to programmes of the place and of all that lies in it during the "
        "year, less what came back; confirmed by two people and in the ledger."
    )
    for order, direction in enumerate(Direction, start=80):
        figures.offer(
            Figure(
                name=f"programmes.given_yuan_{direction.value}",
                title=_TITLES[direction],
                unit=_("yuan"),
                told=told,
                read=partial(_given, direction.value),
                digits=2,
                order=order,
                counts="yuan",
            )
        )
    figures.offer(
        Figure(
            name="programmes.arrived_yuan",
            title=_("Money arrived at programmes"),
            unit=_("yuan"),
            told=told,
            read=partial(_given, ""),
            digits=2,
            order=86,
            counts="yuan",
        )
    )
    figures.offer(
        Figure(
            name="programmes.spent_yuan",
            title=_("Money spent by programmes"),
            unit=_("yuan"),
            told=_(
                "Yuan that programmes of the place and of all that lies in it spent during the "
                "year, on persons and on bills, less what was taken back."
            ),
            read=_spent,
            digits=2,
            order=87,
            counts="yuan",
        )
    )
    figures.offer(
        Figure(
            name="programmes.upstream_percent",
            title=_("Spent on selling farm goods upstream"),
            unit="%",
            told=_(
                "Of what programmes of the place and of all that lies in it spent during the "
                "year, how much went to selling farm goods upstream."
            ),
            read=_upstream,
            digits=1,
            order=88,
        )
    )


def _given(direction: str, codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    rows = _rows(codes, year, direction)
    return {code: Decimal(given) / _HUNDRED for code, given, _spent, _up in rows if given}


def _spent(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    return {
        code: Decimal(spent) / _HUNDRED for code, _given, spent, _up in _rows(codes, year) if spent
    }


def _upstream(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    return {
        code: Decimal(up) * _HUNDRED / Decimal(spent)
        for code, _given, spent, up in _rows(codes, year)
        if spent > 0
    }


def _rows(codes: Collection[str], year: int, direction: str = "") -> list[tuple[Any, ...]]:
    asked: dict[str, Any] = {"codes": list(codes), "year": year, "direction": direction}
    with connection.cursor() as cursor:
        cursor.execute(statements.load("programmes", "money_by_place"), asked)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found

"""Reads of the rule of care, and of what decides about an order."""

from collections.abc import Iterable
from datetime import date, datetime

from yutang.care.models import Policy
from yutang.care.rules import policy
from yutang.care.rules.asking import OrderFacts
from yutang.care.rules.policy import Terms
from yutang.kernel.clock import wall
from yutang.money import queries as money
from yutang.trade.queries import Moment, OrderView

_NAMES = tuple(Terms.__dataclass_fields__)


def versions() -> list[Terms]:
    """Return every version of the rule, by place and beginning."""
    return [terms_of(row) for row in Policy.objects.order_by("place_code", "valid_from")]


def terms_of(row: Policy) -> Terms:
    """Return the version as the rules take it."""
    return Terms(**{name: getattr(row, name) for name in _NAMES})


def terms_at(place_code: str, now: datetime) -> Terms:
    """Return the version that holds for goods of this place now.

    There always is one: the country's first is kept by a migration.
    """
    day: date = wall(now).date()
    found = policy.in_force(versions(), place_code, day)
    assert found is not None, "the country's first version has no end"
    return found


def facts_of(order: OrderView, way: Iterable[Moment]) -> OrderFacts:
    """Return what decides about the order, whose way is known: one query more."""
    received = [moment.at for moment in way if moment.state == "received" and moment.at]
    return OrderFacts(
        state=order.state,
        goods_fen=order.amount_fen,
        freight_fen=order.freight_fen,
        left_fen=money.left_fen(order.id),
        received_at=received[0] if received else None,
        fresh_known_at=order.fresh_known_at,
    )

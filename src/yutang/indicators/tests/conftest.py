from datetime import date
from typing import Any

import pytest
from tests.published import published

WAYS = ("130827100200", "130827100201", "130827101200", "130802001001")


def order_lines(rows: int) -> list[dict[str, Any]]:
    """Return order lines of two years, of four villages, by a rule."""
    found = []
    for number in range(rows):
        paid = number % 5 != 0
        amount = 1_000 + 37 * number
        refunded = amount if paid and number % 11 == 0 else 0
        found.append(
            {
                "on": date(2025 + number % 2, 1 + number % 12, 1 + number % 28),
                "place": WAYS[number % 4],
                "person": number % 23 if number % 7 else None,
                "evidence": f"/orders/{number}/",
                "good": "京东板栗",
                "product": number % 3,
                "platform": "yutang" if number % 9 else "taobao",
                "units": 1 + number % 3,
                "state": "received" if paid else "expired",
                "is_paid": paid,
                "is_valid": paid,
                "amount_fen": amount,
                "paid_fen": amount if paid else 0,
                "refunded_fen": refunded,
                "net_fen": amount - refunded if paid else 0,
                "period": ("live", "after", "later")[number % 3],
            }
        )
    return found


@pytest.fixture
def sold(db: None) -> list[dict[str, Any]]:
    """Publish 300 order lines and return them."""
    rows = order_lines(300)
    published("order_line", rows)
    return rows

"""Who gets what at this room's newer addresses, for tests/access."""

from typing import Any
from uuid import uuid4

from yutang.kernel.clock import now
from yutang.money.models import Attempt, Mismatch, Refund

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
money:state                    GET    401  404  200  404  404  404  404  404  404  404  404
money:worklist                 GET    401  404  404  404  404  404  404  200  200  404  200
money:notify                   POST   404  404  404  404  404  404  404  404  404  404  404
money:confirm                  POST   401  404  404  404  404  404  404  302  404  404  302
money:retry                    POST   401  404  404  404  404  404  404  302  404  404  302
money:paid-back                POST   401  404  404  404  404  404  404  302  404  404  302
money:settle                   POST   401  404  404  404  404  404  404  302  404  404  302
"""

FORMS = {
    "money:confirm": {"amount": "55.00", "number": "1"},
    "money:paid-back": {"note": "银行流水 1"},
    "money:settle": {"note": "核对过"},
}


def rows(stage: Any) -> dict[str, Any]:
    """Make a transfer that waits, stray money that is to go back by hand, and a mismatch."""
    at, order_id = now(), stage.ids["order_id"]
    waiting = Attempt(
        order_id=order_id,
        provider="bank",
        kind="transfer",
        out_trade_no="YTACCESS1",
        amount_fen=5500,
        opened_at=at,
        until=at,
        ask_at=at,
    )
    waiting.save()
    stray = Attempt.objects.create(
        order_id=order_id,
        provider="bank",
        kind="transfer",
        out_trade_no="YTACCESS2",
        amount_fen=5500,
        state="stray",
        opened_at=at,
        until=at,
        ask_at=at,
        paid_at=at,
    )
    refund = Refund.objects.create(
        attempt=stray,
        order_id=order_id,
        method="bank",
        amount_fen=5500,
        reason="late",
        key="stray:YTACCESS2",
        number=f"R{uuid4().hex[1:].upper()}",
        state="asked",
        asked_at=at,
        try_at=at,
    )
    mismatch = Mismatch.objects.create(
        kind="amount", provider="bank", number="YTACCESS1", attempt=waiting, found_at=at
    )
    return {
        "attempt_id": waiting.pk,
        "refund_id": refund.pk,
        "mismatch_id": mismatch.pk,
        "provider": "gold",
    }

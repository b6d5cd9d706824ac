"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

import io
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from PIL import Image

from yutang.care import actions
from yutang.care.rules.asking import Damage
from yutang.kernel.clock import now
from yutang.money import actions as money
from yutang.plumbing import rounds
from yutang.trade import actions as trade
from yutang.trade.hauls import intake
from yutang.trade.rules import Wish
from yutang.trade.rules.contact import Contact

# The order of the stage is paid on delivery and not sent yet: it can be complained of, not claimed.
TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
care:order                     GET    401  404  200  404  404  404  200  200  404  404  200
care:claim-new                 GET    401  404  409  404  404  404  404  404  404  404  404
care:claim-new                 POST   401  404  409  404  404  404  404  404  404  404  404
care:return-new                GET    401  404  409  404  404  404  404  404  404  404  404
care:return-new                POST   401  404  409  404  404  404  404  404  404  404  404
care:review-new                GET    401  404  409  404  404  404  404  404  404  404  404
care:review-new                POST   401  404  409  404  404  404  404  404  404  404  404
care:order-complaint           GET    401  404  200  404  404  404  404  404  404  404  404
care:order-complaint           POST   401  404  422  404  404  404  404  404  404  404  404
care:claim                     GET    401  404  200  404  404  404  200  200  404  404  200
care:claim-step                POST   401  404  302  404  404  404  302  302  404  404  302
care:batch-complaint           GET    200  200  200  200  200  200  200  200  200  200  200
care:batch-complaint           POST   422  422  422  422  422  422  422  422  422  422  422
care:programme-complaint       GET    200  200  200  200  200  200  200  200  200  200  200
care:programme-complaint       POST   422  422  422  422  422  422  422  422  422  422  422
care:complaints                GET    401  200  200  200  200  200  200  200  200  200  200
care:complaint                 GET    404  404  200  404  404  404  200  200  404  404  200
care:complaint-step            POST   404  404  302  404  404  404  302  302  404  404  302
care:complaint-contact         POST   401  404  404  404  404  404  404  404  404  404  404
care:reviews                   GET    200  200  200  200  200  200  200  200  200  200  200
care:review-answer             POST   401  404  404  404  404  404  302  302  404  404  302
care:review-hide               POST   401  404  404  404  404  404  404  302  404  404  302
care:review-show               POST   401  404  404  404  404  404  404  302  404  404  302
care:worklist                  GET    401  404  404  404  404  404  200  200  200  404  200
care:rule                      GET    200  200  200  200  200  200  200  200  200  200  200
care:rule-new                  GET    401  404  404  404  404  404  404  404  404  404  200
care:rule-new                  POST   401  404  404  404  404  404  404  404  404  404  422
care:photo                     GET    404  404  200  404  404  404  200  200  404  404  200
"""
FORMS: dict[str, dict[str, str]] = {
    "care:claim-step": {"step": "say", "text": "请看照片"},
    "care:complaint-step": {"step": "say", "text": "请尽快答复"},
    "care:review-answer": {"text": "谢谢您的评价"},
    "care:review-hide": {"text": "有别人的手机号"},
}


def rows(stage: Any) -> dict[str, Any]:
    """The buyer has received a bag of chestnuts, claimed, complained and reviewed."""
    buyer, lot_id = stage.cast["buyer"], stage.ids["lot_id"]
    connection.ensure_connection()
    wish = Wish(buyer.pk, uuid4(), lot_id, 1, stage.ids["sale_id"])
    (outcome,) = rounds.run(connection.connection, intake.take([wish], now())).outcomes
    assert outcome.kept is not None
    order_id = UUID(str(outcome.kept.order))
    contact = Contact(
        name="李小明",
        mobile="13900001111",
        region="河北省承德市",
        region_code="1308",
        detail="北街1号",
    )
    money.check_out(order_id, buyer, contact, "test", knows_fresh=True)
    trade.ship(order_id, "SF7654321")
    trade.receive(order_id, buyer)
    target = io.BytesIO()
    Image.new("RGB", (20, 20), "#a0522d").save(target, "JPEG")
    said = Damage(kind="spoiled", bad=1, of=10, photos=1)
    claim = actions.claim_damage(order_id, buyer, said, [target.getvalue()], uuid4())
    about = actions.About(
        place_code="130827", producer_id=stage.ids["producer_id"], order_id=order_id
    )
    complaint = actions.complain(about, "goods.short", "少了一两", uuid4(), by=buyer)
    review = actions.review(order_id, buyer, 2, "有几个坏的")
    batch_id = trade_batch(order_id)
    return {
        "claim_id": claim.pk,
        "complaint_id": complaint.pk,
        "review_id": review.pk,
        "photo_id": claim.photos.get().pk,
        "batch_id": batch_id,
    }


def trade_batch(order_id: UUID) -> int:
    """Return the batch of the order's lot."""
    from yutang.trade.models import Order

    batch_id = Order.objects.get(pk=order_id).lot.batch_id
    assert batch_id is not None
    return int(batch_id)

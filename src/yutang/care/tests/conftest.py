"""An order that its buyer has received and paid, and photographs."""

import io
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from PIL import Image
from tests.stall import OrderOf

from yutang.care import actions
from yutang.care.models import Claim, Policy
from yutang.care.rules.asking import Damage
from yutang.money import actions as money
from yutang.people.access import Person
from yutang.trade import actions as trade
from yutang.trade.models import Lot, Order
from yutang.trade.rules.contact import Contact

ClaimOf = Callable[..., Claim]
PaidOf = Callable[..., Order]


def picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (60, 40), "#a0522d").save(target, "JPEG")
    return target.getvalue()


@pytest.fixture(autouse=True)
def rule(db: None) -> None:
    """The first version of the rule, where a test before has emptied every table."""
    if not Policy.objects.exists():
        Policy.objects.create(
            place_code="",
            valid_from=date(2019, 1, 1),
            source="test",
            return_days=7,
            claim_days=7,
            answer_h=48,
            choose_h=72,
            county_h=72,
            send_back_days=7,
            transit_days=15,
            refund_days=7,
            complaint_h=72,
            late_percent=10,
        )


@pytest.fixture
def photo() -> bytes:
    return picture()


@pytest.fixture
def received_of(buyer: Person, contact: Contact, order_of: OrderOf) -> PaidOf:
    """Return a function that buys from a lot, pays at the test cashier, sends and receives."""

    def buy(lot: Lot, quantity: int = 1, by: Person = buyer) -> Order:
        order = order_of(by, lot, quantity)
        money.check_out(order.pk, by, contact, "test", knows_fresh=True)
        trade.ship(order.pk, "SF1234567")
        return trade.receive(order.pk, by)

    return buy


@pytest.fixture
def fresh_order(received_of: PaidOf, lot: Lot) -> Order:
    """One bag of chestnuts, the exemption confirmed."""
    return received_of(lot)


@pytest.fixture
def oil_order(received_of: PaidOf, oil_lot: Lot) -> Order:
    """One bottle of oil, which keeps."""
    return received_of(oil_lot)


@pytest.fixture
def claim_of(buyer: Person, photo: bytes) -> ClaimOf:
    """Return a function that claims so many spoiled of so many."""

    def claim(order: Order, bad: int = 2, of: int = 10) -> Claim:
        said = Damage(kind="spoiled", bad=bad, of=of, text="坏了两个", photos=1)
        return actions.claim_damage(order.pk, buyer, said, [photo], uuid4())

    return claim

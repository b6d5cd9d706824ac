"""Sales with a random life, written with what happened kept beside them in plain Python."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from yutang.goods.models import Producer, Product
from yutang.kernel.ids import uuid7
from yutang.ledger import actions as ledger
from yutang.ledger.rules import Line
from yutang.live.models import LineupItem, Message, OnlineSample, Pin, Sale, StateChange, Viewing
from yutang.money.models import Payment, Refund
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.trade.models import Lot, Order, OrderChange

LIVE_AT = datetime(2026, 1, 10, 12, 0, tzinfo=UTC)
ENDED_AT = LIVE_AT + timedelta(minutes=30)
COUNTIES = ("130827", "130623")

# state of the order at its end → the arrows it went, its payment's method and state
LIVES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "held": ((), "", ""),
    "expired": (("expired",), "", ""),
    "dropped": (("cancelled",), "", ""),
    "paid": (("paid",), "test", "paid"),
    "refunded": (("paid", "cancelled"), "test", "refunded"),
    "confirmed": (("confirmed",), "cod", "due"),
    "voided": (("confirmed", "cancelled"), "cod", "void"),
    "collected": (("confirmed", "shipped", "received"), "cod", "paid"),
    "closed": (("paid", "shipped", "received", "closed"), "test", "paid"),
}
_SOLD = {"paid", "confirmed", "shipped", "received", "closed"}


@dataclass
class Made:
    """A sale and everything that happened in it, as it was written."""

    sale: Sale
    lots: list[Lot]
    orders: list[dict[str, Any]] = field(default_factory=list)
    viewings: list[dict[str, Any]] = field(default_factory=list)
    samples: list[tuple[datetime, str, int]] = field(default_factory=list)
    messages: list[datetime] = field(default_factory=list)


MakeSale = Callable[..., Made]


def made_buyers() -> list[Person]:
    return [people.enrol(f"1390000{n:04d}", f"{chr(0x4E00 + n * 37)}买家{n}") for n in range(1, 9)]


def random_sale(
    host: Person, buyers: list[Person], seed: int = 1, orders: int = 40, *, ended: bool = True
) -> Made:
    """Write a sale with a random life; the same seed, the same sale."""
    random = Random(seed)
    sale = Sale.objects.create(
        title=f"宽城板栗专场{seed}",
        title_en=f"Kuancheng chestnuts {seed}",
        county_codes=list(COUNTIES),
        host=host,
        starts_at=LIVE_AT,
        state="ended" if ended else "live",
        live_at=LIVE_AT,
        ended_at=ENDED_AT if ended else None,
        likes=random.randrange(1000),
    )
    _changes(sale)
    made = Made(sale, _lots(sale, random))
    for _ in range(orders):
        made.orders.append(_order(made, random, buyers))
    _keep_stock(made)
    _watch(made, random, buyers)
    return made


def _changes(sale: Sale) -> None:
    moves = [("planned", "live", LIVE_AT)]
    if sale.ended_at:
        moves.append(("live", "ended", ENDED_AT))
    for before, after, at in moves:
        StateChange.objects.create(sale=sale, at=at, from_state=before, to_state=after)


def _lots(sale: Sale, random: Random) -> list[Lot]:
    lots = []
    for number in range(4):
        county = COUNTIES[number % 2]
        producer, _made = Producer.objects.get_or_create(
            kind="household",
            name=f"{'王李张'[number % 3]}家果园",
            village_code=f"{county}100201",
        )
        product, _made = Product.objects.get_or_create(
            producer=producer,
            name=f"板栗{number}",
            name_en=f"Chestnuts {number}",
            class_code="0103",
            processing="fresh",
            unit="box",
            origin_code=f"{county}100201",
        )
        lot = Lot.objects.create(product=product, price_fen=random.randrange(100, 9000))
        LineupItem.objects.create(sale=sale, lot=lot, position=number + 1)
        at = LIVE_AT + timedelta(minutes=number)
        Pin.objects.create(sale=sale, lot=lot, at=at, until=at + timedelta(seconds=50))
        lots.append(lot)
    return lots


def _order(made: Made, random: Random, buyers: list[Person]) -> dict[str, Any]:
    lot, buyer = random.choice(made.lots), random.choice(buyers)
    # Before, during, within seven days after, later.
    seconds = random.choice([-60, *[random.randrange(1800) for _ in range(6)], 90_000, 800_000])
    life = random.choice(list(LIVES))
    moves, method, payment = LIVES[life]
    quantity, placed_at = random.randrange(1, 6), LIVE_AT + timedelta(seconds=seconds)
    order_id = uuid7()
    Order.objects.create(
        id=order_id,
        buyer=buyer,
        key=uuid4(),
        lot=lot,
        quantity=quantity,
        price_fen=lot.price_fen,
        amount_fen=quantity * lot.price_fen,
        state="held",
        placed_at=placed_at,
        expires_at=placed_at + timedelta(minutes=15),
        sale_id=made.sale.pk,
    )
    _live_on(order_id, moves)
    amount = quantity * lot.price_fen
    if payment:
        _pay(order_id, method, payment, amount, placed_at)
    return {
        "id": order_id,
        "lot": lot.pk,
        "county": lot.product.origin_code[:6],
        "producer": lot.product.producer_id,
        "buyer": buyer.pk,
        "quantity": quantity,
        "amount": amount,
        "placed_at": placed_at,
        "state": moves[-1] if moves else "held",
        "paid": amount if payment in {"paid", "due", "refunded"} else 0,
        "refunded": amount if payment == "refunded" else 0,
    }


def _live_on(order_id: UUID, moves: tuple[str, ...]) -> None:
    for state in moves:
        Order.objects.filter(pk=order_id).update(state=state)
    assert OrderChange.objects.filter(order_id=order_id).count() == len(moves)


def _pay(order_id: UUID, method: str, state: str, amount: int, at: datetime) -> None:
    is_there = state in {"paid", "refunded"}
    payment = Payment.objects.create(
        order_id=order_id,
        method=method,
        state="paid" if is_there else state,
        amount_fen=amount,
        made_at=at,
        paid_at=at if is_there else None,
    )
    if is_there:
        lines = (Line("cashier", method, amount), Line("escrow", "", -amount))
        ledger.post("payment", str(order_id), lines, at=at, order=order_id)
    if state == "refunded":
        number = f"R{order_id.hex[1:]}"
        Refund.objects.create(
            payment=payment,
            order_id=order_id,
            method=method,
            amount_fen=amount,
            reason="cancelled",
            key=f"cancel:{order_id}",
            number=number,
            state="done",
            asked_at=at,
            done_at=at,
            try_at=at,
        )
        lines = (Line("escrow", "", amount), Line("cashier", method, -amount))
        ledger.post("refund", number, lines, at=at, order=order_id)


def _keep_stock(made: Made) -> None:
    for number, lot in enumerate(made.lots):
        mine = [order for order in made.orders if order["lot"] == lot.pk]
        lot.held = sum(order["quantity"] for order in mine if order["state"] == "held")
        lot.sold = sum(order["quantity"] for order in mine if order["state"] in _SOLD)
        lot.available = 0 if number == 0 else 100
        lot.stocked = lot.held + lot.sold + lot.available
        lot.sold_out_at = LIVE_AT + timedelta(seconds=10.37) if number == 0 else None
        lot.state = "open"
        lot.save()


def _watch(made: Made, random: Random, buyers: list[Person]) -> None:
    for number in range(random.randrange(3, 12)):
        viewer = f"p:{buyers[number].pk}" if number < 5 else f"d:{uuid4().hex[:16]}"
        first = LIVE_AT + timedelta(seconds=random.randrange(600))
        seen = {"entries": random.randrange(1, 5), "stayed_s": random.randrange(600)}
        last = first + timedelta(seconds=seen["stayed_s"] + 5)
        Viewing.objects.create(sale=made.sale, viewer=viewer, first_at=first, last_at=last, **seen)
        made.viewings.append(seen)
    for slot in range(-2, 40):
        for gate in ("a", "b")[: random.randrange(1, 3)]:
            at = LIVE_AT + timedelta(seconds=slot * 5 + random.random() * 4.9)
            sample = (at, gate, random.randrange(50))
            OnlineSample.objects.create(sale=made.sale, at=at, gate=gate, online=sample[2])
            made.samples.append(sample)
    for _ in range(random.randrange(20)):
        at = LIVE_AT + timedelta(seconds=random.choice([-5, 100, 200, 2000]))
        Message.objects.create(
            sale=made.sale, person=buyers[0], name=buyers[0].name, at=at, text="=1+1 好吃吗"
        )
        made.messages.append(at)

"""The demo's packers: what takes a week in life passes here in minutes, through the rooms' doors.

Each order of the demo's sale is packed, sent under a number that says what it is, delivered; its
rehearsal buyer confirms, says what they think, and one in many finds bad fruit. The farmer's share
is settled from there by the platform's own timers. What a visitor bought is packed and delivered
too; confirming, claiming and praising is left to them.
"""

import random
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import structlog

from yutang.cli.demo import player, samples
from yutang.kernel.clock import now
from yutang.kernel.errors import Refusal

if TYPE_CHECKING:
    from yutang.people.access import Person

ROUND_S = 4.0
A_ROUND = 8
"""Orders that one round moves a step further: the demo has 48 new ones a minute."""
PACKED_AFTER = timedelta(seconds=40)
ON_THE_WAY = timedelta(seconds=60)
CONFIRMED_AFTER = timedelta(seconds=30)
ANSWERED_AFTER = timedelta(seconds=60)
CLAIMS, REVIEWS = 0.04, 0.3
"""Shares of the parcels that arrive."""
PRAISE = (
    (5, "很新鲜，家里老人爱吃（演示评价）"),
    (5, "跟直播里讲的一样，下次还来（演示评价）"),
    (4, "味道好，箱子压了一下（演示评价）"),
    (5, "知道农户能拿多少，买得踏实（演示评价）"),
    (3, "个头有大有小，味道可以（演示评价）"),
)

log = structlog.get_logger()


@dataclass
class Yard:
    """Where the packers work: the sale, who says what was done, a picture of the goods."""

    sale: int
    clerk: "Person"
    visitor: str
    picture: bytes
    chance: random.Random


def main() -> None:
    sale, speed = player.begin("demo-packers")
    yard = _yard(sale, samples.folder())
    while True:
        time.sleep(ROUND_S / speed)
        for step in (_pack, _bring, _confirm, _answer):
            _each(step, yard, speed)


def _yard(sale: int, folder: Path) -> Yard:
    from yutang.people import queries

    clerk, visitor = queries.by_mobile(samples.CLERK), queries.by_mobile(samples.BUYER)
    assert clerk is not None
    assert visitor is not None
    picture = next(iter(sorted((folder / "pictures").glob("*.webp")))).read_bytes()
    chance = random.Random(20190112)  # noqa: S311 - fate in a demo, not secrecy
    return Yard(sale, clerk, visitor.name, picture, chance)


def _each(step: Any, yard: Yard, speed: float) -> None:
    """Take a step for a few orders; what a visitor changed meanwhile is left as they have it."""
    from django.db import Error, close_old_connections

    close_old_connections()
    try:
        for act in step(yard, speed):
            try:
                act()
            except Refusal as refusal:
                log.info("demo_packer_waits", step=step.__name__, why=refusal.code)
    except Error as error:
        log.warning("demo_packer_failed", step=step.__name__, why=repr(error))


def _orders(yard: Yard, *states: str) -> Any:
    from yutang.trade import access

    return access.orders_to_pack(yard.clerk).filter(sale_id=yard.sale, state__in=states)


def _pack(yard: Yard, speed: float) -> Any:
    """Pack and send what was ordered a while ago."""
    from yutang.parcels import actions as parcels

    due = _orders(yard, "paid", "confirmed").filter(placed_at__lt=now() - PACKED_AFTER / speed)
    for order in due.order_by("placed_at")[:A_ROUND]:
        yield lambda order=order: parcels.pack([order.pk], yard.clerk)
        number = f"DEMO{order.pk.hex[-10:].upper()}"
        yield lambda order=order, number=number: parcels.send(order.pk, number, yard.clerk)


def _bring(yard: Yard, speed: float) -> Any:
    """Bring what was sent: from here on time and buyers have the word."""
    from yutang.parcels import actions as parcels
    from yutang.parcels import queries

    sent = list(_orders(yard, "shipped").order_by("placed_at")[: A_ROUND * 8])
    for parcel in queries.parcels_of([order.pk for order in sent]).values():
        sent_at = parcel.sent_at
        if parcel.is_on_the_way and sent_at and sent_at < now() - ON_THE_WAY / speed:
            yield lambda parcel=parcel: parcels.say(
                parcel.order_id, "delivered", "演示包裹送到了", yard.clerk
            )


def _confirm(yard: Yard, speed: float) -> Any:
    """Have rehearsal buyers take their parcels, praise them, or ask money back for bad fruit."""
    from yutang.parcels import queries

    sent = {order.pk: order for order in _orders(yard, "shipped").order_by("placed_at")[:64]}
    for parcel in queries.parcels_of(list(sent)).values():
        arrived, order = parcel.delivered_at, sent[parcel.order_id]
        is_rehearsal = order.buyer.is_demo and order.buyer.name != yard.visitor
        if is_rehearsal and arrived is not None and arrived < now() - CONFIRMED_AFTER / speed:
            fate = yard.chance.random()
            yield lambda order=order, fate=fate: _take(yard, order, fate)


def _take(yard: Yard, order: Any, fate: float) -> None:
    from yutang.care import actions as care
    from yutang.care.rules.asking import Damage
    from yutang.money import actions as money
    from yutang.trade import actions as trade

    is_cash = money.payment_of(order.pk, order.buyer)
    if is_cash is not None and is_cash.method == "cod":
        money.collect(order.pk, yard.clerk)
    else:
        trade.receive(order.pk, order.buyer)
    if fate < CLAIMS:
        damage = Damage(kind="spoiled", bad=2, of=10, text="演示：十个里坏了两个", photos=1)
        care.claim_damage(order.pk, order.buyer, damage, [yard.picture], uuid4())
    elif fate < CLAIMS + REVIEWS:
        stars, text = yard.chance.choice(PRAISE)
        care.review(order.pk, order.buyer, stars, text)


def _answer(yard: Yard, speed: float) -> Any:
    """Answer what was asked back, by the rule."""
    from yutang.care import access
    from yutang.care import actions as care

    before = now() - ANSWERED_AFTER / speed
    asked = access.claims_of(yard.clerk).filter(
        state="asked", order__sale_id=yard.sale, opened_at__lt=before
    )
    for claim in asked[:A_ROUND]:
        if claim.buyer.name != yard.visitor:
            yield lambda claim=claim: care.accept(claim.pk, yard.clerk)


if __name__ == "__main__":
    main()

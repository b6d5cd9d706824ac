"""Rehearsal buyers: labelled accounts that watch, chat, like and buy through the public doors.

Only their paying goes straight to `money.actions`, the door behind the checkout page, because a
form with a one-time token is for people. Their addresses are invented and say so.
"""

import asyncio
import random
import signal
import sys
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import structlog
from asgiref.sync import sync_to_async

from yutang.cli import boot
from yutang.cli.demo import samples
from yutang.kernel.clock import now
from yutang.kernel.errors import Refusal
from yutang.plumbing import lifeline
from yutang.plumbing import log as logs
from yutang.plumbing.config import Config

PAYS = 0.93
CASH_ON_DELIVERY = 0.3
SPEAKS_OF_THE_GOOD = 0.55
LIKES_TOO = 0.6
"""Shares of the buyers' acts."""
PAY_AFTER_S = (3.0, 25.0)
PINNED_PULL = 5.0
"""How many times likelier a good is bought while the host shows it."""
REGIONS = (
    "110105",
    "120103",
    "130102",
    "210102",
    "310115",
    "320105",
    "330106",
    "340104",
    "350102",
    "370102",
    "410105",
    "420106",
    "430102",
    "440106",
    "500103",
    "510107",
    "610113",
)

log = structlog.get_logger()


@dataclass
class Crowd:
    """The rehearsal: its sale, pace and words."""

    sale: int
    speed: float
    sample: dict[str, Any]
    chat: dict[str, Any]
    goods: dict[int, dict[str, Any]]
    """What the sample says of each lot, by the lot's id."""
    http: httpx.AsyncClient
    chance: random.Random
    pinned: int | None = None


async def main() -> None:
    logs.set_up("demo-buyers")
    lifeline.watch()
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    sale, speed = int(sys.argv[1]), float(sys.argv[2])
    await sync_to_async(boot.django)()
    path = samples.folder()
    sample, chat = samples.read(path), samples.read(path, "chat.json")
    goods = await sync_to_async(_goods_by_lot)(sale, sample)
    address = f"http://127.0.0.1:{Config.load().port}"
    limits = httpx.Limits(max_connections=200)
    async with httpx.AsyncClient(base_url=address, timeout=15, limits=limits) as http:
        crowd = Crowd(sale, speed, sample, chat, goods, http, random.Random())  # noqa: S311
        passes = await sync_to_async(_enrol)(crowd)
        async with asyncio.TaskGroup() as group:
            group.create_task(_follow_pin(crowd))
            for number, (person, bearer) in enumerate(passes):
                group.create_task(_live(crowd, person, bearer, number))


def _goods_by_lot(sale: int, sample: dict[str, Any]) -> dict[int, dict[str, Any]]:
    from yutang.live import queries

    lots = queries.lineup_lots(sale)
    return dict(zip(lots, sample["goods"], strict=False))


def _enrol(crowd: Crowd) -> list[tuple[int, str]]:
    """Return the buyers' ids and passes; the accounts are marked as the demo's."""
    from yutang.people import actions, passes

    count, names = crowd.sample["rehearsal"]["buyers"], crowd.chat["buyer_names"]
    buyers = actions.enrol_rehearsal(count, names=names)
    return [(person.pk, passes.mint_buyer(person, now())) for person in buyers]


async def _follow_pin(crowd: Crowd) -> None:
    """Know what is being shown, as everybody in the room does."""
    while True:
        try:
            answer = await crowd.http.get(f"/live/{crowd.sale}/state")
            pin = answer.json().get("pin") if answer.status_code == httpx.codes.OK else None
            crowd.pinned = pin["lot"] if pin else None
        except httpx.HTTPError as error:
            log.info("room_unreachable", why=type(error).__name__)
        await asyncio.sleep(2)


async def _live(crowd: Crowd, person: int, bearer: str, number: int) -> None:
    """One buyer: comes after a while, stays, chats, likes and buys."""
    head = {"Authorization": f"Bearer {bearer}"}
    await asyncio.sleep(number * 0.7 / crowd.speed)
    async with asyncio.TaskGroup() as group:
        group.create_task(_watch(crowd, head))
        group.create_task(_repeat(crowd, "chat_lines_a_minute", lambda: _chat(crowd, head)))
        group.create_task(_repeat(crowd, "orders_a_minute", lambda: _buy(crowd, person, head)))


async def _watch(crowd: Crowd, head: dict[str, str]) -> None:
    """Hold the room open, as a phone does; leave and come back now and then."""
    while True:
        stay_s = crowd.chance.uniform(60, 400)
        try:
            async with asyncio.timeout(stay_s):
                async with crowd.http.stream(
                    "GET", f"/live/{crowd.sale}/events", headers=head, timeout=60
                ) as room:
                    async for _ in room.aiter_bytes():
                        pass
        except (TimeoutError, httpx.HTTPError):
            pass
        await asyncio.sleep(crowd.chance.uniform(2, 20))


async def _repeat(crowd: Crowd, pace: str, act: Any) -> None:
    """Do it again and again so that all buyers together keep the sample's pace a minute."""
    rehearsal = crowd.sample["rehearsal"]
    mean_s = 60.0 * rehearsal["buyers"] / rehearsal[pace] / crowd.speed
    while True:
        await asyncio.sleep(crowd.chance.expovariate(1 / mean_s))
        try:
            await act()
        except httpx.HTTPError as error:
            log.info("buyer_failed", why=type(error).__name__)


async def _chat(crowd: Crowd, head: dict[str, str]) -> None:
    good = crowd.goods.get(crowd.pinned or 0)
    own = crowd.chat["lines_by_good"].get(good["key"], []) if good else []
    lines = own if own and crowd.chance.random() < SPEAKS_OF_THE_GOOD else crowd.chat["lines"]
    room = f"/live/{crowd.sale}"
    await crowd.http.post(f"{room}/chat", json={"text": crowd.chance.choice(lines)}, headers=head)
    if crowd.chance.random() < LIKES_TOO:
        count = crowd.chance.randint(1, 12)
        await crowd.http.post(f"{room}/likes", json={"count": count}, headers=head)


async def _buy(crowd: Crowd, person: int, head: dict[str, str]) -> None:
    lot = _choose(crowd)
    quantities = crowd.sample["rehearsal"]["units_an_order"]
    quantity = int(crowd.chance.choices(list(quantities), list(quantities.values()))[0])
    wish = {"lot": lot, "quantity": quantity, "key": str(uuid4())}
    answer = await crowd.http.post(f"/live/{crowd.sale}/orders", json=wish, headers=head)
    if answer.status_code != httpx.codes.CREATED or crowd.chance.random() > PAYS:
        return
    await asyncio.sleep(crowd.chance.uniform(*PAY_AFTER_S) / crowd.speed)
    await sync_to_async(_pay)(person, answer.json()["order"], crowd.chance)


def _choose(crowd: Crowd) -> int:
    weights = [
        good["lot"]["demand_weight"] * (PINNED_PULL if lot == crowd.pinned else 1.0)
        for lot, good in crowd.goods.items()
    ]
    return crowd.chance.choices(list(crowd.goods), weights)[0]


def _pay(person: int, order: str, chance: random.Random) -> None:
    from django.db import close_old_connections

    from yutang.money import actions as money
    from yutang.people import queries as people
    from yutang.places.queries import full_name
    from yutang.trade.rules.contact import Contact

    close_old_connections()
    buyer = people.person(person)
    region = chance.choice(REGIONS)
    contact = Contact(
        name=buyer.name,
        mobile="13800000000",
        region=full_name(region) or "演示地区",
        region_code=region,
        detail="演示地址（编的）",
    )
    method = "cod" if chance.random() < CASH_ON_DELIVERY else "test"
    try:
        money.check_out(UUID(order), buyer, contact, method, knows_fresh=True)
    except Refusal as refusal:
        log.info("buyer_did_not_pay", why=refusal.code)


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except asyncio.CancelledError:
        sys.exit(0)

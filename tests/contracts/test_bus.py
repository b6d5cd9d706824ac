"""The bus, over each of its carriers: told after the commit, never without; away without harm."""

import asyncio
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
import pytest
import structlog
from django.db import connection, transaction
from tests.contracts.wires import Ear, PostgresWire, Wire, redis_wire, row, until, used_here
from tests.races.market import GateProcess, Market, _committed, buyer_pass, keyring, now
from tests.races.market import gate as running_gate
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from yutang.gate.bus import Listener
from yutang.kernel.passes import PASS_LIFE_S, Pass, new_id
from yutang.live import actions as live
from yutang.people import actions as people
from yutang.people import passes
from yutang.people.models import Person
from yutang.plumbing import bus
from yutang.plumbing.bus.redis import RedisCarrier
from yutang.plumbing.config import Config
from yutang.plumbing.rounds import run
from yutang.trade.hauls.intake import take
from yutang.trade.rules import Wish
from yutang.work.timers import Timers

pytestmark = [pytest.mark.served, pytest.mark.django_db]


@pytest.fixture(scope="module", params=["postgres", "redis"])
def wire(request: pytest.FixtureRequest, market: Market) -> Iterator[Wire]:
    if request.param == "postgres":
        wire: Wire = PostgresWire(market)
        with used_here(wire):
            yield wire
    else:
        with redis_wire() as wire, used_here(wire):
            yield wire


@pytest.fixture(scope="module")
def near(wire: Wire, market: Market) -> Iterator[GateProcess]:
    with running_gate(market.url, YUTANG_BUS=wire.url) as process:
        yield process


@pytest.fixture(scope="module")
def far(wire: Wire, market: Market) -> Iterator[GateProcess]:
    with running_gate(market.url, YUTANG_BUS=wire.url) as process:
        yield process


def rename(sale: int, notice: str) -> None:
    """Change a sale's row as the rooms' actions do, and say so, in the transaction there is."""
    with connection.cursor() as cursor:
        cursor.execute("update live_sale set notice = %s where id = %s", [notice, sale])
        bus.notify_sale(cursor, sale)


def say(market: Market, *sales: int) -> None:
    """Say something committed on another connection, to see what was heard before it."""
    bus.tell_sales(market.db, sales)


def notice_at(gate: GateProcess, sale: int) -> str:
    return str(httpx.get(f"{gate.base}/live/{sale}/state", timeout=20).json()["notice"])


def order(gate: GateProcess, sale: int, lot: int, token: str) -> httpx.Response:
    wish = {"lot": lot, "quantity": 1, "key": str(uuid4())}
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.post(f"{gate.base}/live/{sale}/orders", json=wish, headers=headers, timeout=20)


def goodbye(camera: ClientConnection) -> tuple[int, str]:
    """Read until the gate closes; return its code and reason."""
    try:
        while True:
            camera.recv(timeout=30)
    except ConnectionClosed as closed:
        return (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (1006, "")


def test_a_word_is_heard_after_the_commit_with_its_rows_there(market: Market, wire: Wire) -> None:
    sale, _ = market.sale(5)
    marker, _ = market.sale(5)
    read = "select notice from live_sale where id = %s"
    with Ear(market.url, lambda payload: row(market.url, read, int(payload))) as ear:

        def work() -> None:
            with transaction.atomic():
                rename(sale, "下一件")
                say(market, marker)
                ear.wait_for(bus.SALE, str(marker))
                assert (bus.SALE, str(sale)) not in ear.heard

        _committed(work)
        ear.wait_for(bus.SALE, str(sale))
    assert ear.seen[ear.heard.index((bus.SALE, str(sale)))] == "下一件"


def test_what_is_rolled_back_is_never_told(market: Market, wire: Wire) -> None:
    sale, _ = market.sale(5)
    marker, _ = market.sale(5)

    def work() -> None:
        with transaction.atomic():
            rename(sale, "不算")
            transaction.set_rollback(True)
        with transaction.atomic():
            with transaction.atomic():
                rename(sale, "也不算")
                transaction.set_rollback(True)
            bus.notify_sale(connection.cursor(), marker)

    with Ear(market.url) as ear:
        _committed(work)
        ear.wait_for(bus.SALE, str(marker))
        assert (bus.SALE, str(sale)) not in ear.heard


def test_the_rooms_own_actions_and_revocations_are_heard(market: Market, wire: Wire) -> None:
    sale, [lot] = market.sale(5)
    claim = Pass(new_id(), "buyer", int(now().timestamp()) + PASS_LIFE_S, person=market.buyers[1])
    with Ear(market.url) as ear:
        _committed(lambda: live.pin(sale, lot, None))
        _committed(lambda: passes.revoke(claim, now()))
        ear.wait_for(bus.SALE, str(sale))
        ear.wait_for(bus.REVOKE, claim.id)


def test_holds_that_expire_are_told_after_their_transaction(market: Market, wire: Wire) -> None:
    sale, [lot] = market.sale(5)
    with psycopg.connect(market.url, autocommit=True) as worker:
        wish = Wish(market.buyers[1], uuid4(), lot, 1, sale)
        run(worker, take([wish], now()))
        worker.execute("update trade_order set expires_at = now() where lot_id = %s", [lot])
        read = "select available from trade_lot where id = %s"
        with Ear(market.url, lambda _payload: row(market.url, read, lot)) as ear:
            timers = Timers(market.url)
            timers.tick(now())
            timers.close()
            ear.wait_for(bus.SALE, str(sale))
        assert ear.seen[ear.heard.index((bus.SALE, str(sale)))] == 5


def test_telling_before_the_commit_is_a_fault_of_ours(market: Market, wire: Wire) -> None:
    with psycopg.connect(market.url, autocommit=True) as worker, worker.transaction():
        worker.execute("select 1")
        with pytest.raises(AssertionError, match="commit first"):
            bus.tell_sales(worker, [1])
        with pytest.raises(AssertionError, match="commit first"):
            bus.notify_sale(worker, 1)


def test_gates_hear_of_each_others_orders(
    market: Market, wire: Wire, near: GateProcess, far: GateProcess
) -> None:
    sale, [lot] = market.sale(5)
    assert notice_at(far, sale) == ""
    with Ear(market.url) as ear:
        assert order(near, sale, lot, buyer_pass(market.buyers[1])).status_code == 201
        # With the name of the gate, which need not read anew what it shows already.
        until(lambda: any(word.startswith(f"{sale} ") for _, word in ear.heard))

    def left() -> int:
        state = httpx.get(f"{far.base}/live/{sale}/state", timeout=20).json()
        return int(state["lots"][0]["available"])

    until(lambda: left() == 4)


def test_a_gate_elsewhere_needs_the_keys_the_database_and_the_bus(
    market: Market, wire: Wire, near: GateProcess, tmp_path: Path
) -> None:
    shutil.copy(Config.load().data / "secrets.json", tmp_path)
    sale, [lot] = market.sale(5)
    assert notice_at(near, sale) == ""
    own = {"YUTANG_DATA": str(tmp_path), "YUTANG_BUS": wire.url}
    with running_gate(market.url, None, **own) as elsewhere, Ear(market.url) as ear:
        assert order(elsewhere, sale, lot, buyer_pass(market.buyers[4])).status_code == 201
        until(lambda: any(word.startswith(f"{sale} ") for _, word in ear.heard))
        _committed(lambda: rename(sale, "外面也知道"))
        until(lambda: notice_at(elsewhere, sale) == "外面也知道")


def test_the_end_of_a_role_ends_the_camera_and_the_pass_buys_no_more(
    market: Market, wire: Wire, near: GateProcess
) -> None:
    sale, [lot] = market.sale(5)
    host = market.buyers[2]
    token = passes.mint_broadcast(_committed(lambda: _person(host)), sale, now())
    buyer = passes.mint_buyer(_committed(lambda: _person(host)), now())
    granted = _committed(lambda: people.give_grant(_person(host), "host", "130827", by=None))
    with connect(f"ws://{near.address}/live/{sale}/broadcast") as camera:
        camera.send(json.dumps({"pass": token}))
        assert json.loads(camera.recv(timeout=20))["type"] == "health"
        _committed(lambda: people.end_grant(granted.pk, _operator()))
        assert goodbye(camera) == (4401, "sign_in_needed")
    assert order(near, sale, lot, buyer).status_code == 201
    _committed(lambda: passes.revoke_all(_person(host), now()))
    until(lambda: order(near, sale, lot, buyer).status_code == 401)


def test_a_bus_that_is_away_stops_nothing_and_all_is_read_again(
    market: Market, wire: Wire, near: GateProcess
) -> None:
    sale, [lot] = market.sale(50)
    token = buyer_pass(market.buyers[3])
    claim = keyring().check(token, "buyer", now().timestamp())
    assert order(near, sale, lot, token).status_code == 201
    wire.cut()
    try:
        assert order(near, sale, lot, token).status_code == 201
        _committed(lambda: live.pin(sale, lot, None))
        _committed(lambda: rename(sale, "总线断了"))
        until(lambda: notice_at(near, sale) == "总线断了")
        _committed(lambda: passes.revoke(claim, now()))
        until(lambda: order(near, sale, lot, token).status_code == 401)
    finally:
        wire.mend()
    until(lambda: "yutang_bus_up 1.0" in httpx.get(f"{near.base}/metrics", timeout=20).text)
    _committed(lambda: rename(sale, "又通了"))
    until(lambda: notice_at(near, sale) == "又通了")


async def test_a_listener_says_that_the_bus_is_lost_and_begins_anew(
    market: Market, wire: Wire
) -> None:
    begun: list[int] = []

    async def begin() -> None:
        begun.append(len(told))

    def lost() -> list[object]:
        return [line for line in told if line["event"] == "bus_lost"]

    with structlog.testing.capture_logs() as told:
        listening = asyncio.create_task(Listener(market.url, begin, lambda *_: None).run())
        await asyncio.to_thread(until, lambda: len(begun) == 1)
        wire.cut()
        await asyncio.to_thread(until, lambda: bool(lost()))
        await asyncio.to_thread(wire.mend)
        await asyncio.to_thread(until, lambda: len(begun) == 2)
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    assert len(lost()) == 1, "not once a try"


def test_a_server_that_answers_nothing_holds_nobody_up(market: Market) -> None:
    sale, _ = market.sale(5)
    with redis_wire() as wire, used_here(wire):
        wire.freeze()
        try:
            with structlog.testing.capture_logs() as told:
                for notice in ("一", "二", "三"):
                    _committed(lambda notice=notice: rename(sale, notice))  # type: ignore[misc]
        finally:
            wire.thaw()
    assert market.one("select notice from live_sale where id = %s", sale) == "三"
    assert {line["event"] for line in told} == {"bus_not_told"}


def test_installations_that_share_a_server_do_not_hear_each_other(market: Market) -> None:
    with redis_wire() as wire, used_here(wire):
        other = RedisCarrier(wire.url, "another installation's secret")
        with Ear(market.url) as ear:
            other.tell(None, bus.SALE, ["1"])
            say(market, 2)
            ear.wait_for(bus.SALE, "2")
        assert ear.heard == [(bus.SALE, "2")]


def _person(number: int) -> Person:
    return Person.objects.get(pk=number)


def _operator() -> Person:
    person = people.enrol("13800000099", "平台运营")
    people.give_grant(person, "operator", "", by=None)
    return person

"""A market of its own for tests of races: sales with lots, many buyers, gates that serve them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Self, TypeVar
from uuid import UUID, uuid4

import httpx
import psycopg
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from yutang.goods.models import Producer, Product
from yutang.kernel.passes import Keyring, Pass, new_id
from yutang.live.models import LineupItem, Sale
from yutang.people.models import Person
from yutang.plumbing.config import Config
from yutang.trade.models import Lot

BUYERS = 2_100
Made = TypeVar("Made")


def _test_database_url() -> str:
    """Return the address of the database that this run's tests use."""
    url = os.environ["DATABASE_URL"]
    return make_conninfo(url, dbname=str(connection.settings_dict["NAME"]))


def keyring() -> Keyring:
    return Keyring(Config.load().secrets().pass_keys)


def buyer_pass(person: int, name: str = "买家") -> str:
    expires_at = int(time.time()) + 3600
    return keyring().mint(Pass(new_id(), "buyer", expires_at, person=person, name=name))


class Market:
    """Rows made in bulk: what is tested here is what happens to them afterwards."""

    def __init__(self) -> None:
        self.url = _test_database_url()
        self.db: psycopg.Connection[Any] = psycopg.connect(self.url, autocommit=True)
        self.buyers: list[int] = []

    def __enter__(self) -> Self:
        self.buyers = _committed(lambda: _people(BUYERS))
        self._product = _committed(_product)
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()

    def sale(self, *units: int, state: str = "live", **terms: Any) -> tuple[int, list[int]]:
        """Return a sale and its lots, one for each number of units."""
        return _committed(lambda: self._sale(units, state, terms))

    def _sale(
        self, units: tuple[int, ...], state: str, terms: dict[str, Any]
    ) -> tuple[int, list[int]]:
        sale = Sale.objects.create(
            title="板栗专场",
            county_codes=["130827"],
            host_id=self.buyers[0],
            starts_at=now(),
            state=state,
            is_demo=True,
        )
        lots = [self._lot(count, terms) for count in units]
        LineupItem.objects.bulk_create(
            LineupItem(sale=sale, lot_id=lot, position=place) for place, lot in enumerate(lots)
        )
        return sale.pk, lots

    def lot(self, units: int, **terms: Any) -> int:
        """Return a lot outside any sale."""
        return _committed(lambda: self._lot(units, terms))

    def _lot(self, units: int, terms: dict[str, Any]) -> int:
        lot = Lot.objects.create(
            product_id=self._product,
            price_fen=3290,
            stocked=units,
            available=units,
            **{"state": "open", **terms},
        )
        return int(lot.pk)

    def one(self, query: str, *params: object) -> Any:
        row = self.db.execute(query, list(params)).fetchone()
        return row[0] if row is not None and len(row) == 1 else row

    def stock(self, lot: int) -> tuple[int, int, int]:
        """Return (available, held, sold)."""
        found = self.one("select available, held, sold from trade_lot where id = %s", lot)
        return found[0], found[1], found[2]

    def assert_conserved(self, lot: int) -> None:
        """The lot's row and its orders tell the same."""
        stocked, available, held, sold, withdrawn = self.one(
            "select stocked, available, held, sold, withdrawn from trade_lot where id = %s", lot
        )
        assert stocked == available + held + sold + withdrawn
        ordered = self.one(
            """select coalesce(sum(quantity) filter (where state = 'held'), 0)::int,
                coalesce(sum(quantity) filter (
                    where state in ('paid', 'confirmed', 'shipped', 'received', 'closed')), 0)::int
            from trade_order where lot_id = %s""",
            lot,
        )
        assert ordered == (held, sold)

    def orders(self, lot: int) -> list[UUID]:
        rows = self.db.execute("select id from trade_order where lot_id = %s", [lot]).fetchall()
        return [order for (order,) in rows]

    def tell(self, sale: int) -> None:
        """What an action on the sale does after its commit."""
        self.db.execute("select pg_notify('yutang_sale', %s)", [str(sale)])


def _people(number: int) -> list[int]:
    mark = uuid4().bytes
    people = Person.objects.bulk_create(
        Person(
            mobile_digest=mark + place.to_bytes(4),
            mobile_sealed=b"",
            mobile_tail="0000",
            name=f"买家{place}",
            is_demo=True,
        )
        for place in range(number)
    )
    return [person.pk for person in people]


def _product() -> int:
    producer = Producer.objects.create(
        kind="household", name=f"王大娘 {uuid4().hex[:8]}", village_code="130827100201"
    )
    product = Product.objects.create(
        producer=producer,
        name="板栗",
        class_code="0103",
        processing="fresh",
        unit="bag",
        origin_code="130827",
    )
    return int(product.pk)


def _committed(work: Callable[[], Made]) -> Made:
    """Run on a connection of its own, outside the transaction that a test runs in."""

    def alone() -> Made:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as executor:
        return executor.submit(alone).result()


class GateProcess:
    """A gate as its own process, on a port of its own."""

    def __init__(
        self,
        url: str,
        port: int | None = None,
        arguments: Sequence[str] = (),
        module: str = "yutang.gate",
        **environment: str,
    ) -> None:
        self.port = port or free_port()
        self.address = f"127.0.0.1:{self.port}"
        self.base = f"http://{self.address}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env={
                **os.environ,
                "DATABASE_URL": url,
                "PORT": str(self.port),
                "YUTANG_DATA": str(settings.CONFIG.data),
                **environment,
            },
        )
        self._wait_until_ready()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """Stop it as the supervisor does; return its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(timeout=40)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "the gate ended by itself"
            try:
                answer = httpx.get(f"{self.base}/healthz", timeout=10)
            except httpx.TransportError:
                time.sleep(0.05)
                continue
            if answer.json()["database"] == "ok":
                return
        raise AssertionError("the gate is not ready")


@contextmanager
def gate(url: str, port: int | None = None, **environment: str) -> Iterator[GateProcess]:
    """Run a gate while the block lasts."""
    process = GateProcess(url, port, **environment)
    try:
        yield process
    finally:
        process.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def now() -> datetime:
    return datetime.now(UTC)

"""What happens because time passed. Several of these processes may run; row locks keep it exact."""

import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import psycopg
import structlog

from yutang.live.rules import SELLING
from yutang.parcels.hauls import RECEIVED_MOST, receive_delivered
from yutang.plumbing import bus, statements
from yutang.plumbing.config import Config
from yutang.plumbing.rounds import CONNECTION_OPTIONS, run
from yutang.shares.hauls import SETTLED_MOST, settle
from yutang.trade.hauls.closing import CLOSED_MOST, close_finished
from yutang.trade.hauls.expiry import EXPIRED_MOST, expire
from yutang.trade.hauls.line import call
from yutang.trade.hauls.waves import release

TICK_S = 1.0
MINUTE_S = 60.0
_OPTIONS = f"{CONNECTION_OPTIONS} -c statement_timeout=30s"

Connection = psycopg.Connection[Any]
Sales = Iterable[int | None]
Timer = Callable[[Connection, datetime], Sales]
"""Does what is due at a moment; returns the sales whose rows changed (None: outside any)."""

log = structlog.get_logger()


class Timers:
    """The timers over one connection, which is made anew when it breaks."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: Connection | None = None
        self._minute_at = 0.0

    def run(self, stopping: threading.Event) -> None:
        """Work until told to stop; a database that is away is tried again each second."""
        while not stopping.is_set():
            started = time.monotonic()
            self.tick(datetime.now(UTC))
            if time.monotonic() >= self._minute_at:
                self._work(EACH_MINUTE, datetime.now(UTC))
                self._minute_at = time.monotonic() + MINUTE_S
            stopping.wait(max(0.0, TICK_S - (time.monotonic() - started)))
        self.close()

    def tick(self, now: datetime) -> None:
        """Do what is due each second.

        Units that come back or come on sale are there before numbers are called.
        """
        self._work(EACH_SECOND, now)

    def _work(self, timers: tuple[Timer, ...], now: datetime) -> None:
        """Do what is due, and tell each sale that changed once.

        A timer that fails is tried again the next time; the others go on.
        """
        changed = {sale for timer in timers for sale in self._on_time(timer, now)}

        def tell(connection: Connection, _now: datetime) -> Sales:
            bus.tell_sales(connection, (sale for sale in changed if sale is not None))
            return ()

        if changed:
            self._on_time(tell, now)

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _on_time(self, timer: Timer, now: datetime) -> Sales:
        try:
            return timer(self._connected(), now)
        except (psycopg.Error, OSError) as error:
            log.warning("timer_failed", timer=timer.__name__, error=repr(error))
        except Exception:
            log.exception("timer_failed", timer=timer.__name__)
        self.close()
        return ()

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = psycopg.connect(self._url, autocommit=True, options=_OPTIONS)
        return self._connection


def end_holds(connection: Connection, now: datetime) -> Sales:
    """End the holds that are past their time."""
    sales: set[int | None] = set()
    while by_sale := run(connection, expire(now)):
        ended = sum(by_sale.values())
        log.info("holds_expired", orders=ended, sales=len(by_sale))
        sales.update(by_sale)
        if ended < EXPIRED_MOST:
            break
    return sales


def release_waves(connection: Connection, now: datetime) -> Sales:
    """Bring the waves that are due on sale."""
    lots = run(connection, release(now))
    if not lots:
        return ()
    log.info("waves_released", lots=lots)
    question = statements.load("live", "sales_of_lots")
    return [sale for (sale,) in connection.execute(question, {"lots": lots})]


def call_lines(connection: Connection, now: datetime) -> Sales:
    """Draw the lines that open and call the numbers that are due, in sales that take orders."""
    question = statements.load("live", "sales_in_state")
    selling = [sale for (sale,) in connection.execute(question, {"states": list(SELLING)})]
    by_sale = run(connection, call(now, selling))
    if by_sale:
        log.info("numbers_called", tickets=sum(by_sale.values()), sales=len(by_sale))
    return by_sale


def close_orders(connection: Connection, now: datetime) -> Sales:
    """Close orders received a week ago."""
    while run(connection, close_finished(now)) == CLOSED_MOST:
        log.info("orders_closed", orders=CLOSED_MOST)
    return ()


def receive_orders(connection: Connection, now: datetime) -> Sales:
    """Receive orders whose parcels were delivered some days ago and that nobody confirmed."""
    days = Config.load().couriers.receive_days
    told: set[int | None] = set()
    while True:
        received, sales = run(connection, receive_delivered(now, days))
        told.update(sales)
        if received:
            log.info("orders_received", orders=received)
        if received < RECEIVED_MOST:
            return told


def settle_orders(connection: Connection, now: datetime) -> Sales:
    """Settle the orders that are due."""
    while taken := run(connection, settle(now)):
        log.info("orders_settled", orders=taken)
        if taken < SETTLED_MOST:
            break
    return ()


EACH_SECOND: tuple[Timer, ...] = (end_holds, release_waves, call_lines, settle_orders)
EACH_MINUTE: tuple[Timer, ...] = (receive_orders, close_orders)
"""Nobody waits for these, so once a minute is enough."""

"""What happens because time passed. Several of these processes may run; row locks keep it exact."""

import threading
import time
from datetime import UTC, datetime
from typing import Any

import psycopg
import structlog

from yutang.plumbing import bus
from yutang.trade.closing import CLOSED_MOST, close_finished
from yutang.trade.expiry import EXPIRED_MOST, expire
from yutang.trade.intake import run

TICK_S = 1.0
CLOSE_EVERY_S = 60.0
_OPTIONS = "-c lock_timeout=5s -c statement_timeout=30s"

log = structlog.get_logger()


class Timers:
    """The timers over one connection, which is made anew when it breaks."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: psycopg.Connection[Any] | None = None
        self._close_at = 0.0

    def run(self, stopping: threading.Event) -> None:
        """Work until told to stop; a database that is away is tried again each second."""
        while not stopping.is_set():
            started = time.monotonic()
            try:
                self.tick(datetime.now(UTC))
                self._close_now_and_then()
            except (psycopg.Error, OSError) as error:
                log.warning("tick_failed", error=repr(error))
                self.close()
            stopping.wait(max(0.0, TICK_S - (time.monotonic() - started)))
        self.close()

    def tick(self, now: datetime) -> int:
        """End the holds that are past their time; return how many."""
        ended = 0
        while True:
            batch = expire_holds(self._connected(), now)
            ended += batch
            if batch < EXPIRED_MOST:
                return ended

    def _close_now_and_then(self) -> None:
        """Close orders received a week ago; nobody waits for it, so once a minute is enough."""
        if time.monotonic() < self._close_at:
            return
        while run(self._connected(), close_finished(datetime.now(UTC))) == CLOSED_MOST:
            log.info("orders_closed", orders=CLOSED_MOST)
        self._close_at = time.monotonic() + CLOSE_EVERY_S

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connected(self) -> psycopg.Connection[Any]:
        if self._connection is None:
            self._connection = psycopg.connect(self._url, autocommit=True, options=_OPTIONS)
        return self._connection


def expire_holds(connection: psycopg.Connection[Any], now: datetime) -> int:
    """End due holds in one transaction and have their rooms told after it."""
    with connection.transaction():
        by_sale = run(connection, expire(now))
    if by_sale:
        bus.tell_sales(connection, (sale for sale in by_sale if sale is not None))
        log.info("holds_expired", orders=sum(by_sale.values()), sales=len(by_sale))
    return sum(by_sale.values())

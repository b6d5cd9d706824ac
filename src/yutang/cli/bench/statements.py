"""What a statement page costs a payee with 50,000 settled orders, beside one with 50.

The orders are written as settled over two years, most of them lately, past the doors that would
take hours; what is measured is the page as its reader gets it: session, permission, sums, a page of
a hundred lines, HTML.
"""

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg

from yutang.cli.bench.stage import Stage

if TYPE_CHECKING:
    from django.test import Client

MANY, FEW = 50_000, 50
_TURNS = 15
_PAYEE = """
insert into shares_payee (kind, name, place_code) values ('organisation', %(name)s, '')
returning id
"""
_FILL = """
with made as materialized (
    select
        gen_random_uuid() as order_id, nextval('ledger_transaction_id_seq') as id, at,
        1 + n %% 3 as quantity
    from (
        select n, now() - interval '730 days' * power(n::float / %(orders)s, 2) as at
        from generate_series(%(orders)s, 1, -1) as n
    ) as ordered
), ordered as (
    insert into trade_order (id, buyer_id, key, lot_id, quantity, price_fen, amount_fen, state,
        placed_at, expires_at, region_code, tracking)
    select order_id, %(buyer)s, gen_random_uuid(), %(lot)s, quantity, 3290, 3290 * quantity,
        'closed', at, at, '', ''
    from made
), opened as (
    insert into ledger_account (kind, owner)
    values ('payable', 'payee:' || %(payee)s), ('escrow', '')
    on conflict (kind, owner) do update set kind = excluded.kind
    returning id, kind
), written as (
    insert into ledger_transaction (id, cause, cause_key, at, order_id, note)
    select id, 'settlement', order_id::text, at, order_id, '' from made
)
insert into ledger_entry (transaction_id, line, account_id, amount_fen)
select made.id, line, opened.id, 2340 * quantity * sign
from made
cross join (values (1, 'escrow', 1), (2, 'payable', -1)) as side (line, kind, sign)
join opened on opened.kind = side.kind
"""


@dataclass(frozen=True)
class Stated:
    """The statement page of a payee with so many orders; its slowest is the last page."""

    orders: int
    page_ms: float
    last_page_ms: float


def state(stage: Stage) -> list[Stated]:
    """Return the times beside many and beside few orders."""
    return [_measured(_filled(stage, orders), orders) for orders in (MANY, FEW)]


def _filled(stage: Stage, orders: int) -> int:
    """Store so many settled orders of a new payee; return its id."""
    with psycopg.connect(stage.url) as connection:
        row = connection.execute(_PAYEE, {"name": f"bench {orders}"}).fetchone()
        assert row is not None, "insert returns its row"
        connection.execute("set local session_replication_role = replica")
        connection.execute(
            _FILL,
            {"orders": orders, "buyer": stage.buyers[0], "lot": stage.lots[0], "payee": row[0]},
        )
    with psycopg.connect(stage.url, autocommit=True) as connection:
        connection.execute("vacuum analyze trade_order, ledger_transaction, ledger_entry")
    return int(row[0])


def _measured(payee: int, orders: int) -> Stated:
    from django.test import Client

    from yutang.people import actions as people

    reader = people.enrol("13800000099", "-", is_demo=True)
    people.give_grant(reader, "operator", "", by=None)
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(reader, backend="yutang.people.sessions.Door")
    first = f"/statements/{payee}/"
    return Stated(orders, _ms(browser, first), _ms(browser, f"{first}?page=9999"))


def _ms(browser: "Client", address: str) -> float:
    """Return the median of some turns, in ms."""
    spent = []
    for _ in range(_TURNS):
        began = time.perf_counter()
        answer = browser.get(address)
        spent.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, answer.status_code  # noqa: PLR2004
    return statistics.median(spent)

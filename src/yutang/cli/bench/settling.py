"""What it costs to settle orders: in hauls, one a transaction, and beside the bare rows.

The orders are written as received and paid, past the arrows and the doors that would take hours;
what is measured runs with all its guards, over a connection as the timers have it.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg

from yutang.cli.bench.stage import Stage
from yutang.plumbing.rounds import CONNECTION_OPTIONS, run
from yutang.shares.hauls import SETTLED_MOST, settle

YARDSTICK, FEW = 140_000, 500
"""Orders of the yardstick, settled in hauls; and so many one by one."""
_SPLITS = """
with part (kind, percent, fixed) as (
    values ('packing', 0, 150), ('freight', 0, 500), ('host', 700, 0), ('service', 100, 0)
), payee as (
    insert into shares_payee (kind, name, place_code)
    select 'organisation', kind, '' from part
    returning id, name
), farmer as (
    insert into shares_payee (kind, producer_id, name, place_code)
    select 'producer', min(id), '', '' from goods_producer
    on conflict (producer_id) do update set kind = excluded.kind
    returning id
), split as (
    insert into shares_split (lot_id, place_code, version, made_at, farmer_id)
    select lot.id, '', 1, '2020-01-01', farmer.id
    from unnest(%(lots)s::bigint[]) lot (id) cross join farmer
    returning id
)
insert into shares_splitpart (split_id, kind, payee_id, basis_points, fixed_fen, per)
select split.id, part.kind, payee.id, part.percent, part.fixed, 'order'
from split cross join part join payee on payee.name = part.kind
"""
_ORDERS = """
with made as (
    insert into trade_order (id, buyer_id, key, lot_id, quantity, price_fen, amount_fen, state,
        placed_at, expires_at, region_code, tracking)
    select uuidv7(), %(buyer)s, gen_random_uuid(),
        (%(lots)s::bigint[])[1 + n %% %(kinds)s], 1 + n %% 3, 3290, 3290 * (1 + n %% 3),
        'received', now(), now(), '', ''
    from generate_series(1, %(orders)s) as n
    returning id, amount_fen
), paid as (
    insert into money_payment (order_id, method, state, amount_fen, refunded_fen, made_at, paid_at)
    select id, 'test', 'paid', amount_fen, 0, now(), now() from made
)
insert into shares_settlement (order_id, due_at, held_why) select id, now(), '' from made
"""
_BARE = """
with given as materialized (
    select nextval('ledger_transaction_id_seq') as id, uuidv7() as order_id
    from generate_series(1, %(orders)s)
), written as (
    insert into ledger_transaction (id, cause, cause_key, at, order_id, note)
    select id, 'settlement', order_id::text, now(), order_id, '' from given
), entered as (
    insert into ledger_entry (transaction_id, line, account_id, amount_fen)
    select id, line, line, 100 from given cross join generate_series(1, 6) line
)
insert into shares_share (order_id, kind, payee_id, amount_fen, at, refund_key)
select order_id, kind, 1, 100, now(), ''
from given cross join unnest(array['farmer', 'packing', 'freight', 'host', 'service']) kind
"""


@dataclass(frozen=True)
class Settled:
    """So many orders settled, so many in a transaction; 0: the bare rows, in one statement."""

    haul: int
    orders: int
    seconds: float

    @property
    def orders_s(self) -> float:
        return self.orders / self.seconds


def measure(stage: Stage, orders: int = YARDSTICK) -> list[Settled]:
    """Return the figures of one by one, of hauls, and of the bare rows."""
    with psycopg.connect(stage.url) as connection:
        connection.execute("set local session_replication_role = replica")
        connection.execute(_SPLITS, {"lots": list(stage.lots)})
        connection.execute("update shares_split set agreed_at = made_at")
    return [
        _settle(stage, min(FEW, orders), 1),
        _settle(stage, orders, SETTLED_MOST),
        _bare(stage, orders),
    ]


def _settle(stage: Stage, orders: int, haul: int) -> Settled:
    asked = {
        "buyer": stage.buyers[0],
        "lots": list(stage.lots),
        "kinds": len(stage.lots),
        "orders": orders,
    }
    with psycopg.connect(stage.url) as connection:
        connection.execute("set local session_replication_role = replica")
        connection.execute(_ORDERS, asked)
    with psycopg.connect(stage.url, autocommit=True, options=CONNECTION_OPTIONS) as connection:
        connection.execute("vacuum analyze trade_order, money_payment, shares_settlement")
        now, began, done = datetime.now(UTC), time.monotonic(), 0
        while taken := run(connection, settle(now, haul)):
            done += taken
        return Settled(haul, done, time.monotonic() - began)


def _bare(stage: Stage, orders: int) -> Settled:
    with psycopg.connect(stage.url) as connection:
        connection.execute("set local session_replication_role = replica")
        began = time.monotonic()
        connection.execute(_BARE, {"orders": orders})
        connection.commit()
        return Settled(0, orders, time.monotonic() - began)

"""`yutang verify`: silent on a sound sale, loud about each thing that can be broken."""

import runpy
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, transaction
from psycopg.rows import dict_row
from pytest_django import DjangoDbBlocker
from tests.sales import Made, made_buyers, random_sale

from yutang.cli import verify
from yutang.people import actions as people

# What the database itself would refuse is broken with its guards off, inside the test's own
# transaction: so each check is seen to find what it is for.
GUARDS_OFF = "set local session_replication_role = replica"
A_TICKET = """insert into trade_ticket (lot_id, buyer_id, key, quantity, coupon, entered_at, answer,
    number, state, order_id)
select min(trade_lot.id), min(people_person.id), gen_random_uuid(), 1, '', now(), '',"""
BREAK = {
    ("trade", "lot_conserves"): (
        "alter table trade_lot drop constraint trade_lot_conserves",
        "update trade_lot set stocked = stocked + 1 where id = (select min(id) from trade_lot)",
    ),
    ("trade", "lot_orders"): (
        (
            "update trade_lot set held = held + 1, stocked = stocked + 1"
            " where id = (select min(id) from trade_lot)"
        ),
    ),
    ("trade", "lot_stocked"): (
        (
            "insert into trade_lotchange (lot_id, at, kind, units)"
            " select min(id), now(), 'stocked', 1 from trade_lot"
        ),
    ),
    ("trade", "order_once"): (
        GUARDS_OFF,
        "alter table trade_order drop constraint trade_order_once",
        (
            "update trade_order set buyer_id = (select min(buyer_id) from trade_order),"
            " key = '00000000-0000-7000-8000-000000000000'"
        ),
    ),
    ("trade", "order_amount"): (
        "alter table trade_order drop constraint trade_order_amount",
        (
            "update trade_order set amount_fen = amount_fen + 1"
            " where id = (select min(id::text)::uuid from trade_order)"
        ),
    ),
    ("trade", "order_path"): (
        GUARDS_OFF,
        "delete from trade_orderchange where id = (select min(id) from trade_orderchange)",
    ),
    ("trade", "order_references"): (GUARDS_OFF, "update trade_order set lot_id = -lot_id"),
    ("trade", "sold_out"): (
        (
            "update trade_lot set sold_out_at = now() where id ="
            " (select min(id) from trade_lot where available > 0)"
        ),
    ),
    ("trade", "cap_counts"): (
        "insert into trade_cap (kind, most, had, name) values ('orders', 9, 0, '')",
        "insert into trade_capcount (cap_id, day, taken) select id, '1970-01-01', 1 from trade_cap",
    ),
    ("trade", "cap_kept"): (
        "insert into trade_cap (kind, most, had, name) values ('orders', 3, 4, '')",
        "insert into trade_capcount (cap_id, day, taken) select id, '1970-01-01', 5 from trade_cap",
    ),
    ("trade", "wave_once"): (
        (
            "insert into trade_wave (lot_id, after_s, units, at, released_at)"
            " select min(id), 0, 1, now(), now() from trade_lot"
        ),
    ),
    ("trade", "coupon_uses"): (
        GUARDS_OFF,
        "insert into trade_coupon (lot_id, code, uses_most) select min(id), 'A', 1 from trade_lot",
        "update trade_order o set coupon_id = c.id from trade_coupon c where o.lot_id = c.lot_id",
    ),
    ("trade", "household_limit"): (
        "update trade_order set household = 'x'",
        "update trade_lot set household_limit = 1",
    ),
    ("trade", "ticket_order"): (
        f"{A_TICKET} 1, 'called', gen_random_uuid() from trade_lot, people_person",
    ),
    ("trade", "ticket_turn"): (
        f"{A_TICKET} 1, 'waiting', null from trade_lot, people_person",
        "update trade_lot set numbered = 0",
    ),
    ("trade", "ticket_draw"): (
        f"{A_TICKET} 2, 'waiting', null from trade_lot, people_person",
        "update trade_lot set numbered = 2, draw_seed = 5, drawn_at = now() + interval '1 hour'",
    ),
    ("live", "order_sale"): ("delete from live_lineupitem where position = 1",),
    ("live", "order_pin"): ("update trade_order set pin_id = -1",),
    ("live", "pins_apart"): (
        (
            "update live_pin set until = until + interval '1 hour'"
            " where id = (select min(id) from live_pin)"
        ),
    ),
    ("live", "sale_path"): ("update live_sale set state = 'replay'",),
    ("live", "messages"): (("update live_message set hidden_at = now()"),),
    ("live", "viewings"): ("update live_viewing set stayed_s = stayed_s + 100000",),
    ("live", "viewer_known"): (
        (
            "insert into live_viewing (sale_id, viewer, first_at, last_at, entries, stayed_s)"
            " select id, 'p:0', now(), now(), 1, 0 from live_sale"
        ),
    ),
    ("money", "payment_state"): ("update money_payment set state = 'void' where state = 'paid'",),
    ("money", "payment_amount"): ("update money_payment set amount_fen = amount_fen + 1",),
    ("insight", "units_paid"): ("delete from money_payment where state in ('paid', 'due')",),
    ("insight", "rows_whole"): (GUARDS_OFF, "delete from people_person"),
}
for path in sorted(verify.ROOMS.glob("*/tests/breaks.py")):
    BREAK |= runpy.run_path(str(path))["BREAK"]


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Made]:
    """One sale for all, in a transaction around theirs: each breaks it and leaves it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        host = people.enrol("13800000002", "主播小宽")
        yield random_sale(host, made_buyers(), seed=4, orders=120)
        transaction.set_rollback(True)


@pytest.fixture
def cursor(db: None) -> Iterator[psycopg.Cursor[dict[str, object]]]:
    connection.ensure_connection()
    with connection.connection.cursor(row_factory=dict_row) as opened:
        yield opened


def is_broken(cursor: verify.Cursor, name: tuple[str, str]) -> bool:
    mine = [check for check in verify.checks() if (check.room, check.name) == name]
    (found,) = verify.findings(cursor, mine)
    return bool(found.breaches)


def test_a_sound_sale_breaks_nothing_and_is_counted(made: Made, cursor: verify.Cursor) -> None:
    found = list(verify.findings(cursor, list(verify.checks())))
    assert {(each.room, each.name): each.first for each in found if each.breaches} == {}
    counted = {(each.room, each.name): each.rows for each in found}
    assert counted["trade", "order_once"] == len(made.orders) == 120
    assert counted["live", "viewings"] == len(made.viewings)


def test_every_check_is_broken_by_some_test() -> None:
    assert {(check.room, check.name) for check in verify.checks()} == set(BREAK)


@pytest.mark.parametrize("name", sorted(BREAK), ids=": ".join)
def test_what_is_broken_is_found(made: Made, cursor: verify.Cursor, name: tuple[str, str]) -> None:
    # Earlier deferred constraints must be settled before a table may be altered.
    cursor.execute("set constraints all immediate")
    for statement in BREAK[name]:
        cursor.execute(statement)
    assert is_broken(cursor, name)


def test_breaches_are_named_row_by_row(made: Made, cursor: verify.Cursor) -> None:
    cursor.execute("update live_sale set state = 'replay'")
    (check,) = (check for check in verify.checks() if check.name == "sale_path")
    (finding,) = verify.findings(cursor, [check])
    assert finding.breaches == 1
    assert finding.first == [
        {"sale": made.sale.pk, "state": "replay", "recorded": "ended", "move": ""}
    ]

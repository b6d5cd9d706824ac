import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import COUNTY, OTHER_COUNTY
from tests.show import SayAs
from tests.stall import OrderOf

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.live import actions, queries
from yutang.live.actions import Plan
from yutang.live.errors import (
    AlreadyOrdered,
    InAnotherLineup,
    NoCounty,
    NoReason,
    NotInLineup,
    NotReady,
    SaleOver,
    WrongMove,
)
from yutang.live.models import LineupItem, Message, Mute, Pin, Sale, StateChange
from yutang.people.access import Person
from yutang.places.errors import WrongLevel
from yutang.plumbing import rounds
from yutang.trade import actions as trade
from yutang.trade.hauls import line
from yutang.trade.hauls.line import Entry
from yutang.trade.models import Lot, Ticket


def plan(**changes: Any) -> Plan:
    facts: dict[str, Any] = {
        "title": "专场",
        "county_codes": [COUNTY],
        "starts_at": now() + timedelta(hours=1),
    }
    return Plan(**facts | changes)


@contextmanager
def hearing() -> Iterator[list[str]]:
    """Collect what the bus says once the work in the block has been committed."""
    heard: list[str] = []
    with psycopg.connect(_dsn()) as ear:
        ear.autocommit = True
        ear.execute("listen yutang_sale")
        yield heard
        heard += [note.payload for note in ear.notifies(timeout=0.5)]


def _dsn() -> str:
    settings = connection.get_connection_params()
    known = ("dbname", "user", "password", "host", "port")
    return psycopg.conninfo.make_conninfo(
        **{name: settings[name] for name in known if settings.get(name)}
    )


# Planning


def test_a_sale_is_announced_with_its_counties_once_each(
    host: Person, clerk: Person, land: None
) -> None:
    sale = actions.plan_sale(plan(county_codes=[COUNTY, OTHER_COUNTY, COUNTY]), host=host, by=clerk)
    assert sale.state == "planned"
    assert sale.county_codes == [COUNTY, OTHER_COUNTY]


def test_a_sale_needs_a_county_that_is_one(host: Person, clerk: Person, land: None) -> None:
    with pytest.raises(NoCounty):
        actions.plan_sale(plan(county_codes=[]), host=host, by=clerk)
    with pytest.raises(WrongLevel):
        actions.plan_sale(plan(county_codes=["1308"]), host=host, by=clerk)


def test_editing_without_a_new_cover_keeps_the_old_one(sale: Sale, host: Person) -> None:
    Sale.objects.filter(pk=sale.pk).update(cover="covers/old.webp")
    edited = actions.edit_sale(sale.pk, plan(title="新标题"), host=host)
    assert (edited.title, edited.cover.name) == ("新标题", "covers/old.webp")


def test_a_sale_that_is_over_is_no_longer_edited(live_sale: Sale, host: Person) -> None:
    actions.change_state(live_sale.pk, "ended", host)
    with pytest.raises(SaleOver):
        actions.edit_sale(live_sale.pk, plan(), host=host)


# States


def test_each_change_of_state_is_recorded_with_who_and_when(sale: Sale, host: Person) -> None:
    for state in ("live", "paused", "live", "ended", "replay"):
        actions.change_state(sale.pk, state, host, reason="试一试")
    rows = StateChange.objects.filter(sale=sale).order_by("id")
    assert [(row.from_state, row.to_state) for row in rows] == [
        ("planned", "live"),
        ("live", "paused"),
        ("paused", "live"),
        ("live", "ended"),
        ("ended", "replay"),
    ]
    assert {(row.by_id, row.reason) for row in rows} == {(host.pk, "试一试")}
    sale.refresh_from_db()
    assert sale.live_at == rows[0].at, "only the first time counts as going live"
    assert sale.ended_at == rows[3].at


def test_a_wrong_move_changes_nothing_and_the_same_state_again_is_no_move(
    live_sale: Sale, host: Person
) -> None:
    with pytest.raises(WrongMove):
        actions.change_state(live_sale.pk, "replay", host)
    actions.change_state(live_sale.pk, "live", host)
    assert StateChange.objects.filter(sale=live_sale).count() == 1


def test_an_announced_sale_is_called_off_without_ever_having_been_live(
    sale: Sale, host: Person
) -> None:
    actions.change_state(sale.pk, "ended", host)
    sale.refresh_from_db()
    assert (sale.state, sale.live_at) == ("ended", None)
    assert not Lot.objects.filter(lineup_item__sale=sale, state="open").exists()
    assert queries.front_page().replays == []
    assert queries.front_page().announced == []


def test_a_sale_does_not_go_live_while_its_host_holds_no_role(
    sale: Sale, host: Person, clerk: Person
) -> None:
    host.grants.update(ended_at=now())
    with pytest.raises(NotReady) as refused:
        actions.change_state(sale.pk, "live", clerk)
    assert "资格" in refused.value.sentence("zh-hans")
    actions.edit_sale(sale.pk, plan(), host=clerk)
    assert actions.change_state(sale.pk, "live", clerk).state == "live"


def test_an_empty_sale_does_not_go_live_and_says_what_is_missing(
    empty_sale: Sale, host: Person
) -> None:
    with pytest.raises(NotReady) as refused:
        actions.change_state(empty_sale.pk, "live", host)
    assert "小黄车是空的" in refused.value.sentence("zh-hans")
    empty_sale.refresh_from_db()
    assert empty_sale.state == "planned"


def test_an_end_takes_the_pin_down_and_closes_the_lots(
    live_sale: Sale, lot: Lot, host: Person
) -> None:
    actions.pin(live_sale.pk, lot.pk, host)
    assert actions.end_sale(live_sale.pk, host, keep_selling=False).state == "ended"
    assert queries.pinned_lot(live_sale) is None
    assert not Lot.objects.filter(lineup_item__sale=live_sale, state="open").exists()


@pytest.mark.parametrize(
    ("keep_selling", "becomes"), [(False, ("refused", "closed")), (True, ("waiting", ""))]
)
def test_an_end_ends_the_lines_unless_the_replay_sells(
    live_sale: Sale, lot: Lot, host: Person, buyer: Person, *, keep_selling: bool, becomes: object
) -> None:
    Lot.objects.filter(pk=lot.pk).update(by_ticket=True)
    entry = Entry(buyer.pk, uuid4(), lot.pk, 1, live_sale.pk)
    connection.ensure_connection()
    rounds.run(connection.connection, line.enter([entry], now()))
    actions.end_sale(live_sale.pk, host, keep_selling=keep_selling)
    ticket = Ticket.objects.get()
    assert (ticket.state, ticket.answer) == becomes


def test_a_sale_that_keeps_selling_becomes_a_replay_with_open_lots(
    live_sale: Sale, host: Person
) -> None:
    assert actions.end_sale(live_sale.pk, host, keep_selling=True).state == "replay"
    assert Lot.objects.filter(lineup_item__sale=live_sale, state="open").count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_end_asks_for_the_recording_to_be_closed(live_sale: Sale, host: Person) -> None:
    folder = queries.recording_folder(live_sale.pk)
    folder.mkdir(parents=True)
    run = {"kind": "run", "run": 1, "source": "camera", "at_ms": 1_700_000_000_000}
    (folder / "timeline.jsonl").write_text(json.dumps(run) + "\n")
    actions.change_state(live_sale.pk, "ended", host)
    assert '"finished"' in (folder / "timeline.jsonl").read_text()


@pytest.mark.django_db(transaction=True)
def test_the_bus_hears_of_a_change_once_it_is_committed_and_of_nothing_undone(
    live_sale: Sale, lot: Lot, host: Person
) -> None:
    with hearing() as heard:
        actions.pin(live_sale.pk, lot.pk, host)
    assert heard == [str(live_sale.pk)]
    with hearing() as heard, pytest.raises(NotInLineup):
        actions.pin(live_sale.pk, 0, host)
    assert heard == []


# Lineup


def test_a_lot_is_in_one_lineup_only_and_there_once(
    sale: Sale, lot: Lot, host: Person, clerk: Person
) -> None:
    actions.put_in_lineup(sale.pk, lot.pk, clerk)
    assert LineupItem.objects.filter(lot=lot).count() == 1
    other = actions.plan_sale(plan(), host=host, by=clerk)
    with pytest.raises(InAnotherLineup):
        actions.put_in_lineup(other.pk, lot.pk, clerk)


def test_lots_move_up_and_down_and_stop_at_the_ends(
    sale: Sale, lot: Lot, oil_lot: Lot, clerk: Person
) -> None:
    actions.move_in_lineup(sale.pk, oil_lot.pk, -1, clerk)
    assert queries.lineup_lots(sale.pk) == [oil_lot.pk, lot.pk]
    actions.move_in_lineup(sale.pk, oil_lot.pk, -1, clerk)
    assert queries.lineup_lots(sale.pk) == [oil_lot.pk, lot.pk]
    actions.move_in_lineup(sale.pk, oil_lot.pk, 9, clerk)
    assert queries.lineup_lots(sale.pk) == [lot.pk, oil_lot.pk]


def test_a_lot_leaves_the_lineup_only_while_nobody_ordered_it(
    sale: Sale, lot: Lot, oil_lot: Lot, buyer: Person, order_of: OrderOf
) -> None:
    order_of(buyer, lot, 1, sale.pk)
    with pytest.raises(AlreadyOrdered):
        actions.remove_from_lineup(sale.pk, lot.pk, sale.host)
    lot.refresh_from_db()
    assert lot.state == "open", "refused, so nothing is closed either"
    actions.remove_from_lineup(sale.pk, oil_lot.pk, sale.host)
    oil_lot.refresh_from_db()
    assert oil_lot.state == "closed"
    assert queries.lineup_lots(sale.pk) == [lot.pk]


def test_a_lot_that_somebody_waits_for_stays_in_the_lineup(
    sale: Sale, lot: Lot, buyer: Person
) -> None:
    Lot.objects.filter(pk=lot.pk).update(by_ticket=True)
    connection.ensure_connection()
    entry = Entry(buyer.pk, uuid4(), lot.pk, 1, sale.pk)
    rounds.run(connection.connection, line.enter([entry], now()))
    with pytest.raises(AlreadyOrdered):
        actions.remove_from_lineup(sale.pk, lot.pk, sale.host)
    assert lot.pk in queries.lineup_lots(sale.pk)


def test_lots_of_the_lineup_open_close_and_grow_through_the_sale(
    live_sale: Sale, lot: Lot, host: Person
) -> None:
    actions.close_lot(live_sale.pk, lot.pk, host)
    actions.add_units(live_sale.pk, lot.pk, 5, host)
    lot.refresh_from_db()
    assert (lot.state, lot.stocked, lot.available) == ("closed", 15, 15)
    actions.open_lot(live_sale.pk, lot.pk, host)
    lot.refresh_from_db()
    assert lot.state == "open"


def test_a_lot_of_another_sale_is_out_of_reach(live_sale: Sale, product: Any, host: Person) -> None:
    elsewhere = trade.make_lot(product.pk, price_fen=100, units=5, by=host)
    for deed in (actions.open_lot, actions.close_lot, actions.pin):
        with pytest.raises(NotInLineup):
            deed(live_sale.pk, elsewhere.pk, host)


# Pins


def test_a_pin_takes_the_one_before_it_down_in_the_same_moment(
    live_sale: Sale, lot: Lot, oil_lot: Lot, host: Person
) -> None:
    first = actions.pin(live_sale.pk, lot.pk, host)
    assert actions.pin(live_sale.pk, lot.pk, host) == first, "again is the same pin"
    second = actions.pin(live_sale.pk, oil_lot.pk, host)
    first.refresh_from_db()
    assert first.until == second.at
    actions.unpin(live_sale.pk, host)
    actions.unpin(live_sale.pk, host)
    assert queries.pinned_lot(live_sale) is None


def test_nothing_is_pinned_before_the_sale_runs(sale: Sale, lot: Lot, host: Person) -> None:
    with pytest.raises(WrongMove):
        actions.pin(sale.pk, lot.pk, host)


def test_the_database_keeps_one_pin_at_a_time(live_sale: Sale, lot: Lot, host: Person) -> None:
    actions.pin(live_sale.pk, lot.pk, host)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pin.objects.create(sale=live_sale, lot=lot, at=now(), by=host)


# Chat


def test_a_hidden_line_stays_with_who_hid_it_and_why(
    live_sale: Sale, host: Person, buyer: Person, say_as: SayAs
) -> None:
    line = say_as(buyer, live_sale, "加我微信")
    with pytest.raises(NoReason):
        actions.hide_message(live_sale.pk, line.pk, host, "  ")
    actions.hide_message(live_sale.pk, line.pk, host, " 打广告 ")
    actions.hide_message(live_sale.pk, line.pk, host, "second reason")
    kept = Message.objects.get(pk=line.pk)
    assert (kept.hidden_by, kept.hidden_reason, kept.text) == (host, "打广告", "加我微信")
    assert queries.last_messages(live_sale) == []


def test_a_line_of_another_sale_is_not_found(
    live_sale: Sale, host: Person, clerk: Person, buyer: Person, say_as: SayAs
) -> None:
    other = actions.plan_sale(plan(), host=host, by=clerk)
    line = say_as(buyer, other, "你好")
    with pytest.raises(NotFound):
        actions.hide_message(live_sale.pk, line.pk, host, "错")


def test_a_person_is_muted_once_and_may_write_again(
    live_sale: Sale, host: Person, buyer: Person, say_as: SayAs
) -> None:
    with pytest.raises(NotFound):
        actions.mute(live_sale.pk, buyer.pk, host, "从没说过话")
    say_as(buyer, live_sale, "吵")
    first = actions.mute(live_sale.pk, buyer.pk, host, "骂人")
    assert actions.mute(live_sale.pk, buyer.pk, host, "骂人") == first
    actions.unmute(live_sale.pk, buyer.pk, host)
    assert Mute.objects.get().lifted_at is not None
    assert actions.mute(live_sale.pk, buyer.pk, host, "又骂人") != first
